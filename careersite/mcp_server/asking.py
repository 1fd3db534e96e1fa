"""What the tools ask the site. Every function raises SiteError with what is wrong and what could be asked instead."""

from collections.abc import Mapping, Sequence
from typing import Any

from careersite.mcp_server import reading
from careersite.mcp_server.answers import (
    CitedAnswer,
    ComparisonAnswer,
    Figure,
    Found,
    FoundAnswer,
    Named,
    OccupationAnswer,
    PlaceAnswer,
    Source,
    TitleAnswer,
    TitleMatch,
)
from careersite.mcp_server.site import Site, SiteError

SURE = ("match", "probably")
OVERVIEW = (
    "pay_median",
    "hourly_median",
    "growth",
    "jobs",
    "openings",
    "entry_education",
    "time",
    "age",
    "gender",
    "skills",
)
"""The rows of an occupation or a comparison of which no sections are chosen."""
NATION = "nation"
MOST_FIGURES = 40
_MOST_PLACES = 8


def title(site: Site, text: str, limit: int = 3) -> TitleAnswer:
    [found] = site.match([text], limit)
    if found["error"]:
        raise SiteError(found["error"])
    return TitleAnswer(
        title=text,
        band=found["band"],
        matches=[reading.match(one) for one in found["matches"]],
        near=[reading.match(one) for one in found["near_matches"]],
        source=f"Matched by {site.address}, from official titles and its own.",
    )


def slug(site: Site, name: str) -> str:
    """The occupation that a slug, a permanent number, a code or a title means, if it is sure which one that is."""
    name = name.strip()
    if name.isdecimal():
        return name
    found = title(site, name)
    if found.matches and found.band in SURE:
        return found.matches[0].slug
    if not found.matches and name == name.lower() and name.replace("-", "").isalnum():
        return name  # a former slug, of which the site knows where it leads, or that it is withdrawn
    raise SiteError(_not_sure(found))


def _not_sure(found: TitleAnswer) -> str:
    listed = _choices(found.matches or found.near)
    if found.matches:
        return f"It is not sure which occupation “{found.title}” means: {listed}."
    return f"No occupation matches “{found.title}”." + (f" Near: {listed}." if listed else "")


def _choices(matches: Sequence[TitleMatch]) -> str:
    return ", ".join(f"{one.title} ({one.slug})" for one in matches)


def found(site: Site, conditions: Mapping[str, Any], rows: Sequence[str]) -> FoundAnswer:
    """`conditions`: parameters of the list of occupations."""
    listed = site.get("occupations/", **conditions, rows=",".join(rows), fields="title,page_url,cells")
    labels = _labels(site)
    occupations = [
        Found(
            **reading.named(one),
            figures=[reading.figure(row, labels.get(row, row), cell) for row, cell in one["cells"].items()],
        )
        for one in listed["results"]
    ]
    figures = [figure for one in occupations for figure in one.figures]
    return FoundAnswer(
        occupations=occupations,
        has_more=listed["next"] is not None,
        sources=reading.sources(listed["sources"], figures),
    )


def _labels(site: Site) -> dict[str, str]:
    """The names of metrics, by the row that shows them; of several, of the first."""
    metrics = site.get("metrics/")["results"]
    return {row: one["name"] for one in reversed(metrics) for row in one["row_keys"]}


def occupation(site: Site, name: str, sections: Sequence[str]) -> OccupationAnswer:
    fields = "title,page_url,description,records,cite_as,sections,sources"
    one = site.get(f"occupations/{slug(site, name)}/", fields=fields, sections=",".join(sections))
    rows = reading.rows(one["sections"], () if sections else OVERVIEW)
    figures = [reading.figure(row["key"], row["label"], row["cell"]) for row in rows][:MOST_FIGURES]
    return OccupationAnswer(
        **reading.named(one),
        description=reading.shortened(one["description"] or ""),
        codes=list(dict.fromkeys(f"{record['system']}:{record['code']}" for record in one["records"])),
        figures=figures,
        sources=reading.sources(one["sources"], figures),
        cite_as=one["cite_as"],
    )


def comparison(site: Site, names: Sequence[str], sections: Sequence[str]) -> ComparisonAnswer:
    slugs = [slug(site, name) for name in names]
    one = site.get("comparisons/", occupations=",".join(slugs), sections=",".join(sections))
    rows = [reading.compared(row) for row in reading.rows(one["sections"], () if sections else OVERVIEW)][:MOST_FIGURES]
    figures = [cell for row in rows for cell in row.cells.values()]
    return ComparisonAnswer(
        title=one["title"],
        page_url=one["page_url"],
        occupations=[Named(**reading.named(side)) for side in one["sides"]],
        sentences=[] if sections else one["lead_sentences"],
        rows=rows,
        sources=reading.sources(one["sources"], figures),
        cite_as=one["cite_as"],
    )


def in_place(site: Site, name: str, place: str, metrics: Sequence[str]) -> PlaceAnswer:
    where, where_name = _place(site, place)
    about = site.get(f"occupations/{slug(site, name)}/", fields="title,page_url,records")
    rows = site.get(
        "observations/",
        occupation=about["slug"],
        place=where,
        metric=",".join(metrics),
        industry="none",
        employer="none",
        limit=MOST_FIGURES,
    )["results"]
    if not rows:
        raise SiteError(f"No release has {', '.join(metrics)} of {about['title']} in {where_name}.")
    known = {one["key"]: one for one in site.get("metrics/")["results"]}
    licenses = {one["key"]: one["license"] for one in site.get("sources/")["results"]}
    numbers = {key: number for number, key in enumerate(dict.fromkeys(row["release"] for row in rows), start=1)}
    return PlaceAnswer(
        **reading.named(about),
        place=where,
        place_name=rows[0]["place_name"] or where_name,
        records=reading.records(rows, about["records"]),
        figures=[reading.observed(row, known[row["metric"]], numbers[row["release"]]) for row in rows],
        sources=reading.numbered(rows, site.get("releases/")["results"], licenses),
    )


def _place(site: Site, place: str) -> tuple[str, str]:
    """Key and name of the place with this key or name."""
    if place.casefold() in (NATION, "united states", "us", "usa"):
        return NATION, "United States"
    kind, _, number = place.casefold().partition("-")
    if kind in ("state", "metro") and number.isdecimal():
        return place.casefold(), place
    listed = site.get("places/", q=place, limit=100)["results"]
    same = [one for one in listed if one["name"].casefold() == place.casefold()] or listed
    if len(same) == 1:
        return same[0]["key"], same[0]["name"]
    if not same:
        raise SiteError(f"No place is called “{place}”. Ask for a state, a metropolitan area, or “{NATION}”.")
    some = ", ".join(f"{one['name']} ({one['key']})" for one in same[:_MOST_PLACES])
    raise SiteError(f"{len(same)} places are called “{place}”, so give the key of one: {some}.")


def cited(site: Site, name: str, row: str, as_of: str) -> CitedAnswer:
    fields = "title,page_url,cite_as,sections,sources"
    one = site.get(f"occupations/{slug(site, name)}/", fields=fields, as_of=as_of)
    rows = {item["key"]: item for item in reading.rows(one["sections"])}
    if row not in rows:
        raise SiteError(f"{one['title']} has no row “{row}”. Its rows: {', '.join(rows)}.")
    cell = rows[row]["cell"]
    figure = reading.figure(row, rows[row]["label"], cell)
    source = next(iter(reading.sources(one["sources"], [figure])), None)
    metric = next((item for item in site.get("metrics/")["results"] if item["key"] == cell["metric"]), None)
    return CitedAnswer(
        **reading.named(one),
        figure=figure,
        definition=metric and metric["definition"],
        method=cell.get("method"),
        population=cell.get("population"),
        source=source,
        citation=_citation(one, figure, source),
        permanent_url=one["cite_as"].rpartition(" ")[2],
    )


def _citation(one: Mapping[str, Any], figure: Figure, source: Source | None) -> str:
    told = f"{one['title']}, {figure.label[:1].lower()}{figure.label[1:]}: {figure.text}."
    program = f"Source: {', '.join(filter(None, [source.publisher, source.title]))}." if source else ""
    return " ".join(filter(None, [told, program, one["cite_as"]]))
