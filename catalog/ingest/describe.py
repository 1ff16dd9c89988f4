"""A document described: all recognisers read it, the best explains it, the others fill what it left open."""

from collections.abc import Callable, Iterable

import msgspec

from catalog.domain.description import Agent, AnyStatement, Form, Title
from catalog.ingest.document import Document
from catalog.ingest.merging import merged
from catalog.ingest.recognisers import (
    british_despatch,
    cabinet_conclusions,
    cabinet_paper,
    cables,
    ciphered_telegram,
    communique,
    congressional_report,
    crest,
    diplomatic_note,
    exchange_of_notes,
    frus,
    frus_legation,
    frus_older,
    general,
    intelligence,
    jfk,
    letter,
    memorandum_of_conversation,
    minutes,
    newspaper,
    oral_history,
    parliament,
    soviet_record,
    state_telegram,
    treaty_series,
    treaty_text,
    united_nations,
    venona,
    wilson,
)
from catalog.ingest.recognisers.rules import second_documents
from catalog.ingest.recognisers.rules.casing import Letters, recased
from catalog.ingest.statements import Part, Reading, Said

RECOGNISERS: tuple[Callable[[Document], Reading], ...] = (
    treaty_series.recognise,
    treaty_text.recognise,
    exchange_of_notes.recognise,
    communique.recognise,
    crest.recognise,
    wilson.recognise,
    frus.recognise,
    frus_older.recognise,
    frus_legation.recognise,
    british_despatch.recognise,
    cables.recognise,
    state_telegram.recognise,
    jfk.recognise,
    cabinet_conclusions.recognise,
    cabinet_paper.recognise,
    ciphered_telegram.recognise,
    venona.recognise,
    memorandum_of_conversation.recognise,
    diplomatic_note.recognise,
    minutes.recognise,
    newspaper.recognise,
    oral_history.recognise,
    parliament.recognise,
    congressional_report.recognise,
    united_nations.recognise,
    soviet_record.recognise,
    intelligence.recognise,
    letter.recognise,
    general.recognise,
)


class DescribedPart(msgspec.Struct, frozen=True, kw_only=True):
    """A part with its 1-based inclusive lines; its title stands in its statements."""

    label: str
    within: str
    first_line: int
    last_line: int
    statements: tuple[AnyStatement, ...]


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a document and of its parts; ``family`` names the recogniser that explains it."""

    family: str
    statements: tuple[AnyStatement, ...]
    parts: tuple[DescribedPart, ...] = ()
    quality: str = ""
    warnings: tuple[str, ...] = ()


def describe(document: Document) -> Described:
    """The description of a document, without ids and with evidence whose file is empty."""
    readings = sorted((recognise(document) for recognise in RECOGNISERS), key=lambda reading: -reading.score)
    readings = [reading for reading in readings if reading.score]
    letters = Letters(document.text)
    said = [Said(_in_the_texts_letters(one.statement, letters), one.part) for one in merged(readings)]
    parts = _parts(readings)
    further = list(second_documents.notes(document, parts))
    return Described(
        family=readings[0].family if readings else general.FAMILY,
        statements=(*(one.statement for one in said if one.part is None), *further),
        parts=tuple(_described(part, said, letters) for part in parts),
        quality=document.quality,
        warnings=(*document.warnings, *(one.value for one in further)),
    )


def _parts(readings: Iterable[Reading]) -> tuple[Part, ...]:
    """The parts of the best reading that has any: two readings would cut one text twice."""
    return next((reading.parts for reading in readings if reading.parts), ())


def _in_the_texts_letters(statement: AnyStatement, letters: Letters) -> AnyStatement:
    """A title or a body printed in capitals, written as the text itself writes those words elsewhere."""
    if isinstance(statement, Title):
        value = recased(statement.value, letters)
        if value != statement.value:
            given = statement.as_given or statement.value
            return msgspec.structs.replace(statement, value=value, as_given=given)
    elif isinstance(statement, Agent) and statement.role != "mentioned":
        body = statement.agent_kind == "corporate body"
        name = recased(statement.name, letters) if body else statement.name
        if name != statement.name:
            given = statement.as_given or statement.name
            return msgspec.structs.replace(statement, name=name, as_given=given)
    return statement


def _described(part: Part, said: Iterable[Said], letters: Letters) -> DescribedPart:
    evidence = part.evidence
    title = Title(value=part.title or part.label, as_given=part.title, evidence=evidence)
    statements: list[AnyStatement] = [_in_the_texts_letters(title, letters)]
    if part.form:
        derived = msgspec.structs.replace(evidence, basis="derived")
        statements.append(Form(value=part.form, evidence=derived))
    statements += [one.statement for one in said if one.part == part.label]
    return DescribedPart(
        label=part.label,
        within=part.within,
        first_line=part.first_line,
        last_line=part.last_line,
        statements=tuple(statements),
    )
