"""JSON-LD for machines, in the vocabulary of schema.org.

Only single facts with an unambiguous meaning are included. Sensitive shares are not, nor is pay for a record that
covers other occupations, because JSON-LD has no place for the note that the page shows.
"""

import json
from typing import Any

from markupsafe import Markup

from occupations.metrics import METRICS, from_scale
from occupations.profiles import formatting
from occupations.profiles.document import Profile, RecordRef
from occupations.profiles.sheet import Cell, Sheet
from occupations.text import markdown

SKILLS, RESPONSIBILITIES = 12, 8  # limits of lists
_PERCENTILES = {
    "wage_annual_p10": "percentile10",
    "wage_annual_p25": "percentile25",
    "wage_annual_median": "median",
    "wage_annual_p75": "percentile75",
    "wage_annual_p90": "percentile90",
}
# HTML parsers look for the end of a script or comment before anybody reads the JSON.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def as_data(data: Any) -> str:
    """JSON without characters that are special in HTML."""
    return json.dumps(data, separators=(",", ":")).translate(_ESCAPES)


def graph(*things: str) -> Markup:
    """Finished objects as the content of a script element."""
    return Markup('{"@context": "https://schema.org", "@graph": [%s]}') % Markup(", ".join(things))  # noqa: S704


def identified(thing: str, address: str) -> str:
    """The finished object with its permanent address."""
    return f'{{"@id":{as_data(address)},{thing[1:]}'


def breadcrumbs(site: str, *steps: tuple[str, str]) -> str:
    """`steps`: (name, path) from the home page on."""
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": site + path}
        for position, (name, path) in enumerate((("Home", "/"), *steps), start=1)
    ]
    return as_data({"@type": "BreadcrumbList", "itemListElement": items})


def occupation(sheet: Sheet) -> str:
    """A schema.org Occupation, as far as one edition describes it."""
    profile = sheet.profile
    skills = sheet.own["skills"]
    exact = [record for record in profile.records if record.quality == "exact"]
    known = {
        "description": _description(profile),
        "alternateName": [*([profile.names.official] if profile.names.official else []), *profile.also_called],
        "occupationalCategory": [_code(record) for record in exact],
        "estimatedSalary": _salaries(sheet),
        "educationRequirements": _education(sheet),
        "skills": [] if skills.group else [figure.label for figure in skills.held.values()][:SKILLS],
        "responsibilities": list(profile.responsibilities[:RESPONSIBILITIES]),
        "occupationLocation": {"@type": "Country", "name": "United States"},
    }
    properties = {key: value for key, value in known.items() if value}
    return as_data({"@type": "Occupation", "name": profile.names.title, **properties})


def _description(profile: Profile) -> str:
    return (
        " ".join(profile.description.split())
        if profile.description_release >= 0
        else markdown.plain(profile.description, 500)
    )


def _code(record: RecordRef) -> dict[str, Any]:
    return {
        "@type": "CategoryCode",
        "inCodeSet": {"@type": "CategoryCodeSet", "name": record.system},
        "codeValue": record.code,
        "name": record.title,
    }


def _salaries(sheet: Sheet) -> list[dict[str, Any]]:
    """The wage distributions for this occupation alone; bounds are left out because they are not values."""
    return [
        _salary(sheet.profile, cell, percentiles)
        for cell in sheet.cells["range"]
        if not cell.group and (percentiles := _percentiles(cell))
    ]


def _percentiles(cell: Cell) -> dict[str, int]:
    """In whole US$ a year."""
    return {
        _PERCENTILES[figure.metric]: round(from_scale(figure.value, METRICS[figure.metric].unit))
        for figure in cell.figures
        if figure.value is not None and figure.metric in _PERCENTILES
    }


def _salary(profile: Profile, cell: Cell, percentiles: dict[str, int]) -> dict[str, Any]:
    source = formatting.release(profile.releases[cell.release]) if cell.release >= 0 else "our editors"
    period = cell.when
    return {
        "@type": "MonetaryAmountDistribution",
        "name": "base",
        "description": "; ".join(part for part in (cell.population, period, f"source: {source}") if part),
        "currency": "USD",
        "duration": "P1Y",
        **percentiles,
    }


def _education(sheet: Sheet) -> dict[str, Any] | None:
    cell = sheet.own["entry_education"]
    if cell.missing or cell.group:
        return None
    return {"@type": "EducationalOccupationalCredential", "credentialCategory": cell.text}
