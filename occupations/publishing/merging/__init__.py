"""Merging one occupation into another, and taking that back.

A merge moves what leads visitors to an occupation: its addresses, and what editors said of titles, redirects and the
home page. What says something about it stays with it, and so do its editions: its page is withdrawn, not deleted. What
is said about the other one is added to its draft as far as editors choose, and published as every draft.

parts.py has what is moved, part by part; packages above this one add theirs with `also` (comparisons/apps.py).
"""

from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from occupations.models import Merge, Occupation
from occupations.publishing import followup, publish
from occupations.publishing.merging.effects import Choices, Effect, Part
from occupations.publishing.merging.lists import JobTitles, Records, Texts
from occupations.publishing.merging.parts import Addresses, Overrides, Page, Pending, Reports, Successors

__all__ = ["Choices", "Effect", "Part", "Refused", "also", "effects", "merge", "open_merge", "refusal", "take_back"]

_parts: list[Part] = [
    Addresses(), Successors(), Page(), JobTitles(), Texts(), Records(), Overrides(), Pending(), Reports(),
]  # fmt: skip


def also(part: Part) -> None:
    """Something else that a merge moves. To be called when an application is loaded."""
    _parts.append(part)


class Refused(Exception):
    """The message says why there is no merge, and what to do first."""


def open_merge(occupation: Occupation) -> Merge | None:
    """By which it was merged into another, unless that was taken back."""
    return occupation.merges.filter(taken_back_at=None).select_related("into__live", "by").first()


def refusal(one: Occupation, into: Occupation) -> str:
    """Why the first cannot be merged into the second, in a sentence or two; empty if it can."""
    if one.pk == into.pk:
        return "An occupation cannot be merged into itself. Choose another one."
    if done := open_merge(one):
        return f"{one} was merged into {done.into} already. Take that back first."
    if done := open_merge(into):
        return f"{into} was merged into {done.into}, and its address leads there. Choose {done.into} instead."
    if into.withdrawn_at is not None:
        return f"{into} is withdrawn, so visitors would find no page. Reinstate it first, or choose another one."
    if into.live_id is None and one.live_id is not None:
        return f"{into} was never published, so visitors would find no page. Publish it first."
    return ""


def effects(one: Occupation, into: Occupation) -> list[Effect]:
    """What merging would do, in the order of the page. Writes nothing."""
    return [effect for part in _parts for effect in part.effects(one, into)]


class Merged(NamedTuple):
    merge: Merge
    is_changed: bool  # whether the other one has something to publish


@transaction.atomic
def merge(one: Occupation, into: Occupation, choices: Choices, by: Any) -> Merged:
    """Merge the first into the second. Raises Refused, and Occupation.DoesNotExist if one is gone."""
    publish.lock_all([one.pk, into.pk])
    one, into = (Occupation.objects.select_related("category", "live").get(pk=row.pk) for row in (one, into))
    if why := refusal(one, into):
        raise Refused(why)
    moved = {part.key: part.move(one, into, choices) for part in _parts}
    done = Merge.objects.create(occupation=one, into=into, by=by, moved=moved)
    changed = publish.note_changes(into)
    followup.follow()
    return Merged(done, changed)


@transaction.atomic
def take_back(done: Merge, by: Any) -> None:
    """Make both as they were, as far as what was moved is still there. What was published of the other one since stays
    live until it is published again. Raises Refused if somebody else has taken it back."""
    publish.lock_all([done.occupation_id, done.into_id])
    done = Merge.objects.select_for_update().get(pk=done.pk)
    if done.taken_back_at is not None:
        raise Refused("Somebody else has taken this merge back already.")
    one, into = done.occupation, done.into
    for part in _parts:
        part.back(one, into, done.moved.get(part.key))
    done.taken_back_at, done.taken_back_by = timezone.now(), by
    done.save(update_fields=["taken_back_at", "taken_back_by"])
    publish.note_changes(into)
    followup.follow()
