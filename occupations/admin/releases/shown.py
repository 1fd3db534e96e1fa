"""What the page of an import says: sentences on its state, and the report, filtered and in pages."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from occupations.admin.batch_views import counted
from occupations.admin.releases.forms import FilterForm
from occupations.importers.requested.report import FigureRow, Findings, unpacked
from occupations.models import Occupation, ReleaseImport
from occupations.models.release_imports import ImportPhase

ON_A_PAGE = 50


class Table(NamedTuple):
    """What a file brings for a table, in sentences. `unusual`: what a publisher has to agree to."""

    title: str
    sentences: list[str]
    unusual: list[str]


SAFE = {
    ImportPhase.CHECKING: "Nothing was imported.",
    ImportPhase.IMPORTING: "Nothing was imported.",
    ImportPhase.COMPARING: "The releases are imported, and nothing is published; which pages change is not known yet.",
    ImportPhase.UNDOING: "What was undone stays undone.",
}


def tables(run: ReleaseImport) -> list[Table]:
    return [_table(one, run.report["counts"].get(one["dataset"])) for one in run.report.get("releases", [])]


def _table(effects: dict[str, Any], counts: dict[str, int] | None) -> Table:
    if effects["unchanged"]:
        same = f"It has the same content as “{effects['same_as']}”." if effects["same_as"] else "It is here already."
        return Table(effects["title"], [f"{same} Nothing changes."], [])
    said = [f"{effects['rows_read']:,} rows read."]
    said += [f"{rows:,} rows left out: {reason}." for reason, rows in sorted(effects["skipped"].items())]
    if effects["unmatched_rows"]:
        said.append(f"{effects['unmatched_rows']:,} rows of unknown records, such as {min(effects['unmatched'])}.")
    if effects["records_renamed"]:
        renamed = [f"{key}: {before} → {after}" for key, before, after in effects["records_renamed"]]
        said.append(f"Renamed: {'; '.join(renamed)}.")
    if not effects["current"] and effects["dataset"]:
        said.append("A newer release of this table is current, so pages do not use it.")
    if counts:
        said.append(
            f"{counts['compared']:,} figures are also in the release before: {counts['changed']:,} changed by 10% or "
            f"more, {counts['outliers']:,} of them by 50% or more; {counts['gone']:,} are gone, {counts['new']:,} new."
        )
    return Table(effects["title"], said, effects["accepted"])


def mappings(run: ReleaseImport) -> list[tuple[str, list[str]]]:
    """What is left for editors, under headings."""
    mapped = run.report.get("mapped", {})
    headings = {
        "conflicts": "Mappings in conflict, left for an editor",
        "gone": "Occupations that are in no current O*NET release",
        "waiting": "Occupations that wait for the SOC structure file",
        "added": "New occupations, as drafts",
    }
    return [(heading, mapped[key]) for key, heading in headings.items() if mapped.get(key)]


def report(run: ReleaseImport, query: QueryDict) -> dict[str, Any]:
    """The lists of the page: figures as filtered, pages, records and words, each in parts."""
    found = unpacked(bytes(run.findings))
    form = FilterForm(query or None, tables=sorted({row.dataset for row in found.figures}))
    wanted = _filtered(found, form.cleaned_data if form.is_bound and form.is_valid() else {})
    figures = _part(wanted, query, "figures")
    pages = _part(found.pages, query, "pages")
    owners = {row.owner for row in figures.object_list if row.owner}
    kept = urlencode({name: query[name] for name in form.fields if query.get(name)})
    return {
        "filter": form,
        "filtered": f"{kept}&" if kept else "",
        "figures": figures,
        "counted_figures": counted(len(wanted), "figure"),
        "more_figures": found.more_figures,
        "titles": dict(Occupation.objects.filter(pk__in=owners).values_list("pk", "title")),
        "pages": pages,
        "unsaid": _part([row for row in found.pages if row.unsaid], query, "unsaid"),
        "pairs": _part(found.pairs, query, "pairs"),
        "gone": _part([row for row in found.records if not row.is_new], query, "gone"),
        "come": _part([row for row in found.records if row.is_new], query, "come"),
    }


def _part(rows: list, query: QueryDict, name: str) -> Page:
    return Paginator(rows, ON_A_PAGE).get_page(query.get(f"{name}-page"))


def _filtered(found: Findings, wanted: dict[str, str]) -> list[FigureRow]:
    rows = found.figures
    if table := wanted.get("table"):
        rows = [row for row in rows if row.dataset == table]
    match wanted.get("size"):
        case "outliers":
            rows = [row for row in rows if row.is_outlier]
        case "changed":
            rows = [row for row in rows if row.is_changed]
    if words := wanted.get("q", "").casefold():
        rows = [row for row in rows if words in f"{row.code} {row.title} {row.what} {row.where}".casefold()]
    return rows
