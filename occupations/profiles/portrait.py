"""What figures say an occupation is, in sentences, where nobody has described it. Pure.

Only what sets it apart is said: skills and fields of knowledge that count for more than in three quarters of all
occupations, programs that few others use, and the sectors with most of its employees.
"""

import datetime

import msgspec

from occupations.profiles import formatting
from occupations.profiles.document import Names
from occupations.text.english import DEFAULT_VERBATIM, running, sentence_start
from occupations.text.lists import listed

NEARLY_ALL, MOST, MANY = 90, 50, 25  # percent of employees
CONCENTRATED = 70  # percent from which on the sector says more than skills do

PRODUCTS = frozenset(
    ["Alteryx", "Ansible", "Blackboard", "Citrix", "Mastercam", "Procore", "Quark", "Salesforce", "Workday", "Yardi"]
)  # names at the beginning of what otherwise looks like a kind of program
# Where the name of a field does not follow “knowledge of”.
KNOWLEDGE = {
    "Administrative": "office administration",
    "English Language": "the English language",
    "Foreign Language": "a foreign language",
    "Mechanical": "machines and tools",
}

SECTORS = {
    "11": "agriculture, forestry and fishing",
    "21": "mining, oil and gas",
    "22": "utilities",
    "23": "construction",
    "31-33": "manufacturing",
    "42": "wholesale trade",
    "44-45": "retail trade",
    "48-49": "transportation and warehousing",
    "51": "media, telecommunications and other information industries",
    "52": "finance and insurance",
    "53": "real estate and rental",
    "54": "professional, scientific and technical services",
    "55": "the management of companies",
    "56": "administrative, support and waste services",
    "61": "education",
    "62": "health care and social assistance",
    "71": "arts, entertainment and recreation",
    "72": "hotels and restaurants",
    "81": "repair, personal and other services",
    "99": "government",
}
"""Sectors of the industry classification, by code, as in “work in …”; 99 is government without its schools and
hospitals."""


class Sector(msgspec.Struct, frozen=True, array_like=True):
    code: str
    share: int  # percent of the employees of all sectors
    when: datetime.date  # the last day of the reference period


class StandsOut(msgspec.Struct, frozen=True, omit_defaults=True):
    """What sets an occupation apart from all others, most first. Names as in its figures; `above`: the percent of all
    occupations in which each of the skills and fields of knowledge matters less; `sectors`: with the most employees
    first."""

    skills: tuple[str, ...] = ()
    knowledge: tuple[str, ...] = ()
    above: int = 0
    tools: tuple[str, ...] = ()
    sectors: tuple[Sector, ...] = ()


def read(text: str | None) -> StandsOut:
    """From stored JSON."""
    return msgspec.json.decode(text, type=StandsOut) if text else StandsOut()


def portrait(names: Names, found: StandsOut) -> list[str]:
    """Up to three sentences; what sets it apart most comes first, and the first sentence names the occupation."""
    sentences: list[str] = []
    sector_first = bool(found.sectors) and found.sectors[0].share >= CONCENTRATED
    for say in (_works, _matters, _uses) if sector_first else (_matters, _works, _uses):
        if sentence := say(found, "" if sentences else names.plural):
            sentences.append(sentence_start(sentence))
    return sentences


def _matters(found: StandsOut, who: str) -> str:
    """`who`: the occupation's plural, or empty where it has been named; so for the others."""
    skills = [running(name, DEFAULT_VERBATIM) for name in found.skills]
    knowledge = [KNOWLEDGE.get(name) or running(name, DEFAULT_VERBATIM) for name in found.knowledge]
    if not (skills or knowledge):
        return ""
    more = f"more {f'in the work of {who}' if who else 'here'} than in {found.above}% of all occupations"
    if not knowledge:
        return f"{listed(skills)} {'matter' if len(skills) > 1 else 'matters'} {more}."
    too = f", and so {'do' if len(skills) > 1 else 'does'} {listed(skills)}" if skills else ""
    return f"knowledge of {listed(knowledge)} matters {more}{too}."


def _works(found: StandsOut, who: str) -> str:
    if not found.sectors:
        return ""
    first, *others = found.sectors
    place = f"{SECTORS[first.code]} ({first.share}% of employees, {formatting.year(first.when)})"
    if first.share >= MOST:
        return f"{'nearly all' if first.share >= NEARLY_ALL else 'most'} {who or 'of them'} work in {place}."
    if first.share >= MANY and others and 2 * others[0].share >= MANY:
        return f"{who or 'they'} work above all in {place} and in {SECTORS[others[0].code]} ({others[0].share}%)."
    return f"{who or 'they'} work in many sectors, most often in {place}."


def _uses(found: StandsOut, who: str) -> str:
    if not found.tools:
        return ""
    tools = listed([_in_a_sentence(tool) for tool in found.tools])
    return f"{who} use {tools}." if who else f"software in use includes {tools}."


def _in_a_sentence(tool: str) -> str:
    """A kind of program (“Electronic health record EHR software”) begins small, and its initials are left out; a
    product keeps its name."""
    first, *others = tool.split()
    words = [first, *(word for word in others if not (word.isupper() and len(word) > 1))]
    rest = " ".join(words[1:])
    kind = bool(rest) and rest == rest.lower() and first[1:] == first[1:].lower() and first not in PRODUCTS
    if not kind:
        return tool
    return f"{first.lower()} {rest}".replace("system systems", "systems")
