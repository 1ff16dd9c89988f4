"""The admin with a site of our own: named here because applications are loaded before models."""

from django.contrib.admin.apps import SimpleAdminConfig


class DeskConfig(SimpleAdminConfig):
    """Its pages are loaded with the addresses (config/urls.py): workers and commands start without them."""

    default_site = "config.desk_site.DeskSite"
