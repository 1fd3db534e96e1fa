"""What the tools answer. Each answer has the sources of its figures, with their reference period, and each figure the
number of its source. Members that say nothing are left out."""

from pydantic import BaseModel, Field


class Source(BaseModel):
    number: int = Field(description="By which figures refer to it, in this answer.")
    title: str = Field(description="The statistical program, its table and its release.")
    publisher: str | None = None
    period: str | None = Field(default=None, description="The reference period: when the figures are of.")
    license: str | None = None
    url: str | None = Field(default=None, description="The website of the program.")


class Cell(BaseModel):
    text: str = Field(description="As the site shows it; if there is no figure, why in a few words.")
    value: float | None = Field(default=None, description="In `unit`, if it is one number.")
    low: float | None = None
    high: float | None = None
    at_least: float | None = Field(default=None, description="A bound: the source publishes no more.")
    unit: str | None = None
    missing: str | None = Field(default=None, description="Why there is no figure, in a sentence.")
    record: str | None = Field(default=None, description="The official record, as system-vintage:code.")
    source: int | None = Field(default=None, description="The `number` in `sources`.")


class Figure(Cell):
    name: str = Field(description="Key of the row or the metric, to ask for it again.")
    label: str


class Named(BaseModel):
    slug: str = Field(description="Names the occupation in all tools.")
    title: str
    page_url: str


class TitleMatch(Named):
    confidence: float = Field(description="Probability that this occupation is meant, from 0 to 1.")
    codes: list[str] = Field(description="Its official records, as system:code.")


class TitleAnswer(BaseModel):
    title: str
    band: str | None = Field(
        default=None, description="How sure the first is: match, probably, choice, ideas or not_a_title."
    )
    matches: list[TitleMatch] = Field(description="Likeliest first; empty if nothing matches.")
    near: list[TitleMatch] = Field(description="The closest titles, if nothing matches.")
    source: str = Field(description="Where this is from.")


class Found(Named):
    figures: list[Figure]


class FoundAnswer(BaseModel):
    occupations: list[Found]
    has_more: bool = Field(description="Whether more occupations meet the conditions.")
    sources: list[Source]


class OccupationAnswer(Named):
    description: str
    codes: list[str]
    figures: list[Figure]
    sources: list[Source]
    cite_as: str


class ComparedRow(BaseModel):
    name: str
    label: str
    cells: dict[str, Cell] = Field(description="By slug.")
    highest: str | None = Field(default=None, description="The slug of the side that is above all others, if one is.")
    difference: str | None = Field(default=None, description="Of two: the second compared with the first, in words.")


class ComparisonAnswer(BaseModel):
    title: str
    page_url: str
    occupations: list[Named]
    sentences: list[str] = Field(description="The comparison in words; none if only some sections are asked for.")
    rows: list[ComparedRow]
    sources: list[Source]
    cite_as: str


class Record(BaseModel):
    key: str
    title: str = Field(description="Of the official record, which figures are of.")
    quality: str = Field(description="How well it fits: exact, shared, narrower, broader or approximate.")


class PlaceAnswer(Named):
    place: str
    place_name: str
    records: list[Record]
    figures: list[Figure]
    sources: list[Source]


class CitedAnswer(Named):
    figure: Figure
    definition: str | None = Field(default=None, description="What the metric measures.")
    method: str | None = Field(default=None, description="How the figure was found.")
    population: str | None = Field(default=None, description="Who is counted.")
    source: Source | None
    citation: str = Field(description="To print beside the figure.")
    permanent_url: str = Field(description="Shows the figure of this day also later.")
