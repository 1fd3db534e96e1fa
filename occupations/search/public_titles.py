"""Every public name as a title of its own: which name an address stands for, which occupations use it, what is near it,
and which titles are offered to search engines."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from occupations.search import live
from occupations.search.engine import Hit, match
from occupations.search.live import Live, Override
from occupations.search.model.name_forms import OF_EDITORS, REPORTED, forms_of
from occupations.search.model.near_names import near_names
from occupations.search.model.segment import Segment
from occupations.search.reading.words import fold
from occupations.text.slugs import slug_of


class Use(NamedTuple):
    """An occupation that has the title among its names. `kind`: of name_forms.py."""

    edition: int
    name: str
    kind: int


class PublicTitle(NamedTuple):
    """`spellings`: as the sources write it, the best known first; `uses`: one for each occupation, by kind."""

    slug: str
    spellings: list[str]
    uses: list[Use]

    @property
    def name(self) -> str:
        return self.spellings[0]


def title_at(slug: str, known: Live | None = None) -> PublicTitle | None:
    """The title at an address; None if no public occupation has such a name and no editor gave it to one."""
    known = known or live.current()
    named = list(_named(slug, known))
    if not named:
        return None
    times = Counter(use.name for use in named)
    named.sort(key=lambda use: (use.kind, -times[use.name], len(use.name), use.name))
    spellings = list(dict.fromkeys(use.name for use in named))
    uses: dict[int, Use] = {}
    # Other occupations may have it in another spelling, or with an abbreviation behind it.
    for use in [*named, *sorted(_alike(spellings, known), key=lambda use: use.kind)]:
        uses.setdefault(use.edition, use)
    return PublicTitle(slug, spellings, sorted(uses.values(), key=lambda use: use.kind))


def _named(slug: str, known: Live) -> Iterator[Use]:
    for segment in known.names.segments:
        for name in segment.names_at(slug).tolist():
            edition = int(segment.occupations[segment.name_occupation[name]])
            text = segment.text(name)
            if edition in known.occupations and slug_of(text) == slug:
                yield Use(edition, text, int(segment.name_kind[name]))
    override = _for(known).overrides.get(slug)
    if override and override.edition:
        yield Use(override.edition, override.title, OF_EDITORS)


def _alike(spellings: Iterable[str], known: Live) -> Iterator[Use]:
    for form in {_form(name) for name in spellings}:
        for segment, hidden in zip(known.names.segments, known.names.hidden, strict=True):
            for place in segment.equal(form).tolist():
                if not hidden[place]:
                    yield Use(_edition(segment, place), segment.name(place), int(segment.form_kind[place]))


def _edition(segment: Segment, form: int) -> int:
    return int(segment.occupations[segment.form_occupation[form]])


def _form(name: str) -> str:
    """A name as it is looked for, without what stands in brackets behind it."""
    return forms_of(name, REPORTED, "")[0][0]


def near_titles(title: PublicTitle, hits: Iterable[Hit], most: int) -> list[str]:
    """Other names near it, each of which has an address of its own. `hits`: what it may mean."""
    names, meant = live.current().names, {hit.edition: hit.confidence for hit in hits}
    return [text for text in near_names(title.name, names, meant, most) if slug_of(text) not in ("", title.slug)]


def is_offered(title: PublicTitle) -> bool:
    """Whether search engines should find it: it has one clear occupation, or it is an editor's word."""
    return _is_offered(title, live.current())


def offered_slugs() -> list[str]:
    """Of all titles that are offered, in order."""
    return _for(live.current()).offered()


def _is_offered(title: PublicTitle, known: Live) -> bool:
    override = _override(title.name, known)
    if override:
        return override.edition is not None
    by_editors = [use for use in title.uses if use.kind <= OF_EDITORS]
    # Another form of it, such as “Registered nurse (RN)”, is not the title itself.
    return title.slug in known.offered or [slug_of(use.name) for use in by_editors] == [title.slug]


def _override(name: str, known: Live) -> Override | None:
    return known.overrides.get(fold(name))


class _Derived:
    """What is worked out once for what is live."""

    def __init__(self, known: Live) -> None:
        self.known = known
        self.overrides = {slug_of(override.title): override for override in known.overrides.values()}
        self._offered: list[str] | None = None

    def offered(self) -> list[str]:
        if self._offered is None:
            by_editors = {slug_of(name) for _, name in _names(self.known, OF_EDITORS)} | self.overrides.keys()
            slugs = sorted(self.known.offered | by_editors)
            self._offered = [slug for slug in slugs if slug and self._is_offered(slug)]
        return self._offered

    def _is_offered(self, slug: str) -> bool:
        known, names = self.known, [use.name for use in _named(slug, self.known)]
        if names and slug in known.offered and not any(_override(name, known) for name in names):
            return True  # without looking for whoever else has the title: there are thousands
        title = title_at(slug, known)
        return title is not None and _is_offered(title, known)


_derived: _Derived | None = None


def _for(known: Live) -> _Derived:
    global _derived  # noqa: PLW0603 (replaced as a whole, so that threads see either the old or the new one)
    derived = _derived
    if derived is None or derived.known is not known:
        derived = _derived = _Derived(known)
    return derived


def _names(known: Live, worst: int) -> Iterator[tuple[int, str]]:
    """(kind, name) of all names up to a kind."""
    for segment in known.names.segments:
        for name in np.flatnonzero(segment.name_kind <= worst).tolist():
            if int(segment.occupations[segment.name_occupation[name]]) in known.occupations:
                yield int(segment.name_kind[name]), segment.text(name)


def worth_offering() -> Iterator[str]:
    """Slugs of the titles that people in one occupation use or the classification has for it alone, that all sources
    give to one official record, and that are answered by a match. Of spellings alike, one. Each answer takes
    milliseconds, so this is for when a model was built."""
    known = live.current()
    names = sorted((kind, len(name), name) for kind, name in _names(known, REPORTED))
    taken: set[str] = set()
    for slug in dict.fromkeys(slug_of(name) for _, _, name in names):
        title = title_at(slug, known) if slug else None
        if title is None or len({known.names.groups[use.edition] for use in title.uses}) > 1:
            continue
        form = _form(title.name)
        if form not in taken:
            taken.add(form)
            (found,), _ = match([title.name], 1)
            meant = {known.occupations[use.edition].slug for use in title.uses}
            if found.band == "match" and found.hits[0].slug in meant:
                yield slug
