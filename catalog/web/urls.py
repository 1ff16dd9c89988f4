"""The pages of the catalogue."""

from django.urls import include, path, re_path

from catalog.web import (
    alike_views,
    authority_views,
    cited_views,
    export_views,
    feed_views,
    finding_aid_views,
    format_views,
    home_views,
    kept_views,
    record_views,
    search_help_views,
    search_views,
    suggest_views,
    unapi_views,
)

urlpatterns = [
    path("", home_views.home, name="home"),
    path("", include("catalog.web.account_urls")),
    path("search/", search_views.search, name="search"),
    path("search/help/", search_help_views.search_help, name="search-help"),
    path("search/feed/", feed_views.search_feed, name="search-feed"),
    path("feeds/<str:key>/", feed_views.saved_feed, name="saved-feed"),
    path("sitemap.xml", feed_views.sitemap_index, name="sitemap-index"),
    path("sitemap-<int:number>.xml", feed_views.sitemap, name="sitemap"),
    path("robots.txt", feed_views.robots, name="robots"),
    path("opensearch.xml", feed_views.opensearch, name="opensearch"),
    path("account/kept/", kept_views.kept, name="kept"),
    path("account/tokens/", kept_views.new_token, name="new-token"),
    path("account/tokens/<int:pk>/end/", kept_views.end_token, name="end-token"),
    path("account/searches/", kept_views.keep, name="keep-search"),
    path("account/searches/<int:pk>/", kept_views.change_kept, name="change-kept"),
    path("search/export/", export_views.export, name="export"),
    path("exports/<str:key>/", export_views.exported, name="exported"),
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
    path(
        "records/<str:public_id>/finding-aid.pdf", finding_aid_views.finding_aid_pdf, name="finding-aid-pdf"
    ),
    path("records/<str:public_id>/alike/", alike_views.records_alike, name="record-alike"),
    path("records/<str:public_id>/linkset/", format_views.record_linkset, name="record-linkset"),
    path("records/<str:public_id>/citation/", format_views.record_citation, name="record-citation"),
    path("records/<str:public_id>/files/<str:sha256>", record_views.file, name="record-file"),
    re_path(
        r"^records/(?P<public_id>[^/.]+)\.(?P<suffix>[a-z0-9.]+)$", format_views.record_as, name="record-as"
    ),
]
