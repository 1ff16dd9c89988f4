"""Every door and where it opens."""

from django.contrib import admin
from django.urls import include, path

admin.autodiscover()

urlpatterns = [
    path("", include("catalog.oai.urls")),
    path("admin/", admin.site.urls),
    path("", include("catalog.api.urls")),
    path("", include("catalog.web.urls")),
]

handler400 = "catalog.web.error_views.unreadable"
handler403 = "catalog.web.error_views.forbidden"
handler404 = "catalog.web.error_views.not_found"
handler500 = "catalog.web.error_views.broken"
