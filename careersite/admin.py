"""Accounts in the admin: how an administrator helps somebody who cannot sign in."""

from axes.utils import reset as unlock
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice
from django_tasks_db.admin import DBTaskResult

from careersite.accounts import second_factor
from occupations.admin.edit_conflicts import VersionedAdmin, VersionedForm

# Their pages would show secrets that concern only their owners.
admin.site.unregister([StaticDevice, TOTPDevice])
admin.site.unregister([User, Group])
# Those who asked for the work see it in words.
admin.site.unregister(DBTaskResult)


class PersonForm(VersionedForm, UserChangeForm):
    class Meta(UserChangeForm.Meta):
        pass

    giver: User

    def clean_groups(self):
        """Nobody gives others, or themselves, what they may not do."""
        groups = self.cleaned_data["groups"]
        new = groups.exclude(user=self.instance)
        if not self.giver.is_superuser:
            own = self.giver.get_all_permissions()
            for group in new.prefetch_related("permissions__content_type"):
                if {f"{one.content_type.app_label}.{one.codename}" for one in group.permissions.all()} - own:
                    raise ValidationError(f"{group} may do what you may not. A superuser can put people into it.")
        return groups


@admin.register(User)
class PersonAdmin(VersionedAdmin, UserAdmin):
    """Accounts, with a page on which an administrator removes a lost second factor and lifts a lock. Superusers, and
    single permissions, are for superusers."""

    form = PersonForm
    list_display = ["username", "first_name", "last_name", "is_staff", "is_active", "last_login"]
    readonly_fields = ["second_factor", "last_login", "date_joined"]
    filter_horizontal = []  # its two lists have no names for screen readers
    fieldsets = [*(UserAdmin.fieldsets or ()), ("Second factor", {"fields": ["second_factor"]})]

    def has_change_permission(self, request, obj=None):
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not above

    def get_readonly_fields(self, request, obj=None):
        fields = list(super().get_readonly_fields(request, obj))
        return fields if request.user.is_superuser else [*fields, "is_superuser", "user_permissions"]

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.giver = request.user
        return form

    @admin.display(description="state")
    def second_factor(self, user):
        state = "set up" if second_factor.is_set_up(user) else "not set up"
        address = reverse("admin:auth_user_second_factor", args=[user.pk])
        return format_html('{}. <a href="{}">Reset it, or lift a lock</a>', state.capitalize(), address)

    def get_urls(self):
        reset = self.admin_site.admin_view(self.reset_view)
        return [path("<int:pk>/second-factor/", reset, name="auth_user_second_factor"), *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def reset_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        if request.method == "POST":
            second_factor.reset(person)
            unlock(username=person.get_username())
            self.log_change(request, person, "Reset the second factor and lifted locks.")
            self.message_user(request, f"The second factor of {person} is reset: they set up a new one.")
            return redirect("admin:auth_user_change", person.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": "Reset the second factor",
            "opts": self.opts,
            "person": person,
            "is_set_up": second_factor.is_set_up(person),
            "left": second_factor.codes_left(person),
            "back": reverse("admin:auth_user_change", args=[person.pk]),
        }
        return TemplateResponse(request, "admin/accounts/reset.html", context)


@admin.register(Group)
class RoleAdmin(VersionedAdmin, GroupAdmin):
    """Groups and what their members may do."""
