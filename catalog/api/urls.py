"""The addresses of the API and of the site's health."""

from django.urls import path, re_path

from catalog.api import health, schema, search_views, views

urlpatterns = [
    path("api/v1/records/", search_views.RecordListView.as_view(), name="api-records"),
    path("api/v1/records/<str:public_id>/", views.RecordDetailView.as_view(), name="api-record"),
    path("api/v1/facets/<str:facet>/", search_views.FacetView.as_view(), name="api-facet"),
    path("api/v1/suggestions/", search_views.SuggestionsView.as_view(), name="api-suggestions"),
    path("api/schema/", schema.SchemaView.as_view(), name="api-schema"),
    # Only with a slash at the end, so that an address without one is still led to the right one.
    re_path(r"^api/(?:.*/)?$", views.nothing_here, name="api-nothing"),
    path("health/", health.health, name="health"),
]
