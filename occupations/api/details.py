"""One occupation as bytes, kept for as long as nothing that it depends on has changed."""

from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import msgspec
from django.http import HttpRequest

from occupations.addresses import fate
from occupations.api import shapes
from occupations.api.problems import Problem
from occupations.faces import as_csv, as_markdown, to_json
from occupations.http import site_of
from occupations.live import Live
from occupations.metrics import SECTIONS
from occupations.occupation_page import build_view, occupation_json
from occupations.search import near

FIELDS = shapes.Occupation.__struct_fields__
SECTION_KEYS = tuple(section.key for section in SECTIONS)


class Kept:
    """The most recently used answers of this process, up to so many bytes. Their keys say all that they depend on that
    can change while a process lives."""

    def __init__(self, size: int) -> None:
        self.room = size
        self._entries: OrderedDict[tuple, bytes] = OrderedDict()

    def get(self, key: tuple) -> bytes | None:
        entry = self._entries.get(key)
        if entry is not None:
            with suppress(KeyError):  # another thread has just dropped it; ours is good all the same
                self._entries.move_to_end(key)
        return entry

    def keep(self, key: tuple, entry: bytes) -> bytes:
        if self._entries.setdefault(key, entry) is entry:
            self.room -= len(entry)
        while self.room < 0 and self._entries:
            self.room += len(self._entries.popitem(last=False)[1])
        return entry


kept = Kept(48 * 1024 * 1024)


def as_bytes(live: Live, site: str, fields: Sequence[str] = (), sections: Sequence[str] = ()) -> bytes:
    """The JSON of an occupation, all of it or these members. `site`: scheme and host."""
    key = (live.version, str(live.published_at), site, *sorted(fields), "", *sorted(sections))
    return kept.get(key) or kept.keep(key, to_json(_object(live, site, fields, sections)))


def _object(live: Live, site: str, fields: Sequence[str], sections: Sequence[str]) -> dict[str, Any]:
    whole = occupation_json(build_view(live, *live.kept, site), live, live.kept.sheet)
    if sections:
        whole["sections"] = [section for section in whole["sections"] if section["key"] in sections]
    return {name: whole[name] for name in whole if name == "slug" or name in fields} if fields else whole


def raw(live: Live, site: str) -> msgspec.Raw:
    return msgspec.Raw(as_bytes(live, site))


def face_of(live: Live, request: HttpRequest, face: str, fields: Sequence[str], sections: Sequence[str]) -> bytes | str:
    if face == "json":
        return as_bytes(live, site_of(request), fields, sections)
    view = build_view(live, *live.kept, site_of(request))
    if sections:
        view = view._replace(blocks=[block for block in view.blocks if not block.rows or block.key in sections])
    return as_csv(view) if face == "csv" else as_markdown(view)


class Moved(Exception):
    """An address that has changed: `to` is today's."""

    def __init__(self, to: str) -> None:
        super().__init__(to)
        self.to = to


def missing(slug: str, parameter: str = "") -> Problem:
    """What to say of an address that is not public: withdrawn, or unknown with what may have been meant. Raises Moved
    for one that has a new address."""
    what = fate(slug.lower())
    to = what.moved_to or (slug.lower() if slug != slug.lower() else "")
    if to:
        raise Moved(to)
    named = {"parameter": parameter} if parameter else {}
    if what.withdrawn:
        detail = what.withdrawn.withdrawal_reason or "It has been withdrawn."
        successor = what.successor.slug if what.successor else None
        return Problem("withdrawn", detail, successor=successor, **named)
    hits = [{"slug": hit.slug, "title": hit.title} for hit in near(slug)]
    return Problem("not-found", f"There is no occupation “{slug[:80]}”.", near=hits, **named)
