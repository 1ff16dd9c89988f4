"""The values of a facet as an HTML list: a page has a hundred of them, too many for a template to walk."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

_ON = ' class="on"'
_OPEN = '<a href="{}" id="{}">{}</a> <span>{}</span>'
_CHOSEN = '<a href="{}" id="{}" aria-current="true">{}<span class="hidden"> {}</span></a> <span>{}</span>'


@dataclass(frozen=True)
class Choice:
    """A value that can be chosen, or taken back where it is chosen."""

    label: str
    url: str
    count: int = 0
    selected: bool = False


def choice_list(choices: Iterable[Choice], name: str) -> SafeString:
    """A list of links, or "" where there are none. Each has an id, so that focus stays where it is."""
    items = [
        f"<li{_ON if one.selected else ''}>{linked(one, f'{name}-{number}')}</li>"
        for number, one in enumerate(choices, 1)
    ]
    return mark_safe(f"<ul>{''.join(items)}</ul>") if items else SafeString("")


def linked(choice: Choice, element: str) -> SafeString:
    """The link of a value, its id and its count, which is left out where it is 0 and nothing is chosen."""
    if not choice.selected:
        return format_html(_OPEN, choice.url, element, choice.label, choice.count or "")
    taken = _("(chosen; choose again to remove)")
    return format_html(_CHOSEN, choice.url, element, choice.label, taken, choice.count)
