"""What a check has found, as it is stored and read. Loaded by web processes."""

import zlib
from decimal import Decimal

import msgspec

from occupations.metrics import METRICS, to_scale
from occupations.profiles import formatting

OUTLIER, CHANGED = 50, 10  # percent


class FigureRow(msgspec.Struct, array_like=True, frozen=True):
    """A figure that has another value. `owner`: the key of an occupation that draws on its record; 0 if none does.
    `where`: a place or an industry; empty for the nation. `percent`: None if it was 0."""

    dataset: str
    code: str
    title: str
    owner: int
    metric: str
    label: str
    where: str
    before: Decimal
    after: Decimal
    percent: float | None

    @property
    def what(self) -> str:
        metric = METRICS.get(self.metric)
        name = metric.name if metric else self.metric.replace("_", " ")
        return ": ".join(part for part in (f"{name[:1].upper()}{name[1:]}", self.label) if part)

    @property
    def was(self) -> str:
        return _in_words(self.metric, self.before)

    @property
    def now(self) -> str:
        return _in_words(self.metric, self.after)

    @property
    def difference(self) -> str:
        if self.percent is None:
            return "was 0"
        sign = formatting.MINUS if self.percent < 0 else "+"
        return f"{sign}{abs(self.percent):,.1f}%"

    @property
    def is_outlier(self) -> bool:
        return self.percent is None or abs(self.percent) >= OUTLIER

    @property
    def is_changed(self) -> bool:
        return self.percent is None or abs(self.percent) >= CHANGED


def _in_words(metric: str, amount: Decimal) -> str:
    if metric not in METRICS:
        return f"{amount.normalize():,f}"
    known = METRICS[metric]
    return formatting.number(to_scale(amount, known.unit), known.unit, formatting.decimals(known))


class PageRow(msgspec.Struct, array_like=True, frozen=True):
    """A public page that changes. `words`: (what, before, after) of texts; `unsaid`: numbers that an editor's text
    names and no figure has any longer; `has_drafts`: whether it had unpublished changes before; `more_words`: how many
    changed texts are left out."""

    owner: int
    title: str
    figures: int
    words: list[tuple[str, str, str]]
    unsaid: list[str]
    has_drafts: bool
    more_words: int = 0

    @property
    def texts(self) -> int:
        return len(self.words) + self.more_words


class PairRow(msgspec.Struct, array_like=True, frozen=True):
    """Words about a pair that read differently, because they name figures; `faults`: why they are not shown then."""

    key: int
    title: str
    before: str
    after: str
    faults: list[str]


class RecordRow(msgspec.Struct, array_like=True, frozen=True):
    """A record for which a table has data no longer, or for the first time."""

    dataset: str
    code: str
    title: str
    is_new: bool


class Findings(msgspec.Struct, frozen=True):
    """In order: the largest changes and the pages with most to look at first. `more_figures`: how many rows are left
    out of `figures`."""

    figures: list[FigureRow] = []
    more_figures: int = 0
    pages: list[PageRow] = []
    pairs: list[PairRow] = []
    records: list[RecordRow] = []


def packed(findings: Findings) -> bytes:
    return zlib.compress(msgspec.json.encode(findings), 6)


def unpacked(stored: bytes) -> Findings:
    return msgspec.json.decode(zlib.decompress(stored), type=Findings) if stored else Findings()
