"""What a WSGI server serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

import config.urls  # noqa: E402, F401  # before the server forks, so that its processes share what is loaded
from catalog.search.state import say_what_is_wrong  # noqa: E402  # after the applications are loaded

say_what_is_wrong()
# What is loaded stays: the collector of garbage leaves it alone, and the server's processes share its memory.
gc.freeze()
