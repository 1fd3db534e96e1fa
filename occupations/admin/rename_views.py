"""Renaming an occupation in a guided step: for OccupationAdmin."""

from functools import partial

import pghistory
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from occupations.models import Occupation
from occupations.publishing import common_names, renaming
from occupations.text.slugs import slug_of

from .constraints import SlugField
from .occupation_form import OccupationForm
from .reviewing import groups_with
from .steps import READ_OR_WRITE, StepBase

TAKEN = "Somebody else has taken this title or address meanwhile. Choose another one."


class RenameForm(OccupationForm):
    """`seen`: the version that the editor was shown."""

    left_out = description_after = None  # type: ignore[assignment]
    new_address = forms.BooleanField(
        label="Make the address from the new title", required=False, initial=True, help_text="The old one leads to it."
    )
    keep_title = forms.BooleanField(
        label="Keep the old title as a job title", required=False, initial=True,
        help_text="Whoever looks for the old title still finds the page.",
    )  # fmt: skip
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Occupation
        fields = ["title", "slug"]
        labels = {"slug": "Address"}
        field_classes = {"slug": SlugField}
        widgets = {"title": forms.TextInput(attrs={"class": "vTextField", "autofocus": True})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.now = self.instance.version
        self.before = Occupation(pk=self.instance.pk, title=self.instance.title, slug=self.instance.slug)
        self.fields["slug"].widget.attrs["class"] = "vTextField"
        self.fields["slug"].help_text = "Used if the box below is not ticked."

    def clean_slug(self):
        return self.cleaned_data["slug"] or self.before.slug

    def clean(self):
        cleaned = super().clean()
        title = cleaned.get("title")
        if title and cleaned.get("new_address"):
            cleaned["slug"] = slug_of(title) or self.before.slug
        if title and (title, cleaned.get("slug")) == (self.before.title, self.before.slug):
            self.add_error("title", "This is its title already. Type another one, or another address.")
        if (slug := cleaned.get("slug")) and "slug" not in self.errors:
            other = Occupation.objects.filter(slug=slug).exclude(pk=self.before.pk).first()
            if other is not None:
                self.add_error("slug", f"The address “{slug}” is that of {other}. Choose another one.")
        return cleaned

    @property
    def is_as_seen(self) -> bool:
        return self.cleaned_data.get("seen") == self.now


class RenamingAdmin(StepBase):
    def get_urls(self):
        return [self.step("rename/", self.rename_view, "rename"), *super().get_urls()]

    @method_decorator([require_http_methods(READ_OR_WRITE), csrf_protect, transaction.atomic])
    def rename_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks for the new title, shows what will happen, and does it."""
        if not self.has_change_permission(request):
            raise PermissionDenied(f"{groups_with('change_occupation')} can rename it.")
        occupation = self._writable(request, pk, self.has_change_permission)
        typed = request.POST if request.method == "POST" else request.GET if "title" in request.GET else None
        form = RenameForm(typed, instance=Occupation.objects.get(pk=pk))
        effects = None
        if form.is_bound and form.is_valid():
            title, slug, keep = (form.cleaned_data[name] for name in ("title", "slug", "keep_title"))
            effects = renaming.effects(occupation, title, slug, keep_title=keep)
            del form.fields["title"].widget.attrs["autofocus"]  # the next step has it
            if request.method == "POST" and form.is_as_seen and self._rename(request, occupation, form):
                return self._back(occupation)
        context = {"form": form, "effects": effects, "is_old": request.method == "POST" and effects is not None}
        return self._page(request, occupation, "rename", "Rename", context)

    def _rename(self, request: HttpRequest, occupation: Occupation, form: RenameForm) -> bool:
        title, slug, keep = (form.cleaned_data[name] for name in ("title", "slug", "keep_title"))
        pghistory.context(renamed=True)
        before = common_names.called([occupation.pk])
        try:
            with transaction.atomic():
                renamed = renaming.rename(occupation.pk, title, slug, keep_title=keep)
        except IntegrityError:
            form.add_error("title", TAKEN)
            return False
        transaction.on_commit(partial(common_names.update, before), robust=True)
        self.log_change(request, renamed, f"Renamed from “{occupation.title}” ({occupation.slug}).")
        next_step = " Visitors see the title when it is published." if renamed.changed and renamed.live_id else ""
        self.message_user(request, f"“{occupation.title}” is now “{title}”.{next_step}", messages.SUCCESS)
        return True
