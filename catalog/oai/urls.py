"""The address of the provider."""

from django.urls import path

from catalog.oai.views import oai

urlpatterns = [path("oai", oai, name="oai")]
