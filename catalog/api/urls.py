"""The addresses of the API and of the site's health."""

from django.urls import path, re_path

from catalog.api import authority_views, health, job_views, schema, search_views, tree_views, views

urlpatterns = [
    path("api/v1/records/", search_views.RecordListView.as_view(), name="api-records"),
    path("api/v1/records/<str:public_id>/", views.RecordDetailView.as_view(), name="api-record"),
    path("api/v1/records/<str:public_id>/publish/", views.PublicationView.as_view(), name="api-publish"),
    path("api/v1/records/<str:public_id>/withdraw/", views.WithdrawalView.as_view(), name="api-withdraw"),
    path(
        "api/v1/records/<str:public_id>/ancestors/", tree_views.AncestorsView.as_view(), name="api-ancestors"
    ),
    path("api/v1/records/<str:public_id>/children/", tree_views.ChildrenView.as_view(), name="api-children"),
    path(
        "api/v1/records/<str:public_id>/relations/", tree_views.RelationsView.as_view(), name="api-relations"
    ),
    path(
        "api/v1/records/<str:public_id>/revisions/", tree_views.RevisionsView.as_view(), name="api-revisions"
    ),
    path(
        "api/v1/records/<str:public_id>/revisions/<int:number>/",
        tree_views.RevisionView.as_view(),
        name="api-revision",
    ),
    path("api/v1/records/<str:public_id>/files/<str:sha256>/", views.FileView.as_view(), name="api-file"),
    path("api/v1/authorities/", authority_views.AuthorityListView.as_view(), name="api-authorities"),
    path(
        "api/v1/authorities/<str:public_id>/", authority_views.AuthorityView.as_view(), name="api-authority"
    ),
    path("api/v1/uploads/", job_views.UploadView.as_view(), name="api-uploads"),
    path("api/v1/jobs/<int:number>/", job_views.JobView.as_view(), name="api-job"),
    path("api/v1/facets/<str:facet>/", search_views.FacetView.as_view(), name="api-facet"),
    path("api/v1/suggestions/", search_views.SuggestionsView.as_view(), name="api-suggestions"),
    path("api/schema/", schema.SchemaView.as_view(), name="api-schema"),
    # Only with a slash at the end, so that an address without one is still led to the right one.
    re_path(r"^api/(?:.*/)?$", views.nothing_here, name="api-nothing"),
    path("health/", health.health, name="health"),
]
