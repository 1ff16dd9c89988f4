"""Words by which names are told from titles, offices and phrases, all in matching form."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    "mr mrs ms miss messrs dr prof professor sir lord lady dame comrade comrades citizen marshal"
    " generalissimo colonel captain major lieutenant sergeant admiral commodore senator congressman"
    " congresswoman judge justice reverend rev father brother sister monsieur madame mme mlle herr frau"
    " señor señora don doña tovarishch king queen prince princess emperor empress tsar pope bishop"
    " archbishop cardinal saint mayor hon honourable honorable excellency"
)
"""Words before a person's name that are no part of it."""

OFFICES = _words(
    "president premier minister ministers chairman chairwoman chairperson secretary ambassador consul envoy"
    " delegate delegates representative representatives commissioner commissar governor director chief"
    " commander chancellor speaker head deputy general attache charge daffaires spokesman officer adviser"
    " advisor counselor counsellor interpreter undersecretary plenipotentiary attorney inspector member"
    " members editor author translator foreign"
)
"""Heads of offices; a text made of these, of OFFICE_WORDS and of small words names no one."""

OFFICE_WORDS = _words(
    "vice deputy acting assistant first second third permanent prime national defense defence foreign"
    " affairs governing under special extraordinary trade state war finance interior external internal"
    " relations council ministers union soviet socialist republics republic peoples people china chinese"
    " american british ussr prc us united states navy army air force commerce agriculture industry security"
    " central committee party communist politburo government staff cabinet intelligence ad interim interior"
    " supreme joint commission delegation embassy legation far eastern east european political economic"
    " cooperation mission high provincial city municipal cultural military naval"
)
"""Words that say of what an office is, where a head of OFFICES stands before or after them."""

SMALL_WORDS = _words(
    "the a an of and for in on to at by with from de la le les du des del della di da do dos das van von der"
    " den zu zum zur y e et und af av ten ter"
)
PARTICLES = _words(
    "de la le les du des del della di da do dos das van von der den zu zum zur af av ten ter y e al el bin"
    " ibn ben"
)
"""Words between given and family name; in small letters they follow the given name when inverted."""
SUFFIXES = _words("jr sr ii iii iv phd md esq")

GENERIC_BODIES = frozenset(
    (
        "central committee",
        "party central committee",
        "council of ministers",
        "ministry of foreign affairs",
        "foreign ministry",
        "foreign office",
        "ministry of defense",
        "ministry of defence",
        "ministry of foreign trade",
        "central government",
        "central authorities",
        "communist party",
        "politburo",
        "general staff",
        "supreme command",
        "joint commission",
        "joint committee",
        "working group",
        "both sides",
        "both parties",
        "two parties",
        "two governments",
        "contracting parties",
        "high contracting parties",
        "two delegations",
        "soviet side",
        "chinese side",
        "dear comrade",
    )
)
"""Bodies that every country or party has, so that the words alone name none."""

ACRONYMS = _words(
    "ussr usa us uk un uno nato prc cpsu cpc ccp kmt cia fbi nsc nsa iac kgb gru gdr drg frg roc rok dprk"
    " drv unesco seato oecd gatt imf opec comecon cmea ec eec who ilo rsfsr pla kpd sed"
)
"""Abbreviations that are the common name of a state or body; other capitals may be a surname."""

FAMILY_NAMES_FIRST = _words(
    "wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie"
    " han tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lü su lu jiang cai jia ding wei xue"
    " ye yan pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao"
    " qiu qin gu hou shao meng long wan duan lei qian yin yi chang qiao lai gong wen pang lan zhai"
    " ouyang sima zhuge bo nie rao ke xi chu hua ji zuo geng guan miao qu"
)
"""Chinese family names in pinyin; a name that begins with one is written family name first."""
NOT_CHINESE = _words(
    "alan anna anne ben bena dan dana dean diana dina gene hanna juan june ken lana lena lina lisa liza luke"
    " mike mina nan nina rena rene susan susanna tina wanda"
)
"""Given names of other languages whose letters happen to read as pinyin."""
OTHER_FAMILY_NAMES_FIRST = _words(
    "kim park pak choe choi chong nguyen ngo ho pham vo tran truong hoang bui phan dang"
)
"""Korean and Vietnamese family names, which stand first where two more words follow."""

PLACES_AFTER_A_COMMA = _words(
    "dc russia ussr china france germany england scotland uk usa us japan korea vietnam india italy poland"
    " california virginia maryland massachusetts illinois texas ny nj pa md va manchuria siberia ukraine"
    " austria hungary mongolia egypt canada australia"
)
"""What follows the comma in the name of a place (Washington, D.C.), which is not to be turned round."""
