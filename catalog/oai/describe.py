"""What the provider says of itself: Identify, the formats, and the sets that hold something public."""

from datetime import datetime

import msgspec
from django.conf import settings
from django.db.models import Exists, Min, OuterRef, QuerySet
from django.utils.translation import gettext as _

from catalog.interchange import ead
from catalog.interchange.xml_text import element, quoted
from catalog.models import HarvestSet, Record, SetMember
from catalog.oai.arguments import OaiError
from catalog.oai.formats import EAD, FLAT
from catalog.oai.records import utc
from catalog.oai.tokens import Listing
from catalog.records.sets import DIGITAL

SETS_AT_ONCE = 100
_RIGHTS = "http://www.openarchives.org/OAI/2.0/rights/"
_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"


def identify(base: str, space: str, now: datetime) -> str:
    """The content of Identify, with oai-identifier and the licence of the metadata as descriptions."""
    return "".join(
        (
            "<Identify>",
            element("repositoryName", settings.INSTITUTION_NAME),
            element("baseURL", base),
            "<protocolVersion>2.0</protocolVersion>",
            element("adminEmail", settings.OAI_ADMIN_EMAIL),
            element("earliestDatestamp", utc(earliest() or now)),
            "<deletedRecord>persistent</deletedRecord>",
            "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>",
            "<compression>gzip</compression>",
            _identifiers(space),
            _licence(),
            "</Identify>",
        )
    )


def earliest() -> datetime | None:
    """The least datestamp, of what is no longer public too; None where nothing ever was."""
    stamped = Record.objects.filter(oai_datestamp__isnull=False, document__isnull=True)
    found: datetime | None = stamped.aggregate(first=Min("oai_datestamp"))["first"]
    return found


def _identifiers(space: str) -> str:
    first = Record.objects.filter(oai_datestamp__isnull=False, document__isnull=True, was_public=True)
    sample = first.order_by("oai_datestamp", "id").values_list("public_id", flat=True).first()
    return (
        f'<description><oai-identifier xmlns="{_IDENTIFIER}" '
        f'xsi:schemaLocation="{_IDENTIFIER} http://www.openarchives.org/OAI/2.0/oai-identifier.xsd">'
        f"<scheme>oai</scheme><repositoryIdentifier>{space}</repositoryIdentifier><delimiter>:</delimiter>"
        f"<sampleIdentifier>oai:{space}:{sample or '000000000'}</sampleIdentifier>"
        "</oai-identifier></description>"
    )


def _licence() -> str:
    """A rights manifest over all metadata (Conveying rights expressions about metadata, 3.2)."""
    if not settings.METADATA_LICENCE:
        return ""
    return (
        f'<description><rightsManifest xmlns="{_RIGHTS}" '
        f'xsi:schemaLocation="{_RIGHTS} http://www.openarchives.org/OAI/2.0/rightsManifest.xsd" '
        'appliesTo="http://www.openarchives.org/OAI/2.0/entity#metadata">'
        f"<rights><rightsReference ref={quoted(settings.METADATA_LICENCE)}/></rights>"
        "</rightsManifest></description>"
    )


def list_formats(record: Record | None) -> str:
    """The content of ListMetadataFormats, of one record where one is given."""
    told = [(prefix, one.schema, one.namespace) for prefix, one in FLAT.items()]
    if record is None or has_finding_aid(record):
        told.append((EAD, ead.SCHEMA, ead.NAMESPACE))
    formats = (
        f"<metadataFormat><metadataPrefix>{prefix}</metadataPrefix><schema>{schema}</schema>"
        f"<metadataNamespace>{namespace}</metadataNamespace></metadataFormat>"
        for prefix, schema, namespace in told
    )
    return f"<ListMetadataFormats>{''.join(formats)}</ListMetadataFormats>"


def has_finding_aid(record: Record) -> bool:
    """Whether a record is, or was while it was public, the top of a tree: EAD is of such alone."""
    return HarvestSet.objects.filter(spec=f"collection:{record.public_id}").exists()


def list_sets(listing: Listing) -> tuple[str, Listing, Listing | None]:
    """The sets of one page, their list and what is behind the page. Raises OaiError (noSetHierarchy)."""
    after = listing.after[1] if listing.after else 0
    rows = list(public_sets().filter(pk__gt=after).order_by("pk")[: SETS_AT_ONCE + 1])
    if not rows and not after:
        raise OaiError("noSetHierarchy", _("Nothing is public yet, so there are no sets."))
    page = rows[:SETS_AT_ONCE]
    told = "".join(_set(one) for one in page)
    if len(rows) <= SETS_AT_ONCE:
        return told, listing, None
    if listing.after is None:
        listing = msgspec.structs.replace(listing, total=public_sets().count())
    rest = msgspec.structs.replace(listing, after=(0, page[-1].pk), cursor=listing.cursor + SETS_AT_ONCE)
    return told, listing, rest


def public_sets() -> QuerySet[HarvestSet]:
    """The sets that hold a public record, with the names of what they are of."""
    inside = SetMember.objects.filter(harvest_set=OuterRef("pk"), left=False, record__seen_from=0)
    return HarvestSet.objects.filter(Exists(inside)).select_related("record", "institution")


def set_name(one: HarvestSet) -> str:
    """A set's name for people. A collection with a public record is public itself, and so is its title."""
    if one.record is not None:
        return one.record.title
    if one.institution is not None:
        return one.institution.name
    return _("With a file that opens and a rights statement") if one.spec == DIGITAL else one.name


def _set(one: HarvestSet) -> str:
    return f"<set><setSpec>{one.spec}</setSpec>{element('setName', set_name(one))}</set>"
