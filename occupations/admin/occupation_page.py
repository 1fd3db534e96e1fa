"""What the form of an occupation does beside saving: buttons that work without scripts, and all that it shows around
the fields."""

from collections.abc import Iterable

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.forms.models import BaseInlineFormSet
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from occupations.models import Occupation

from .commands import LEFT_OUT, apply, command_of
from .edit_conflicts import VersionedAdmin
from .given import given_for
from .neighbors import neighbors
from .official_titles import OWN, OfficialTitle, change_title, listed
from .official_values import add_override
from .pasting import PastedInto, add_lines
from .presence import note_and_list
from .problems import problems

LISTS = {"responsibilities": "text", "occupation_skills": "name", OWN: "title"}
"""Lists to which several lines are added at a time: prefix → the field of a row that a line becomes."""
NOT_SAVED = "Nothing was saved yet."


class OccupationPage(VersionedAdmin):
    class Media:
        css = {"all": ["admin-occupation.css"]}
        js = ["admin-occupation.js"]

    def get_urls(self):
        here = path("<int:pk>/here/", self.admin_site.admin_view(self.here_view), name="occupations_occupation_here")
        return [here, *super().get_urls()]

    @method_decorator(require_POST)
    def here_view(self, request: HttpRequest, pk: int) -> JsonResponse:
        """Notes that the user has the form open. Returns the names of the others who have."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return JsonResponse({"others": note_and_list(request, get_object_or_404(Occupation, pk=pk))})

    # What was sent

    def _changeform_view(self, request, object_id, form_url, extra_context):
        if request.method == "POST":
            request.POST = request.POST.copy()
            if command := command_of(request.POST):
                self.carry_out(request, object_id, command)
            else:
                for prefix, field in LISTS.items():
                    add_lines(request.POST, prefix, field)
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def carry_out(self, request, object_id, command):
        """Change what was typed as a button says. The form is shown again with it, and nothing is saved."""
        request.refusal = NOT_SAVED
        occupation = None
        shows_official = command.what in ("take", "override") or command.prefix == LEFT_OUT
        if shows_official and command.prefix not in LISTS and object_id is not None:
            occupation = self.get_object(request, unquote(object_id))
        given = given_for(request, occupation)
        if command.what == "override" and given.profile is not None:
            request.focus = add_override(request.POST, given.profile, command.prefix)
        elif command.prefix == LEFT_OUT:
            request.focus = change_title(request.POST, command, given.titles)
        else:
            official = given.description if command.prefix == "description" else ""
            request.focus = apply(request.POST, command, LISTS.get(command.prefix, ""), official)

    # What is shown

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.given = given_for(request, obj)
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        if hasattr(request, "focus") and not (hasattr(request, "merged") and request.merged.opened.conflicts):
            _forget_errors(form, formsets)
            _focus(request.focus, form, formsets)
            context["errors"] = [error for formset in formsets for error in formset.non_form_errors()]
        context |= {
            "focus": getattr(request, "focus", ""),
            "lists": {inline.formset.prefix: inline for inline in context["inline_admin_formsets"]},
            "facts": [inline for inline in context["inline_admin_formsets"] if inline.formset.prefix not in LISTS],
            "official_titles": (official := _official_titles(form, formsets)),
            "titles_left_out": sum(title.box.data["selected"] for title in official),
            "given": given_for(request, obj),
            "problems": problems(form, context["inline_admin_formsets"]) if context["errors"] else [],
            "typed": request.method == "POST",
        }
        if obj is not None and change:
            stored = Occupation(pk=obj.pk)
            context["neighbors"] = neighbors(self, request, stored)
            if self.has_change_permission(request, obj):
                context["others_here"] = note_and_list(request, stored)
        return super().render_change_form(request, context, add, change, form_url, obj)


def _official_titles(form: BaseForm, formsets: Iterable[BaseInlineFormSet]) -> list[OfficialTitle]:
    own = [formset for formset in formsets if formset.prefix == OWN]
    return listed(form, own[0]) if own and LEFT_OUT in form.fields else []


def _focus(target: str, form: BaseForm, formsets: Iterable[BaseInlineFormSet]) -> None:
    """Without scripts, too: the field with that id gets the focus when the page is shown."""
    for one in (form, *(row for formset in formsets for row in formset.forms)):
        for bound in one:
            if bound.id_for_label == target:
                bound.field.widget.attrs["autofocus"] = True


def _forget_errors(form, formsets):
    """What is typed is not finished yet."""
    form._errors = ErrorDict()
    for formset in formsets:
        formset._non_form_errors = ErrorList(
            formset.non_form_errors() if isinstance(formset, PastedInto) and formset.pasted else []
        )
        for row in formset.forms:
            row._errors = ErrorDict()
