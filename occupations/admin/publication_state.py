"""The publication state of an occupation, in words for editors."""

from typing import NamedTuple

from django.db.models import Q, QuerySet

from occupations.metrics import METHOD_NAMES, METRICS, slots
from occupations.models import Occupation
from occupations.profiles import formatting
from occupations.profiles.document import Profile
from occupations.profiles.layout import lay_out
from occupations.profiles.sheet import Cell

from .official_values import can_be_taken_over

STATES = {
    "never": ("never published", Q(live__isnull=True)),
    "published": ("published", Q(live__isnull=False, withdrawn_at__isnull=True, changed=False)),
    "changed": (
        "unpublished changes",
        Q(live__isnull=False, withdrawn_at__isnull=True, changed=True, recheck_due=False),
    ),
    "compared": (
        "being compared with what visitors see",
        Q(live__isnull=False, withdrawn_at__isnull=True, changed=True, recheck_due=True),
    ),
    "withdrawn": ("withdrawn", Q(live__isnull=False, withdrawn_at__isnull=False)),
}


def state_of(occupation: Occupation) -> str:
    """A key of STATES."""
    if occupation.live_id is None:
        return "never"
    if occupation.withdrawn_at is not None:
        return "withdrawn"
    if occupation.changed and occupation.recheck_due:
        return "compared"
    return "changed" if occupation.changed else "published"


def in_state(occupations: QuerySet, state: str) -> QuerySet:
    return occupations.filter(STATES[state][1]) if state in STATES else occupations


def sentences(occupation: Occupation) -> list[str]:
    """What visitors see now and what they do not see yet."""
    live = occupation.live
    if live is None and occupation.withdrawn_at is not None:
        return [f"Never published. {occupation.withdrawal_reason}"]
    if live is None:
        return ["Not published yet. Visitors do not see it."]
    edition = f"edition {live.number} of {formatting.day(live.published_at.date())}"
    changes = _changes(occupation)
    if occupation.withdrawn_at is None:
        return [f"Visitors see {edition}.", changes]
    reason = occupation.withdrawal_reason.rstrip(".")
    return [
        f"Withdrawn on {formatting.day(occupation.withdrawn_at.date())}{f': {reason}' if reason else ''}.",
        f"Visitors are offered {occupation.successor or 'no other page'}.",
        f"Its last edition is {edition}.",
        changes,
    ]


def _changes(occupation: Occupation) -> str:
    if occupation.recheck_due:
        return "Something that it shares with others was changed. Whether it has unpublished changes is being checked."
    return "There are unpublished changes." if occupation.changed else "There are no unpublished changes."


class OfficialFigure(NamedTuple):
    """A line in the table of facts from releases."""

    name: str
    text: str
    source: str
    period: str
    belongs_to: str
    detail: str  # how the figure was made
    shown: bool  # comes first, so the page of the occupation shows it
    metric: str
    can_be_taken_over: bool
    row: str  # of the page, for the first of those in it; else empty


def official_figures(profile: Profile) -> list[OfficialFigure]:
    """The facts that releases have about the occupation, in page order, each once."""
    sheet = lay_out(profile)
    records = {record.key: f"{record.system} {record.code}" for record in profile.records}
    found: list[OfficialFigure] = []
    for _, slot in slots():
        row = slot.key
        for place, cell in enumerate((*sheet.cells[slot.key], sheet.gaps[slot.key])):
            if cell.release >= 0 and cell.metric != "skill_share":
                shown = place == 0 and not cell.missing
                found.append(_official_figure(profile, cell, records, shown=shown, row=row))
                row = ""
    return found


def _official_figure(profile: Profile, cell: Cell, records: dict[str, str], *, shown: bool, row: str) -> OfficialFigure:
    release = profile.releases[cell.release]
    notes = [cell.derivation and f"worked out: {cell.derivation}", METHOD_NAMES.get(cell.method, "")]
    name = METRICS[cell.metric].name
    return OfficialFigure(
        name=name[:1].upper() + name[1:],
        text=cell.text,
        source=formatting.release(release),
        period=cell.when,
        belongs_to=records.get(cell.record, cell.record) or "this occupation",
        detail="; ".join(note for note in notes if note),
        shown=shown,
        metric=cell.metric,
        can_be_taken_over=shown and not cell.derivation and can_be_taken_over(cell.metric, len(cell.figures)),
        row=row,
    )
