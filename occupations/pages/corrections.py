"""The pages on which readers report errors and see what was fixed."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from occupations.models import Correction
from occupations.models.corrections import place
from occupations.pages import correction_form
from occupations.pages.correction_form import BAIT, ReportForm, Unwanted
from occupations.pages.reported_figure import UnknownFigure, is_row, reported, said_now, sides_of
from occupations.profiles import formatting
from occupations.rendering.http import list_page, public_page

LISTED = 500
HOME = "/"  # the page of a report that does not name one

# Fields of the form: name, label, help text, rows of a textarea or 0, autocomplete.
FIELDS = (
    (
        "message",
        "What is wrong?",
        "And what would be right, if you know. A link to a source helps most.",
        7,
        "off",
    ),
    ("source", "Source (optional)", "The source of the figure, as named on the page.", 0, "off"),
    (
        "figure",
        "Which figure or text (optional)",
        "For example, “Median pay a year.” Leave it empty if it concerns the whole page.",
        0,
        "off",
    ),
    ("email", "Email (optional)", "Used only to answer you; deleted when the report is closed.", 0, "email"),
)


def correction_list(request: HttpRequest) -> HttpResponse:
    """What was fixed or will be, newest first."""
    page = list_page(
        request,
        "Corrections",
        "Errors that readers reported and we fixed: the page, what was wrong, what we did, and when.",
    )
    rows = [
        {
            "place": correction.place or correction.page,
            "page": correction.page if correction.place else "",
            "wrong": correction.wrong,
            "answer": correction.answer,
            "seen": correction.seen,
            "is_fixed": correction.closed_at is not None,
            "day": formatting.day(correction.closed_at or correction.decided_at or correction.created_at),
        }
        for correction in Correction.objects.public()[:LISTED]
    ]
    return public_page(request, "occupations/corrections.html", {"page": page, "corrections": rows})


@csrf_exempt  # by design: there is no cookie that a forged request could use; correction_form.py has the checks
def correction_report(request: HttpRequest) -> HttpResponse:
    """The form; if there is an error, what was typed is kept."""
    if request.method != "POST":
        page = _known(request.GET.get("page", ""))
        typed, row, unknown = _named(request, page)
        return _form(request, page, ReportForm(initial=typed), unknown=unknown, row=row)
    try:
        correction_form.check_body(request)
    except Unwanted as why:
        return _form(request, HOME, ReportForm(), why=why)
    page, token = _known(request.POST.get("page", "")), request.POST.get("token", "")
    row = request.POST.get("row", "")[:40]
    form = ReportForm(request.POST)
    try:
        correction_form.check_origin(request)
        correction_form.check_token(token, page, row)
    except Unwanted as why:
        return _form(request, page, form, why=why, row=row if is_row(row) else "")
    try:
        correction_form.check_bait(request.POST.get(BAIT, ""))
        if not form.is_valid():
            return _form(request, page, form, token, row=row)
        correction_form.check_throttle(request)
    except Unwanted as why:
        return _form(request, page, form, token, why, row=row)
    form.instance.page, form.instance.row = page, row
    form.instance.seen = said_now(page, row).figure[:300]
    form.save()
    return redirect("occupations:correction-thanks")


def correction_thanks(request: HttpRequest) -> HttpResponse:
    page = list_page(request, "Thank you", "Your report has reached our editors.", robots="noindex,follow")
    return public_page(request, "occupations/correction_thanks.html", {"page": page})


def _known(path: str) -> str:
    """The path of a page of this site, else that of the home page."""
    path = path[:500]
    return path if place(path) else HOME


def _named(request: HttpRequest, page: str) -> tuple[dict[str, str], str, str]:
    """The source and figure that the address names, as the fields of the form; the row of the page, if it names one;
    and a sentence if the page does not have the figure."""
    sent = {name: request.GET.get(name, "")[:300] for name in ("source", "figure")}
    row = sent["figure"] if is_row(sent["figure"]) else ""
    try:
        named = reported(sent["figure"], sides_of(page) if row else [])
    except UnknownFigure as error:
        return sent | {"figure": ""}, "", str(error)
    return {"source": (named.source or sent["source"])[:300], "figure": named.figure[:200]}, row, ""


def _form(
    request: HttpRequest,
    about: str,
    form: ReportForm,
    token: str = "",
    why: Unwanted | None = None,
    *,
    unknown: str = "",
    row: str = "",
) -> HttpResponse:
    """Without a token, with a new one."""
    requested = request.GET.get("page", "")
    context: dict[str, Any] = {
        "page": list_page(
            request, "Report an error", "Tell our editors what is wrong on a page of this site.", "noindex,nofollow"
        ),
        "action": request.path,
        "about": about,
        "place": "" if about == HOME else place(about),
        "unknown": bool(requested) and requested != about,
        "token": token or correction_form.token_for(about, row),
        "row": row,
        "bait": BAIT,
        "error": str(why) if why else unknown,
        "fields": [_field(form, *requested) for requested in FIELDS],
    }
    return render(
        request, "occupations/correction_report.html", context, status=why.status if why else 200, using="public"
    )


def _field(form: ReportForm, name: str, label: str, help_text: str, rows: int, autocomplete: str) -> dict[str, Any]:
    bound = form[name]
    return {
        "name": name,
        "label": label,
        "help": help_text,
        "rows": rows,
        "type": "email" if name == "email" else "text",
        "autocomplete": autocomplete,
        "required": bound.field.required,
        "most": bound.field.max_length if isinstance(bound.field, forms.CharField) else None,
        "value": bound.value() or "",
        "error": " ".join(map(str, bound.errors)),
    }
