"""What templates say in the catalogue's own words."""

from django import template

from catalog.domain import dates

register = template.Library()


@register.filter
def in_words(edtf: str) -> str:
    """An EDTF date in plain words; what is no EDTF stays as it was written."""
    try:
        return dates.in_words(edtf)
    except dates.InvalidDate:
        return edtf
