"""What a merge moves beside lists: addresses, the page, and what refers to the occupation."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone

from occupations.links import occupation_url
from occupations.models import (
    Correction,
    Figure,
    Occupation,
    OldSlug,
    ReviewRequest,
    TitleOverride,
    WageEstimate,
)
from occupations.models.corrections import OPEN, occupations_of
from occupations.models.reviews import Outcome
from occupations.publishing import reviews, scheduled

from .effects import ENDS, MOVES, STAYS, Choices, Effect, counted, named


class Addresses:
    key = "addresses"

    def effects(self, one: Occupation, into: Occupation) -> Iterator[Effect]:
        former = [occupation_url(slug) for slug in one.old_slugs.values_list("slug", flat=True)]
        if one.live_id is None and not former:
            return
        which = f"{occupation_url(one.slug)}{' and its former addresses ' + named(former) if former else ''}"
        text = f"{which} {'lead' if former else 'leads'} to {occupation_url(into.slug)}, at once and in one step."
        yield Effect("Addresses", MOVES, f"{text} Comparisons with {one} lead to the same ones with {into}.")

    def move(self, one: Occupation, into: Occupation, choices: Choices) -> list[str]:
        """The former addresses of the one."""
        former = list(one.old_slugs.values_list("slug", flat=True))
        one.old_slugs.update(occupation=into)
        if one.live_id is not None:
            OldSlug.objects.update_or_create(slug=one.slug, defaults={"occupation": into})
        OldSlug.objects.filter(slug=into.slug).delete()  # nothing leads to itself
        return former

    def back(self, one: Occupation, into: Occupation, moved: list[str]) -> None:
        OldSlug.objects.filter(slug=one.slug).delete()
        OldSlug.objects.filter(slug__in=moved).update(occupation=one)


class Page:
    key = "page"

    def effects(self, one: Occupation, into: Occupation) -> Iterator[Effect]:
        editions = one.editions.count()
        if editions and one.withdrawn_at is None:
            yield Effect("Page", ENDS, f"Visitors do not see the page of {one} any more, nor comparisons with it.")
        if editions:
            text = f"{counted(editions, 'edition')} of {one} and its history of saves stay with it, on its own form."
            yield Effect("Editions", STAYS, text)
        figures = sum(model.objects.entered().filter(occupation=one).count() for model in (Figure, WageEstimate))
        if figures:
            text = f"{counted(figures, 'figure')} that editors entered for {one} stay with it: they are about its work."
            yield Effect("Figures of ours", STAYS, text)

    def move(self, one: Occupation, into: Occupation, choices: Choices) -> dict[str, Any]:
        """How it was withdrawn before, if it was."""
        since = one.withdrawn_at and one.withdrawn_at.isoformat()
        before = {"withdrawn_at": since, "withdrawal_reason": one.withdrawal_reason, "successor_id": one.successor_id}
        one.withdrawn_at, one.withdrawal_reason, one.successor = timezone.now(), f"Merged into {into}.", into
        one.save(update_fields=["withdrawn_at", "withdrawal_reason", "successor"])
        return before

    def back(self, one: Occupation, into: Occupation, moved: dict[str, Any]) -> None:
        since = moved["withdrawn_at"]
        one.withdrawn_at = datetime.datetime.fromisoformat(since) if since else None
        one.withdrawal_reason, one.successor_id = moved["withdrawal_reason"], moved["successor_id"]
        one.save(update_fields=["withdrawn_at", "withdrawal_reason", "successor"])


class Overrides:
    key = "overrides"

    def effects(self, one: Occupation, into: Occupation) -> Iterator[Effect]:
        titles = [str(row) for row in TitleOverride.objects.filter(occupation=one)]
        if titles:
            yield Effect("Titles in other words", MOVES, f"{named(titles)} now mean {into}, at once.")

    def move(self, one: Occupation, into: Occupation, choices: Choices) -> list[int]:
        rows = TitleOverride.objects.filter(occupation=one)
        keys = list(rows.values_list("pk", flat=True))
        rows.update(occupation=into)
        return keys

    def back(self, one: Occupation, into: Occupation, moved: list[int]) -> None:
        TitleOverride.objects.filter(pk__in=moved, occupation=into).update(occupation=one)


class Successors:
    """What was withdrawn before in favor of the one: it leads to the other, so that nothing leads in a circle."""

    key = "successors"

    def effects(self, one: Occupation, into: Occupation) -> Iterator[Effect]:
        titles = [str(row) for row in one.predecessors.exclude(pk=into.pk)]
        if titles:
            yield Effect("Withdrawn pages", MOVES, f"Visitors of {named(titles)} are offered {into} from now on.")

    def move(self, one: Occupation, into: Occupation, choices: Choices) -> list[int]:
        keys = list(one.predecessors.exclude(pk=into.pk).values_list("pk", flat=True))
        Occupation.objects.filter(pk__in=keys).update(successor=into)
        if into.successor_id == one.pk:
            into.successor = None
            into.save(update_fields=["successor"])
        return keys

    def back(self, one: Occupation, into: Occupation, moved: list[int]) -> None:
        Occupation.objects.filter(pk__in=moved, successor=into).update(successor=one)


class Pending:
    """What waits for a moment or for somebody."""

    key = "pending"

    def effects(self, one: Occupation, into: Occupation) -> Iterator[Effect]:
        if waits := scheduled.waiting(one):
            text = f"The edition of {one} that was scheduled for {waits.moment:%Y-%m-%d %H:%M} UTC is canceled."
            yield Effect("Scheduled edition", ENDS, text)
        if waits := scheduled.waiting(into):
            text = (
                f"The edition of {into} that is scheduled for {waits.moment:%Y-%m-%d %H:%M} UTC is published as it was "
                "agreed on, without what is added now."
            )
            yield Effect("Scheduled edition", STAYS, text)
        if request := self._review(one):
            text = f"The review of {one} that {request.asked_by or 'somebody'} asked for is closed as replaced."
            yield Effect("Review", ENDS, text)

    @staticmethod
    def _review(one: Occupation) -> ReviewRequest | None:
        """Of anything but the merge itself."""
        request = reviews.open_request(one)
        return None if request is None or request.withdrawal.get("into") else request

    def move(self, one: Occupation, into: Occupation, choices: Choices) -> None:
        scheduled.cancel(one)
        if request := self._review(one):
            reviews.decide(request, Outcome.REPLACED, None)

    def back(self, one: Occupation, into: Occupation, moved: None) -> None:
        """They are not asked for again: somebody has to agree to what is there then."""


class Reports:
    key = "reports"

    def effects(self, one: Occupation, into: Occupation) -> Iterator[Effect]:
        pages = Correction.objects.filter(Q(page__contains=one.slug), state__in=OPEN).values_list("page", flat=True)
        number = sum(one.slug in occupations_of(page) for page in pages)
        if number:
            reports = counted(number, "open report")
            text = f"{reports} of visitors about {one}: in the list as before. Links to the page lead to {into}."
            yield Effect("Reported errors", STAYS, text)

    def move(self, one: Occupation, into: Occupation, choices: Choices) -> None:
        """Reports name the page that the visitor saw."""

    def back(self, one: Occupation, into: Occupation, moved: None) -> None:
        """Nothing was moved."""
