"""The pages of the catalogue."""

from django.urls import include, path, re_path

from catalog.web import (
    alike_views,
    authority_views,
    cited_views,
    finding_aid_views,
    format_views,
    home_views,
    record_views,
    search_views,
    suggest_views,
    unapi_views,
)

urlpatterns = [
    path("", home_views.home, name="home"),
    path("", include("catalog.web.account_urls")),
    path("search/", search_views.search, name="search"),
    path("search/facet/<str:facet>/", suggest_views.facet, name="facet"),
    path("suggest/", suggest_views.suggestions, name="suggest"),
    path("collections/", home_views.collections, name="collections"),
    path("people-and-places/", authority_views.authorities, name="authorities"),
    path("people-and-places/<str:public_id>/", authority_views.authority, name="authority"),
    path("cited/", cited_views.cited, name="cited"),
    path("unapi/", unapi_views.unapi, name="unapi"),
    path("records/by-code/", record_views.by_code, name="record-by-code"),
    path("ref/<path:code>", record_views.by_code, name="record-by-reference"),
    path("records/<str:public_id>/", record_views.record, name="record"),
    path("records/<str:public_id>/finding-aid/", finding_aid_views.finding_aid_page, name="finding-aid"),
    path("records/<str:public_id>/finding-aid.pdf", finding_aid_views.finding_aid_pdf, name="finding-aid-pdf"),
    path("records/<str:public_id>/alike/", alike_views.records_alike, name="record-alike"),
    path("records/<str:public_id>/linkset/", format_views.record_linkset, name="record-linkset"),
    path("records/<str:public_id>/citation/", format_views.record_citation, name="record-citation"),
    path("records/<str:public_id>/files/<str:sha256>", record_views.file, name="record-file"),
    re_path(
        r"^records/(?P<public_id>[^/.]+)\.(?P<suffix>[a-z0-9.]+)$", format_views.record_as, name="record-as"
    ),
]
