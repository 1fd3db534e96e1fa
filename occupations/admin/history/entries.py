"""The entries of a history in words."""

import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.admin.models import LogEntry

from occupations.models.publishing_runs import Phase
from occupations.models.reviews import Outcome, Step
from occupations.profiles.formatting import day
from occupations.publishing import moments

from . import store
from .kinds import History
from .words import sections, summary

DECISIONS = {
    Outcome.APPROVED: "Approved in a review",
    Outcome.SENT_BACK: "Sent back in a review",
    Outcome.TAKEN_BACK: "Request for a review taken back",
    Outcome.REPLACED: "Request for a review replaced by a newer one",
    Outcome.PASSED: "Done without the review that was needed",
}
SCHEDULE = {
    "agreed": "Scheduled to be published on",
    "held": "Held back, and not published on",
    "canceled": "Canceled what was scheduled for",
}


class ShownEntry(NamedTuple):
    """`what`: a few sentences. `link`: where to see it; empty if nowhere. `batch`: the key of the batch it was in, and
    `run` again if that has a page."""

    entry: store.Entry
    heading: str
    what: list[str]
    link: str
    batch: str
    run: str


def moment(at: datetime.datetime) -> str:
    return f"{day(at.date())}, {at:%H:%M:%S} UTC"


def in_words(history: History, entry: store.Entry, changed: store.Changed | None, link: str) -> ShownEntry:
    detail = entry.detail
    match entry.sort:
        case store.EDITION:
            taken_back = detail.get("phase") == Phase.TAKEN_BACK
            heading = f"Edition {entry.key} published"
            what = [detail.get("note") or "", "The batch was taken back." if taken_back else ""]
        case store.REVIEW:
            heading, what = _of_review(detail), [detail["text"]]
        case store.SCHEDULED:
            heading, what = _of_scheduled(detail), [detail["text"]]
        case store.LOG:
            log = LogEntry(change_message=detail["message"], action_flag=detail["flag"])
            heading, what = "Log", [log.get_change_message()]
        case _:
            heading, what = _of_save(history, entry, changed or store.Changed({}, {}))
    sentences = [sentence for sentence in what if sentence]
    return ShownEntry(entry, heading, sentences, link, detail.get("batch") or "", detail.get("run") or "")


def _of_review(detail: dict) -> str:
    event = detail["event"]
    if event == "asked":
        asked = {Step.WITHDRAW: "Asked to withdraw it", Step.MERGE: "Asked to merge it into another"}
        return asked.get(detail["step"], "Asked for a review")
    return DECISIONS[detail["outcome"]] if event == "decided" else "Wrote about the review"


def _of_scheduled(detail: dict) -> str:
    when = moments.in_words(datetime.datetime.fromisoformat(detail["moment"]), ZoneInfo(settings.SITE_TIME_ZONE))
    return f"{SCHEDULE[detail['event']]} {when}"


def _of_save(history: History, entry: store.Entry, changed: store.Changed) -> tuple[str, list[str]]:
    detail, (before, after) = entry.detail, changed
    found = sections(history, before, after)
    said = summary(found)
    replaced = [f"Replaced what was stored: {words}." for words in detail.get("replaced", [])]
    main = history.kinds[0].key
    if named := _of_merge(detail, is_one=entry.sort == store.WITHDRAWAL):
        return named, [said]
    if detail.get("renamed"):
        return "Renamed", [said]
    if detail.get("start"):
        return "The history begins", []
    if entry.sort == store.WITHDRAWAL:
        (row,) = after.get(main, [{}])
        heading = "Withdrawn" if row.get("withdrawn_at") else "Reinstated"
        return heading, [row.get("withdrawal_reason") or "" if heading == "Withdrawn" else "", said]
    if entry.sort == store.RESTORED:
        return f"Restored {detail['restored']}", [said, *replaced]
    if main in after and main not in before:
        return "Created", [summary([section for section in found if section.lines])]
    return "Saved", [said or "Details that are not shown on this page", *replaced]


def _of_merge(detail: dict[str, Any], *, is_one: bool) -> str:
    """What a merge was, in the history of whatever it changed; `is_one`: of what was merged into another."""
    if pair := detail.get("merged"):
        return f"Merged into {pair[1]}" if is_one else f"“{pair[0]}” was merged into “{pair[1]}”"
    if pair := detail.get("unmerged"):
        if is_one:
            return f"The merge into {pair[1]} was taken back"
        return f"The merge of “{pair[0]}” into “{pair[1]}” was taken back"
    return ""
