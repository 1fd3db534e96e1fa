"""Parts of sentences in comparisons: the names of sides, and ways into an occupation."""

import functools
from collections.abc import Iterable, Sequence

from occupations.profiles.document import Names
from occupations.text import english
from occupations.text.lists import listed


def plurals(names: Sequence[Names], sides: Iterable[int], conjunction: str = "and") -> str:
    return listed([names[side].plural for side in sides], conjunction)


@functools.lru_cache(maxsize=1024)
def running(label: str) -> str:
    return english.running(label, english.DEFAULT_VERBATIM)
