"""Scheduled work: editors' figures that expire."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.db.models import F
from msgspec.structs import replace

from occupations import locks
from occupations.models import Figure, Occupation, WageEstimate
from occupations.profiles import document as profiles
from occupations.profiles.formatting import day
from occupations.profiles.layout import lay_out
from occupations.publishing import followup
from occupations.publishing.columns import columns
from occupations.publishing.publish import Draft, lock_all, make_live
from occupations.publishing.recheck import recheck


class Ended(NamedTuple):
    """An occupation with an expired figure; `edition` has been live since."""

    title: str
    edition: int


@transaction.atomic
def end_figures(today: datetime.date) -> list[Ended] | None:
    """Publish every live edition that still shows an expired figure of an editor, without that figure and otherwise
    unchanged: drafts and imports that wait to be published go on waiting. None if another process is doing it.

    Running it again does nothing.
    """
    if not locks.schedule_alone():
        return None
    drafts = [draft for occupation in _due(today) if (draft := _without_ended(occupation, today))]
    if not drafts:
        return []
    note = f"Without figures of editors that ended by {day(today)}"
    editions = make_live(drafts, note=note)
    recheck([draft.occupation.pk for draft in drafts])
    followup.follow()
    return [Ended(edition.title, edition.number) for edition in editions]


def _due(today: datetime.date) -> Iterator[Occupation]:
    """Locked occupations with an expired figure and a live edition from before it expired."""
    keys: set[int] = set()
    for model in (Figure, WageEstimate):
        ended = model.objects.entered().filter(expires_on__lte=today)
        before = ended.filter(occupation__live__published_at__date__lt=F("expires_on"))
        keys |= set(before.values_list("occupation", flat=True))
    yield from Occupation.objects.filter(pk__in=lock_all(keys)).select_related("live").order_by("pk")


def _without_ended(occupation: Occupation, today: datetime.date) -> Draft | None:
    """The live edition without these figures; None if it has none of them."""
    live = occupation.live
    if live is None:
        return None
    published = profiles.decode(live.document)
    lasting = tuple(figure for figure in published.figures if not (figure.expires_on and figure.expires_on <= today))
    if len(lasting) == len(published.figures):
        return None
    profile = replace(published, figures=lasting)
    document = profiles.encode(profile)
    facts = {
        "category_id": live.category_id,
        "document": document,
        "digest": profiles.digest(document),
        **columns(lay_out(profile)),
    }
    return Draft(occupation, list(live.releases.all()), facts)
