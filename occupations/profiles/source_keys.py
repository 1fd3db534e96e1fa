"""The key that a source gets in data formats, once: what figures, releases and bulk files refer to it by. Pure."""

from functools import lru_cache

from occupations.profiles.document import ReleaseRef
from occupations.text.slugs import slug_of


@lru_cache(maxsize=1024)
def first_source_key(publisher: str, title: str) -> str:
    """ "bureau-of-labor-statistics-employment-projections": of a source that is called so when it is first known."""
    return slug_of(" ".join(part for part in (publisher, title) if part)) or "source"


def source_of(ref: ReleaseRef) -> str:
    """The key of the source that a release is of."""
    return ref.source_key or first_source_key(ref.publisher, ref.source)
