"""Education and experience required, from the distribution of answers by people in an occupation, or by experts."""

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
from occupations.metrics import sampling

EDUCATION, EXPERIENCE = "RL", "RW"
OTHERS = {
    "PT": "on-site training: not used on this site",
    "OJ": "on-the-job training: not used on this site",
    "IM": "importance of certificates and apprenticeships: not used on this site",
}
TIE = Decimal(2)  # points; two categories closer than this are both called the most frequent

SCALE = Column(header="Scale ID", name="scale")
CATEGORY = Column(header="Category", name="category", kind=Kind.WHOLE, least=1, marks=(NOT_GIVEN,), may_be_empty=True)
WORDS = Column(header="Category Description", name="words", may_be_empty=True, optional=True)

Words = dict[tuple[str, int], str]  # scale, category → its words
Span = tuple[Decimal, Decimal | None]  # years; no end: open


def read_words(files: Sequence[OnetFile]) -> Words:
    """Descriptions of categories, from the tables of categories or from a table of ratings that includes them. Empty if
    there are none. Raises FileError if two tables describe a category differently."""
    found: Words = {}
    for file in files:
        frame = tables.table(file.sheet, [SCALE, CATEGORY, WORDS]).filter(
            pl.col("scale").is_in([EDUCATION, EXPERIENCE]) & pl.col("words").is_not_null()
        )
        rows = frame.unique(["scale", "category"], maintain_order=True)
        for row, scale, category, words in rows.select("row", "scale", "category", "words").rows():
            if found.setdefault((scale, category), words) != words:
                expected = f"differs from “{found[scale, category]}” in the other table in the folder"
                raise file.sheet.fail(expected, row=row, column=WORDS.header, value=words)
    return found


def lacks_words(file: OnetFile, words: Words) -> bool:
    """Whether the file has answers about experience that no table explains."""
    return file.table is OnetTable.TRAINING and all(scale != EXPERIENCE for scale, _ in words)


def read_experience(file: OnetFile, words: Words) -> Read:
    """Shares of each level of education, and the range of the median answer about related experience.

    If the most frequent level or the median answer is suppressed, the remaining figures would mislead, so all are
    missing.
    """
    sheet, skipped = of_scales(file, [EDUCATION, EXPERIENCE], OTHERS)
    frame = tables.table(sheet, [*rating_columns(file, 0, 100), SCALE, CATEGORY])
    check_once(sheet, frame, ["code", "scale", "category"], CATEGORY.header)
    _check_words(file, frame, words)
    education, experience = (frame.filter(pl.col("scale") == scale) for scale in (EDUCATION, EXPERIENCE))
    levels, middles = _levels(education, words), _middles(experience, words)
    skipped["education: shares where the most frequent one is suppressed"] = education.height - levels.height
    skipped["experience: answers other than the median"] = experience.height - middles.height
    return {"figures": pl.concat([levels, middles])}, +skipped


def _check_words(file: OnetFile, frame: pl.DataFrame, words: Words) -> None:
    """Raises FileError if a category has no description, or one that is not a range of experience."""
    if not words:
        raise file.sheet.fail("has categories by number; expected the table that describes them in the same folder")
    used = frame.unique(["scale", "category"], maintain_order=True).select("scale", "category", "row")
    for scale, category, row in used.rows():
        if (scale, category) not in words:
            expected = f"is not a category of the scale {scale} in the table of categories"
        elif scale == EXPERIENCE and span(words[scale, category]) is None:
            expected = f"is described as “{words[scale, category]}”; expected something like “Over 10 years”"
        else:
            continue
        raise file.sheet.fail(expected, row=row, column=CATEGORY.header, value=str(category))


def _levels(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    highest = pl.col("value").max().over("code")
    doubtful = (is_suppressed() & (highest - pl.col("value") < TIE)).any().over("code")
    frame = frame.with_columns(doubtful=doubtful)
    lost = frame.filter("doubtful").unique("code", maintain_order=True)
    labels = {category: level(text) for (scale, category), text in words.items() if scale == EDUCATION}
    label = pl.col("category").replace_strict(labels, return_dtype=pl.String)
    metric = pl.lit("education_required")
    about = [pl.col("sample_size"), *of_row()]
    parts = [
        frame.filter(~pl.col("doubtful")).select(*published(), *about, record=record(), label=label, metric=metric),
        lost.select(*about, record=record(), missing=pl.lit("suppressed"), metric=metric),
    ]
    return pl.concat([shaped(part, "figures") for part in parts])


def _middles(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    """One row for each occupation: the range of the median answer."""
    spans = {category: span(text) for (scale, category), text in words.items() if scale == EXPERIENCE}
    answers = (
        frame.filter(pl.col("value").is_not_null())
        .sort("code", "category")
        .group_by("code", maintain_order=True)
        .agg(
            pl.col("sample_size", "date", "source").first(),
            pl.col("value").cast(pl.Float64),
            "category",
            suppressed=is_suppressed(),
        )
        .filter(pl.col("value").list.sum() > 0)
    )
    columns = ("value", "category", "suppressed", "sample_size")
    found = [_middle(spans, *row) for row in answers.select(columns).iter_rows()]
    middle = pl.DataFrame(
        found, {"low": AMOUNT, "high": AMOUNT, "standard_error": AMOUNT, "missing": pl.String}, orient="row"
    )
    counted = pl.format("median answer of {} people", "sample_size")
    note = pl.when(pl.col("missing").is_null()).then(pl.coalesce(counted, pl.lit("median answer")))
    answer_rows = pl.concat([answers.select("code", "sample_size", "date", "source"), middle], how="horizontal").select(
        *middle.columns, "sample_size", *of_row(), record=record(), note=note, metric=pl.lit("experience_required")
    )
    return shaped(answer_rows, "figures")


def _middle(
    spans: Mapping[int, Span | None],
    shares: list[float],
    categories: list[int],
    suppressed: list[bool],
    size: int | None,
) -> tuple[Decimal | None, Decimal | None, Decimal | None, str | None]:
    """Start, end and standard error of the median answer, in years, or the reason why it is missing."""
    place = sampling.median_category(shares)
    found = spans[categories[place]]
    if suppressed[place] or found is None:
        return None, None, None, "suppressed"
    if not size:
        return *found, None, None
    stated = [spans[key] or (Decimal(0), Decimal(0)) for key in categories]
    ends = [(float(low), None if high is None else float(high)) for low, high in stated]
    error = sampling.median_error(ends, shares, size)
    return *found, Decimal(error).quantize(Decimal("0.0001")), None


def level(words: str) -> str:
    """The name of a level of education, without the explanation after it, in sentence case:
    "Post-Secondary Certificate - awarded for training …" → "Post-secondary certificate"."""
    return re.split(r" - (?!or )| \(", words)[0].replace(" - or ", " or ").capitalize()


_LENGTH = r"(\d+) (month|year)s?"
_SPAN = re.compile(rf"(?:Over {_LENGTH})?(?:(?:^Up|, up) to and including {_LENGTH})?")


def span(words: str) -> Span | None:
    """The range in years described by a category: "Over 1 month, up to and including 3 months" → 0.0833 to 0.25. None
    for any other form."""
    if words == "None":
        return Decimal(0), Decimal(0)
    found = _SPAN.fullmatch(words)
    if found is None or not words:
        return None
    low = _years(found[1], found[2]) if found[1] else Decimal(0)
    return low, _years(found[3], found[4]) if found[3] else None


def _years(count: str, unit: str) -> Decimal:
    return (Decimal(count) / (12 if unit == "month" else 1)).quantize(Decimal("0.0001"))
