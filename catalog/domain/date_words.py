"""The words by which documents write dates: English, French, German, Spanish and Russian."""

_MONTH_WORDS = (
    "january jan janvier janv januar jänner enero ene января январь январе",
    "february feb février fevrier févr fevr februar febrero февраля февраль феврале",
    "march mar mars märz maerz marzo марта март марте",
    "april apr avril avr abril abr апреля апрель апреле",
    "may mai mayo мая май мае",
    "june jun juin juni junio июня июнь июне",
    "july jul juillet juil juli julio июля июль июле",
    "august aug août aout agosto ago августа август августе",
    "september sept sep septembre septiembre setiembre сентября сентябрь сентябре",
    "october oct octobre oktober okt octubre октября октябрь октябре",
    "november nov novembre noviembre ноября ноябрь ноябре",
    "december dec décembre decembre déc dezember dez diciembre dic декабря декабрь декабре",
)
MONTHS = {word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}
ROMAN_MONTHS = {
    roman: number
    for number, roman in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)  # noqa: SIM905
}
SEASONS = {
    word: number
    for number, words in (
        (21, "spring printemps frühling frühjahr primavera весна весной весны"),
        (22, "summer été sommer verano лето летом лета"),
        (23, "autumn fall automne herbst otoño осень осенью осени"),
        (24, "winter hiver invierno зима зимой зимы"),
    )
    for word in words.split()
}

# What stands before a date and says how it is meant.
ABOUT = (
    "c. c ca. ca circa cca. cca about around approximately approx. approx vers environ um etwa около ок."
    " hacia"
)
UNCERTAIN = "probably possibly perhaps prob. wahrscheinlich vermutlich probablement probablemente вероятно"
MEANINGS = {
    "before": "before|prior to|earlier than|avant|vor|antes de",
    "up to": "not later than|no later than|on or before|up to|by|until|till|bis zum|bis|jusqu'au|jusqu’au"
    "|hasta|не позднее",
    "after": "after|later than|nach|après|después de|после",
    "from on": "since|on or after|not earlier than|no earlier than|seit|depuis|desde",
    "between": "between|entre|zwischen|между",
    "from": "from|de|du|von|vom|с",
}
"""Phrases, parted by bars, that open one end of an interval or lead to both."""
# What narrows a date more than EDTF level 1 can say; the source's words keep it.
PART_OF = (
    "early late mid beginning start middle end begin début fin milieu anfang mitte ende principios mediados"
    " finales fines начале середине конце"
)
# What a bare number has to follow to be a year, and what it must not count.
IN_A_YEAR = (
    "in since during of from until till by before after early late mid year through spring summer autumn"
    " fall winter en im jahr jahre jahres anno année año в"
)
NOT_A_YEAR = "p. pp. no. nos. no nr. nr vol. page pages number numbers § № room box folder article articles"
MEASURES = (
    "tons tonnes ton tonne km kilometers kilometres miles mile meters metres feet yards acres hectares"
    " men women people persons troops soldiers workers students families rubles roubles dollars pounds"
    " yuan francs marks yen percent per hours hrs aircraft tanks guns rifles copies pages kilograms kg"
    " million thousand others votes cases prisoners units vehicles trucks houses"
)
UNDATED = (
    "n.d.",
    "nd",
    "n. d.",
    "undated",
    "no date",
    "not dated",
    "s.d.",
    "s. d.",
    "sans date",
    "sin fecha",
    "o.d.",
    "o. d.",
    "ohne datum",
    "б.д.",
    "без даты",
)
WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
    " lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag"
    " samstag sonnabend sonntag lunes martes miércoles jueves viernes sábado domingo понедельник вторник"
    " среда четверг пятница суббота воскресенье"
)
