"""What is wrong with the sentences of a page, held against its figures. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable

from comparisons.page_checks.checked_page import CheckedPage, amounts, number, plain
from occupations.metrics import METRICS
from occupations.profiles import formatting
from occupations.profiles.groups import whole_group
from occupations.profiles.sheet import Cell

GAP = re.compile(r": a gap of .*$|\$\S+ (?=(?:more|less)\b)")
EARN = re.compile(r"\bearn\b")
STATISTICS = {
    "mean": re.compile(r"\bmeans?\b|\bon average\b", re.IGNORECASE),
    "median": re.compile(r"\bmedians?\b", re.IGNORECASE),
    "average": re.compile(r"(?<!\bon )\baverages?\b", re.IGNORECASE),
}
"""How the metrics are named that have a statistic → how sentences name it."""
TABLE = re.compile(r"<tbody.*?</tbody>", re.DOTALL)


def strange_amounts(page: CheckedPage) -> list[str]:
    """Amounts of money that no cell and no difference of the page shows."""
    shown = set(amounts(" ".join(TABLE.findall(page.html))))
    return sorted({amount for sentence in page.sentences for amount in amounts(sentence)} - shown)


def unnamed_groups(page: CheckedPage) -> list[str]:
    """Sentences with an amount that only a wider group has, without the name of the group."""
    own: set[str] = set()
    groups: dict[str, set[str]] = defaultdict(set)  # amount → groups in the middle of a sentence
    for cell in page.cells:
        for amount in amounts(cell.text):
            if cell.group:
                groups[amount].add(whole_group(cell.group).casefold())
            else:
                own.add(amount)
    return [
        sentence
        for sentence in page.sentences
        for amount in amounts(GAP.sub("", sentence))
        if amount not in own and amount in groups and not any(name in sentence.casefold() for name in groups[amount])
    ]


def unnamed_statistics(page: CheckedPage) -> list[str]:
    """Sentences on pay that do not say of which statistic it is, or name one that is not that of their amounts."""
    metrics: dict[str, set[str]] = defaultdict(set)
    for cell in page.cells:
        for amount in amounts(cell.text):
            metrics[amount].add(cell.metric)
    return [
        sentence
        for sentence in page.sentences
        if EARN.search(sentence) and amounts(sentence) and not _names_its_statistic(sentence, metrics)
    ]


def _names_its_statistic(sentence: str, metrics: dict[str, set[str]]) -> bool:
    named = [statistic for statistic, words in STATISTICS.items() if words.search(sentence)]
    return bool(named) and all(
        any(metric.endswith(tuple(named)) for metric in metrics[amount])
        for amount in amounts(GAP.sub("", sentence))
        if amount in metrics
    )


def amounts_out_of_order(page: CheckedPage) -> list[str]:
    """Sentences on the pay of more than two sides whose amounts do not fall from the first to the last."""
    found = []
    for sentence in page.sentences:
        values = [number(amount) for amount in amounts(GAP.sub("", sentence))]
        if EARN.search(sentence) and len(values) > 2 and values != sorted(values, reverse=True):
            found.append(sentence)
    return found


def lost_signs(sentences: Iterable[str], growth: Cell) -> list[str]:
    """Sentences on growth, of an occupation's own page, in which one of two percentages has lost its sign."""
    of_all = growth.all_workers
    unit = METRICS["growth"].unit
    values = [figure.value for figure in (*growth.figures[:1], of_all) if figure is not None and figure.value]
    return [
        sentence
        for sentence in sentences
        if sentence.startswith("Employment") and "projected" in sentence
        for value in values
        if not _keeps_sign(sentence, formatting.number(abs(value), unit), negative=value < 0)
    ]


def _keeps_sign(sentence: str, percentage: str, *, negative: bool) -> bool:
    """Whether the sentence has this percentage, and as a fall only if it is one."""
    falls = f"decline {percentage}" in sentence or f"{formatting.MINUS}{percentage}" in sentence
    if negative:
        return falls
    return f"grow {percentage}" in sentence or f"({percentage})" in sentence


def unmarked_in_rows(page: CheckedPage) -> list[str]:
    """Rows with the figure of a wider group whose name does not stand in them, in this format and in the others."""
    shown = _rows_of_html(page.html)
    groups = {
        row.slot: {" ".join(cell.group.split()) for cell in row.cells if cell.group and not cell.missing}
        for row in page.rows
    }
    found = [
        f"{slot}: {group}"
        for slot, named in groups.items()
        for group in named
        if slot in shown and group not in shown[slot]
    ]
    for name, text in page.others.items():
        words = " ".join(text.replace("\\", "").split())
        found += [
            f".{name}: {group}" for group in set().union(*groups.values()) if group.replace("\\", "") not in words
        ]
    return found


def _rows_of_html(html: str) -> dict[str, str]:
    rows: dict[str, str] = {}
    for part in html.split('<tr role="row"')[1:]:
        slot = re.search(r'id="row-([a-z_]+)"', part)
        if slot:
            rows[slot[1]] = plain(part.partition("</tr>")[0])
    return rows
