"""Corrections and suggestions: made of what the reader may know of, on both engines."""

import pytest

from catalog.domain.description import Access
from catalog.models import Authority
from catalog.records.authorities import Name, create_authority
from catalog.search.engine import Engine
from catalog.search.suggest import suggest
from tests.database.records import item, published
from tests.engine.catalogue import PUBLIC, STAFF, asked, index, the_catalogue

pytestmark = pytest.mark.django_db


def test_a_correction_is_made_of_what_the_reader_could_find(using: Engine) -> None:
    the_catalogue()
    published(item("The harbor of Smolensk", access=Access(description="staff")))
    index()
    assert asked("freindship alliance").correction == "friendship alliance"
    assert asked("Freindship -moscow").correction == ""
    assert asked("treaty").correction == ""
    assert asked("smolensk").count == 0
    assert asked("smolenks").correction == ""
    assert asked("smolenks", STAFF).correction == "smolensk"
    assert asked("qqqqqqq").correction == ""


def test_a_correction_finds_something_with_what_else_was_asked(using: Engine) -> None:
    the_catalogue()
    assert asked("freindship", filters={"form": ("Treaty",)}).correction == "friendship"
    assert asked("freindship", filters={"form": ("Minutes",)}).correction == ""
    assert asked("freindship", first_year=1960).correction == ""
    assert asked("dairren soong").correction == "dairen soong"
    # What was corrected alone would find something; with the other words it does not.
    assert asked("dairren place:lushunkuo").correction == ""
    assert asked("freindship -friendshap").correction == "friendship -friendshap"
    assert asked("freindship -freindship").correction == ""


def test_several_words_are_corrected_each_where_it_was_looked_for(using: Engine) -> None:
    the_catalogue()
    assert asked("freindship alliannce").correction == "friendship alliance"
    assert asked("title:freindship").correction == "title:friendship"
    assert asked("freindship OR qqqqqqq").correction == "friendship OR qqqqqqq"
    # The word stands in the record, and not in the field that was named.
    assert asked("note:freindship").correction == ""


def test_a_word_of_some_record_is_written_rightly(using: Engine) -> None:
    the_catalogue()
    assert asked("treaty meeting").count == 0
    published(item("The treating of meetings in the harbour"))
    text = "The estimate and the treaty. " * 60 + "A railway for them. The treaty, the estimate. " * 20
    published(item("On the estimates", text=text))
    index()
    # The other words stand often in the record, and the one that was meant once.
    assert asked("estimate treaty raliway").correction == "estimate treaty railway"
    assert asked("harbour moscow").correction == ""
    assert asked("estimate fro railway").correction == "estimate for railway"
    assert asked("moscow or soong").correction == "moscow OR soong"
    assert asked("rdp79r01012a").correction == "rdp79r01012a*"
    assert asked("rdp79r01013a or nothing at all").correction == ""


def test_names_titles_and_numbers_are_suggested_to_those_who_may_know_of_them(using: Engine) -> None:
    records = the_catalogue()
    hidden = published(item("Treaty of Smolensk", access=Access(description="staff")))
    index()
    create_authority("place", "Lüshunkou", [Name("Port Arthur")])
    create_authority("person", "Porter, Cole", [])
    Authority.objects.filter(kind="place").update(seen_from=PUBLIC)
    assert suggest("port ar", PUBLIC).names == (("Port Arthur", "Lüshunkou"),)
    assert [heading for _form, heading in suggest("Port", PUBLIC).names] == ["Lüshunkou"]
    assert {heading for _form, heading in suggest("Port", STAFF).names} == {"Lüshunkou", "Porter, Cole"}
    create_authority("person", "Soong, T. V.", [Name("T. V. Soong"), Name("Song Ziwen")])
    for typed in ("T. V. S", "t.v. so", "TV", "Soong, T", "song z"):
        assert [heading for _form, heading in suggest(typed, STAFF).names] == ["Soong, T. V."], typed
    assert suggest("treaty of fri", PUBLIC).records == (records["treaty"].pk,)
    assert suggest("tre", PUBLIC).records == (records["treaty"].pk,)
    assert set(suggest("tre", STAFF).records) == {records["treaty"].pk, hidden.pk}
    for number in ("NIE-5", "nie5", "NIE 58", "rdp79r0101", "CIA-RDP79"):
        assert suggest(number, PUBLIC).records == (records["estimate"].pk,), number
    for strange in ("", "t", "((", '"', "\ud800", "*", "x" * 10_000):
        assert suggest(strange, PUBLIC).records == (), strange
