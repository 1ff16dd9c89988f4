"""The values of a facet as an HTML list: a page has a hundred of them, too many for a template to walk."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

_ON = ' class="on"'


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
    return SafeString(f"<ul>{''.join(items)}</ul>" if items else "")


def linked(choice: Choice, element: str) -> SafeString:
    """The link of a value, its id and its count, which is left out where it is 0 and nothing is chosen."""
    url, label = escape(choice.url), escape(choice.label)
    if not choice.selected:
        return SafeString(f'<a href="{url}" id="{element}">{label}</a> <span>{choice.count or ""}</span>')
    taken = f'<span class="hidden"> {escape(_("(chosen; choose again to remove)"))}</span>'
    link = f'<a href="{url}" id="{element}" aria-current="true">{label}{taken}</a>'
    return SafeString(f"{link} <span>{choice.count}</span>")
