"""The Profile: the content of an edition of an occupation, as a typed, immutable document.

It has facts, texts and their sources, but no labels, definitions, formatted numbers or HTML, so that changing those
republishes nothing. Encoding is canonical: equal facts give equal bytes, and the digest is that of the bytes.
"""

import datetime
import hashlib
from collections.abc import Callable
from sys import intern

import msgspec
from msgspec.structs import force_setattr

from occupations.profiles.sharing import pool, share_within


class ReleaseRef(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """A release of a dataset, with what readers need to judge and cite a figure."""

    key: str  # "bls-oews-national@2024-05-31#1": stable, the same in every profile
    dataset: str  # "bls-oews-national": the same for figures from the same table
    source: str  # "Occupational Employment and Wage Statistics"
    title: str  # "National estimates, May 2024"
    method: str
    publisher: str = ""
    source_key: str = ""  # in data formats, if it is not made of publisher and source, because these changed
    url: str = ""
    license: str = msgspec.field(default="", name="licence")  # as in the documents of published editions
    attribution: str = ""
    geography: str = ""
    population: str = ""
    period_start: datetime.date | None = None
    period_end: datetime.date | None = None
    retrieved: datetime.date | None = None


class Figure(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """One fact for one metric. Numbers are integers in the scale of the metric's unit."""

    metric: str
    release: int = -1  # index into Profile.releases; -1: an editor's own
    label: str = ""
    part_code: str = ""  # of the label, in the classification that the metric names
    value: int | None = None
    low: int | None = None
    high: int | None = None  # None with a low: open-ended
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
    base: int | None = None  # the number of people or jobs that a share is of, as weighted by the survey
    method: str = ""
    population: str = ""
    note: str = ""
    reason: str = ""  # an editor's reason for overriding or adding
    expires_on: datetime.date | None = None


class SkillRef(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    name: str
    running: str  # as written in the middle of a sentence: "customer service", "POS"
    share: int | None = None  # hundredths of a percent of profiles
    release: int = -1


class ListEdit(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """What editors did to one item of a list from a source, which they name by the source's words."""

    text: str = ""  # their words; empty where the source's stand
    instead_of: str = ""  # the source's words; empty for an item of their own
    place: int = 0  # from 1; 0: where the source has it, and an item of their own at the end
    hidden: bool = False  # not shown


class RecordRef(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """A statistical record that the occupation is mapped to, and how well it fits."""

    key: str  # "oews-2018:11-1021"
    system: str
    code: str
    title: str
    quality: str
    note: str = ""


class CategoryRef(msgspec.Struct, frozen=True):
    slug: str
    name: str


class Names(msgspec.Struct, frozen=True, omit_defaults=True):
    """The name that heads the page in the forms that sentences need, and the official title if it is another one."""

    title: str  # "SQL developer"
    running: str  # in the middle of a sentence: "SQL developer", "service manager"
    plural: str  # "SQL developers"
    article: str  # "an"
    official: str = ""  # "Heating, air conditioning, and refrigeration mechanic or installer", of "HVAC mechanic"
    official_plural: str = ""  # in the middle of a sentence

    @property
    def official_title(self) -> str:
        return self.official or self.title


class Overrides(msgspec.Struct, frozen=True, omit_defaults=True):
    """The names that an editor set by hand; restoring an edition has to distinguish them from automatic ones."""

    plural: str = ""
    article: str = ""
    running: str = ""
    common_name: str = ""


class Profile(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    names: Names
    overrides: Overrides
    category: CategoryRef
    description: str = ""  # an editor's Markdown, or plain text from a release
    description_release: int = -1  # index into releases; -1: an editor's own
    description_after: str = ""  # the words of a source that editors adapted
    description_after_release: int = -1  # index of the release whose description they adapted
    also_called: tuple[str, ...] = ()  # what editors wrote
    job_titles: tuple[str, ...] = ()  # from releases; none of them are in also_called
    job_titles_reported: int = 0  # how many of them, the first, people in the occupation reported
    job_titles_releases: tuple[int, ...] = ()  # indexes of the releases that the job titles come from
    job_titles_hidden: tuple[str, ...] = ()  # titles of releases that editors leave out
    # Stored as "duties": documents of published editions never change, and equal facts keep giving equal bytes.
    responsibilities: tuple[str, ...] = msgspec.field(default=(), name="duties")
    responsibilities_release: int = msgspec.field(default=-1, name="duties_release")
    responsibilities_edits: tuple[ListEdit, ...] = ()  # of editors, already applied to the responsibilities
    responsibilities_ours: bool = False  # a list of editors who adapted items of the release, and left out the others
    skills: tuple[SkillRef, ...] = ()  # a list of editors or of a file that stands before the ratings of releases
    skills_edits: tuple[ListEdit, ...] = ()  # of the skills that a release rates highly enough
    records: tuple[RecordRef, ...] = ()
    figures: tuple[Figure, ...] = ()  # in order of preference within a metric
    benchmarks: tuple[Figure, ...] = ()  # all workers, for metrics that are shown with that benchmark
    history: tuple[Figure, ...] = ()  # what earlier releases of the same tables said, oldest first
    related: tuple[str, ...] = ()  # keys of records that a source calls related, nearest first
    related_release: int = -1
    releases: tuple[ReleaseRef, ...] = ()
    schema: int = 1  # of the document; older documents are converted when they are read


SCHEMA = 3
_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Profile)


def encode(profile: Profile) -> str:
    """The canonical document of a profile."""
    return _encoder.encode(profile).decode()


_one_release: Callable[[ReleaseRef], ReleaseRef] = pool(1 << 11)
_one_figure: Callable[[Figure], Figure] = pool(1 << 12)


def decode(document: str | bytes) -> Profile:
    """The profile in a stored document, of which a process may have thousands: what is equal in several of them is one
    object. Raises msgspec.ValidationError if it is not a profile."""
    profile = _decoder.decode(document)
    for structs in (profile.figures, profile.history, profile.skills, profile.records):
        share_within(structs)
    # These are alike as a whole: the same releases, and the same figures of all workers.
    force_setattr(profile, "releases", tuple(map(_one_release, profile.releases)))
    force_setattr(profile, "benchmarks", tuple(map(_one_figure, profile.benchmarks)))
    for name in ("job_titles", "responsibilities", "related"):
        force_setattr(profile, name, tuple(map(intern, getattr(profile, name))))
    if profile.schema < 2:
        profile = _with_bases(profile)
    return _with_averages(profile) if profile.schema < SCHEMA else profile


def _with_bases(profile: Profile) -> Profile:
    """Converts a profile of schema 1, which stored the number of people employed in a group as the sample size of its
    shares."""

    def of_group(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
        return tuple(
            msgspec.structs.replace(figure, base=figure.sample_size, sample_size=None)
            if figure.record.startswith("cps-") and figure.base is None
            else figure
            for figure in figures
        )

    return msgspec.structs.replace(profile, figures=of_group(profile.figures), benchmarks=of_group(profile.benchmarks))


_AVERAGES = {"wage_annual_mean": "wage_annual_average", "wage_hourly_mean": "wage_hourly_average"}


def _with_averages(profile: Profile) -> Profile:
    """A profile of before schema 3, which had as means what files for this very occupation only call average."""
    return msgspec.structs.replace(
        profile,
        figures=tuple(
            msgspec.structs.replace(figure, metric=_AVERAGES[figure.metric])
            if figure.release >= 0 and not figure.record and figure.metric in _AVERAGES
            else figure
            for figure in profile.figures
        ),
    )


def digest(document: str) -> str:
    """64 hexadecimal digits that identify these bytes."""
    return hashlib.sha256(document.encode()).hexdigest()
