"""Documentary forms: the kinds of document that titles and labels name."""

import re

# The longer name first: a memorandum of conversation is not just a memorandum.
FORMS = (
    "National Intelligence Estimate",
    "Special National Intelligence Estimate",
    "Current Intelligence Bulletin",
    "President's Daily Brief",
    "National Security Decision Memorandum",
    "National Security Study Memorandum",
    "National Security Action Memorandum",
    "Intelligence Memorandum",
    "Intelligence Brief",
    "Research Memorandum",
    "memorandum for the record",
    "circular telegram",
    "backchannel message",
    "Information Telegram",
    "Information Report",
    "Information Cable",
    "Central Intelligence Bulletin",
    "Research Aid",
    "Staff Notes",
    "National Security Decision Directive",
    "National Security Directive",
    "Presidential Decision Directive",
    "Presidential Directive",
    "Presidential Review Memorandum",
    "executive order",
    "instrument of surrender",
    "act of military surrender",
    "instrument of ratification",
    "final act",
    "exchange of notes",
    "exchange of letters",
    "joint communiqué",
    "joint announcement",
    "joint statement",
    "joint declaration",
    "memorandum of conversation",
    "memorandum of discussion",
    "memorandum of understanding",
    "record of conversation",
    "record of meeting",
    "record of a meeting",
    "meeting notes",
    "meeting minutes",
    "minutes of meeting",
    "aide-mémoire",
    "note verbale",
    "personal minute",
    "peace treaty",
    "supplementary agreement",
    "additional protocol",
    "briefing paper",
    "policy paper",
    "position paper",
    "press release",
    "information note",
    "editorial note",
    "speech",
    "address",
    "talking points",
    "cipher telegram",
    "ciphered telegram",
    "airgram",
    "telegram",
    "cable",
    "despatch",
    "dispatch",
    "communiqué",
    "announcement",
    "declaration",
    "convention",
    "covenant",
    "charter",
    "protocol",
    "treaty",
    "agreement",
    "accord",
    "memorandum",
    "minutes",
    "record",
    "notes",
    "note",
    "reply",
    "letter",
    "report",
    "resolution",
    "decree",
    "directive",
    "decision",
    "instruction",
    "order",
    "statement",
    "interview",
    "diary",
    "article",
    "study",
    "estimate",
    "plan",
    "proposal",
    "summary",
    "transcript",
    "testimony",
    "bulletin",
    "message",
    "paper",
    "circular",
    "proclamation",
    "constitution",
    "armistice",
)
_BARE = {
    "communique": "communiqué",
    "aide-memoire": "aide-mémoire",
    "aide memoire": "aide-mémoire",
    "procès-verbal": "minutes",
    "proces-verbal": "minutes",
    "compte rendu": "minutes",
    "lettre": "letter",
    "télégramme": "telegram",
    "mémorandum": "memorandum",
    "rapport": "report",
    "échange de notes": "exchange of notes",
    "protokoll": "minutes",
    "vermerk": "memorandum",
    "aktenvermerk": "memorandum",
    "niederschrift": "minutes",
}
_PATTERN = re.compile(
    r"\b(?:"
    + "|".join(re.escape(one.lower()) for one in sorted((*FORMS, *_BARE), key=len, reverse=True))
    + r")\b"
)
_JOINT = re.compile(r"\bjoint (?:[\w-]+ ){1,3}(communiqu[ée]|statement|declaration|announcement)\b")
_BETWEEN = re.compile(
    r"\b(record|memorandum|minutes|transcript|notes|summary)\s+(?:of|on)\s+(?:an? |the )?"
    r"(?:[\w'’-]+ ){0,3}(conversation|meeting|talks|discussion|session)s?\b"
)
OF_A_MEETING = re.compile(
    r"\b(?:conversation|meeting|talks?|discussions?|session|interview|conference|réunion|séance|entretien"
    r"|besprechung|gespräch|sitzung|unterredung)\b",
    re.I,
)
# No title is longer; a paragraph may be of any length.
_LONGEST = 1000
# What reports a meeting or asks for one is dated by its writing, not by the meeting.
_SENT = frozenset(
    (
        *("cable", "telegram", "cipher telegram", "ciphered telegram", "letter", "report", "note", "airgram"),
        *("despatch", "dispatch", "instruction", "article", "exchange of letters", "exchange of notes"),
        *("communiqué", "joint communiqué", "announcement", "statement", "declaration", "joint statement"),
    )
)
_KNOWN = {form.casefold(): form for form in FORMS} | _BARE


def form_in(text: str) -> re.Match[str] | None:
    """Where a title names its form: at its beginning if it can, else the first one named.

    The match is of the text in small letters, at the same offsets.
    """
    head = text[:_LONGEST]
    lowered = head.lower()
    if len(lowered) != len(head):
        lowered = head
    return _BETWEEN.search(lowered[:80]) or _JOINT.search(lowered) or _PATTERN.search(lowered)


def records_meeting(title: str) -> bool:
    """Whether a document of this title records a meeting, whose day is then its own."""
    found = form_in(title)
    return bool(OF_A_MEETING.search(title)) and not (found and form_name(found) in _SENT)


def form_name(found: re.Match[str]) -> str:
    """The name of a form that was found: ours where it is one of FORMS, otherwise as written."""
    words = " ".join(found.group().split())
    joint = _JOINT.fullmatch(words)
    if joint:
        return "joint " + _KNOWN.get(joint.group(1).casefold(), joint.group(1).casefold())
    return _KNOWN.get(words.casefold(), words.casefold())
