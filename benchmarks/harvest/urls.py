"""The addresses of a site, and the reference view."""

from django.urls import include, path

from benchmarks.harvest.stored import stored

urlpatterns = [path("stored", stored), path("", include("config.urls"))]
