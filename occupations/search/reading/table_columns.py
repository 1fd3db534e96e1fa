"""What each table of words says, and what is wrong with a row that somebody wants to add."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from occupations.search.reading.tables import REWRITING, Edit, Phrase, phrase, rows

WHERE = ("any", "start", "end", "edges")


class Columns(NamedTuple):
    """`label`: of the table; `about`: what it is for, as a sentence; `others`: its columns beside the words, in the
    order of the file; `longest`: words that are looked for together, 0 if there is no limit; `kinds`: that it knows."""

    label: str
    about: str
    others: tuple[str, ...] = ()
    longest: int = 0
    kinds: tuple[str, ...] = ()


_READ = ("read_as",)
_ANYWHERE = "Read in other words, wherever it stands in a title."

TABLES = {
    "abbreviations": Columns("Abbreviations", f"“asst”: assistant. {_ANYWHERE}", _READ, 5),
    "gendered": Columns("Gendered words", f"“chairwoman”: board chairperson. {_ANYWHERE}", _READ, 5),
    "british": Columns("British words", f"“lorry driver”: truck driver. {_ANYWHERE}", _READ, 5),
    "spanish": Columns("Spanish words", f"“enfermera”: registered nurse. {_ANYWHERE}", _READ, 5),
    "everyday": Columns("Everyday words", "“cop”: police officer. Read so only where it is all of a title.", _READ),
    "ambiguous": Columns("Ambiguous words", "Other tables rewrite these only where they are all of a title.", (), 5),
    "activities": Columns("Activities", "“sales”: sales representative. Who does what a title ends in.", _READ, 5),
    "functions": Columns("Functions", "“marketing”: marketing manager. Who leads it.", _READ, 4),
    "supervisors": Columns(
        "Trades", "“kitchen”: first-line supervisor of food preparation and serving workers.", _READ, 4
    ),
    "leaders": Columns(
        "Leaders", "“vice president”: words for who leads a function (manager) or a trade (supervisor).", ("kind",), 3,
        ("manager", "supervisor"),
    ),
    "general": Columns("General words", "Words that say what is led only if nothing else in the title does.", (), 4),
    "roles": Columns(
        "Roles", "“manager”: a role in any work. A title that has no other words could be one of several occupations.",
        (), 1,
    ),
    "marks": Columns(
        "Marks", "“senior”: a level. What is set aside, because it does not name the work, and where it may stand.",
        ("kind", "where"), 6,
        ("advert", "asking", "contract", "department", "gender", "level", "place", "qualification", "shift"),
    ),
    "places": Columns("Places", "Places that are set aside at the beginning or end of a title.", (), 6),
    "states": Columns("States", "Two letters for a state that are set aside after a comma.", (), 1),
    "no_titles": Columns(
        "No job titles", "“bachelor of science”: what no job title has.", ("kind",), 3,
        ("award", "date", "degree", "noise", "nothing", "organization", "product", "quality", "sentence", "status",
         "terms", "topic"),
    ),
}  # fmt: skip


# The choices of a form: those of each table under its name.
KINDS = [("", "–"), *((one.label, [(kind, kind) for kind in one.kinds]) for one in TABLES.values() if one.kinds)]


def in_words(edit: Edit) -> str:
    """ "read as assistant or aide", "level, any place", "switched off"."""
    if edit.off:
        return "switched off"
    read = " or ".join(part.strip() for part in edit.read_as.split("|") if part.strip())
    where = {"": "", "any": "anywhere", "start": "at the start", "end": "at the end", "edges": "at either end"}
    return ", ".join(filter(None, [read and f"read as {read}", edit.kind, where.get(edit.where, edit.where)]))


def package_rows(table: str, words: str) -> list[Edit]:
    """What the package has for these words; in several spellings, perhaps."""
    return [as_edit(table, row) for row in _by_phrase(table).get(phrase(words), ())]


@cache
def _by_phrase(table: str) -> dict[Phrase, list[list[str]]]:
    found: dict[Phrase, list[list[str]]] = {}
    for row in rows(table):
        found.setdefault(phrase(row[0]), []).append(row)
    return found


def as_edit(table: str, row: list[str]) -> Edit:
    said = dict(zip(TABLES[table].others, row[1:], strict=True))
    return Edit(table, row[0], said.get("read_as", ""), said.get("kind", ""), said.get("where", ""))


def mistakes(edit: Edit) -> dict[str, str]:
    """{column: what is wrong, as a sentence}."""
    return dict(_of_words(edit)) or dict(_of_others(edit))


def _of_words(edit: Edit) -> Iterator[tuple[str, str]]:
    words, columns = phrase(edit.words), TABLES[edit.table]
    if not words:
        yield "words", "Enter words with letters or digits."
    elif len(edit.words.split()) > 1 and len(words) < 2:
        yield "words", f"Only “{words[0]}” would be looked for; words such as “of” and “the” make no difference."
    elif columns.longest and len(words) > columns.longest:
        most = f"{columns.longest} words are" if columns.longest > 1 else "one word is"
        yield "words", f"Shorten it: at most {most} looked for in this table."
    elif edit.table == "states" and len(words[0]) != 2:
        yield "words", "A state has two letters here."
    elif edit.off and not package_rows(edit.table, edit.words):
        yield "words", "This table has no such row that could be switched off."
    elif any(known[2:] == edit[2:] for known in package_rows(edit.table, edit.words)):
        yield "words", "This table already has this row."


def _of_others(edit: Edit) -> Iterator[tuple[str, str]]:
    columns = TABLES[edit.table]
    for name in ("read_as", "kind", "where"):
        value = getattr(edit, name)
        if edit.off and value:
            yield name, "Leave it empty: the row is switched off."
        elif name not in columns.others:
            if value:
                yield name, f"Leave it empty: “{columns.label}” has no such column."
        elif not value and not edit.off:
            yield name, "Fill it in: this table needs it."
        elif name == "kind" and value and value not in columns.kinds:
            yield name, f"Use one of these: {', '.join(columns.kinds)}."
        elif name == "read_as" and value and (wrong := _reading(edit)):
            yield name, wrong


def _reading(edit: Edit) -> str:
    ways = [phrase(way) for way in edit.read_as.split("|")]
    if not all(ways):
        return "Each alternative between “|” needs words with letters or digits."
    if edit.table in REWRITING and ways == [phrase(edit.words)]:
        return "These are the same words."
    return ""
