"""A job description for employers to copy: composed of an occupation's responsibilities, skills and ways of entry."""

from occupations.profiles import formatting
from occupations.profiles.sheet import Sheet
from occupations.text import english

SKILLS = 8
RESPONSIBILITIES = 12


def compose(sheet: Sheet) -> str:
    """Markdown with gaps in square brackets for what only the employer knows. Pay is left to the employer: the figures
    here are what people earn, not an offer."""
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
    lines += ["## What we offer", "", "- [Pay range]", "- [Hours, place of work, benefits]", ""]
    if (
        profile.responsibilities and profile.responsibilities_release >= 0
    ):  # whose licence asks for it wherever the text goes
        attribution = profile.releases[profile.responsibilities_release].attribution.replace("*", r"\*")
        lines += [f"Responsibilities: {attribution}", ""]
    return "\n".join(lines)


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
