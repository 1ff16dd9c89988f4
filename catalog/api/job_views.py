"""Files sent over HTTP, and the jobs that describe them."""

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from catalog.api import schema
from catalog.api.door import JsonView, json, problem
from catalog.api.jobs import JobList, JobShown, job_shown
from catalog.api.who import WRITE, acting, signed_in
from catalog.domain.identifiers import normal_public_id
from catalog.ingest.intake import take_in
from catalog.jobs.queue import new_batch
from catalog.models import Job
from catalog.records.queries import visible_to
from catalog.records.refusal import Refused

FILE, UNDER = "file", "under"
_FORM = {
    "type": "object",
    "properties": {
        FILE: {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1},
        UNDER: {"type": "string", "description": "The id of the record that the new ones stand in."},
    },
    "required": [FILE],
}


class UploadView(JsonView):
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="upload_files",
        summary="Send files to be kept and described",
        request={"multipart/form-data": _FORM},
        responses=schema.responses(JobList, *schema.WRITING, status=HTTPStatus.ACCEPTED),
    )
    def post(self, request: Request) -> HttpResponse:
        """Each file is kept, and a job makes a draft of it; ask for the job to see how far it is."""
        author = acting(request, "add_job", WRITE)
        if not (request.content_type or "").startswith("multipart/form-data"):
            raise UnsupportedMediaType(request.content_type or "", _("Send files as multipart/form-data."))
        files, under = request.FILES.getlist(FILE), normal_public_id(request.POST.get(UNDER, ""))
        if not files:
            return problem(HTTPStatus.BAD_REQUEST, _("Send at least one file, in the field “file”."))
        if under and not visible_to(author.rank).filter(public_id=under).exists():
            raise Refused(_("There is no record %(id)s to put them under.") % {"id": under[:20]})
        batch, by = new_batch(), signed_in(request)
        jobs = [
            take_in(one, one.name or "", size=one.size, under=under, batch=batch, created_by=by)
            for one in files
        ]
        return json(JobList(tuple(job_shown(one) for one in jobs)), HTTPStatus.ACCEPTED)


class JobView(JsonView):
    @extend_schema(
        operation_id="get_job",
        summary="How far a job of yours is",
        responses=schema.responses(JobShown, HTTPStatus.NOT_FOUND),
    )
    def get(self, request: Request, number: int) -> HttpResponse:
        user = signed_in(request)
        found = Job.objects.filter(pk=number, created_by=user).first()
        if found is None:
            raise Http404(_("You have no job of this number."))
        return json(job_shown(found))
