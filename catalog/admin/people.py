"""Users, with their rank apart from their permissions, and groups."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.utils import reset
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission
from django.db.models import Field, ManyToManyField, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from catalog.admin.desk_admin import DeskAdmin
from catalog.models import User
from catalog.models.user import Rank
from catalog.records.groups import ADMINISTRATOR, GROUPS


class PersonChangeForm(UserChangeForm):  # type: ignore[misc]  # Unfold has no types
    class Meta:
        model = User
        fields = "__all__"


class PersonCreationForm(UserCreationForm):  # type: ignore[misc]  # Unfold has no types
    class Meta:
        model = User
        fields = ("username",)


@admin.register(User)
class PersonAdmin(UserAdmin, DeskAdmin):  # type: ignore[type-arg]  # generic only in the stubs
    """Nobody gives a rank above their own, nor changes somebody who stands above them."""

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
        (gettext_lazy("Person"), {"fields": ("first_name", "last_name", "email")}),
        (
            gettext_lazy("Rank"),
            {
                "fields": ("rank",),
                "description": gettext_lazy(
                    "What this person sees. What they may do is set by permissions and groups."
                ),
            },
        ),
        (
            gettext_lazy("Permissions"),
            {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")},
        ),
        (gettext_lazy("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "rank", "password1", "password2")}),)
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()
    actions = ("let_in", "take_off_second_step")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        own = super().get_readonly_fields(request, obj)
        return (*own, "is_superuser", "user_permissions") if not request.user.is_superuser else (*own,)

    def formfield_for_choice_field(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **named: Any
    ) -> forms.TypedChoiceField | None:
        if db_field.name == "rank" and not request.user.is_superuser:
            named["choices"] = [(rank.value, rank.label) for rank in Rank if rank <= _rank_of(request)]
        field: forms.TypedChoiceField | None = super().formfield_for_choice_field(db_field, request, **named)
        return field

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **named: Any
    ) -> "forms.ModelMultipleChoiceField[Any] | None":
        return super().formfield_for_manytomany(db_field, request, **named, **_ticked(db_field.name))

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return bool(super().has_change_permission(request, obj)) and not _stands_above(obj, request)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return bool(super().has_delete_permission(request, obj)) and not _stands_above(obj, request)

    @admin.action(
        description=gettext_lazy("Let in again after too many wrong passwords"), permissions=["change"]
    )
    def let_in(self, request: HttpRequest, people: QuerySet[User]) -> None:
        freed = sum(1 for one in people if reset(username=one.get_username()))
        said = ngettext("%(count)d person may try again.", "%(count)d people may try again.", freed)
        messages.success(request, said % {"count": freed} if freed else _("None of them was locked out."))

    @admin.action(description=gettext_lazy("Take off the second step of signing in"), permissions=["change"])
    def take_off_second_step(self, request: HttpRequest, people: QuerySet[User]) -> None:
        """For those who lost their phone and their codes; they sign in with the password alone."""
        chosen = [one for one in people if not _stands_above(one, request)]
        held = Authenticator.objects.filter(user__in=chosen)
        freed = held.values("user").distinct().count()
        held.delete()
        said = ngettext(
            "The second step of %(count)d person is taken off.",
            "The second step of %(count)d people is taken off.",
            freed,
        )
        messages.success(request, said % {"count": freed})


def _rank_of(request: HttpRequest) -> int:
    return request.user.rank if isinstance(request.user, User) else Rank.PUBLIC


def _stands_above(person: User | None, request: HttpRequest) -> bool:
    """Whether a person sees more than whoever asks, or may do everything where the asker may not."""
    if person is None or request.user.is_superuser:
        return False
    return person.is_superuser or person.rank > _rank_of(request)


# allauth's own pages show keys and let rows be changed by hand; people see to them on their account's page.
for model in (Group, Authenticator, EmailAddress, UserSession):
    admin.site.unregister(model)


@admin.register(Group)
class PermissionGroupAdmin(GroupAdmin, DeskAdmin):
    filter_horizontal = ()

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest | None = None, **named: Any
    ) -> "forms.ModelMultipleChoiceField[Any] | None":
        return super().formfield_for_manytomany(db_field, request, **named, **_ticked(db_field.name))


class PermissionField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    def label_from_instance(self, permission: Permission) -> str:
        return permission.name


def _ticked(name: str) -> dict[str, Any]:
    """Boxes to tick; of the permissions those that the desk asks for, by what they allow."""
    boxes = {"widget": UnfoldAdminCheckboxSelectMultipleWidget, "help_text": ""}
    if not name.endswith("permissions"):
        return boxes
    asked_for = Permission.objects.filter(codename__in=GROUPS[ADMINISTRATOR])
    return {**boxes, "form_class": PermissionField, "queryset": asked_for.order_by("content_type", "name")}
