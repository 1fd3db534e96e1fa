"""What the pages below that of an occupation have in common: who may open them, and that nothing is done that the user
was not shown."""

from collections.abc import Callable
from functools import update_wrapper

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from occupations.admin.publication_state import sentences
from occupations.models import Occupation
from occupations.publishing import publish

from .reviewing import groups_with

READ_OR_WRITE = ["GET", "HEAD", "POST"]
PUBLISH, WITHDRAW = "publish_occupation", "withdraw_occupation"


def who_else_may(*, may_publish: bool, may_withdraw: bool) -> list[str]:
    """Whom to ask for actions that the user may not take."""
    lines = []
    if not may_publish:
        lines.append(f"{groups_with(PUBLISH)} can publish it.")
    if not may_withdraw:
        lines.append(f"{groups_with(WITHDRAW)} can withdraw, reinstate and restore it.")
    return lines


def sent(request: HttpRequest):
    return request.POST if request.method == "POST" else None


class StepForm(forms.Form):
    """Carries the state that the editor was shown, so that nothing else is done."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, now: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = self.fields["seen"].initial = now

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("seen") != self.now:
            self.data = self.data.copy()
            self.data["seen"] = self.now
            raise forms.ValidationError(
                "Nothing was done, because the occupation was changed after you opened this page. "
                "You now see the current state."
            )
        return cleaned


class StepBase(admin.ModelAdmin):
    """For the classes that OccupationAdmin is made of."""

    def step(self, route: str, view, name: str, *, says_how_to_cache: bool = False) -> URLPattern:
        def checked(*args, **kwargs):
            return self.admin_site.admin_view(view, cacheable=says_how_to_cache)(*args, **kwargs)

        return path(f"<int:pk>/{route}", update_wrapper(checked, view), name=f"occupations_occupation_{name}")

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

    def _readable(self, request: HttpRequest, pk: int) -> Occupation:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(Occupation.objects.select_related("category", "live"), pk=pk)

    def _writable(self, request: HttpRequest, pk: int, has_permission: Callable[[HttpRequest], bool]) -> Occupation:
        """The occupation, locked until the end of the request if it is going to be changed."""
        if not has_permission(request):
            may = {
                "may_publish": has_permission == self.has_withdraw_permission,
                "may_withdraw": has_permission != self.has_withdraw_permission,
            }
            raise PermissionDenied(" ".join(who_else_may(**may)))
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
