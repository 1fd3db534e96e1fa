"""The origin of figures and texts, and how a page refers to it."""

import datetime
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from markupsafe import Markup

from occupations.metrics import METHOD_NAMES, Method
from occupations.profiles import formatting
from occupations.profiles.document import Profile, ReleaseRef
from occupations.profiles.sheet import EDITORS, Cell
from occupations.profiles.source_keys import source_of
from occupations.rendering.templating import render


class Origin(NamedTuple):
    """The origin of a cell's figures, as in the list of sources; texts are empty if unknown. `title`: of the program
    and its table; `program`, `table`: each alone, both empty for what is of no program. `source` and `release` are the
    keys in data formats; an editor's figure has no release."""

    key: str
    title: str
    publisher: str = ""
    url: str = ""
    period: str = ""
    method: str = ""
    population: str = ""
    license: str = ""
    attribution: str = ""
    retrieved: str = ""
    program: str = ""
    table: str = ""
    source: str = ""
    release: str = ""
    days: tuple[datetime.date | None, datetime.date | None] = (None, None)
    how: str = Method.UNSTATED.value
    retrieved_on: datetime.date | None = None

    @property
    def panel(self) -> str:
        """The id of the panel of its program, the same on all pages."""
        return _panel_id(self.publisher, self.program or self.title)


@lru_cache(maxsize=1024)
def _panel_id(publisher: str, program: str) -> str:
    return f"source-{crc32(repr((publisher, program)).encode()):x}"


def origin_of(profile: Profile, cell: Cell) -> Origin | None:
    """The origin of a cell: its release, or the editors with their reason; None for a missing figure."""
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
        source=EDITORS,
        days=cell.period or (None, None),
        how=Method.EDITOR.value,
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
        license=ref.license,
        attribution=ref.attribution,
        retrieved=formatting.day(ref.retrieved) if ref.retrieved else "",
        program=ref.source if ref.title else "",
        table=ref.title if ref.source else "",
        source=source_of(ref),
        release=ref.key,
        days=(ref.period_start, ref.period_end),
        how=ref.method,
        retrieved_on=ref.retrieved,
    )


@lru_cache(maxsize=8192)
def reference(number: int, panel: str, about: str) -> Markup:
    """The small number of a source at a figure, which opens its panel. `panel`: `Origin.panel`; `about`: the label of
    the figure."""
    inside = about if about[1:2].isupper() else about[:1].lower() + about[1:]
    return render("components/ref.html", number=number, panel=panel, about=inside)


@lru_cache(maxsize=2048)
def cited_html(sources: tuple[tuple[int, Origin], ...], adapted: bool) -> Markup:
    """The line below a text that names its sources, by number; empty for an editor's own. `adapted`: whether editors
    made the text from theirs."""
    if not sources:
        return Markup("")
    # The name of the source of this project's own texts says all by itself: “Written for this project”.
    own = all(origin.method == METHOD_NAMES[Method.EDITOR] for _, origin in sources)
    refs = [(origin.program if own else origin.title, number, origin.panel) for number, origin in sources]
    lead = "" if own else "Adapted from " if adapted else "From "
    return render("components/cited.html", lead=lead, refs=refs)
