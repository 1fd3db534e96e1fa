"""The entries of a history in words."""

import datetime
from typing import NamedTuple

from django.contrib.admin.models import LogEntry

from occupations.models.publishing_runs import Phase
from occupations.profiles.formatting import day

from . import store
from .kinds import History
from .words import sections, summary


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
        case store.LOG:
            log = LogEntry(change_message=detail["message"], action_flag=detail["flag"])
            heading, what = "Log", [log.get_change_message()]
        case _:
            heading, what = _of_save(history, entry, changed or store.Changed({}, {}))
    sentences = [sentence for sentence in what if sentence]
    return ShownEntry(entry, heading, sentences, link, detail.get("batch") or "", detail.get("run") or "")


def _of_save(history: History, entry: store.Entry, changed: store.Changed) -> tuple[str, list[str]]:
    detail, (before, after) = entry.detail, changed
    found = sections(history, before, after)
    said = summary(found)
    replaced = [f"Replaced what was stored: {words}." for words in detail.get("replaced", [])]
    main = history.kinds[0].key
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
