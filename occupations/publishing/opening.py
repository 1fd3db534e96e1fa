"""Publishes a site for the first time: prepared in parts, and public all at once.

Each part is a transaction, so that after an interruption only the rest has to be prepared. Nobody sees any of it before
the last step, which is one transaction, too.
"""

from collections.abc import Callable, Iterator

from django.db import transaction
from django.db.models import OuterRef, Subquery

from occupations.models import Edition, Occupation, PublishingRun
from occupations.models.publishing_runs import Phase
from occupations.profiles.sheet import Sheet
from occupations.publishing import followup
from occupations.publishing.batches import Refused
from occupations.publishing.building import verbatim_words
from occupations.publishing.completeness import lacking
from occupations.publishing.publish import drafts_of, lock_all, store

NOTE = "Published at the first start"
PART = 200  # occupations: each part reads once what all of them need


def begin() -> PublishingRun:
    """To be called in the transaction that creates the occupations."""
    chosen = list(Occupation.objects.changed().order_by("pk").values_list("pk", flat=True))
    return PublishingRun.objects.create(chosen=chosen, phase=Phase.PUBLISHING, note=NOTE)


def unfinished() -> PublishingRun | None:
    """The one that was begun and is not public yet."""
    return _ours().filter(phase=Phase.PUBLISHING).first()


def finished() -> bool:
    return _ours().filter(phase=Phase.DONE).exists()


def _ours():
    return PublishingRun.objects.filter(note=NOTE, by=None)


def prepare(run: PublishingRun, on_progress: Callable[[int], None] = lambda done: None) -> None:
    """Store the editions that are not stored yet, each part in a transaction. Nobody sees them."""
    verbatim = verbatim_words()
    while run.done < len(run.chosen):
        with transaction.atomic():
            part = run.chosen[run.done : run.done + PART]
            store(list(_drafts(run, part, verbatim)), note=NOTE, batch=run.batch)
            run.done += len(part)
            run.save(update_fields=["done", "refused"])
        on_progress(len(part))


def _drafts(run: PublishingRun, keys: list[int], verbatim: frozenset[str]) -> Iterator:
    def accept(occupation: Occupation, sheet: Sheet) -> bool:
        # What editors have described, they have looked at.
        lacks = [] if occupation.description else lacking(sheet)
        if lacks:
            run.refused.append(Refused(occupation.slug, occupation.title, lacks))
        return not lacks

    occupations = Occupation.objects.filter(pk__in=lock_all(keys)).select_related("category", "live").order_by("pk")
    return drafts_of(occupations, verbatim, accept)


@transaction.atomic
def open_all(run: PublishingRun) -> int:
    """Make all that is prepared public. Returns how many occupations that are."""
    prepared = Edition.objects.filter(batch=run.batch)
    newest = prepared.filter(occupation=OuterRef("pk")).order_by("-number").values("pk")[:1]
    keys = lock_all(prepared.values_list("occupation", flat=True))
    Occupation.objects.filter(pk__in=keys).update(live=Subquery(newest), changed=False)
    followup.follow()
    run.phase = Phase.DONE
    run.save(update_fields=["phase"])
    return len(keys)
