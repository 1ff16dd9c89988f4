"""ISO 639-2/B codes, which MARC and EAD 2002 want, for the ISO 639-3 codes of the catalogue."""

_BIBLIOGRAPHIC = {
    "bod": "tib",
    "ces": "cze",
    "cym": "wel",
    "deu": "ger",
    "ell": "gre",
    "eus": "baq",
    "fas": "per",
    "fra": "fre",
    "hye": "arm",
    "isl": "ice",
    "kat": "geo",
    "mkd": "mac",
    "mri": "mao",
    "msa": "may",
    "mya": "bur",
    "nld": "dut",
    "ron": "rum",
    "slk": "slo",
    "sqi": "alb",
    "zho": "chi",
}


def bibliographic(code: str) -> str:
    """The code that libraries use: the same for all but twenty languages."""
    return _BIBLIOGRAPHIC.get(code, code)
