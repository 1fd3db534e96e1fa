"""Checks of the descriptions and duties that were written for this project (fixtures/occupation_texts/). Pure.

A run is so many words of one sentence in a row, in lower case and without punctuation.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

SENTENCES = range(2, 5)
DUTIES = range(6, 11)
COPIED = 7
"""A run of so many words that is found elsewhere counts as copied."""
SHARED = 3
"""The length of the runs that are counted to measure how alike two texts are."""
MOST_ALIKE = 0.05
PARTICULAR = 0.05
"""A word in a larger share of the texts than this is no word of a particular occupation."""

CLAIMS = re.compile(
    r"\b(licen[sc]\w*|certif\w+|laws?|lawful\w*|legal\w*|illegal\w*|statut\w+|regulation\w*|regulatory|mandat\w+|required"
    r"|must|salar\w+|wages?|pay|pays|paid|payroll\w*|earn\w*|bonus\w*|compensation|overtime)\b",
    re.IGNORECASE,
)
"""Words of claims about licenses, law and pay, which these texts do not make. In the title they are no claim."""
NUMBERS = re.compile(
    r"ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|(?:dozen|hundred|thousand|million|billion)s?|percent"
)
"""Numbers in words; those below ten are ordinary words too."""
BRITISH = re.compile(
    r"\w*(?:colour|favour|flavour|labour|harbour|neighbour|honour|humour|odour|rumour|behaviour|vapour)\w*"
    r"|\w*(?:organi|recogni|reali|speciali|sterili|emphasi|minimi|maximi|optimi|apologi|saniti|vandali)s(?:e|es|ed|er|ers|ing)"
    r"|(?:anal|cata|para)lys(?:e|ed|ing)|\w*(?:travell|cancell|labell|modell|signall|counsell|fuell)(?:ed|ing|ers?|ors?)"
    r"|(?:centre|metre|litre|fibre|theatre|programme|cheque|licence|defence|offence|tyre|kerb|storey|plough|mould|grey)s?"
    r"|catalogu(?:e|es|ed|ing)|aluminium|jewellery|enrol|enrols|fulfil|fulfils|skilful|ageing|towards|whilst|amongst|maths",
    re.IGNORECASE,
)


class Words(NamedTuple):
    """What one entry of a file says; `code`: its O*NET-SOC code."""

    code: str
    title: str
    description: str
    duties: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        return [*sentences_of(self.description), *self.duties]


def words_of(entry: Mapping[str, object]) -> Words:
    """Raises KeyError, ValueError if the entry has not the form that the folder's README describes."""
    unknown = set(entry) - {"code", "title", "description", "duties", "written", "reviewed"}
    if unknown:
        raise ValueError(f"{entry.get('code')}: unknown keys {', '.join(sorted(unknown))}")
    duties = entry["duties"]
    if not isinstance(duties, list) or not re.fullmatch(r"\d{2}-\d{4}\.\d{2}", str(entry["code"])):
        raise ValueError(f"{entry['code']}: duties are a list, and a code is like 29-1141.00")
    _check_dates(entry)
    return Words(str(entry["code"]), str(entry["title"]), str(entry["description"]), tuple(map(str, duties)))


def _check_dates(entry: Mapping[str, object]) -> None:
    reviewed = entry["reviewed"]
    dates = [str(entry["written"])]
    if isinstance(reviewed, dict) and set(reviewed) == {"by", "on"} and reviewed["by"]:
        dates.append(str(reviewed["on"]))
    elif reviewed is not None:
        raise ValueError(f"{entry['code']}: reviewed is null or says by whom and on which day")
    if not all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) for date in dates):
        raise ValueError(f"{entry['code']}: a date is like 2026-11-29")
    if dates[-1] < dates[0]:
        raise ValueError(f"{entry['code']}: reviewed before it was written")


def sentences_of(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?!])\s+", text.strip()) if sentence]


def tokens(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*", text.lower().replace("’", "'"))


def runs(sentences: Iterable[str], length: int) -> Iterator[tuple[str, ...]]:
    for sentence in sentences:
        words = tokens(sentence)
        yield from zip(*(words[start:] for start in range(length)), strict=False)


def form_problems(words: Words) -> list[str]:
    """What is wrong with one text by itself."""
    said = []
    count = len(sentences_of(words.description))
    if count not in SENTENCES:
        said.append(f"the description has {count} sentences")
    if len(words.duties) not in DUTIES:
        said.append(f"there are {len(words.duties)} duties")
    for text in (words.description, *words.duties):
        said += _text_problems(text)
    for duty in words.duties:
        if not re.match(r"[A-Z][a-z-]*s\b", duty) or len(sentences_of(duty)) != 1:
            said.append(f"not one sentence that starts with a verb: {duty}")
    verbs = Counter(duty.split()[0] for duty in words.duties)
    said += [f"{verb} starts several duties" for verb, times in verbs.items() if times > 1]
    return [f"{words.code} {words.title}: {one}" for one in said]


def _text_problems(text: str) -> Iterator[str]:
    if re.search(r"\d", text):
        yield f"a digit: {text}"
    if not text.endswith(".") or text != text.strip() or re.search(r"  |[\n\t]| [,.;:]|[“”’!]|--", text):
        yield f"spaces or punctuation: {text}"
    for word in tokens(text):
        if NUMBERS.fullmatch(word):
            yield f"a number: {word}"
        if BRITISH.fullmatch(word):
            yield f"not spelled as in American English: {word}"
    for one, next_one in zip(tokens(text), tokens(text)[1:], strict=False):
        if one == next_one:
            yield f"twice in a row: {one}"


def claims(words: Words, allowed: Collection[str] = ()) -> list[str]:
    """The words of claims about licenses, law or pay; `allowed`: those that are the object of this work."""
    title = set(tokens(words.title))
    found = {match[0].lower() for sentence in words.sentences for match in CLAIMS.finditer(sentence)}
    return [f"{words.code} {words.title}: {word}" for word in sorted(found - title - set(allowed))]


def copies(texts: Sequence[Words]) -> list[str]:
    """Runs of seven words that two of the texts share."""
    seen: dict[tuple[str, ...], str] = {}
    return [
        f"{seen[run]} and {words.code}: {' '.join(run)}"
        for words in texts
        for run in sorted(set(runs(words.sentences, COPIED)))
        if seen.setdefault(run, words.code) != words.code
    ]


def copied_from(texts: Iterable[Words], source: Iterable[str]) -> list[str]:
    """Runs of seven words that are in the sentences of a source too."""
    ours: dict[tuple[str, ...], str] = {}
    for words in texts:
        ours |= dict.fromkeys(runs(words.sentences, COPIED), words.code)
    found = {run for run in runs(source, COPIED) if run in ours}
    return [f"{ours[run]}: {' '.join(run)}" for run in sorted(found)]


def alikeness(texts: Sequence[Words]) -> dict[tuple[str, str], float]:
    """The share of three-word runs of the shorter of two texts that are in the other too, for pairs of codes that
    share any. Runs that are part of a title of the two are not counted."""
    of_text = {words.code: set(runs(words.sentences, SHARED)) for words in texts}
    titles = {words.code: set(runs([words.title], SHARED)) for words in texts}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for code, found in of_text.items():
        for run in found:
            holders[run].append(code)
    shared: Counter[tuple[str, str]] = Counter()
    for run, codes in holders.items():
        shared.update(pair for pair in combinations(codes, 2) if not any(run in titles[code] for code in pair))
    return {(one, other): count / min(len(of_text[one]), len(of_text[other])) for (one, other), count in shared.items()}


def too_alike(texts: Sequence[Words]) -> list[str]:
    pairs = sorted(alikeness(texts).items(), key=lambda pair: -pair[1])
    return [f"{one} and {other}: {share:.1%}" for (one, other), share in pairs if share >= MOST_ALIKE]


def duties_of_anyone(texts: Sequence[Words]) -> list[str]:
    """Duties of which no word is particular: all are in many of the texts."""
    spread = Counter(word for words in texts for word in {word for text in words.sentences for word in tokens(text)})
    most = max(1, PARTICULAR * len(texts))
    return [
        f"{words.code} {words.title}: {duty}"
        for words in texts
        for duty in words.duties
        if all(spread[word] > most for word in tokens(duty)[1:])
    ]
