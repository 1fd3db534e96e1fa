"""When a second pair of eyes is needed before visitors see something, and requests for one."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from occupations.models import ReviewRequest
from occupations.models.reviews import Outcome, Step
from occupations.profiles.document import Profile
from occupations.profiles.doubts import official_figure

OVERRIDES, PAIRS, WITHDRAWALS, BATCHES = "overrides", "pairs", "withdrawals", "batches"
WHY = {
    OVERRIDES: "A figure of an editor takes the place of an official one.",
    PAIRS: "Words about a pair say which occupation suits whom.",
    WITHDRAWALS: "A withdrawn page disappears from all comparisons.",
    BATCHES: "A batch changes many pages at once.",
}


def why_needed(*kinds: str) -> list[str]:
    """Why a step of these kinds needs a review here, in sentences; empty if it does not."""
    return [WHY[kind] for kind in kinds if kind in settings.REVIEW_REQUIRED_FOR]


def kinds_of(old: Profile | None, new: Profile) -> list[str]:
    """What publishing a page needs a review for: overrides of official figures that visitors do not see yet."""
    known = set(old.figures) if old else set()
    entered = [figure for figure in new.figures if figure.release < 0 and figure.value is not None]
    overrides = (official_figure(new, figure.metric, figure.label) for figure in entered if figure not in known)
    return [OVERRIDES] if any(overrides) else []


def open_request(subject: models.Model) -> ReviewRequest | None:
    found = ReviewRequest.objects.filter(**_of(subject), outcome=Outcome.OPEN)
    return found.select_related("asked_by").prefetch_related("comments__by").first()


def _of(subject: models.Model) -> dict[str, Any]:
    return {"content_type": ContentType.objects.get_for_model(subject), "object_id": str(subject.pk)}


@transaction.atomic
def ask(subject: models.Model, *, by, why: list[str], comment: str = "", **facts: Any) -> ReviewRequest:
    """Ask for a review of a step; `facts`: fields of the request. Raises IntegrityError if one is asked for already."""
    request = ReviewRequest.objects.create(
        **_of(subject), title=str(subject)[:260], asked_by=by, why=" ".join(why)[:200], **facts
    )
    add_comment(request, by, comment)
    return request


def add_comment(request: ReviewRequest, by, text: str) -> None:
    if text:
        request.comments.create(by=by, text=text)


def decide(request: ReviewRequest, outcome: Outcome, by, reason: str = "") -> bool:
    """False if somebody has decided it already."""
    still_open = ReviewRequest.objects.filter(pk=request.pk, outcome=Outcome.OPEN)
    return bool(still_open.update(outcome=outcome, decided_by=by, decided_at=timezone.now(), reason=reason[:500]))


@transaction.atomic
def taken(subject: models.Model, step: Step, by, state: str, *, why: list[str], skipped_because: str = "") -> None:
    """Somebody has taken the step: an open request is approved by them, or was their own. A step that needed a review
    and had none is noted with their reason."""
    request = open_request(subject)
    if request is not None and request.step != step and skipped_because:
        decide(request, Outcome.REPLACED, by)
        request = None
    if skipped_because:
        request = request or ask(subject, by=by, why=why, step=step, asked_about=state)
        decide(request, Outcome.PASSED, by, skipped_because)
    elif request is not None and request.step == step:
        decide(request, Outcome.TAKEN_BACK if request.asked_by_id == by.pk else Outcome.APPROVED, by)
