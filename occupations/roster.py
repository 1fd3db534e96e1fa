"""Who is public, as pages of places, industries, employers and skills need it: occupations by record, and their uses.

Read again only when something has been published, withdrawn or renamed: every page asks for the version first, which is
one short query.
"""

import json
from collections import defaultdict
from functools import cached_property
from typing import Any, NamedTuple

from occupations.page import occupation_url
from occupations.released import fetch

_PUBLIC = "FROM occupations_occupation o JOIN occupations_edition e ON e.id = o.live_id WHERE o.withdrawn_at IS NULL"
# Editions never change, so that who is live and at which address says it all.
_VERSION = f"SELECT count(*), sum(hashint8extended(o.live_id, 0)), sum(hashtextextended(o.slug, o.live_id)) {_PUBLIC}"
_MEMBERS = f"SELECT o.slug, e.title, e.records::text {_PUBLIC} ORDER BY lower(e.title), o.slug"
_USES = """
SELECT u.key, min(u.value ->> 0), u.value ->> 2, count(*)
FROM occupations_occupation o JOIN occupations_edition e ON e.id = o.live_id CROSS JOIN LATERAL jsonb_each(e.uses) u
WHERE o.withdrawn_at IS NULL
GROUP BY u.key, u.value ->> 2
"""


class Member(NamedTuple):
    """A public occupation; `quality`: how well the record fits it."""

    slug: str
    title: str
    quality: str

    @property
    def url(self) -> str:
        return occupation_url(self.slug)


class Use(NamedTuple):
    """Something that occupations use. `key`: "skill:writing"."""

    key: str
    name: str
    metric: str
    count: int


class Roster:
    def __init__(self, version: tuple[Any, ...]) -> None:
        self.version = version

    @cached_property
    def by_record(self) -> dict[str, list[Member]]:
        """Key of a record → the occupations that figures of it are of, by title."""
        found: dict[str, list[Member]] = defaultdict(list)
        for slug, title, records in fetch(_MEMBERS):
            for key, quality in json.loads(records).items():
                found[key].append(Member(slug, title, quality))
        return dict(found)

    @cached_property
    def uses(self) -> dict[str, list[Use]]:
        """Key of a use → what it is, once for each metric that weighs it."""
        found: dict[str, list[Use]] = defaultdict(list)
        for row in fetch(_USES):
            found[row[0]].append(Use(*row))
        return dict(found)


_newest: list[Roster] = []


def roster() -> Roster:
    """The roster of this moment; one query, and one more for what of it has not been read yet."""
    version = fetch(_VERSION)[0]
    if not _newest or _newest[0].version != version:
        _newest[:] = [Roster(version)]
    return _newest[0]
