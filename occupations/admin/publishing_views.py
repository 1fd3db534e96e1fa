"""The actions on an occupation besides editing: preview, publish, editions, restore, withdraw, reinstate.

Each has its own URL and permission. An action that changes something first shows its effects, and takes place on POST
only if those are still the same.
"""

from collections.abc import Callable
from functools import update_wrapper

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from occupations.admin.overrides import effects
from occupations.admin.publication_state import sentences
from occupations.models import Edition, Occupation
from occupations.profiles import document as profiles
from occupations.profiles.diff import changes
from occupations.publishing import publish, restore
from occupations.text.english import join_words

from .preview import preview_page

READ_OR_WRITE = ["GET", "HEAD", "POST"]
PUBLISH, WITHDRAW = "publish_occupation", "withdraw_occupation"


def _sent(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def who_else_may(*, may_publish: bool, may_withdraw: bool) -> list[str]:
    """Whom to ask for actions that the user may not take."""
    lines = []
    if not may_publish:
        lines.append(f"{groups_with(PUBLISH)} can publish it.")
    if not may_withdraw:
        lines.append(f"{groups_with(WITHDRAW)} can withdraw, reinstate and restore it.")
    return lines


def groups_with(permission: str, app: str = "occupations") -> str:
    """The groups whose members have a permission, those first that may do least, as the beginning of a sentence."""
    groups = Group.objects.annotate(may=Count("permissions", distinct=True)).order_by("may", "name")
    names = groups.filter(permissions__codename=permission, permissions__content_type__app_label=app)
    return join_words(list(names.values_list("name", flat=True))) or "Administrators"


class StepForm(forms.Form):
    """Carries the state that the editor was shown, so that nothing else is done."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, now: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = self.fields["seen"].initial = now

    def clean(self):
        if self.cleaned_data.get("seen") != self.now:
            self.data = {**self.data.dict(), "seen": self.now}
            raise forms.ValidationError(
                "Nothing was done, because the occupation was changed after you opened this page. "
                "You now see the current state."
            )
        return self.cleaned_data


class PublishForm(StepForm):
    note = forms.CharField(
        required=False,
        max_length=300,
        help_text="For other editors, in the history of editions: what changed, and why.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class WithdrawForm(StepForm):
    reason = forms.CharField(
        max_length=300,
        help_text=Occupation._meta.get_field("withdrawal_reason").help_text,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args, occupation: Occupation, site, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].initial = occupation.withdrawal_reason
        successor = forms.ModelChoiceField(
            Occupation.objects.public().exclude(pk=occupation.pk),
            required=False,
            initial=occupation.successor,
            help_text="The page to offer to visitors. It must be public.",
        )
        field = Occupation._meta.get_field("successor")
        successor.widget = AutocompleteSelect(field, site, choices=successor.choices)
        self.fields["successor"] = successor


class StepsAdmin(admin.ModelAdmin):
    """The URLs below that of an occupation; for OccupationAdmin."""

    def get_urls(self):
        def step(route: str, view, name: str, *, says_how_to_cache: bool = False):
            def checked(*args, **kwargs):
                return self.admin_site.admin_view(view, cacheable=says_how_to_cache)(*args, **kwargs)

            return path(f"<int:pk>/{route}", update_wrapper(checked, view), name=f"occupations_occupation_{name}")

        return [
            step("preview/", self.preview_view, "preview", says_how_to_cache=True),
            step("publish/", self.publish_view, "publish"),
            step("editions/", self.editions_view, "editions"),
            step("editions/<int:number>/", self.edition_view, "edition", says_how_to_cache=True),
            step("editions/<int:number>/restore/", self.restore_view, "restore"),
            step("withdraw/", self.withdraw_view, "withdraw"),
            step("reinstate/", self.reinstate_view, "reinstate"),
            *super().get_urls(),
        ]

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"occupations.{PUBLISH}")

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        """Includes reinstating and restoring an edition: everything that does not follow from the draft on the page."""
        return request.user.has_perm(f"occupations.{WITHDRAW}")

    def step_context(self, request: HttpRequest) -> dict[str, object]:
        """What the pages of an occupation need to know about the user."""
        may = {
            "may_publish": self.has_publish_permission(request),
            "may_withdraw": self.has_withdraw_permission(request),
        }
        return {**may, "others": who_else_may(**may)}

    # Reading

    @method_decorator(require_safe)
    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The public page as it would look if it were published now."""
        occupation = self._readable(request, pk)
        profile = publish.draft_profile(occupation)
        number = (occupation.live.number if occupation.live else 0) + 1
        banner = "Preview of unpublished changes. Visitors do not see this page."
        return preview_page(request, occupation.slug, profile, number, banner)

    @method_decorator(require_safe)
    def editions_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        occupation = self._readable(request, pk)
        rows = occupation.editions.select_related("by").defer("document").order_by("-number")
        return self._page(request, occupation, "editions", "Editions", {"editions": rows})

    @method_decorator(require_safe)
    def edition_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """An edition as visitors saw it, in today's design."""
        occupation = self._readable(request, pk)
        edition = get_object_or_404(Edition, occupation=occupation, number=number)
        which = "the live one" if edition.pk == occupation.live_id else "not the live one"
        profile = profiles.decode(edition.document)
        banner = f"Edition {number}, {which}."
        return preview_page(request, occupation.slug, profile, number, banner, edition.published_at)

    # Writing

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect, transaction.atomic])
    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        occupation = self._writable(request, pk, self.has_publish_permission)
        profile = publish.draft_profile(occupation)
        old = profiles.decode(occupation.live.document) if occupation.live else None
        form = PublishForm(_sent(request), now=profiles.digest(profiles.encode(profile)))
        if request.method == "POST" and form.is_valid():
            edition = publish.publish(occupation, by=request.user, note=form.cleaned_data["note"])
            if edition is None:
                self.message_user(
                    request, "Nothing was published: the draft is the same as the live edition.", messages.INFO
                )
                return self._back(occupation)
            self.log_change(request, occupation, f"Published edition {edition.number}.")
            hidden = " Visitors see it once the occupation is reinstated." if occupation.withdrawn_at else ""
            self.message_user(request, f"Edition {edition.number} is live.{hidden}", messages.SUCCESS)
            return self._back(occupation)
        context = {
            "form": form,
            "changes": changes(old, profile),
            "first": old is None,
            "effects": effects(occupation, profile),
        }
        return self._page(request, occupation, "publish", "Publish", context)

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect, transaction.atomic])
    def restore_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Makes the texts, lists and editors' figures of an old edition the draft. Visitors see no change until it is
        published."""
        occupation = self._writable(request, pk, self.has_withdraw_permission)
        if not self.has_change_permission(request, occupation):
            raise PermissionDenied
        edition = get_object_or_404(Edition, occupation=occupation, number=number)
        form = StepForm(_sent(request), now=str(occupation.version))
        old = profiles.decode(edition.document)
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    restore.restore(edition)
                    publish.note_changes(occupation)
            except IntegrityError:
                form.add_error(
                    None,
                    f"Nothing was restored: another occupation now has the title “{old.names.official_title}”"
                    + (f" or the common name “{old.names.title}”." if old.overrides.common_name else "."),
                )
            else:
                self.log_change(request, occupation, f"Restored edition {number} as the draft.")
                message = f"The draft is now that of edition {number}. It is not published yet."
                self.message_user(request, message, messages.SUCCESS)
                return self._back(occupation)
        differences = changes(restore.editors_part(publish.draft_profile(occupation)), restore.editors_part(old))
        context = {"form": form, "edition": edition, "changes": differences}
        return self._page(request, occupation, "restore", f"Restore edition {number}", context)

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect, transaction.atomic])
    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        occupation = self._writable(request, pk, self.has_withdraw_permission)
        if occupation.live is None:
            self.message_user(
                request, "The occupation was never published, so there is nothing to withdraw.", messages.WARNING
            )
            return self._back(occupation)
        now = f"{occupation.version} {occupation.withdrawn_at}"
        form = WithdrawForm(_sent(request), now=now, occupation=occupation, site=self.admin_site)
        if request.method == "POST" and form.is_valid():
            publish.withdraw(occupation, form.cleaned_data["reason"], form.cleaned_data["successor"])
            self.log_change(request, occupation, "Withdrew it.")
            self.message_user(request, "The page is withdrawn. Its editions stay in the history.", messages.SUCCESS)
            return self._back(occupation)
        return self._page(request, occupation, "withdraw", "Withdraw", {"form": form})

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect, transaction.atomic])
    def reinstate_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        occupation = self._writable(request, pk, self.has_withdraw_permission)
        live = occupation.live
        if live is None or occupation.withdrawn_at is None:
            self.message_user(request, "The occupation is not withdrawn.", messages.WARNING)
            return self._back(occupation)
        form = StepForm(_sent(request), now=f"{occupation.version} {occupation.withdrawn_at}")
        if request.method == "POST" and form.is_valid():
            publish.reinstate(occupation)
            self.log_change(request, occupation, "Reinstated it.")
            self.message_user(request, f"Visitors see edition {live.number} again.", messages.SUCCESS)
            return self._back(occupation)
        return self._page(request, occupation, "reinstate", "Reinstate", {"form": form})

    # Shared

    def _readable(self, request: HttpRequest, pk: int) -> Occupation:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(Occupation.objects.select_related("category", "live"), pk=pk)

    def _writable(self, request: HttpRequest, pk: int, has_permission: Callable[[HttpRequest], bool]) -> Occupation:
        """The occupation, locked until the end of the request if it is going to be changed."""
        if not has_permission(request):
            lacking = [has_permission != may for may in (self.has_publish_permission, self.has_withdraw_permission)]
            raise PermissionDenied(" ".join(who_else_may(may_publish=lacking[0], may_withdraw=lacking[1])))
        occupation = self._readable(request, pk)
        if request.method != "POST":
            return occupation
        try:
            return publish.lock(pk)
        except Occupation.DoesNotExist as gone:  # deleted while this waited for the lock
            raise Http404 from gone

    def _back(self, occupation: Occupation) -> HttpResponse:
        return redirect("admin:occupations_occupation_change", occupation.pk)

    def _page(self, request: HttpRequest, occupation: Occupation, name: str, title: str, context: dict) -> HttpResponse:
        form = context.get("form")
        return TemplateResponse(
            request,
            f"admin/occupations/occupation/{name}.html",
            {
                **self.admin_site.each_context(request),
                "title": title,
                "subtitle": str(occupation),
                "opts": self.opts,
                "original": occupation,
                "sentences": sentences(occupation),
                **self.step_context(request),
                "back": reverse("admin:occupations_occupation_change", args=[occupation.pk]),
                "media": self.media + form.media if form else self.media,
                **context,
            },
        )
