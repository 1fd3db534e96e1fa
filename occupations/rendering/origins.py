"""Where figures and texts come from, and how a page refers to it."""

from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from occupations.metrics import METHOD_NAMES, Method
from occupations.profiles import formatting
from occupations.profiles.document import Profile, ReleaseRef
from occupations.profiles.sheet import EDITORS, Cell
from occupations.rendering.templating import render


class Origin(NamedTuple):
    """Where a cell's figures come from, as the list of sources shows it; texts are empty where unknown."""

    key: str
    title: str
    publisher: str = ""
    url: str = ""
    period: str = ""
    method: str = ""
    population: str = ""
    licence: str = ""
    attribution: str = ""
    retrieved: str = ""


def origin_of(profile: Profile, cell: Cell) -> Origin | None:
    """The source of a cell: its release, or the editors with their reason; None for a figure that nobody has."""
    if cell.release >= 0:
        return release_origin(profile.releases[cell.release])
    if not cell.figures:
        return None
    reason = cell.figures[0].reason
    return Origin(
        key=f"{EDITORS}:{reason}",
        title=f"{formatting.BY_EDITORS}: {reason}" if reason else formatting.BY_EDITORS,
        method=METHOD_NAMES[Method.EDITOR],
        period=cell.when,
    )


@lru_cache(maxsize=1024)
def release_origin(ref: ReleaseRef) -> Origin:
    return Origin(
        key=ref.key,
        title=", ".join(part for part in (ref.source, ref.title) if part),
        publisher=ref.publisher,
        url=ref.url,
        period=formatting.period(ref.period_start, ref.period_end),
        method=METHOD_NAMES.get(ref.method, ""),
        population=ref.population,
        licence=ref.licence,
        attribution=ref.attribution,
        retrieved=formatting.day(ref.retrieved) if ref.retrieved else "",
    )


@lru_cache(maxsize=2048)
def reference(number: int, title: str) -> Markup:
    """The small number that leads from a figure to its source."""
    return render("components/ref.html", number=number, title=title)


@lru_cache(maxsize=2048)
def cited_html(sources: tuple[tuple[int, str], ...]) -> Markup:
    """The line under a text that names the sources it is from, (number, title); empty for an editor's own."""
    if not sources:
        return Markup("")
    return render("components/cited.html", refs=[(title, reference(number, title)) for number, title in sources])


@lru_cache(maxsize=2048)
def source_html(number: int, origin: Origin) -> Markup:
    return render("components/source.html", number=number, **origin._asdict())
