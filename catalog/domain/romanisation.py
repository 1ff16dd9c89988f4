"""Romanised Chinese: pinyin and Wade-Giles by rule, postal names of places by table.

Wade-Giles is written here as it is printed: with apostrophes and ü, without tone figures and
circumflexes. Where a source leaves the apostrophes out, its Chen is read as written (Zhen).
"""

import re
import unicodedata

# The finals that each initial takes; the first line has the syllables without an initial.
_TABLE = """
-: a ai an ang ao e ei en eng er o ou wa wai wan wang wei wen weng wo wu ya yan yang yao ye yi yin ying yo
 yong you yu yuan yue yun
b: a ai an ang ao ei en eng i ian iao ie in ing o u
p: a ai an ang ao ei en eng i ian iao ie in ing o ou u
m: a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
f: a an ang ei en eng o ou u
d: a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
t: a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
n: a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo ü üe
l: a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo ü üe
g: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
k: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
h: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j: i ia ian iang iao ie in ing iong iu u uan ue un
q: i ia ian iang iao ie in ing iong iu u uan ue un
x: i ia ian iang iao ie in ing iong iu u uan ue un
zh: a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo
ch: a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
sh: a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
r: an ang ao e en eng i ong ou u uan ui un uo
z: a ai an ang ao e ei en eng i ong ou u uan ui un uo
c: a ai an ang ao e en eng i ong ou u uan ui un uo
s: a ai an ang ao e en eng i ong ou u uan ui un uo
"""
_INITIAL_PAIRS = "b-p p-p' d-t t-t' g-k k-k' j-ch q-ch' x-hs zh-ch ch-ch' r-j z-ts c-ts'"
_FINAL_PAIRS = "ie-ieh ian-ien ong-ung iong-iung ue-üeh üe-üeh"
_WHOLE_PAIRS = (
    "yi-i you-yu yu-yü yuan-yüan yue-yüeh yun-yün yong-yung ye-yeh yan-yen er-erh e-o zi-tzu ci-tz'u si-ssu"
    " ge-ko ke-k'o he-ho gui-kuei kui-k'uei"
)
# Initials whose uo is written o; g, k, h and sh keep it.
_SHORT_UO = frozenset(["d", "t", "n", "l", "zh", "ch", "r", "z", "c", "s"])
# Other ways in which the same Wade-Giles syllables are printed.
_VARIANTS = {"szu": "si", "teh": "de", "o": "e"}
_LONGEST_WORD = 24
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʻʼ`´′"), "'")


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("-") for pair in text.split())


_INITIALS, _FINALS, _WHOLE = _pairs(_INITIAL_PAIRS), _pairs(_FINAL_PAIRS), _pairs(_WHOLE_PAIRS)


def _wade_giles(initial: str, final: str) -> str:
    whole = _WHOLE.get(initial + final)
    if whole:
        return whole
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = "ü" + final[1:]
    if initial in ("zh", "ch", "sh", "r") and final == "i":
        final = "ih"
    if final == "uo" and initial in _SHORT_UO:
        final = "o"
    return _INITIALS.get(initial, initial) + _FINALS.get(final, final)


def _syllables() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _TABLE.replace("\n ", " ").strip().splitlines():
        initial, _, finals = line.partition(":")
        initial = initial.strip("-")
        for final in finals.split():
            table[initial + final] = _wade_giles(initial, final)
    return table


WADE_GILES = _syllables()
"""The Wade-Giles of each pinyin syllable, without tones."""
PINYIN = {wade_giles: pinyin for pinyin, wade_giles in WADE_GILES.items()} | _VARIANTS
"""The pinyin of each Wade-Giles syllable."""

POSTAL = {
    "Beijing": "Peking",
    "Nanjing": "Nanking",
    "Tianjin": "Tientsin",
    "Chongqing": "Chungking",
    "Guangzhou": "Canton",
    "Shenyang": "Mukden",
    "Lüshun": "Port Arthur",
    "Dalian": "Dairen",
    "Qingdao": "Tsingtao",
    "Xiamen": "Amoy",
    "Shantou": "Swatow",
    "Fuzhou": "Foochow",
    "Hangzhou": "Hangchow",
    "Suzhou": "Soochow",
    "Yangzhou": "Yangchow",
    "Xuzhou": "Hsuchow",
    "Zhengzhou": "Chengchow",
    "Lanzhou": "Lanchow",
    "Xi'an": "Sian",
    "Yan'an": "Yenan",
    "Chengdu": "Chengtu",
    "Guiyang": "Kweiyang",
    "Guilin": "Kweilin",
    "Hankou": "Hankow",
    "Wuchang": "Wuchang",
    "Changchun": "Changchun",
    "Ha'erbin": "Harbin",
    "Jilin": "Kirin",
    "Qiqiha'er": "Tsitsihar",
    "Jinan": "Tsinan",
    "Yantai": "Chefoo",
    "Weihai": "Weihaiwei",
    "Zhangjiakou": "Kalgan",
    "Hohhot": "Kweisui",
    "Ürümqi": "Tihwa",
    "Kashgar": "Kashgar",
    "Yining": "Kuldja",
    "Taibei": "Taipei",
    "Gaoxiong": "Kaohsiung",
    "Jilong": "Keelung",
    "Xianggang": "Hong Kong",
    "Aomen": "Macao",
    "Jinmen": "Quemoy",
    "Mazu": "Matsu",
    "Beidaihe": "Peitaiho",
    "Dandong": "Antung",
    "Shanhaiguan": "Shanhaikwan",
    "Hebei": "Hopeh",
    "Henan": "Honan",
    "Hubei": "Hupeh",
    "Shandong": "Shantung",
    "Shanxi": "Shansi",
    "Shaanxi": "Shensi",
    "Sichuan": "Szechwan",
    "Guangdong": "Kwangtung",
    "Guangxi": "Kwangsi",
    "Guizhou": "Kweichow",
    "Fujian": "Fukien",
    "Zhejiang": "Chekiang",
    "Jiangsu": "Kiangsu",
    "Jiangxi": "Kiangsi",
    "Anhui": "Anhwei",
    "Gansu": "Kansu",
    "Qinghai": "Tsinghai",
    "Ningxia": "Ningsia",
    "Xinjiang": "Sinkiang",
    "Xizang": "Tibet",
    "Heilongjiang": "Heilungkiang",
}
"""The postal or otherwise customary name of a place by its pinyin name."""
_BY_POSTAL = {postal.casefold(): pinyin for pinyin, postal in POSTAL.items()}


def postal_name(pinyin: str) -> str:
    """The postal name of a Chinese place (Peking of Beijing), or "" where we know none."""
    return POSTAL.get(unicodedata.normalize("NFC", pinyin.translate(_APOSTROPHES)), "")


def place_of_postal_name(name: str) -> str:
    """The pinyin name of the place that a postal name means (Lüshun of Port Arthur), or ""."""
    return _BY_POSTAL.get(name.casefold(), "")


def pinyin_to_wade_giles(name: str) -> str:
    """Zhou Enlai as Chou En-lai; "" where a word is not pinyin. Tone marks are read and dropped."""
    words = [pinyin_syllables(word) for word in name.split()]
    if not words or not all(words):
        return ""
    return " ".join(
        _as_written(original, "-".join(WADE_GILES[one] for one in syllables))
        for original, syllables in zip(name.split(), words, strict=True)
    )


def wade_giles_to_pinyin(name: str) -> str:
    """Chou En-lai as Zhou Enlai; "" where a word is not Wade-Giles."""
    words = [_wade_giles_syllables(word) for word in name.split()]
    if not words or not all(words):
        return ""
    return " ".join(
        _as_written(original, _joined([PINYIN[one] for one in syllables]))
        for original, syllables in zip(name.split(), words, strict=True)
    )


def is_romanised_chinese(word: str) -> bool:
    """Whether a word is made of pinyin or of hyphened Wade-Giles syllables."""
    return bool(pinyin_syllables(word) or _wade_giles_syllables(word))


def pinyin_syllables(word: str) -> tuple[str, ...]:
    """The syllables of a pinyin word (Enlai: en, lai), or () where it is none.

    By the rules of pinyin spelling a later syllable that begins with a, e or o has an apostrophe
    before it, so Xinan is xi-nan and Xi'an is xi-an.
    """
    plain = _toneless(word)
    syllables: list[str] = []
    for part in re.split("['-]", plain):
        cut = _cut(part)
        if not cut:
            return ()
        syllables += cut
    return tuple(syllables)


def _cut(part: str) -> list[str]:
    """Cuts letters without apostrophes into syllables, the longest first, or [] where none fit."""
    if part in WADE_GILES:
        return [part]
    if len(part) > _LONGEST_WORD:
        return []
    for length in range(min(6, len(part) - 1), 0, -1):
        if part[:length] in WADE_GILES and part[length] not in "aeo":
            rest = _cut(part[length:])
            if rest:
                return [part[:length], *rest]
    return []


def _wade_giles_syllables(word: str) -> tuple[str, ...]:
    syllables = tuple(_toneless(word).replace("ê", "e").split("-"))
    return syllables if all(one in PINYIN for one in syllables) else ()


def _toneless(word: str) -> str:
    """Small letters without tone marks or figures; the two dots of ü stay."""
    lower = unicodedata.normalize("NFD", word.translate(_APOSTROPHES).lower().replace("u:", "ü"))
    bare = "".join(one for one in lower if one == "\u0308" or not unicodedata.combining(one))
    return unicodedata.normalize("NFC", bare).rstrip("12345")


def _joined(syllables: list[str]) -> str:
    return syllables[0] + "".join(f"'{one}" if one[0] in "aeo" else one for one in syllables[1:])


def _as_written(original: str, word: str) -> str:
    if original.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if original[:1].isupper() else word
