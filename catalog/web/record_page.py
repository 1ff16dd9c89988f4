"""The record page as one value: what the template shows, and what its ETag is made of."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.domain.description import Description, Relation, Title, encode
from catalog.domain.vocabularies import AGGREGATE_LEVELS
from catalog.domain.wording import title_of
from catalog.exports.addresses import surroundings
from catalog.exports.finding_aids import finding_aid
from catalog.records.queries import RecordView, children, count_below, text_of, visible_to
from catalog.web.areas import Area, areas
from catalog.web.beside import Beside, beside, pointing_shown
from catalog.web.cite import Cite, cite
from catalog.web.facts import Fact, Summary, facts, seal, summary
from catalog.web.record_head import Head, record_head
from catalog.web.shown import Shown, shown, standing
from catalog.web.signposts import link_header, signposts
from catalog.web.text_lines import TextLine, anchors_in, shown_lines

CHILDREN_SHOWN = 50


@dataclass(frozen=True)
class Within:
    """What stands right under a collection. ``following`` is the last position shown, "" at the end."""

    count: int
    records: tuple[Summary, ...]
    following: str
    is_first: bool
    has_finding_aid: bool


@dataclass(frozen=True)
class RecordPage:
    """``calls`` are the ids of footnotes that the text calls, ``places`` those of statements whose words
    have an anchor within a long line; ``link_header`` is for machines.
    """

    view: RecordView
    title: str
    parallel: tuple[str, ...]
    lead: str
    facts: tuple[Fact, ...]
    seal: str
    areas: tuple[Area, ...]
    relations: tuple[Shown, ...]
    beside: Beside
    lines: tuple[TextLine, ...]
    calls: frozenset[str]
    places: frozenset[str]
    cite: Cite
    head: Head
    link_header: str
    address: str
    within: Within | None

    @property
    def description(self) -> Description:
        return self.view.description

    @property
    def stamp(self) -> str:
        """Changes with all that the page shows of this record and of others, and with nothing else: a version
        counts hidden changes too.
        """
        view = self.view
        own = (view.public_id, encode(view.description), view.institution, view.oai_datestamp)
        others = (view.ancestors, view.parts, sorted(view.others.items()))
        return repr((own, others, self.cite.key, self.within, self.beside))


def record_page(view: RecordView, rank: int, after: str, style: str) -> RecordPage:
    """The page of a record that this rank sees; ``after`` is the position of the last child seen before, and
    ``style`` the key of the citation that was chosen.
    """
    description = view.description
    lines = shown_lines(text_of(view), description)
    anchors = anchors_in(lines)
    around = surroundings(view)
    near = beside(view, rank)
    return RecordPage(
        view=view,
        title=title_of(description),
        parallel=_parallel(description),
        lead=summary(view).abstract,
        facts=facts(view),
        seal=seal(description),
        areas=areas(view),
        relations=_relations(view) + pointing_shown(near.pointing),
        beside=near,
        lines=lines,
        calls=_after("call-", anchors),
        places=_after("said-", anchors),
        cite=cite(description, around, style),
        head=record_head(description, around),
        link_header=link_header(signposts(view, around)),
        address=around.address,
        within=_within(view, rank, after) if description.level in AGGREGATE_LEVELS else None,
    )


def _after(prefix: str, anchors: Iterable[str]) -> frozenset[str]:
    return frozenset(one.removeprefix(prefix) for one in anchors if one.startswith(prefix))


def _parallel(description: Description) -> tuple[str, ...]:
    titles = (one for one in standing(description) if isinstance(one, Title))
    return tuple(one.value for one in titles if one.title_kind == "parallel")


def _relations(view: RecordView) -> tuple[Shown, ...]:
    related = (one for one in standing(view.description) if isinstance(one, Relation))
    return tuple(one for one in (shown(relation, view) for relation in related) if one and one.url)


def _within(view: RecordView, rank: int, after: str) -> Within:
    """One page of children; one more is asked for to know whether there is a next page."""
    start = int(after) if after.isdecimal() and len(after) < 10 else -1
    found = children(view, rank, after=start, limit=CHILDREN_SHOWN + 1)
    page = found[:CHILDREN_SHOWN]
    following = ""
    if len(found) > CHILDREN_SHOWN:
        following = str(visible_to(rank).values_list("position", flat=True).get(pk=page[-1].pk))
    return Within(
        count=count_below(view, rank),
        records=tuple(summary(one) for one in page),
        following=following,
        is_first=start < 0,
        has_finding_aid=finding_aid(view, rank) is not None,
    )
