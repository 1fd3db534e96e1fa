"""Releases by the names that columns of editions have for them, for data formats, which refer to them by key."""

from collections.abc import Iterable

from occupations.local_copy.live_value import TABLES, LiveValue
from occupations.profiles import formatting
from occupations.profiles.document import ReleaseRef
from occupations.profiles.sheet import EDITORS
from occupations.profiles.source_keys import source_of
from occupations.rendering.origins import Origin, release_origin
from occupations.rendering.releases_in_use import DESCRIBED, releases_in_use
from occupations.rendering.sources import SourceView

NO_SOURCE: dict[str, str | None] = {"source": None, "release": None}


def _read() -> dict[str, ReleaseRef]:
    """Of two with the same name, the newer one."""
    refs = [used.release.as_ref() for used in reversed(releases_in_use())]
    return {formatting.release(ref): ref for ref in refs}


_by_name = LiveValue(_read, (*TABLES, *DESCRIBED))


def keys_of(name: str) -> dict[str, str | None]:
    """`source` and `release` of what a column says a figure is from; null if there is none."""
    if ref := _by_name.get().get(name):
        return {"source": source_of(ref), "release": ref.key}
    return {"source": EDITORS, "release": None} if name == formatting.BY_EDITORS else NO_SOURCE


def sources_of(names: Iterable[str]) -> list[SourceView]:
    """These, in order, with numbers."""
    known = _by_name.get()
    return [
        SourceView(number, release_origin(known[name]) if name in known else _unknown(name))
        for number, name in enumerate(dict.fromkeys(filter(None, names)), start=1)
    ]


def _unknown(name: str) -> Origin:
    """Our editors, or a release that nothing is built from any more."""
    return Origin(name, name, source=EDITORS if name == formatting.BY_EDITORS else "")
