"""How long an answer may be kept, by its kind: the only place that says so.

Browsers ask again each time, which usually costs a 304. A shared cache, such as nginx or a CDN, may keep what is public
for less than a minute, because what was published or withdrawn has to be seen within one. For an address without a page
that is ten seconds, because a title, a page that moved or one that was withdrawn may have its page the next moment; and
it is more than nothing, because only an answer that a cache may keep takes the place of the page that it has.
"""

PAGE = "public, max-age=0, s-maxage=50, must-revalidate"
"""Pages, cards, files, pictures and the API, and that nothing has changed (304)."""

NO_PAGE = "public, max-age=0, s-maxage=10, must-revalidate"
"""What has moved, what a title leads to, what is missing, and what was withdrawn."""

SUGGESTIONS = "public, max-age=60"
"""What is offered while somebody types."""

EDITION = "public, max-age=3600, immutable"
"""An earlier edition: its content never changes. An hour later, it is seen that it is hidden or withdrawn."""

FOREVER = "public, max-age=31536000, immutable"
"""What has its version in its address; as static files, which have a hash there."""

EACH_TIME = "public, no-cache"
"""A large file that may be switched off at any time."""

NEVER = "no-store"
"""Forms with a token or with what somebody typed, refusals and failures."""

EDITORS = "private, no-store"
"""The admin."""

_NO_PAGE = {301, 302, 303, 307, 308, 404, 410}


def by_status(status: int) -> str:
    """For a public answer that does not say itself how long it may be kept."""
    return NO_PAGE if status in _NO_PAGE else NEVER
