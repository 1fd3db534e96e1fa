"""Answers as short Markdown, for clients that do not read structured ones. Pure functions."""

from collections.abc import Sequence

from careersite.mcp_server.answers import (
    Cell,
    CitedAnswer,
    ComparisonAnswer,
    Figure,
    FoundAnswer,
    OccupationAnswer,
    PlaceAnswer,
    Source,
    TitleAnswer,
)


def of_title(answer: TitleAnswer) -> str:
    if not answer.matches and not answer.near:
        return f"No occupation matches “{answer.title}”."
    lead = f"“{answer.title}” ({answer.band}):" if answer.matches else f"Nothing matches “{answer.title}”. Near:"
    told = [
        f"- {one.title} (`{one.slug}`), confidence {one.confidence:.2f}; {', '.join(one.codes)}"
        for one in answer.matches or answer.near
    ]
    return "\n".join([lead, *told, "", f"Source: {answer.source}"])


def of_found(answer: FoundAnswer) -> str:
    if not answer.occupations:
        return "No occupation meets these conditions."
    told = [f"- {one.title} (`{one.slug}`): {'; '.join(map(_figure, one.figures))}" for one in answer.occupations]
    return "\n".join([*told, *(["There are more."] if answer.has_more else []), *_sources(answer.sources)])


def of_occupation(answer: OccupationAnswer) -> str:
    lines = [f"# {answer.title}", "", answer.description, "", *(f"- {_figure(one)}" for one in answer.figures)]
    return "\n".join([*lines, *_sources(answer.sources), "", answer.cite_as])


def of_comparison(answer: ComparisonAnswer) -> str:
    slugs = [one.slug for one in answer.occupations]
    lines = [f"# {answer.title}", "", *answer.sentences, ""]
    if answer.rows:
        lines += [f"| | {' | '.join(one.title for one in answer.occupations)} |", "|---" * (len(slugs) + 1) + "|"]
    for row in answer.rows:
        cells = [_cited(row.cells[slug]).replace("|", "/") for slug in slugs]
        lines.append(f"| {row.label} | {' | '.join(cells)} |")
    return "\n".join([*lines, *_sources(answer.sources), "", answer.cite_as])


def of_place(answer: PlaceAnswer) -> str:
    lines = [f"{answer.title}, {answer.place_name} (`{answer.place}`)", ""]
    records = ", ".join(f"{one.title} ({one.key}, {one.quality})" for one in answer.records)
    figures = [f"- {_figure(one)}" for one in answer.figures]
    return "\n".join([*lines, *figures, "", f"Official records: {records}", *_sources(answer.sources)])


def of_cited(answer: CitedAnswer) -> str:
    lines = [answer.citation]
    lines += [f"Definition: {answer.definition}"] if answer.definition else []
    lines += [f"Who is counted: {answer.population}"] if answer.population else []
    return "\n\n".join(lines)


def _figure(figure: Figure) -> str:
    return f"{figure.label}: {_cited(figure)}"


def _cited(cell: Cell) -> str:
    return f"{cell.text} [{cell.source}]" if cell.source else cell.text


def _sources(sources: Sequence[Source]) -> list[str]:
    told = [
        f"[{one.number}] {one.title}; {one.publisher or 'no publisher'}; period: {one.period or 'not stated'}"
        for one in sources
    ]
    return ["", "Sources:", *told] if told else []
