"""What sources say about an occupation, for the form in which editors add to it or write something else."""

from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest

from occupations.models import Occupation
from occupations.profiles import formatting
from occupations.profiles.document import Figure, Profile, ReleaseRef, decode
from occupations.profiles.skill_lists import rated
from occupations.publishing.building import build_profile
from occupations.publishing.building.said import said_by_sources
from occupations.text.slugs import TITLE_LENGTH
from occupations.text.spaces import looks


class Given(NamedTuple):
    """`profile`: what visitors see, or would see of what was never published. Sources are named with their period;
    empty if there is none. `titles`: with those that are left out."""

    profile: Profile | None = None
    description: str = ""
    described_by: str = ""
    responsibilities: tuple[str, ...] = ()
    listed_by: str = ""
    skills: tuple[Figure, ...] = ()
    rated_by: str = ""
    titles: tuple[str, ...] = ()
    titled_by: str = ""
    left_out: Sequence[str] = ()


def given_for(request: HttpRequest, occupation: Occupation | None) -> Given:
    """Read once for each request."""
    if occupation is None or occupation.pk is None:
        return Given()
    known: dict[int, Given] = request.__dict__.setdefault("given", {})
    if occupation.pk not in known:
        known[occupation.pk] = _read(occupation)
    return known[occupation.pk]


def _read(occupation: Occupation) -> Given:
    official, sources = said_by_sources(occupation)
    live = occupation.live
    profile = decode(live.document) if live else build_profile(occupation)[0]
    skills = tuple(rated(profile.figures))
    hidden = list(occupation.alternate_titles.filter(hidden=True).values_list("title", flat=True))
    listed = {looks(title) for title in official.titles}
    titles = [*official.titles, *(title for title in hidden if looks(title) not in listed)]

    def source(*releases: int | None) -> str:
        return "; ".join([named(sources[pk]) for pk in releases if pk is not None])

    return Given(
        profile=profile,
        description=official.description,
        described_by=source(official.description_release),
        responsibilities=official.responsibilities,
        listed_by=source(official.responsibilities_release),
        skills=skills,
        rated_by=named(profile.releases[skills[0].release]) if skills else "",
        titles=tuple([title for title in titles if len(title) <= TITLE_LENGTH]),
        titled_by=source(*official.title_releases),
        left_out=hidden,
    )


def named(release: ReleaseRef) -> str:
    """ "O*NET, Task statements 30.3, August 2026"."""
    title = ", ".join(part for part in (release.source, release.title) if part)
    period = formatting.period(release.period_start, release.period_end)
    return title if period in title or period == formatting.PERIOD_UNKNOWN else f"{title}, {period}"
