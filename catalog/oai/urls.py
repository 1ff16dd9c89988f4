"""The address of the provider, and where the form of its page leads through."""

from django.urls import path

from catalog.oai.page import ask
from catalog.oai.views import oai

urlpatterns = [path("oai", oai, name="oai"), path("oai/ask", ask, name="oai_ask")]
