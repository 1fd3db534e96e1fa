"""What becomes live when a release is undone: what editors have published, with the remaining releases."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.db import IntegrityError, transaction

from occupations.models import Edition, Occupation, Release
from occupations.profiles import document as profiles
from occupations.profiles.document import Profile
from occupations.profiles.layout import lay_out
from occupations.publishing.building import build_profile, build_profiles
from occupations.publishing.columns import columns
from occupations.publishing.completeness import lacking
from occupations.publishing.publish import Draft, make_live
from occupations.publishing.restore import editors_part, restore

AT_ONCE = 30  # occupations that are built and then stored


class MovedEdition(NamedTuple):
    """Edition numbers: `before` was live, `after` is; None: no longer visible."""

    title: str
    before: int
    after: int | None


class _Standing(NamedTuple):
    """An edition that uses no undone release."""

    pk: int
    number: int
    digest: str


class _Plan(NamedTuple):
    """The next state of an occupation: an existing edition, a new one, or none."""

    occupation: Occupation
    before: Edition
    draft_digest: str
    edition: _Standing | None = None
    new: Draft | None = None


def fall_back(
    keys: Sequence[int], note: str, on_progress: Callable[[int], None] = lambda occupations: None
) -> list[MovedEdition]:
    """Replace the live editions of locked occupations that use an undone release. Returns the result for each, in order
    of primary keys. `on_progress` is given the number of occupations newly looked at.

    What editors have published stays, with the figures of the remaining releases: an existing edition that already says
    so becomes live, or else a new one with that note. Unpublished drafts stay drafts. If the remaining releases leave
    too little for visitors (completeness.py), the last edition from before becomes live, or none.
    """
    moved = []
    for start in range(0, len(keys), AT_ONCE):
        chunk = keys[start : start + AT_ONCE]
        occupations = Occupation.objects.filter(pk__in=chunk).select_related("category", "live").order_by("pk")
        standing = _standing(chunk)
        plans = []
        for occupation, draft, releases in build_profiles(occupations):
            if occupation.live is not None:
                plans.append(_plan(occupation, occupation.live, draft, releases, standing.get(occupation.pk, [])))
            on_progress(1)
        moved += _carry_out(plans, note)
    return moved


def _standing(keys: Sequence[int]) -> dict[int, list[_Standing]]:
    """Editions by occupation, newest first."""
    found: dict[int, list[_Standing]] = {}
    rows = Edition.objects.filter(occupation__in=keys).exclude(releases__undone_at__isnull=False).order_by("-number")
    for owner, *edition in rows.values_list("occupation", *_Standing._fields):
        found.setdefault(owner, []).append(_Standing(*edition))
    return found


def _plan(
    occupation: Occupation, live: Edition, draft: Profile, releases: list[Release], standing: list[_Standing]
) -> _Plan:
    published = profiles.decode(live.document)
    profile: Profile | None = draft
    if editors_part(draft) != editors_part(published):
        profile, releases = _as_published(live)
    plan = _Plan(occupation, live, profiles.digest(profiles.encode(draft)))
    sheet = lay_out(profile) if profile is not None else None
    if profile is None or sheet is None or set(lacking(sheet)) - set(lacking(lay_out(published))):
        return plan._replace(edition=standing[0] if standing else None)
    document = profiles.encode(profile)
    digest = profiles.digest(document)
    if same := next((one for one in standing if one.digest == digest), None):
        return plan._replace(edition=same)
    facts = {"category_id": live.category_id, "document": document, "digest": digest, **columns(sheet)}
    return plan._replace(new=Draft(occupation, releases, facts))


def _as_published(live: Edition) -> tuple[Profile | None, list[Release]]:
    """What the rows would give with the editors' part of that edition. Nothing in the rows changes."""
    try:
        with transaction.atomic():
            found = build_profile(restore(live))
            transaction.set_rollback(True)
    except IntegrityError:  # for example, its title now belongs to another occupation
        return None, []
    return found


def _carry_out(plans: list[_Plan], note: str) -> list[MovedEdition]:
    new_editions = {
        edition.occupation_id: edition for edition in make_live([plan.new for plan in plans if plan.new], note=note)
    }
    moved = []
    for plan in plans:
        now = new_editions.get(plan.occupation.pk) or plan.edition
        plan.occupation.live_id = now.pk if now else None
        plan.occupation.changed = now is None or now.digest != plan.draft_digest
        moved.append(MovedEdition(plan.before.title, plan.before.number, now.number if now else None))
    Occupation.objects.bulk_update([plan.occupation for plan in plans], ["live", "changed"])
    return moved
