"""Education and experience required, from how people in an occupation, or experts, spread over categories."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

import polars as pl

from occupations.importers import tables
from occupations.importers.batch import AMOUNT, shaped
from occupations.importers.columns import Column, Kind
from occupations.importers.sources.onet_ratings import is_suppressed, of_row, published, rating_columns
from occupations.importers.sources.onet_tables import NOT_GIVEN, OnetFile, OnetTable, check_once, of_scales, record
from occupations.importers.sources.onet_texts import Read
from occupations.metrics import DURATION, to_scale
from occupations.profiles.formatting import duration

EDUCATION, EXPERIENCE = "RL", "RW"
OTHERS = {
    "PT": "training on site: no figure of this site has it",
    "OJ": "training on the job: no figure of this site has it",
    "IM": "importance of certificates and apprenticeships: no figure of this site has it",
}
TIE = Decimal(2)  # points; two categories nearer to each other than this are both called the most frequent

SCALE = Column(header="Scale ID", name="scale")
CATEGORY = Column(header="Category", name="category", kind=Kind.WHOLE, least=1, marks=(NOT_GIVEN,), may_be_empty=True)
WORDS = Column(header="Category Description", name="words", may_be_empty=True, optional=True)

Words = dict[tuple[str, int], str]  # scale, category → its words
Span = tuple[Decimal, Decimal | None]  # years; no end: open


def read_words(files: Sequence[OnetFile]) -> Words:
    """From the tables of categories; or from a table of ratings that has their words beside them. Nothing if not.
    Raises FileError where two tables give a category different words."""
    found: Words = {}
    for file in files:
        frame = tables.table(file.sheet, [SCALE, CATEGORY, WORDS]).filter(
            pl.col("scale").is_in([EDUCATION, EXPERIENCE]) & pl.col("words").is_not_null()
        )
        rows = frame.unique(["scale", "category"], maintain_order=True)
        for row, scale, category, words in rows.select("row", "scale", "category", "words").rows():
            if found.setdefault((scale, category), words) != words:
                expected = f"is another word for it than “{found[scale, category]}” in the table beside it"
                raise file.sheet.fail(expected, row=row, column=WORDS.header, value=words)
    return found


def lacks_words(file: OnetFile, words: Words) -> bool:
    """Whether the file has answers about experience, and no table says what they mean."""
    return file.table is OnetTable.TRAINING and all(scale != EXPERIENCE for scale, _ in words)


def read_experience(file: OnetFile, words: Words) -> Read:
    """Shares of each level of education, and the span of the most frequent answer about related experience.

    Where an answer that is not to be shown is among the most frequent, those that may be shown would tell a falsehood:
    the whole is then missing.
    """
    sheet, skipped = of_scales(file, [EDUCATION, EXPERIENCE], OTHERS)
    frame = tables.table(sheet, [*rating_columns(file, 0, 100), SCALE, CATEGORY])
    check_once(sheet, frame, ["code", "scale", "category"], CATEGORY.header)
    _check_words(file, frame, words)
    highest = pl.col("value").max().over("code", "scale")
    doubtful = is_suppressed() & (highest - pl.col("value") < TIE)
    frame = frame.with_columns(doubtful=doubtful.any().over("code", "scale"), highest=highest)
    parts = []
    for scale, metric, make, reason in (
        (EDUCATION, "education_required", _shares, "education: shares where the most frequent is not to be shown"),
        (EXPERIENCE, "experience_required", _spans, "experience: answers other than the most frequent"),
    ):
        rows = frame.filter(pl.col("scale") == scale)
        lost = rows.filter("doubtful").unique("code", maintain_order=True)
        made = [
            make(rows.filter(~pl.col("doubtful")), words),
            lost.select("sample_size", *of_row(), record=record(), missing=pl.lit("suppressed")),
        ]
        parts += [shaped(part.with_columns(metric=pl.lit(metric)), "figures") for part in made]
        skipped[reason] = rows.height - sum(part.height for part in made)
    return {"figures": pl.concat(parts)}, +skipped


def _check_words(file: OnetFile, frame: pl.DataFrame, words: Words) -> None:
    """Raises FileError where there are no words for a category, or some that do not state a span of experience."""
    if not words:
        raise file.sheet.fail("has its categories by number; expected the table of their words along with it")
    used = frame.unique(["scale", "category"], maintain_order=True).select("scale", "category", "row")
    for scale, category, row in used.rows():
        if (scale, category) not in words:
            expected = f"is no category of the scale {scale} in the table of categories"
        elif scale == EXPERIENCE and span(words[scale, category]) is None:
            expected = f"is described as “{words[scale, category]}”; expected the like of “Over 10 years”"
        else:
            continue
        raise file.sheet.fail(expected, row=row, column=CATEGORY.header, value=str(category))


def _shares(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    labels = {category: level(text) for (scale, category), text in words.items() if scale == EDUCATION}
    return frame.select(
        "sample_size",
        *published(),
        *of_row(),
        record=record(),
        label=_by_category(labels, pl.String),
    )


def _spans(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    """One row an occupation; where several answers are equally frequent, from the shortest to the longest of them."""
    spans = {category: span(text) for (scale, category), text in words.items() if scale == EXPERIENCE}
    names = {category: _duration(found) for category, found in spans.items() if found}
    top = frame.filter(pl.col("value") == pl.col("highest")).sort("code", "category")
    answers = (
        top.group_by("code", maintain_order=True)
        .agg(
            pl.col("sample_size", "date", "source", "highest").first(),
            low=_by_category({key: found and found[0] for key, found in spans.items()}, AMOUNT).first(),
            high=_by_category({key: found and found[1] for key, found in spans.items()}, AMOUNT).last(),
            names=_by_category(names, pl.String).str.join(" and "),
            several=pl.len() > 1,
        )
        .with_columns(percent=pl.col("highest").cast(pl.Float64).round().cast(pl.Int64).cast(pl.String))
    )
    given = pl.format("given by {}% of {}", "percent", "sample_size")
    note = (
        pl.when("several")
        .then(pl.format("most common answers: {}, each {}", "names", given))
        .otherwise(pl.format("most common answer: {}, {}", "names", given))
    )
    return answers.select("low", "high", "sample_size", *of_row(), record=record(), note=note)


def _by_category(values: Mapping[int, object], dtype: pl.DataType | type[pl.DataType]) -> pl.Expr:
    return pl.col("category").replace_strict(dict(values), return_dtype=dtype)


def level(words: str) -> str:
    """The name of a level of education, without the explanation after it, in sentence case:
    "Post-Secondary Certificate - awarded for training …" → "Post-secondary certificate"."""
    return re.split(r" - (?!or )| \(", words)[0].replace(" - or ", " or ").capitalize()


_LENGTH = r"(\d+) (month|year)s?"
_SPAN = re.compile(rf"(?:Over {_LENGTH})?(?:(?:^Up|, up) to and including {_LENGTH})?")


def span(words: str) -> Span | None:
    """Years, from the words of a category: "Over 1 month, up to and including 3 months" → 0.0833 to 0.25. None where
    they are of another form."""
    if words == "None":
        return Decimal(0), Decimal(0)
    found = _SPAN.fullmatch(words)
    if found is None or not words:
        return None
    low = _years(found[1], found[2]) if found[1] else Decimal(0)
    return low, _years(found[3], found[4]) if found[3] else None


def _years(count: str, unit: str) -> Decimal:
    return (Decimal(count) / (12 if unit == "month" else 1)).quantize(Decimal("0.0001"))


def _duration(years: Span) -> str:
    """ "none", "up to 1 month", "6 to 12 months", "more than 10 years", as pages put it."""
    return duration(*(None if end is None else to_scale(end, DURATION) for end in years))
