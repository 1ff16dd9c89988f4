"""Users, with their rank apart from their permissions, and groups."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from catalog.models import User


class PersonChangeForm(UserChangeForm):  # type: ignore[misc]  # Unfold has no types
    class Meta:
        model = User
        fields = "__all__"


class PersonCreationForm(UserCreationForm):  # type: ignore[misc]  # Unfold has no types
    class Meta:
        model = User
        fields = ("username",)


@admin.register(User)
class PersonAdmin(UserAdmin, ModelAdmin):  # type: ignore[misc, type-arg]  # Unfold has no types
    form = PersonChangeForm
    add_form = PersonCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = (
        "username",
        "first_name",
        "last_name",
        "email",
        "rank",
        "is_staff",
        "is_active",
        "last_login",
    )
    list_filter = ("rank", "is_staff", "is_active", "groups")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email")}),
        (
            _("Rank"),
            {
                "fields": ("rank",),
                "description": _("What this person sees. What they may do is set by permissions and groups."),
            },
        ),
        (
            _("Permissions"),
            {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")},
        ),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "rank", "password1", "password2")}),)
    readonly_fields = ("last_login", "date_joined")


admin.site.unregister(Group)


@admin.register(Group)
class PermissionGroupAdmin(GroupAdmin, ModelAdmin):  # type: ignore[misc]  # Unfold has no types
    pass
