"""Names as they are compared with what is being typed: lower case, without accents."""

import unicodedata


def without_accents(text: str) -> str:
    """Each sign without what stands above or below it.

    >>> without_accents("Lüshun ")
    'lushun '
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in plain if not unicodedata.combining(one))
