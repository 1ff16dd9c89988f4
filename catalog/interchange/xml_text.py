"""XML written as strings: escaping and elements. Trees of elements would take ten times as long."""

from catalog.domain.text import clean


def escaped(value: str) -> str:
    """Character data for the content of an element, without what XML 1.0 forbids (2.2)."""
    if not value.isprintable():
        value = clean(value)
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(value: str) -> str:
    """The value of an attribute, in quotation marks."""
    return f'"{escaped(value).replace(chr(34), "&quot;")}"'


def element(name: str, value: str) -> str:
    """An element with nothing but text; nothing at all where there is no text."""
    return f"<{name}>{escaped(value)}</{name}>" if value else ""
