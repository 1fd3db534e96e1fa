"""Choosing another row on a page that needs one: a search without scripts, whose results are links."""

from typing import NamedTuple

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from occupations.admin.parameters import is_key

SHOWN = 20
LONGEST = 120


class Chosen(NamedTuple):
    """`term`: what was typed. `row`: the one that is meant; without one, `rows` to choose from, of which there may be
    `more`. `error`: why nothing is meant."""

    term: str
    row: Model | None = None
    rows: list[Model] = []
    more: bool = False
    error: str = ""


def chosen(model_admin: admin.ModelAdmin, request: HttpRequest, rows: QuerySet, key: str = "") -> Chosen:
    """By its key, as `key` or the parameter “into” has it, or by words, in the parameter “q”. A row that is called
    exactly so is meant, and so is the only one that is found."""
    term = " ".join(request.GET.get("q", "").split())[:LONGEST]
    key = key or request.POST.get("into", "") or request.GET.get("into", "")
    noun = model_admin.opts.verbose_name
    if key:
        found = rows.filter(pk=key).first() if is_key(model_admin.opts.pk, key) else None
        return Chosen(term, found, error="" if found else f"There is no such {noun} any longer. Choose another one.")
    if not term:
        return Chosen(term)
    matching, doubled = model_admin.get_search_results(request, rows, term)
    found = list((matching.distinct() if doubled else matching)[: SHOWN + 1])
    same = [row for row in found if str(row).casefold() == term.casefold()]
    if len(same or found) == 1:
        return Chosen(term, (same or found)[0])
    error = "" if found else f"No {noun} matches “{term}”. Try other words."
    return Chosen(term, None, found[:SHOWN], len(found) > SHOWN, error)


def keys_sent(model_admin: admin.ModelAdmin, request: HttpRequest, key: int) -> list[int]:
    """Of a form about two rows, both keys, so that they can be locked together: who does the same the other way round
    waits."""
    other = request.POST.get("into", "")
    return [key, int(other)] if other and is_key(model_admin.opts.pk, other) else [key]
