"""Fields that read what archivists type: dates, days, authorities, records, and open lists."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.admin.statement_fields import Words
from catalog.domain.dates import ParsedDate, read_date
from catalog.domain.identifiers import normal_public_id
from catalog.domain.names import direct, matching_key
from catalog.domain.text import clean
from catalog.ingest.pipeline import place_for
from catalog.jobs.queue import WorkRefused
from catalog.models import Authority, Record
from catalog.records.author import Author
from catalog.records.queries import resolve, visible_to


def no_date(text: str) -> str:
    """What is said of a text that is no date."""
    sentence = _(
        "“%(text)s” is no date that can be read. Write 28 August 1952, 1952-08-28, 1952~ or 1949/1957."
    )
    return sentence % {"text": text[:60]}


class LineField(forms.CharField):
    """Words without the characters that no record can hold."""

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class ChosenField(forms.ChoiceField):
    """One of the choices; none of them only where that is offered, which a ChoiceField takes of itself."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if not self.valid_value(value):
            raise ValidationError(_("Choose one of the list."))


class DateAsTypedField(LineField):
    """EDTF, or a date in words: the value is its EDTF and ``parsed`` all that was read."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self.parsed: ParsedDate | None = None
        self.widget.attrs |= {
            "hx-get": reverse_lazy("admin:catalog_record_date_reading"),
            "hx-trigger": "input changed delay:300ms",
            "hx-target": "next .reading",
            "autocomplete": "off",
            "spellcheck": "false",
        }

    def clean(self, value: Any) -> str:
        text = cast(str, super().clean(value))
        if not text:
            return ""
        self.parsed = read_date(text)
        if self.parsed is None:
            raise ValidationError(no_date(text))
        return self.parsed.edtf


class DayField(forms.DateField):
    """A day, as ISO text; empty where none is given."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> str:
        day = super().clean(value)
        return day.isoformat() if isinstance(day, date) else ""


class YearsField(forms.IntegerField):
    """A number of whole years, at most 200; 0 where none is given."""

    def __init__(self, **named: Any) -> None:
        super().__init__(min_value=0, max_value=200, **named)

    def prepare_value(self, value: Any) -> Any:
        return value or ""

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


class OpenChoiceField(LineField):
    """A line that offers a list and takes other words; words of the list give its keys."""

    def __init__(self, *, choices: Mapping[str, Words], **named: Any) -> None:
        super().__init__(**named)
        self.offered = choices

    def offered_words(self) -> list[str]:
        """The list, in the words that are shown."""
        return [_(str(label)) for label in self.offered.values()]

    def prepare_value(self, value: Any) -> Any:
        return _(str(self.offered[value])) if value in self.offered else value

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        keys = {_(str(label)).casefold(): key for key, label in self.offered.items()}
        return keys.get(typed.casefold(), typed)


class LanguageField(OpenChoiceField):
    """A language of the list, or any other by its ISO 639-3 code."""

    default_validators = [
        RegexValidator(
            "^[a-z]{3}$",
            gettext_lazy("Choose a language of the list, or write its ISO 639-3 code of three letters."),
        )
    ]


class AuthorityField(LineField):
    """The one authority of some kinds that bears a heading, an identifier or any name."""

    default_error_messages = {
        "none": gettext_lazy(
            "No authority bears the name “%(name)s”. Leave it empty, or tick below to make it."
        ),
        "several": gettext_lazy(
            "Several authorities bear this name: %(headings)s. Write the heading of one."
        ),
    }

    def __init__(self, *, kinds: Iterable[str], rank: int, **named: Any) -> None:
        super().__init__(**named)
        self.kinds = tuple(kinds)
        self.rank = rank
        self.seen = Authority.objects.filter(
            kind__in=self.kinds, seen_from__lte=rank, merged_into__isnull=True
        )
        self.found: Authority | None = None
        self.unknown = ""
        self.widget.attrs |= {
            "hx-get": f"{reverse('admin:catalog_authority_suggest')}?{urlencode({'kind': self.kinds}, True)}",
            "hx-trigger": "input changed delay:200ms",
            "hx-target": "next datalist",
            "autocomplete": "off",
        }

    def prepare_value(self, value: Any) -> Any:
        held = self.seen.filter(public_id=value).first() if value else None
        return held.heading if held else value

    def clean(self, value: Any) -> str:
        name = cast(str, super().clean(value))
        self.found = self._named(name) if name else None
        return self.found.public_id if self.found else ""

    def _named(self, name: str) -> Authority:
        found = list(self.seen.filter(heading=name)) or list(
            self.seen.filter(public_id=normal_public_id(name))
        )
        found = found or list(self.seen.filter(names__key=matching_key(direct(name))).distinct()[:6])
        if not found:
            self.unknown = name
            raise ValidationError(self.error_messages["none"], params={"name": name})
        if len(found) > 1:
            headings = "; ".join(f"{one.heading} ({one.public_id})" for one in found)
            raise ValidationError(self.error_messages["several"], params={"headings": headings})
        return found[0]


class RecordField(LineField):
    """A record by its identifier or reference code; the value is its public id."""

    def __init__(self, *, rank: int, **named: Any) -> None:
        super().__init__(**named)
        self.rank = rank

    def clean(self, value: Any) -> str:
        reference = cast(str, super().clean(value))
        if not reference:
            return ""
        public_id = resolve(reference, self.rank) or normal_public_id(reference)
        if not visible_to(self.rank).filter(public_id=public_id).exists():
            raise ValidationError(
                _("No record has the code or identifier “%(reference)s”. Look it up in the list of records."),
                params={"reference": reference},
            )
        return public_id


class PlaceField(LineField):
    """A collection, series or file that records can stand under; the value is its row, or None."""

    def __init__(self, *, author: Author, **named: Any) -> None:
        super().__init__(**named)
        self.author = author

    def clean(self, value: Any) -> Record | None:
        reference = super().clean(value)
        if not reference:
            return None
        try:
            return place_for(cast(str, reference), self.author)
        except WorkRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
