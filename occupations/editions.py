"""Publishing: the one gate between rows and the public.

`publish` freezes what the rows say now into an edition and makes it live; `withdraw` takes a page away and says where
to go instead. Each is one transaction that holds the occupation's row, so that editions of one occupation follow each
other without gaps. The way back from an old edition to rows is in restoring.py.
"""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from occupations import profile as profiles
from occupations import standings, wording
from occupations.building import build_profile, kept_words
from occupations.metrics import METRICS, from_scale
from occupations.models import Edition, Occupation
from occupations.profile import Profile
from occupations.sheet import Cell, lay_out


def publish(occupation: Occupation, by=None, note: str = "") -> Edition | None:
    """Make what the rows say now the live edition. Returns it, or None where it would equal the one that is live."""
    editions = publish_all([occupation], by, note)
    return editions[0] if editions else None


@transaction.atomic
def publish_all(occupations: Iterable[Occupation], by=None, note: str = "") -> list[Edition]:
    """Publish all of them or none. Returns the editions that were made; those without changes make none."""
    kept = kept_words()
    # In the order of their keys, so that two publishers cannot wait for each other.
    made = [_publish(pk, kept, by, note) for pk in sorted({occupation.pk for occupation in occupations})]
    editions = [edition for edition in made if edition is not None]
    if editions:
        standings.rebuild()
    return editions


def _publish(pk: int, kept: frozenset[str], by, note: str) -> Edition | None:
    occupation = lock(pk)
    profile, releases = build_profile(occupation, kept)
    document = profiles.encode(profile)
    digest = profiles.digest(document)
    edition = None
    if occupation.live is None or occupation.live.digest != digest:
        last = occupation.editions.aggregate(last=Max("number"))["last"] or 0
        edition = Edition.objects.create(
            occupation=occupation,
            number=last + 1,
            document=document,
            digest=digest,
            by=by,
            note=note,
            **_columns(occupation, profile),
        )
        edition.releases.set(releases)
        occupation.live = edition
    occupation.changed = False
    occupation.save(update_fields=["live", "changed"])
    return edition


def lock(pk: int) -> Occupation:
    """The occupation, held until the transaction ends: whoever writes rows that editions are made of takes this
    first."""
    # Locked by itself and then read: whoever waits for a lock on a join is handed the new row beside the old edition
    # and category, or no row at all.
    Occupation.objects.select_for_update().only("pk").get(pk=pk)
    return Occupation.objects.select_related("category", "live").get(pk=pk)


def _columns(occupation: Occupation, profile: Profile) -> dict:
    """The few facts of a profile that lists show, filter and sort by."""
    sheet = lay_out(profile)
    salary, growth = sheet.own["salary"], sheet.own["growth"]
    return {
        "title": profile.names.title,
        "category": occupation.category,
        "salary": _value(salary),
        "salary_metric": "" if salary.missing else salary.metric,
        "salary_period_end": salary.period[1] if salary.period else None,
        "growth": _value(growth),
        "growth_period_end": growth.period[1] if growth.period else None,
        "also_called": list(profile.also_called),
        "employers": _named(profile, "top_employer"),
        "industries": _named(profile, "top_industry"),
    }


def _value(cell: Cell) -> Decimal | None:
    """The number of a cell, in its unit; None for bounds and for what is missing."""
    value = cell.figures[0].value if cell.figures and not cell.missing else None
    return None if value is None else from_scale(value, METRICS[cell.metric].unit)


def _named(profile: Profile, metric: str) -> list[tuple[str, int | None, str]]:
    """(name, whole US$ a year, source) of each figure that names somebody."""
    return [
        (
            figure.label,
            None if figure.value is None else int(from_scale(figure.value, METRICS[metric].unit)),
            wording.release(profile.releases[figure.release]) if figure.release >= 0 else "Entered by our editors",
        )
        for figure in profile.figures
        if figure.metric == metric and figure.label
    ]


def draft_profile(occupation: Occupation) -> Profile:
    """What publishing now would make live. For previews; writes nothing."""
    return build_profile(occupation)[0]


@transaction.atomic
def note_changes(occupation: Occupation) -> bool:
    """Set the flag by comparing the draft with the live edition. Called after an editor has saved. Returns the flag."""
    locked = lock(occupation.pk)
    document = profiles.encode(build_profile(locked)[0])
    locked.changed = locked.live is None or locked.live.digest != profiles.digest(document)
    locked.save(update_fields=["changed"])
    return locked.changed


@transaction.atomic
def withdraw(occupation: Occupation, reason: str, successor: Occupation | None = None) -> None:
    """Answer 410 from now on, with the reason and the way on. Editions stay."""
    locked = lock(occupation.pk)
    locked.withdrawn_at = timezone.now()
    locked.withdrawal_reason = reason
    locked.successor = successor
    locked.save(update_fields=["withdrawn_at", "withdrawal_reason", "successor"])
    standings.rebuild()


@transaction.atomic
def reinstate(occupation: Occupation) -> None:
    """Take a withdrawal back: the live edition is public again."""
    locked = lock(occupation.pk)
    locked.withdrawn_at = None
    locked.save(update_fields=["withdrawn_at"])
    standings.rebuild()
