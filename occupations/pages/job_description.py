"""A job description for employers to edit: made from an occupation's responsibilities, skills, entry requirements and
published pay."""

import re
from typing import NamedTuple

from occupations.metrics import METRICS
from occupations.profiles import formatting
from occupations.profiles.document import Figure, ReleaseRef
from occupations.profiles.sheet import Cell, Sheet
from occupations.text import english

SKILLS = 8
RESPONSIBILITIES = 12
MIDDLE, WIDE, NO_PAY = "25-75", "10-90", "none"
SPREADS = {
    MIDDLE: "Middle half (25th to 75th percentile)",
    WIDE: "10th to 90th percentile",
    NO_PAY: "Leave it to me",
}
"""Values of `pay=` and their labels; the first is the default."""
_ENDS = {MIDDLE: ("wage_annual_p25", "wage_annual_p75"), WIDE: ("wage_annual_p10", "wage_annual_p90")}
_PERCENTILES = {MIDDLE: "25th to 75th percentile wage", WIDE: "10th to 90th percentile wage"}
_HEADING, _ESCAPED, _STRONG = (
    re.compile(r"^#+ ", re.MULTILINE),
    re.compile(r"\\([\\`*_{}\[\]()#+.!|<>-])"),
    re.compile(r"\*\*(.+?)\*\*"),
)


class PayWords(NamedTuple):
    """Published pay in the words of a description. `line`: of the list of what is offered; `source`: whose pay it is,
    according to whom, and when, empty where the employer fills in the line."""

    line: str
    source: str

    @property
    def known(self) -> bool:
        return bool(self.source)

    @property
    def amounts(self) -> str:
        return self.line.removeprefix(_LINE)


_LINE = "- Pay range: "
UNKNOWN_PAY = PayWords("- [Pay range]", "")


def pay_words(sheet: Sheet, spread: str, area: str) -> PayWords:
    """The range of what people earn. `spread`: one of SPREADS; `area`: the place that the sheet's pay is for, empty for
    the nation. UNKNOWN_PAY if an end is not published or the employer fills it in."""
    cell = sheet.own["range"]
    figures = {figure.metric: figure for figure in cell.figures}
    low, high = (figures.get(metric) for metric in _ENDS.get(spread, ("", "")))
    if cell.missing or low is None or high is None or low.value is None or cell.release < 0:
        return UNKNOWN_PAY
    upper = _amount(high)
    if not upper:
        return UNKNOWN_PAY
    of = cell.group or sheet.profile.names.plural
    whose = f"{_PERCENTILES[spread]} of {english.running(of, english.DEFAULT_VERBATIM)}"
    where = f"in {area or 'the United States'}, {cell.when}"
    return PayWords(
        f"{_LINE}{_amount(low)} to {upper} a year",
        f"Pay range: {whose} {where} ({_publisher(sheet.profile.releases[cell.release])}).{_remark(cell)}",
    )


def _amount(figure: Figure) -> str:
    amount = figure.value if figure.value is not None else figure.at_least
    if amount is None:
        return ""
    text = formatting.number(amount, METRICS[figure.metric].unit)
    return text if figure.value is not None else f"{text} or more"


def _publisher(release: ReleaseRef) -> str:
    return ", ".join(part for part in (release.publisher, release.source) if part)


def _remark(cell: Cell) -> str:
    return " The figure is for this wider group." if cell.group else ""


def compose(sheet: Sheet, pay: PayWords = UNKNOWN_PAY) -> str:
    """Markdown with placeholders in square brackets for what only the employer knows."""
    profile = sheet.profile
    names = profile.names
    lines = [f"# {names.title}", "", f"[Company] is looking for {names.article} {names.running} in [place].", ""]
    if profile.responsibilities:
        lines += [
            "## What you will do",
            "",
            *(f"- {responsibility}" for responsibility in profile.responsibilities[:RESPONSIBILITIES]),
            "",
        ]
    skills = _skills(sheet)
    if skills:
        lines += ["## What you bring", "", *(f"- {skill}" for skill in skills), ""]
    entry = _entry(sheet)
    if entry:
        lines += ["## Education and experience", "", *(f"- {line}" for line in entry), ""]
    lines += ["## What we offer", "", pay.line, "- [Hours, place of work, benefits]", ""]
    lines += [line for source in (_attribution(sheet), pay.source) if source for line in (source, "")]
    return "\n".join(lines)


def _attribution(sheet: Sheet) -> str:
    """Whose words the responsibilities are, which their license requires to be said wherever they are used; empty for
    those of our editors."""
    profile = sheet.profile
    if not profile.responsibilities or profile.responsibilities_release < 0:
        return ""
    attribution = profile.releases[profile.responsibilities_release].attribution.replace("*", r"\*")
    return f"Responsibilities: {attribution}"


def with_pay(text: str, before: PayWords, after: PayWords) -> tuple[str, bool]:
    """The text with other pay, and whether it has it: a line that the employer has changed stays as it is."""
    if before.line not in text:
        return text, before == after
    text = text.replace(before.line, after.line, 1)
    if before.source and before.source in text:
        text = text.replace(before.source, after.source, 1)
    elif after.source and after.source not in text:
        text = f"{text.rstrip()}\n\n{after.source}\n"
    return f"{text.rstrip()}\n", True


def plain(markdown: str) -> str:
    """The Markdown of a description as text: without signs of headings, emphasis and escapes."""
    return _ESCAPED.sub(r"\1", _STRONG.sub(r"\1", _HEADING.sub("", markdown)))


def _skills(sheet: Sheet) -> list[str]:
    cell = sheet.own["skills"]
    if cell.missing:
        return []
    return [english.sentence_start(figure.label) for figure in list(cell.held.values())[:SKILLS]]


def _entry(sheet: Sheet) -> list[str]:
    lines = []
    for key, before in (
        ("entry_education", "Typical education"),
        ("entry_experience", "Related experience"),
        ("entry_training", "On-the-job training"),
        ("experience", "Experience"),
    ):
        cell = sheet.own[key]
        if not cell.missing and not formatting.needs_nothing(cell.figures[0]):
            lines.append(f"{before}: {cell.text}")
    return lines
