"""The key of a source in data formats: what figures, releases and bulk files refer to it by. Pure."""

from functools import lru_cache

from occupations.profiles.document import ReleaseRef
from occupations.text.slugs import slug_of


@lru_cache(maxsize=1024)
def source_key(publisher: str, title: str) -> str:
    """ "bureau-of-labor-statistics-employment-projections"."""
    return slug_of(" ".join(part for part in (publisher, title) if part)) or "source"


def source_of(ref: ReleaseRef) -> str:
    """The key of the source that a release is of."""
    return source_key(ref.publisher, ref.source)
