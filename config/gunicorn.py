"""How the site is served, whoever starts it: ``gunicorn --config python:config.gunicorn config.wsgi``."""

workers = 2
threads = 4
preload_app = True
"""The processes share what is loaded. After an update they are started anew, as HUP loads no new code."""
control_socket_disable = True
limit_request_line = 0
"""Bytes of an address, up to a megabyte: what is too long for the site it says itself, in a sentence."""
