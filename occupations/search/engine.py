"""The one answer to a job title, whoever asks: which occupations it may mean, best first, how sure that is and why."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from occupations.search import live
from occupations.search.live import Live, LiveFigure, LiveOccupation, Override
from occupations.search.model.name_forms import OF_EDITORS, REPORTED, SYNONYM, TITLE
from occupations.search.model.prefixes import SHORT, Begun, begun
from occupations.search.model.ranker import Answer, Ranked, answer
from occupations.search.reading.titles import ReadTitle
from occupations.search.reading.words import fold
from occupations.search.records import Sort
from occupations.text.asked import spellings
from occupations.text.codes import WrittenCode
from occupations.text.codes import read as read_code
from occupations.text.slugs import TITLE_LENGTH, is_slug, slug_of

LONGEST_QUERY = TITLE_LENGTH
# Confidence from which an answer is called so; each is right about as often as it says.
MATCH, PROBABLY, CHOICE = 0.8, 0.55, 0.15
BANDS = ("match", "probably", "choice", "ideas", "not_a_title")
LEAST = 0.02  # probability below which an occupation is no answer, unless a name of it is what was typed
FEWEST = 3  # occupations to choose from, where the first is in doubt
FEWEST_OF_ROLE = 5  # the same, where only a role is left: “manager”
MOST_IN_DOUBT = 0.5  # the highest confidence there, and where editors gave a name to several
CERTAIN = 0.99  # of what an editor or the title itself says


class Hit(NamedTuple):
    """`reason`: “also called vet tech”; empty where the title itself was found. `corrected`: “vte” read as “vet”;
    or empty. `exact`: it has that very name. `pay`: US$ a year."""

    slug: str
    title: str
    category: str
    reason: str = ""
    exact: bool = False
    category_slug: str = ""
    pay: LiveFigure = LiveFigure()
    jobs: LiveFigure = LiveFigure()
    name: str = ""
    quality: str = ""  # exact, alternate, similar, or editor: an override says so
    confidence: float = 0.0
    similarity: float = 0.0
    records: dict[str, str] = {}
    official_title: str = ""
    corrected: str = ""
    name_kind: int = TITLE  # of model/name_forms.py
    edition: int = 0  # the live one

    @property
    def why(self) -> str:
        """All reasons: “also called vet tech, “vte” read as “vet””."""
        return ", ".join(filter(None, [self.reason, self.corrected]))


class Found(NamedTuple):
    """`near`: ideas, the closest titles there are, of a title that has no hits. `title`: how it was read; None for a
    code, of which `code` says how it leads to the occupations. `by_editors`: an override decided."""

    hits: list[Hit]
    near: list[Hit] = []
    band: str = "not_a_title"
    title: ReadTitle | None = None
    corrected: dict[str, str] = {}
    by_editors: bool = False
    code: Sort | None = None

    @property
    def best(self) -> list[Hit]:
        return self.hits or self.near

    @property
    def shown(self) -> list[Hit]:
        """The best, without alternatives that are too unlikely for a page, even if a name of theirs is the title."""
        if not self.hits or self.title is None:
            return self.best
        sure = self.band in ("match", "probably")
        return [
            hit
            for place, hit in enumerate(self.hits)
            if hit.confidence >= LEAST or place < (1 if sure else FEWEST_OF_ROLE)
        ]

    @property
    def read_as(self) -> str:
        """The title with words corrected; empty where none was."""
        if not self.title or not self.corrected:
            return ""
        return " ".join(self.corrected.get(word, word) for word in self.title.core)

    @property
    def confidence(self) -> float:
        return self.hits[0].confidence if self.hits else 0.0

    @property
    def meant(self) -> Hit | None:
        """The occupation that is taken for the title without asking: that of a match, unless words were corrected to
        find it."""
        return self.hits[0] if self.band == "match" and not self.hits[0].corrected else None


def find(text: str, limit: int = 20) -> Found:
    """What a title, a name or a code may mean."""
    return find_among(" ".join(text[:LONGEST_QUERY].split()), limit, live.current())


def find_in_address(slug: str, limit: int = 20) -> Found:
    """What a title may mean that was made a slug, which has neither signs nor capitals; those of a name are known."""
    return _in_address(slug, limit, live.current())


def read_addresses(slugs: Sequence[str], besides: Collection[str] = ()) -> tuple[dict[str, Hit], dict[str, Found]]:
    """The public occupations among all these slugs, as if each was found by its title; and what the others among
    `slugs` may mean, read as titles."""
    known = live.current()
    public = _public({*slugs, *besides}, known)
    return public, {
        slug: _in_address(slug, 20, known) if is_slug(slug) else Found([]) for slug in slugs if slug not in public
    }


def _in_address(slug: str, limit: int, known: Live) -> Found:
    texts = names_at(slug, known)[:1] or spellings(slug)
    ways = [find_among(text[:LONGEST_QUERY], limit, known) for text in texts]
    return max(ways, key=lambda found: (found.by_editors, not found.corrected, found.confidence))


def names_at(slug: str, known: Live) -> list[str]:
    """Names with that slug, the best known first; initials as most people write them, "CNA" before "C.N.A."."""
    named = [
        (int(segment.name_kind[place]), text)
        for segment in known.names.segments
        for place in segment.names_at(slug).tolist()
        if slug_of(text := segment.text(place)) == slug
    ]
    return [text for _, text in sorted(named, key=lambda one: (one[1].count(".") > 1, one))]


def described(slug: str) -> Hit | None:
    """The public occupation with that slug, as if it was found by its title."""
    return _public([slug], live.current()).get(slug)


def _public(slugs: Collection[str], known: Live) -> dict[str, Hit]:
    return {one.slug: _described(one, "", one.title) for one in known.occupations.values() if one.slug in slugs}


def match(titles: Sequence[str], limit: int) -> tuple[list[Found], str]:
    """What each may mean, and the version of the model."""
    known = live.current()
    return [find_among(" ".join(title.split()), limit, known) for title in titles], known.model


def others(text: str, limit: int) -> list[Hit]:
    """What else it may mean, however unlikely; for whoever did not mean the answer."""
    known = live.current()
    typed = " ".join(text[:LONGEST_QUERY].split())
    found = find_among(typed, limit, known)
    refused = {hit.slug for hit in found.hits[:1] if found.band != "choice"}
    ranked = answer(typed, known.names, known.parameters).ranked
    hits = {hit.slug: hit for hit in [*found.best, *(hit_by_name(known, one, 0.0, 0.0, exact=False) for one in ranked)]}
    return [hit for slug, hit in hits.items() if slug not in refused][:limit]


def find_among(typed: str, limit: int, known: Live, *, begun: bool = False) -> Found:
    """The same, with what is known given. `typed`: with single spaces; `begun`: perhaps not to its end."""
    if code := read_code(typed):
        return _of_code(code, known, limit)
    if not fold(typed):
        return Found([])
    answered = answer(typed, known.names, known.parameters, begun=begun)
    ranked = _in_order(answered, known)
    if override := _override(answered.title, known):
        return _of_editors(override, answered, ranked, limit, known)
    hits = [
        _corrected(hit_by_name(known, one, one.confidence, one.similarity, exact=one.equal), answered)
        for one in ranked[:limit]
    ]
    # A name that is there is found, unless it is a word such as “student”, too.
    named = any(hit.exact for hit in hits) and not answered.signs.core
    if answered.no_match and not named and not (hits and hits[0].confidence >= CERTAIN):
        nothing = _nothing(answered, hits, limit, known)
        return nothing if nothing.band == "ideas" else nothing._replace(near=[])
    band = next((band for band, least in zip(BANDS, (MATCH, PROBABLY, CHOICE), strict=False)
                 if hits[0].confidence >= least), "choice")  # fmt: skip
    return Found(hits, [], band, answered.title, answered.corrected)


def _override(title: ReadTitle, known: Live) -> Override | None:
    """What an editor says of these very words, else of what is left of them."""
    return known.overrides.get(fold(title.typed)) or known.overrides.get(" ".join(title.core))


def _of_editors(override: Override, answered: Answer, ranked: list[Ranked], limit: int, known: Live) -> Found:
    others = [hit_by_name(known, one, one.confidence, one.similarity, exact=one.equal) for one in ranked]
    if override.edition is None:
        found = _nothing(answered, others[:limit], limit, known)
        return found._replace(band="ideas" if found.near else "not_a_title", by_editors=True)
    meant = _described(known.occupations[override.edition], "chosen by our editors", override.title)._replace(
        exact=True, quality="editor", confidence=CERTAIN, similarity=1.0
    )
    rest = [hit._replace(confidence=min(hit.confidence, 1 - CERTAIN)) for hit in others if hit.slug != meant.slug]
    return Found([meant, *rest][:limit], [], "match", answered.title, answered.corrected, by_editors=True)


def _nothing(answered: Answer, nearest: list[Hit], limit: int, known: Live) -> Found:
    """What begins so, in case that not all of it is typed yet; then what is nearest, however far."""
    typed = fold(answered.title.typed)
    starts = begun(typed, known.names.segments, known.names.hidden, limit) if len(typed) > SHORT else []
    hits = {hit.slug: hit for hit in (hit_by_name(known, one, 0.0, 0.0, exact=False) for one in starts)}
    foreign = not starts and (answered.signs.share >= 0.5 or not any(hit.similarity > 0.5 for hit in nearest))
    for hit in nearest:
        hits.setdefault(hit.slug, hit)
    band = "not_a_title" if foreign else "ideas"
    return Found([], list(hits.values())[:limit], band, answered.title, answered.corrected)


def _in_order(answered: Answer, known: Live) -> list[Ranked]:
    """What has the typed name as its title, or by an editor's word, before what the model says."""
    sure = any(one.confidence >= MATCH for one in answered.ranked[:1])
    vague = _is_vague(answered, known)
    kept = answered.ranked[: FEWEST_OF_ROLE if vague else 1 if sure else FEWEST]
    candidates = [one for one in answered.ranked if one.equal or one.probability >= LEAST or one in kept]
    own = [
        one for one in candidates if one.equal and _kind(one, known) <= OF_EDITORS and _is_typed(one, answered, known)
    ]
    titles = [one for one in own if _kind(one, known) == TITLE]
    if len(decided := titles if len(titles) == 1 else own) == 1:
        (first,) = decided
        certain = max(first.confidence, CERTAIN)
        others = [one._replace(confidence=min(one.confidence, 1 - certain)) for one in candidates if one is not first]
        return [first._replace(confidence=certain), *others]
    if own:  # the word of editors, for several
        return _less_sure([*own, *(one for one in candidates if one not in own)])
    return _less_sure(candidates) if vague else candidates


def _less_sure(candidates: list[Ranked]) -> list[Ranked]:
    """What the first has too much of goes to the others, in their proportion."""
    first = candidates[0].confidence if candidates else 0.0
    more = max(1.0, (1 - MOST_IN_DOUBT) / max(1 - first, 1e-9))
    return [one._replace(confidence=min(one.confidence * more, MOST_IN_DOUBT)) for one in candidates]


def _is_vague(answered: Answer, known: Live) -> bool:
    """Whether it only names a role in any work; “executive director” is what people in one call themselves."""
    title = answered.title
    named = len(title.core) > 1 and any(one.equal and _kind(one, known) <= REPORTED for one in answered.ranked)
    return title.vague and not named


def _kind(one: Ranked, known: Live) -> int:
    return int(known.names.segments[one.segment].form_kind[one.form])


def _is_typed(one: Ranked, answered: Answer, known: Live) -> bool:
    typed = fold(answered.title.typed)
    return known.names.segments[one.segment].folded(one.form) == typed


def _of_code(asked: WrittenCode, known: Live, limit: int) -> Found:
    coded = known.codes.read(asked)
    editions = [*coded.editions.items()]
    rest = (1 - CERTAIN) / max(len(editions) - 1, 1) if coded.is_sure else 1 / max(len(editions), 1)
    hits = [
        hit_of_code(known.occupations[edition], code)._replace(
            confidence=CERTAIN if coded.is_sure and not place else rest,
            reason=_CODE_REASONS[coded.sort].format(asked.code, code, coded.vintage),
        )
        for place, (edition, code) in enumerate(editions[:limit])
    ]
    if coded.sort is Sort.UNKNOWN:
        near = [hit._replace(confidence=0.0, exact=False, quality="similar", similarity=0.0) for hit in hits]
        return Found([], near, "ideas" if near else "not_a_title", code=coded.sort)
    if not hits:
        return Found([], code=coded.sort)
    return Found(hits, [], "match" if coded.is_sure else "choice", code=coded.sort)


_CODE_REASONS = {
    Sort.OWN: "code {1}",
    Sort.GROUP: "code {1} in group {0}",
    Sort.FORMER: "code {1}, which was {0} in {2}",
    Sort.FIELD: "code {1}, to which field of study {0} leads",
    Sort.UNKNOWN: "code {1}",
}


def hit_of_code(one: LiveOccupation, code: str) -> Hit:
    return _described(one, f"code {code}", code)._replace(exact=True, quality="exact", similarity=1.0)


def hit_by_name(known: Live, near: Ranked | Begun, confidence: float, similarity: float, *, exact: bool) -> Hit:
    one, names = known.occupations[near.number], known.names.segments[near.segment]
    name, kind = names.name(near.form), int(names.form_kind[near.form])
    own = kind == 0 or (kind <= SYNONYM and name == one.title)
    hit = _described(one, "" if own else f"also called {name}", name)
    quality = ("exact" if kind <= SYNONYM else "alternate") if exact else "similar"
    return hit._replace(exact=exact, quality=quality, confidence=confidence, similarity=similarity, name_kind=kind)


def hit_of(one: LiveOccupation, name: str) -> Hit:
    """An occupation that has the name, which is not what it is taken for."""
    return _described(one, f"also called {name}", name)


def _described(one: LiveOccupation, reason: str, name: str) -> Hit:
    return Hit(
        one.slug, one.title, one.category, reason, category_slug=one.category_slug, pay=one.pay, jobs=one.jobs,
        name=name, records=one.records, official_title=one.official_title, edition=one.edition,
    )  # fmt: skip


def _corrected(hit: Hit, answered: Answer) -> Hit:
    return hit if hit.exact else hit._replace(corrected=_corrections(answered.corrected))


def _corrections(corrected: dict[str, str]) -> str:
    """“enginer” read as “engineer”."""
    return ", ".join(f"“{word}” read as “{other}”" for word, other in corrected.items())
