"""What became of a file, or of documents that were read again, in a sentence for a person."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.models import Job


def sentence(job: Job) -> str:
    """What became of the file of an ingest job; empty while it has not ended."""
    if job.state == Job.State.DONE:
        return " ".join(_of_a_record(job.report))
    if job.state == Job.State.STOPPED:
        return _("Stopped before it was described. The file is kept: retry when you like.")
    return job.error


def sentence_again(job: Job) -> str:
    """What came of reading again; empty while it has not ended."""
    if job.state != Job.State.DONE:
        return job.error
    told = {name: job.report.get(name, 0) for name in ("same", "changed", "proposed", "otherwise")}
    said = [
        _(
            "%(same)s read as before, %(changed)s with something new: %(proposed)s statements proposed, "
            "%(otherwise)s read otherwise."
        )
        % told
    ]
    if job.report.get("unread"):
        said.append(_("%(count)s could not be read.") % {"count": job.report["unread"]})
    return " ".join([*said, *job.report.get("refused", ())])


def ended_badly(job: Job) -> bool:
    """True where a person should look: the job ended, and no record came of it."""
    return job.state in (Job.State.FAILED, Job.State.ATTENTION, Job.State.STOPPED)


def _of_a_record(report: Mapping[str, Any]) -> list[str]:
    named = {"record": report["record"], "title": report["title"]}
    if report["outcome"] == "already":
        return [_("Catalogued already as %(record)s, “%(title)s”: nothing was changed.") % named]
    said = [_("Catalogued as %(record)s, “%(title)s”: %(what)s.") % {**named, "what": _what(report)}]
    if report.get("published"):
        said.append(_("Published."))
    if report.get("not_published"):
        said.append(_("Not published: %(reason)s") % {"reason": report["not_published"]})
    return [*said, *_place(report), *report.get("warnings", ())]


def _what(report: Mapping[str, Any]) -> str:
    statements, parts = report.get("statements", 0), report.get("parts", 0)
    said = ngettext("%(count)s statement", "%(count)s statements", statements) % {"count": statements}
    if parts:
        said += ", " + ngettext("%(count)s part", "%(count)s parts", parts) % {"count": parts}
    return said


def _place(report: Mapping[str, Any]) -> list[str]:
    if not report.get("collection"):
        return []
    if not report["places"]:
        return [
            _("It names the collection “%(name)s”, which is not in the catalogue.")
            % {"name": report["collection"]}
        ]
    places = ", ".join(f"{title} ({public_id})" for public_id, title in report["places"].items())
    return [_("It may belong under %(places)s: move it there if it does.") % {"places": places}]
