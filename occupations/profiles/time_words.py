"""The time to become one, or the way in if its length is not known, in sentences. Pure."""

from occupations.profiles import formatting
from occupations.profiles.document import Names
from occupations.profiles.groups import subject, whole_group
from occupations.profiles.preparation import words
from occupations.profiles.sheet import Cell


def time_taken(cell: Cell, *, from_when: bool = True) -> str:
    """For after "it usually takes": "about 4 years after high school", "4 to 6 years". `from_when`: see running()."""
    if cell.steps:
        return words.running(cell.steps, from_when=from_when)
    return "no training time" if formatting.needs_nothing(cell.figures[0]) else cell.text


def what_for(cell: Cell) -> str:
    """What takes that long, who says so and of whom, in parentheses: " (a bachelor's degree; a figure for all
    registered nurses)"; empty if there is nothing to say."""
    needed = words.needed(cell.steps)
    if cell.answers:
        needed = f"{needed}, according to {cell.population}".removeprefix(", ")
    remarks = [needed, f"a figure for {whole_group(cell.group)}" if cell.group else ""]
    said = "; ".join(remark for remark in remarks if remark)
    return f" ({said})" if said else ""


def becoming(names: Names, cell: Cell) -> str:
    """ "it usually takes about 4 years after high school to become a registered nurse (a bachelor's degree)"."""
    return f"it usually takes {time_taken(cell)} to become {names.article} {names.running}{what_for(cell)}"


def way_in(cell: Cell) -> str:
    """ "a bachelor's degree and less than 5 years of related experience, followed by an apprenticeship"; where people
    in the occupation were asked, that it is they who say so."""
    given = {figure.metric: figure.label for figure in cell.figures if not formatting.needs_nothing(figure)}
    phrase = words.credential(given.get("entry_education", "no formal education"))
    experience = words.as_written(given.get("entry_experience", ""))
    if experience:
        phrase += f" and {experience}{' of related experience' if 'year' in experience else ''}"
    training = given.get("entry_training")
    phrase += f", followed by {words.credential(training)}" if training else ""
    raters = next((figure.population for figure in cell.figures if figure.metric == "entry_education"), "")
    return f"{phrase}, according to {raters}" if raters else phrase


def entering(names: Names, cell: Cell) -> str:
    """The sentence on how long it takes or, where that is not known, on the way in; empty if neither is."""
    if cell.missing:
        return ""
    if cell.metric == "entry_path":
        return f"{subject(names, cell.group)} usually enter with {way_in(cell)}"
    return becoming(names, cell) if cell.steps or not formatting.needs_nothing(cell.figures[0]) else ""
