"""The names of some occupations as arrays, in which names near a title are found. Two of them answer together: the one
of the stored model, and a small one of what was published since."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from occupations.search.model.name_forms import forms_of, head_of
from occupations.search.model.stems import stem
from occupations.text.slugs import slug_of

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]


class Name(NamedTuple):
    """`occupation`: a number of one's own; `kind`: of name_forms.py."""

    occupation: int
    text: str
    kind: int


class Occupation(NamedTuple):
    """What ranking asks of an occupation. `jobs`: 0 where nobody says; `own_record`: its official record is its own."""

    number: int
    title: str
    jobs: int
    own_record: bool


def hashed(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "little", signed=True)


class Segment:
    """`arrays` is all of it, so that it can be stored and shared between processes. Forms are in the order of their
    letters, words too."""

    def __init__(self, arrays: dict[str, npt.NDArray[np.generic]]) -> None:
        self.arrays = arrays
        for name in ARRAYS:
            setattr(self, name, arrays[name])
        words = arrays["words"].tobytes().decode().split("\n") if len(arrays["words"]) else []
        self.places = {word: place for place, word in enumerate(words)}
        self.words = words
        self.stems: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            self.stems[stem(word)].append(place)

    idf: Floats
    starts: Ints  # of each word's postings
    postings: Ints  # forms
    form_name: Ints
    form_occupation: Ints  # places of occupations
    form_kind: npt.NDArray[np.int8]
    form_norm: Floats
    form_bytes: npt.NDArray[np.uint8]  # folded, in their order
    form_starts: Ints
    form_hash: npt.NDArray[np.int64]
    hash_order: Ints
    bag_hash: npt.NDArray[np.int64]
    bag_order: Ints
    name_bytes: npt.NDArray[np.uint8]  # in the order of (occupation, text)
    name_starts: Ints
    name_occupation: Ints  # places of occupations
    name_kind: npt.NDArray[np.int8]
    slug_hash: npt.NDArray[np.int64]
    slug_order: Ints  # names
    occupations: npt.NDArray[np.int64]  # numbers
    log_jobs: Floats
    own_record: npt.NDArray[np.int8]
    flags: npt.NDArray[np.int8]  # bits of FLAGS
    use_starts: Ints  # of each word's uses
    use_occupation: Ints
    use_count: Ints
    head_starts: Ints
    head_occupation: Ints
    head_count: Ints
    form_counts: Ints  # of each occupation
    word_counts: Ints

    @property
    def forms(self) -> int:
        return len(self.form_norm)

    def name(self, form: int) -> str:
        return self.text(int(self.form_name[form]))

    def text(self, name: int) -> str:
        """A name as it is shown."""
        return self.name_bytes[self.name_starts[name] : self.name_starts[name + 1]].tobytes().decode()

    def folded(self, form: int) -> str:
        return self.form_bytes[self.form_starts[form] : self.form_starts[form + 1]].tobytes().decode()

    def equal(self, words: str) -> Ints:
        """Forms of exactly these words."""
        return _among(self.form_hash, self.hash_order, hashed(words))

    def same_words(self, words: Sequence[str]) -> Ints:
        """Forms of these words in any order."""
        return _among(self.bag_hash, self.bag_order, hashed(" ".join(sorted(words))))

    def names_at(self, slug: str) -> Ints:
        """Names whose slug this is."""
        return _among(self.slug_hash, self.slug_order, hashed(slug))

    def scores(self, weighted: Iterable[tuple[int, float]], norm: float) -> Floats:
        """The cosine of every form with a query of words and their weights."""
        pieces, weights = [], []
        for place, weight in weighted:
            start, end = self.starts[place], self.starts[place + 1]
            pieces.append(self.postings[start:end])
            weights.append(np.full(end - start, weight * self.idf[place], dtype=np.float32))
        if not pieces or not norm:
            return np.zeros(self.forms, dtype=np.float32)
        summed = np.bincount(np.concatenate(pieces), np.concatenate(weights), self.forms)
        return (summed / (self.form_norm * norm)).astype(np.float32)


def _among(ordered: npt.NDArray[np.int64], order: Ints, wanted: int) -> Ints:
    start = int(np.searchsorted(ordered, wanted, "left"))
    end = int(np.searchsorted(ordered, wanted, "right"))
    return order[start:end]


ARRAYS = list(Segment.__annotations__)
MANAGER, SUPERVISOR, ALL_OTHER, HELPER = 1, 2, 4, 8
_MANAGERS = frozenset(
    ("manager", "director", "executive", "administrator", "principal", "treasurer", "postmaster", "chief")
)


def _flags(folded: str) -> int:
    words = folded.split()
    flags = 0
    if "supervisor" in words:
        flags |= SUPERVISOR
    elif _MANAGERS.intersection(words):
        flags |= MANAGER
    if folded.endswith("all other"):
        flags |= ALL_OTHER
    if "helper" in words or "aide" in words or "assistant" in words:
        flags |= HELPER
    return flags


def idf_of(document_counts: npt.NDArray[np.int64], forms: int) -> Floats:
    return np.log(1 + forms / document_counts).astype(np.float32)


def build(
    names: Iterable[Name], occupations: Sequence[Occupation], known_idf: dict[str, float] | None = None
) -> Segment:
    """The same names in any order give the same arrays. `known_idf`: of words, where another segment says it."""
    occupations = sorted(occupations)
    place_of = {one.number: place for place, one in enumerate(occupations)}
    used: list[Name] = []
    rows: list[tuple[str, int, int, int]] = []  # folded, occupation, kind, name
    for name in sorted(set(names)):
        if name.occupation in place_of:
            for form, kind in forms_of(name.text, name.kind, occupations[place_of[name.occupation]].title):
                rows.append((form, place_of[name.occupation], kind, len(used)))
            used.append(name._replace(occupation=place_of[name.occupation]))
    # Of equal forms of one occupation, the one that says most of it.
    best: dict[tuple[str, int], tuple[str, int, int, int]] = {}
    for row in rows:
        known = best.get(row[:2])
        if known is None or row[2] < known[2]:
            best[row[:2]] = row
    return Segment(_arrays(sorted(best.values()), used, occupations, known_idf))


def _arrays(
    rows: list[tuple[str, int, int, int]],
    names: list[Name],
    occupations: Sequence[Occupation],
    known_idf: dict[str, float] | None,
) -> dict[str, npt.NDArray[np.generic]]:
    split = [tuple(dict.fromkeys(row[0].split())) for row in rows]
    words = sorted({word for one in split for word in one})
    places = {word: place for place, word in enumerate(words)}
    ids = [[places[word] for word in one] for one in split]
    lengths = np.fromiter(map(len, ids), np.int64, len(ids))
    flat = np.fromiter((place for one in ids for place in one), np.int64, int(lengths.sum()))
    form_of = np.repeat(np.arange(len(ids)), lengths)
    counts = np.bincount(flat, minlength=len(words))
    idf = idf_of(np.maximum(counts, 1), max(len(rows), 1))
    if known_idf:
        rare = max(known_idf.values())
        idf = np.array([known_idf.get(word, rare) for word in words], dtype=np.float32)
    order = np.lexsort((form_of, flat))
    norms = np.sqrt(np.bincount(form_of, idf[flat].astype(np.float64) ** 2, len(ids)))
    hashes = np.array([hashed(row[0]) for row in rows], dtype=np.int64)
    bags = np.array([hashed(" ".join(sorted(row[0].split()))) for row in rows], dtype=np.int64)
    hash_order, bag_order = np.argsort(hashes, kind="stable"), np.argsort(bags, kind="stable")
    folded = [row[0].encode() for row in rows]
    encoded = [name.text.encode() for name in names]
    slugs = np.array([hashed(slug_of(name.text)) for name in names], dtype=np.int64)
    slug_order = np.argsort(slugs, kind="stable")
    occupation = np.array([row[1] for row in rows], dtype=np.int64)
    uses = _counted(flat, occupation[form_of] if len(rows) else flat, len(words))
    heads = np.array([places[head_of(row[0])] for row in rows], dtype=np.int64)
    head_uses = _counted(heads, occupation, len(words))
    return {
        "words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        "idf": idf,
        "starts": _starts(flat, len(words)),
        "postings": form_of[order].astype(np.int32),
        "form_name": np.array([row[3] for row in rows], dtype=np.int32),
        "form_occupation": occupation.astype(np.int32),
        "form_kind": np.array([row[2] for row in rows], dtype=np.int8),
        "form_norm": np.maximum(norms, 1e-6).astype(np.float32),
        "form_bytes": np.frombuffer(b"".join(folded), dtype=np.uint8),
        "form_starts": np.cumsum([0, *map(len, folded)]).astype(np.int32),
        "form_hash": hashes[hash_order],
        "hash_order": hash_order.astype(np.int32),
        "bag_hash": bags[bag_order],
        "bag_order": bag_order.astype(np.int32),
        "name_bytes": np.frombuffer(b"".join(encoded), dtype=np.uint8),
        "name_starts": np.cumsum([0, *map(len, encoded)]).astype(np.int32),
        "name_occupation": np.array([name.occupation for name in names], dtype=np.int32),
        "name_kind": np.array([name.kind for name in names], dtype=np.int8),
        "slug_hash": slugs[slug_order],
        "slug_order": slug_order.astype(np.int32),
        "occupations": np.array([one.number for one in occupations], dtype=np.int64),
        "log_jobs": np.array([np.log10(one.jobs) if one.jobs > 0 else 0.0 for one in occupations], dtype=np.float32),
        "own_record": np.array([one.own_record for one in occupations], dtype=np.int8),
        "flags": np.array([_flags(forms_of(one.title, 0, one.title)[0][0]) for one in occupations], dtype=np.int8),
        "use_starts": uses[0],
        "use_occupation": uses[1],
        "use_count": uses[2],
        "head_starts": head_uses[0],
        "head_occupation": head_uses[1],
        "head_count": head_uses[2],
        "form_counts": np.bincount(occupation, minlength=len(occupations)).astype(np.int32),
        "word_counts": np.bincount(occupation, lengths, len(occupations)).astype(np.int32),
    }


def _starts(sorted_by: npt.NDArray[np.int64], size: int) -> Ints:
    return np.concatenate([[0], np.cumsum(np.bincount(sorted_by, minlength=size))]).astype(np.int32)


def _counted(words: npt.NDArray[np.int64], occupations: npt.NDArray[np.int64], size: int) -> tuple[Ints, Ints, Ints]:
    """(starts of each word, occupations in order, how often)."""
    counted = sorted(Counter(zip(words.tolist(), occupations.tolist(), strict=True)).items())
    pairs = np.array([pair for pair, _ in counted], dtype=np.int64).reshape(-1, 2)
    counts = np.array([count for _, count in counted], dtype=np.int32)
    return _starts(pairs[:, 0], size), pairs[:, 1].astype(np.int32), counts
