"""States as texts name them: Sino-Soviet, the USSR, the People's Republic of China."""

import re
from collections.abc import Iterable
from itertools import product

_NAMES: dict[str, str] = {
    "afghanistan": "Afghanistan|Afghan",
    "albania": "Albania|Albanian",
    "australia": "Australia|Australian",
    "austria": "Austria|Austrian",
    "belgium": "Belgium|Belgian|Belgo",
    "bulgaria": "Bulgaria|Bulgarian",
    "burma": "Burma|Burmese",
    "cambodia": "Cambodia|Cambodian",
    "canada": "Canada|Canadian",
    "ceylon": "Ceylon|Ceylonese",
    "china": "China|Chinese|Sino",
    "cuba": "Cuba|Cuban",
    "czechoslovakia": "Czechoslovakia|Czechoslovak|Czechoslovakian|Czech",
    "denmark": "Denmark|Danish",
    "drv": "Democratic Republic of Vietnam|Democratic Republic of Viet-Nam|North Vietnam|DRV",
    "dprk": "Democratic People's Republic of Korea|North Korea|North Korean|DPRK",
    "egypt": "Egypt|Egyptian|United Arab Republic",
    "ethiopia": "Ethiopia|Ethiopian",
    "finland": "Finland|Finnish|Finno",
    "france": "France|French|Franco",
    "frg": "Federal Republic of Germany|West Germany|West German|FRG",
    "gdr": "German Democratic Republic|East Germany|East German|GDR",
    "germany": "Germany|German",
    "greece": "Greece|Greek|Greco",
    "hungary": "Hungary|Hungarian",
    "india": "India|Indian|Indo",
    "indochina": "Indo-China|Indo-Chinese|Indochina|Indochinese",
    "indonesia": "Indonesia|Indonesian",
    "iran": "Iran|Iranian|Persia|Persian",
    "israel": "Israel|Israeli",
    "italy": "Italy|Italian|Italo",
    "japan": "Japan|Japanese",
    "korea": "Korea|Korean",
    "laos": "Laos|Laotian|Lao",
    "mongolia": "Mongolian People's Republic|Outer Mongolia|Mongolia|Mongolian|MPR",
    "nepal": "Nepal|Nepalese",
    "netherlands": "Netherlands|Dutch",
    "norway": "Norway|Norwegian",
    "pakistan": "Pakistan|Pakistani",
    "philippines": "Philippines|Philippine",
    "poland": "Polish People's Republic|Poland|Polish|Polono",
    "portugal": "Portugal|Portuguese|Luso",
    "prc": "People's Republic of China|Chinese People's Republic|Communist China|PRC|P.R.C.",
    "roc": "Republic of China|Nationalist China|ROC",
    "rok": "Republic of Korea|South Korea|South Korean|ROK",
    "romania": "Romania|Romanian|Rumania|Rumanian|Roumania|Roumanian",
    "rvn": "Republic of Vietnam|Republic of Viet-Nam|South Vietnam|South Vietnamese|RVN",
    "spain": "Spain|Spanish|Hispano",
    "sweden": "Sweden|Swedish",
    "switzerland": "Switzerland|Swiss",
    "syria": "Syria|Syrian",
    "thailand": "Thailand|Thai|Siam|Siamese",
    "turkey": "Republic of Turkey|Turkey|Turkish|Turko",
    "uk": "United Kingdom|United Kingdom of Great Britain and Northern Ireland|Great Britain|Britain|British"
    "|Anglo|UK|U.K.",
    "us": "United States|United States of America|American|USA|U.S.A.|US|U.S.",
    "ussr": "Union of Soviet Socialist Republics|Soviet Union|Soviet|Soviet Russia|Russia|Russian|Russo"
    "|USSR|U.S.S.R.",
    "vietnam": "Vietnam|Vietnamese|Viet-Nam",
    "yugoslavia": "Yugoslavia|Yugoslav|Jugoslavia",
}
_EITHER = {
    "china": ("prc", "roc"),
    "germany": ("frg", "gdr"),
    "korea": ("dprk", "rok"),
    "vietnam": ("drv", "rvn"),
}
"""What may be the one or the other: a Sino-Soviet agreement is that of either China."""
_CODES = {name.upper(): code for code, names in _NAMES.items() for name in names.split("|")}


def _pattern(names: Iterable[str]) -> str:
    """Any of the names, the longest first; an apostrophe is straight or curved."""
    return "|".join(re.escape(one).replace("'", "['’]") for one in sorted(names, key=len, reverse=True))


STATE = rf"(?:{_pattern(name for names in _NAMES.values() for name in names.split('|'))})(?!\w)"
"""Capitals matter: US is a state and us is none."""
_STATE = re.compile(rf"(?<!\w)(?:{STATE}|(?:{_pattern(_CODES)})(?!\w))")


def states_in(words: str) -> tuple[str, ...]:
    """The states that some words name, by our codes, each once and in their order."""
    found = (one.replace("’", "'").upper() for one in _STATE.findall(words))
    return tuple(dict.fromkeys(_CODES[one] for one in found))


def without_states(words: str) -> str:
    """The words without the names of states."""
    return _STATE.sub(" ", words)


def pair(one: str, other: str) -> str:
    """Two states by their codes as one value, in whatever order they were named."""
    return " ".join(sorted((one, other)))


def may_be(code: str) -> frozenset[str]:
    """The states that a name may mean, and the names that may mean the state."""
    return frozenset({code, *_EITHER.get(code, ()), *(one for one, of in _EITHER.items() if code in of)})


def pairs_like(states: str) -> frozenset[str]:
    """The pairs that may be the same two states: china ussr, prc ussr, roc ussr."""
    one, other = states.split()
    return frozenset(pair(*both) for both in product(may_be(one), may_be(other)))
