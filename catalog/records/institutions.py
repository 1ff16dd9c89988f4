"""Institutions that hold what is described."""

from django.conf import settings

from catalog.models import Institution


def own_institution() -> Institution:
    """The institution named in the settings, made where it is not there yet."""
    return Institution.objects.get_or_create(name=settings.INSTITUTION_NAME)[0]
