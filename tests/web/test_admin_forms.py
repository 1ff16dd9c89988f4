"""One table of fields gives every form: nothing that a statement says is lost in one."""

import msgspec
import pytest

from catalog.admin.statement_fields import ACCESS_FIELDS, AS_GIVEN, FIELDS, KIND_LABELS, KINDS
from catalog.admin.statement_form import StatementForm
from catalog.domain.description import (
    STATEMENT_TYPES,
    Access,
    Date,
    Language,
    Note,
    Relation,
    Statement,
    Title,
)
from catalog.models import Record
from tests.web.desk import described
from tests.web.desk import drafts as drafts

pytestmark = pytest.mark.django_db
COMPUTED = {"earliest", "latest"}


def test_every_kind_of_statement_has_a_form_with_all_that_it_can_say() -> None:
    assert set(FIELDS) == set(STATEMENT_TYPES) == set(KIND_LABELS) == set(KINDS.values())
    for kind, fields in FIELDS.items():
        own = set(kind.__struct_fields__) - set(Statement.__struct_fields__) - COMPUTED
        assert {one.name for one in fields} == own, kind
    assert AS_GIVEN.name in Statement.__struct_fields__
    assert {one.name for one in ACCESS_FIELDS} == set(Access.__struct_fields__)


def test_a_form_that_is_opened_and_saved_unchanged_says_the_same(drafts: dict[str, int]) -> None:
    seen = set()
    for pk in Record.objects.values_list("pk", flat=True):
        for held in described(pk).statements:
            if isinstance(held, Note) and not held.value:
                continue  # its words are lost in the source: whoever changes it has to write some
            opened = StatementForm(type(held), 30, None, held)
            form = StatementForm(type(held), 30, {name: opened[name].value() for name in opened.fields}, held)
            assert form.is_valid(), (held, form.errors)
            bare = msgspec.structs.replace(
                held, id="", evidence=None, state="proposed", decided_by="", decided_at=""
            )
            assert form.statement() == bare
            seen.add(type(held))
    assert len(seen) > 12


@pytest.mark.parametrize(
    ("typed", "edtf", "time"),
    [
        ("28 August 1952", "1952-08-28", ""),
        ("10 July 1945, 2:00 P.M.-4:00 P.M.", "1945-07-10", "14:00/16:00"),
        ("1952-09", "1952-09", ""),
        ("1949/1957", "1949/1957", ""),
    ],
)
def test_dates_are_read_as_they_are_typed(typed: str, edtf: str, time: str) -> None:
    form = StatementForm(Date, 30, {"edtf": typed, "role": "created"})
    assert form.is_valid(), form.errors
    said = form.statement()
    assert isinstance(said, Date)
    assert (said.edtf, said.time, said.earliest[:4]) == (edtf, time, edtf[:4])


def test_what_is_wrong_is_said_beside_the_field() -> None:
    date = StatementForm(Date, 30, {"edtf": "some time ago", "role": "created"})
    assert "no date that can be read" in date.errors["edtf"][0]
    language = StatementForm(Language, 30, {"code": "Klingonese", "role": "text"})
    assert "three letters" in language.errors["code"][0]
    relation = StatementForm(Relation, 30, {"relation": "references"})
    assert "Name the record" in relation.errors["target"][0]
    unknown = StatementForm(Relation, 30, {"relation": "references", "target": "NIE 58"})
    assert "No record has the code" in unknown.errors["target"][0]
    assert StatementForm(Title, 30, {"value": "", "title_kind": "formal"}).errors["value"]


def test_a_language_is_typed_by_its_name_or_its_code() -> None:
    for typed in ("Russian", "russian", "rus"):
        form = StatementForm(Language, 30, {"code": typed, "role": "original"})
        assert form.is_valid(), form.errors
        assert form.statement() == Language(code="rus", role="original")


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_without_its_choices_is_refused_at_the_field(kind: str) -> None:
    """No browser sends one so; a program may."""
    choices = {one.name for one in FIELDS[KINDS[kind]] if one.filled == "choice" and "" not in one.choices}
    form = StatementForm(KINDS[kind], 30, {})
    assert not form.is_valid() or not choices
    assert choices <= set(form.errors)
