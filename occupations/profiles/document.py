"""The Profile: what one edition says of one occupation, as a typed, immutable document.

It holds facts, texts and where they come from; never labels, definitions, formatted numbers or HTML, so that changing
those republishes nothing. Encoding is canonical: equal facts give equal bytes, and the digest is that of the bytes.
"""

import datetime
import hashlib

import msgspec


class ReleaseRef(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One release of one dataset, as far as a reader needs it to judge and cite a figure."""

    key: str  # "bls-oews-national@2024-05-31#1": stable, the same in every profile
    dataset: str  # "bls-oews-national": what two figures share that come from the same table
    source: str  # "Occupational Employment and Wage Statistics"
    title: str  # "National estimates, May 2024"
    method: str
    publisher: str = ""
    url: str = ""
    licence: str = ""
    attribution: str = ""
    geography: str = ""
    population: str = ""
    period_start: datetime.date | None = None
    period_end: datetime.date | None = None
    retrieved: datetime.date | None = None


class Figure(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One fact of one metric. Numbers are integers in the scale of the metric's unit."""

    metric: str
    release: int = -1  # index into Profile.releases; -1: an editor's own
    label: str = ""
    value: int | None = None
    low: int | None = None
    high: int | None = None  # None beside a low: open-ended
    at_least: int | None = None
    at_most: int | None = None
    missing: str = ""
    record: str = ""  # key of the statistical record, empty for an occupation's own figure
    level: str = "detailed"
    group: str = ""
    period_start: datetime.date | None = None
    period_end: datetime.date | None = None
    standard_error: int | None = None  # in the scale of the unit
    sample_size: int | None = None  # how many answered
    base: int | None = None  # of how many people or jobs a share is, as the survey weights them
    method: str = ""
    population: str = ""
    note: str = ""
    reason: str = ""  # an editor's, for overriding or adding
    expires_on: datetime.date | None = None


class SkillRef(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    name: str
    running: str  # as written in the middle of a sentence: "customer service", "POS"
    share: int | None = None  # hundredths of a percent of profiles
    release: int = -1


class RecordRef(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A statistical record the occupation belongs to, and how well."""

    key: str  # "oews-2018:11-1021"
    system: str
    code: str
    title: str
    quality: str
    note: str = ""


class CategoryRef(msgspec.Struct, frozen=True):
    slug: str
    name: str


class Names(msgspec.Struct, frozen=True):
    """The title in every form that sentences need."""

    title: str  # "SQL developer"
    running: str  # in the middle of a sentence: "SQL developer", "service manager"
    plural: str  # "SQL developers"
    article: str  # "an"


class Overrides(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an editor set by hand among the names; restoring an edition needs to tell it from what was worked out."""

    plural: str = ""
    article: str = ""
    running: str = ""


class Profile(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    names: Names
    overrides: Overrides
    category: CategoryRef
    description: str = ""  # Markdown of an editor; plain text where it is a release's
    description_release: int = -1  # index into releases; -1: an editor's own
    also_called: tuple[str, ...] = ()  # what editors wrote
    job_titles: tuple[str, ...] = ()  # what releases say, none of them in also_called
    job_titles_releases: tuple[int, ...] = ()  # indexes: all that the job titles are from
    # Stored as "duties": documents of published editions never change, and equal facts keep giving equal bytes.
    responsibilities: tuple[str, ...] = msgspec.field(default=(), name="duties")
    responsibilities_release: int = msgspec.field(default=-1, name="duties_release")
    skills: tuple[SkillRef, ...] = ()
    records: tuple[RecordRef, ...] = ()
    figures: tuple[Figure, ...] = ()  # in order of preference within a metric
    benchmarks: tuple[Figure, ...] = ()  # all workers, for the metrics that are shown beside them
    history: tuple[Figure, ...] = ()  # what earlier releases of the same tables said, oldest first
    related: tuple[str, ...] = ()  # keys of records that a source calls related, nearest first
    related_release: int = -1
    releases: tuple[ReleaseRef, ...] = ()
    schema: int = 1  # of the document; those of before SCHEMA are brought up to it when they are read


SCHEMA = 2
_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Profile)


def encode(profile: Profile) -> str:
    """The canonical document of a profile."""
    return _encoder.encode(profile).decode()


def decode(document: str | bytes) -> Profile:
    """The profile of a stored document. Raises msgspec.ValidationError for one that is not a profile."""
    profile = _decoder.decode(document)
    return profile if profile.schema == SCHEMA else _with_bases(profile)


def _with_bases(profile: Profile) -> Profile:
    """A profile of schema 1, which had the people employed in a group as the sample size of its shares."""

    def of_group(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
        return tuple(
            msgspec.structs.replace(figure, base=figure.sample_size, sample_size=None)
            if figure.record.startswith("cps-") and figure.base is None
            else figure
            for figure in figures
        )

    return msgspec.structs.replace(profile, figures=of_group(profile.figures), benchmarks=of_group(profile.benchmarks))


def digest(document: str) -> str:
    """64 hexadecimal digits that stand for these bytes and no others."""
    return hashlib.sha256(document.encode()).hexdigest()
