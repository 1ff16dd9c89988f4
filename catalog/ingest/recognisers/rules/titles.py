"""What a title says of who wrote to whom and who met: "Cable, A to B and C", "Meeting Between A and B"."""

import re
from collections.abc import Iterator

from catalog.domain.description import Agent, Form
from catalog.ingest.recognisers.rules.forms import form_in, form_name
from catalog.ingest.recognisers.rules.people import is_name_line, office_and_name, split_names
from catalog.ingest.recognisers.rules.places import find_names
from catalog.ingest.statements import Said, Span, Voice, trimmed, words_of

_CORRESPONDENCE = re.compile(
    r"\b(?:cable|telegram|letter|note|message|memorandum|despatch|dispatch|airgram|report"
    r"|cipher(?:ed)? telegram)s?"
    r"(?:,| no\.? ?[\w-]+,?| dated [\w ]{6,20}?(?= from))?\s+(?:from\s+)?"
    r"(?P<from>(?:the )?[A-Z].{1,120}?)(?:\s+addressed)?\s+to\s+(?P<to>(?:the"
    r" )?[A-Z].{1,160})",
    re.IGNORECASE | re.DOTALL,
)
_CONVERSATION = re.compile(
    r"\b(?i:between|conversations? (?:of|with)|meetings? (?:of|with)|talks? (?:of|with|between)|with)\s+"
    r"(?P<list>(?:the )?[A-Z][^\n]{3,200})"
)
# "Conversation, V. M. Molotov and A. Y. Vyshinsky with Mao Zedong": who met stands after a comma.
_APPOSED = re.compile(
    r"\b(?i:conversation|meeting|talks?),\s+(?:(?P<one>[A-Z][^\n:]{2,120}?)\s+with\s+"
    r"(?P<two>(?:the )?[A-Z][^\n]{2,160})|(?P<all>[A-Z][^\n:]{2,120}?\s+and\s+[A-Z][^\n]{2,160}))"
)
# "The Chancellor's [Helmut Kohl's] Conversation with": whose talk it was stands before it.
_OF_SOMEBODY = re.compile(
    r"(?P<who>(?:The )?[A-Z][\w .-]{2,40}?)[’']s? (?:\[(?P<named>[A-Z][\w .-]{2,40}?)(?:[’']s?)?\] )?"
    r"(?:[Tt]elephone )?(?i:conversation|meeting|talk|discussion|call)s? with\b"
)
_DIARY = re.compile(
    r"(?:From the )?(?:Diary|Journal) of (?:the )?(?:(?:Soviet )?Ambassador )?"
    r"(?P<who>[A-Z][\w.’' -]{3,40}?)(?=[:,])"
)
_TAIL = re.compile(
    r",?\s+(?:on|regarding|concerning|about|re|in|at|during|dated|for)\s+(?:the\s+)?(?=[\w'‘“\"])"
    r"|[,;:]?\s*(?:\((?!(?:[A-Z][\w'’-]+|b)\))|[‘“\"«])|,?\s+'|\s+of\s+(?=\d)|,\s+(?:no\.|\d)"
    r"|,\s+(?=Department of|Ministry of|(?:the )?White House"
    r"|[A-Z][\w. ]{2,30},\s+(?:January|February|March|April"
    r"|May|June|July|August|September|October|November|December))"
    r"|,\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)
# "Robert W. Komer of the National Security Council Staff": where a person serves, after the name.
_SERVES = re.compile(r"\s+of\s+(?=the\s+[A-Z])")
# "the President's Special Assistant (Bundy)": editions add the surname of whoever held the office.
_OFFICE_OF_NAME = re.compile(r"(?P<office>[^()]{4,150})\s\((?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})\)")
# "the Embassy in Thailand": the land is of the post's name.
_POST = re.compile(
    r"(?:the )?(?:Embassy|Legation|Consulate(?: General)?|Mission|Interests Section|Liaison Office"
    r"|Delegation) (?:in|at|to) (?:the )?[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}"
)
_BODY = re.compile(
    r"(?:the )?(?:[A-Z][\w’'.-]*\s(?:of\s|and\s|the\s|on\s)*){0,6}"
    r"(?:Council|Committee|Board|Cabinet|Group|Politburo|Commission|Presidium)"
)
_QUOTED = re.compile(r"[,:;]?\s['‘“\"](?=\w)")
_OFFICE_AFTER = re.compile(
    r"(?:the |a )?(?:\w+ )?(?:[Ll]eader|[Cc]hairman|[Pp]remier|[Mm]inister|[Ss]ecretary|[Aa]mbassador"
    r"|[Mm]ember|[Hh]ead|[Dd]irector|[Pp]resident|[Dd]eputy|[Cc]hief|[Cc]ommander|[Pp]risoner)\b.{0,20}?\b(?:of|to|in|for)\b"
)
_ISSUED_BY = re.compile(
    r"^(?P<body>[A-Z][^\n\[,'‘“\"]{3,90}?)(?:\s*\[[^\]\n]{3,100}\])?,\s+['‘“\"](?P<title>[^\n]{5,300})['’”\"]$"
)


def form(voice: Voice, title: Span) -> Iterator[Said]:
    """The documentary form that a title names."""
    found = form_in(voice.document.text[title.start : title.end])
    if found:
        at = Span(title.start + found.start(), title.start + found.end())
        yield voice.says(Form, at, value=form_name(found))


def agents(voice: Voice, title: Span) -> Iterator[Said]:
    """Senders and recipients, or those who met; a title quoted within the title says nothing of either."""
    text = voice.document.text
    quoted = _QUOTED.search(text, title.start + 1, title.end)
    title = Span(title.start, quoted.start() if quoted else title.end)
    letter = _CORRESPONDENCE.search(text, title.start, title.end)
    if letter and _begins(text, letter.start("from")) and _begins(text, letter.start("to")):
        yield from _people(voice, Span(letter.start("from"), letter.end("from")), ("author", "sender"))
        yield from _people(voice, _addressee(text, letter), ("recipient",))
        return
    yield from _diarist(voice, title)
    own = _OF_SOMEBODY.match(text, title.start, title.end)
    if own:
        group = "named" if own["named"] else "who"
        yield from _person(voice, Span(own.start(group), own.end(group)), ("participant",))
    apposed = _APPOSED.search(text, title.start, title.end)
    if apposed:
        if apposed["one"]:
            yield from _people(voice, Span(apposed.start("one"), apposed.end("one")), ("participant",))
        group = "two" if apposed["one"] else "all"
        yield from _people(voice, _met(text, _cut(text, apposed, group)), ("participant",))
        return
    met = _CONVERSATION.search(text, title.start, title.end)
    if met:
        yield from _people(voice, _met(text, _cut(text, met, "list")), ("participant",))


def _diarist(voice: Voice, title: Span) -> Iterator[Said]:
    """ "From the Diary of N. V. Roshchin": who wrote it and was there."""
    found = _DIARY.match(voice.document.text, title.start, title.end)
    if found:
        at = Span(found.start("who"), found.end("who"))
        yield from _person(voice, at, ("author", "participant"))


def _met(text: str, names: Span) -> Span:
    """Those who met, without the place that follows them: nobody comes after "and B"."""
    last = text.rfind(" and ", names.start, names.end)
    comma = text.find(",", last if last > 0 else names.start, names.end)
    if last > 0 and comma > 0:
        return Span(names.start, comma)
    while (comma := text.rfind(",", names.start, names.end)) > 0:
        if not _is_place(text[comma + 1 : names.end]):
            break
        names = Span(names.start, comma)
    return names


def _is_place(words: str) -> bool:
    whole = " ".join(words.split())
    return any(
        one.kind in ("place", "country") and one.end - one.start == len(whole) for one in find_names(whole)
    )


# "The Ambassador in the Soviet Union (Kirk) to the Secretary of State": no form stands before the sender.
_FROM_TO = re.compile(
    r"(?P<from>(?:The|President|Prime Minister|Mr\.|Secretary|Ambassador) [^\n]{2,120}?"
    r"|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3})"
    r"\s+to\s+(?P<to>(?:the |The )?[A-Z][^\n]{2,140})"
)
_STAYS = re.compile(r"\s?,\s+(?:now |then )?(?:temporarily|at present) (?:at|in)\s", re.IGNORECASE)
_TO_ALONE = re.compile(
    r"(?:Memorandum|Letter|Message|Telegram|Note|Report) (?:to|for)\s+"
    r"(?!(?:the )?(?:Record|File|President['’]s File))(?P<to>(?:the\s)?[A-Z].{2,140})",
    re.DOTALL | re.IGNORECASE,
)
_FROM_ALONE = re.compile(
    r"(?:Cable|Telegram|Report|Letter|Statement|Note|Message|Information|Telephonogram) from"
    r"\s+(?P<from>(?:the\s)?[A-Z][^\n]{2,120})",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:Memorandum|Intelligence Brief|Intelligence Report|Research Memorandum"
    r"|Minutes|Note|Report|Record|Statement|Paper|Policy Statement)\b[^\n]{0,60}?,?"
    r"\s+(?:prepared\s+)?by\s+(?P<who>(?:the\s|Mr\.\s)?[A-Z].{2,160})",
    re.DOTALL | re.IGNORECASE,
)
_BY_LINE = re.compile(r",?\s+by\s+(?:the\s)?[A-Z]")
_BY_ENDS = re.compile(r",?\s+(?:to|on|concerning|regarding)\s+(?=[A-Z]|the\s)|\.$")


def people(voice: Voice, title: Span) -> list[Said]:
    """What the title of an edition or an archive says of its people, in any of its ways."""
    return list(agents(voice, title)) or list(correspondents(voice, title))


def correspondents(voice: Voice, title: Span) -> Iterator[Said]:
    """Who wrote to whom where a title says no more, and by whom a memorandum is."""
    text = voice.document.text
    found = _FROM_TO.match(text, title.start, title.end)
    if found:
        yield from _people(voice, _here(text, found, "from", found.end("from")), ("author", "sender"))
        yield from _people(voice, _here(text, found, "to", title.end), ("recipient",))
    yield from written(voice, title, bool(found))


def _here(text: str, found: re.Match[str], group: str, end: int) -> Span:
    """Who writes or is written to, without where he stays: (Hopkins), Temporarily at Tehran."""
    stays = _STAYS.search(text, found.start(group), end)
    return Span(found.start(group), stays.start() if stays else end)


def written(voice: Voice, title: Span, answered: bool = False) -> Iterator[Said]:
    """By whom, from whom or for whom a title of a known form says that it is."""
    text = voice.document.text
    sent = _FROM_ALONE.match(text, title.start, title.end)
    if sent and not answered:
        yield from _people(voice, _cut(text, sent, "from"), ("author", "sender"))
    alone = _TO_ALONE.match(text, title.start, title.end)
    if alone and not answered:
        ended = _BY_LINE.search(text, alone.start("to"), title.end)
        end = min(ended.start() if ended else title.end, _cut(text, alone, "to").end)
        yield from _person(voice, trimmed(text, Span(alone.start("to"), end), " ,."), ("recipient",))
    written = _BY.match(text, title.start, title.end)
    if written and _begins(text, written.start("who")):
        ended = _BY_ENDS.search(text, written.start("who"), title.end)
        at = trimmed(text, Span(written.start("who"), ended.start() if ended else title.end), " ,.")
        yield from _person(voice, at, ("author",))
        if ended and text[ended.start() : ended.end()].strip(" ,\n") == "to":
            tail = _TAIL.search(text, ended.end() + 3, title.end)
            yield from _people(voice, Span(ended.end(), tail.start() if tail else title.end), ("recipient",))


def issuing_body(text: str, title: Span) -> re.Match[str] | None:
    """ "Body [its parent], 'Title'": groups ``body`` and ``title``."""
    return _ISSUED_BY.match(text[title.start : title.end])


def _begins(text: str, start: int) -> bool:
    """IGNORECASE lets small letters begin a name; only "the" may."""
    if text.startswith(("BY ", "By "), start):
        return False
    return text[start].isupper() or text.startswith(("the ", "the\n"), start)


def _cut(text: str, found: re.Match[str], group: str) -> Span:
    tail = _TAIL.search(text, found.start(group) + 3, found.end(group))
    return trimmed(text, Span(found.start(group), tail.start() if tail else found.end(group)), " ,.")


def _addressee(text: str, letter: re.Match[str]) -> Span:
    """To the bracketed surname where the title ends in one: an office may hold a "for" of its own."""
    whole = trimmed(text, Span(letter.start("to"), letter.end("to")), " ,.")
    if _OFFICE_OF_NAME.fullmatch(text[whole.start : whole.end]) or _POST.fullmatch(
        text, whole.start, whole.end
    ):
        return whole
    return _cut(text, letter, "to")


def _people(voice: Voice, names: Span, roles: tuple[str, ...]) -> Iterator[Said]:
    held: Span | None = None
    for one in split_names(voice.document.text, names):
        beside = held and " and " not in voice.document.text[held.end : one.start + 1]
        before, words = words_of(voice.document, held) if held else "", words_of(voice.document, one)
        if held and beside and _OFFICE_AFTER.match(words):
            # "Pishevari, Leader of the Democratic Party": what follows the comma is the office.
            yield from _person(voice, held, roles, words)
            held = None
            continue
        if held and beside and _OFFICE_AFTER.match(before) and is_name_line(words):
            # "Soviet Ambassador to China, N. V. Roshchin": the office comes first.
            yield from _person(voice, one, roles, before)
            held = None
            continue
        if held:
            yield from _person(voice, held, roles)
        held = one
    if held:
        yield from _person(voice, held, roles)


def _person(voice: Voice, one: Span, roles: tuple[str, ...], after: str = "") -> Iterator[Said]:
    words = words_of(voice.document, one)
    if not words or not (words[0].isupper() or words.startswith("the ")):
        return
    if roles == ("participant",) and _BODY.fullmatch(words):
        # A meeting of a council is its own; who took part is listed under it.
        return
    named = _OFFICE_OF_NAME.fullmatch(words)
    office, name = (named["office"], named["name"]) if named else _named(words)
    if after and not office:
        office, words = after, name
    for role in roles:
        yield voice.says(
            Agent, one, name=name if office and "[" not in words else words, office=office, role=role
        )


def _named(words: str) -> tuple[str, str]:
    """Office and name, where the office may follow: "Komer of the National Security Council Staff"."""
    serves = _SERVES.search(words)
    if serves and is_name_line(words[: serves.start()]):
        return words[serves.end() :].removeprefix("the "), words[: serves.start()]
    return office_and_name(words)
