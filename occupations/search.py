"""Finding public occupations by what people type: exact, then beginning, then word, then misspelt."""

from typing import NamedTuple

from rapidfuzz import fuzz, process, utils

from occupations.models import Occupation

LONGEST_QUERY = 100
MISSPELT_FROM = 70  # likeness, of 100, from which a title counts as meant


class Hit(NamedTuple):
    slug: str
    title: str
    category: str
    why: str  # "also called vet tech"; empty where the title itself was found


class _Name(NamedTuple):
    text: str
    slug: str
    title: str
    category: str


def search(query: str, limit: int = 20) -> list[Hit]:
    """The occupations that the query may mean, best first, each once. One query to the database."""
    query = " ".join(query.split())[:LONGEST_QUERY].casefold()
    if not query:
        return []
    names = _names()
    ranked = sorted(
        (
            (rank, name.text != name.title, name.title.casefold(), name)
            for name in names
            if (rank := _rank(query, name.text))
        ),
        key=lambda entry: entry[:3],
    )
    hits = _hits((entry[3] for entry in ranked), limit)
    return hits or _hits(_alike(query, names), limit)


def near(text: str, limit: int = 5) -> list[Hit]:
    """Titles that look most like the text, however little; for pages that say what they did not find."""
    return _hits(_alike(text.replace("-", " ")[:LONGEST_QUERY], _names(), least=55), limit)


def _names() -> list[_Name]:
    rows = (
        Occupation.objects.public()
        .values_list("slug", "live__title", "live__category_name", "live__also_called")
        .order_by("live__title")
    )
    return [_Name(text, slug, title, category) for slug, title, category, also in rows for text in (title, *also)]


def _rank(query: str, name: str) -> int:
    """1 equal, 2 begins so, 3 all words are in it, 0 not found."""
    folded = name.casefold()
    if folded == query:
        return 1
    if folded.startswith(query):
        return 2
    words = utils.default_process(folded).split()
    wanted = utils.default_process(query).split()
    return 3 if wanted and all(any(word.startswith(part) for word in words) for part in wanted) else 0


def _alike(text: str, names: list[_Name], least: int = MISSPELT_FROM):
    found = process.extract(
        text,
        [name.text for name in names],
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=least,
        limit=20,
    )
    return (names[index] for _, _, index in found)


def _hits(names, limit: int) -> list[Hit]:
    hits: dict[str, Hit] = {}
    for name in names:
        why = "" if name.text == name.title else f"also called {name.text}"
        hits.setdefault(name.slug, Hit(name.slug, name.title, name.category, why))
    return list(hits.values())[:limit]
