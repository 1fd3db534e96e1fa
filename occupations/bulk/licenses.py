"""The licenses of sources, as catalogs of data name them."""

from typing import NamedTuple


class License(NamedTuple):
    """`id`: of the list of Open Definition licenses, as Frictionless data packages have it. `url`: empty for one that
    only has a name."""

    id: str
    title: str
    url: str = ""


_KNOWN = {
    "US public domain": License("other-pd", "US public domain", "https://www.usa.gov/government-works"),
    "CC BY 4.0": License(
        "CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"
    ),
    "BSD-3-Clause": License("BSD-3-Clause", "BSD 3-Clause License", "https://opensource.org/license/bsd-3-clause"),
}


def license_of(name: str) -> License:
    """`name`: as a source has it."""
    return _KNOWN.get(name) or License("other-open", name)
