"""The admin with a site of our own: named here because applications are loaded before models."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "config.desk_site.DeskSite"
