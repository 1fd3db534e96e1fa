"""Converts official titles, which are plurals in title case ("Accountants and Auditors"), to the singular that pages
use ("Accountant or auditor")."""

import re

from occupations.text import english

# Exceptions to the rules below, checked by hand.
REVIEWED = {
    "Dining Room and Cafeteria Attendants and Bartender Helpers": "Dining room and cafeteria attendant or bartender "
    "helper",
    "Entertainers and Performers, Sports and Related Workers, All Other": "Entertainer or performer, sports or related "
    "worker, all other",
    "Infantry": "Infantry member",
    "Jewelers and Precious Stone and Metal Workers": "Jeweler or precious stone and metal worker",
    "Laborers and Freight, Stock, and Material Movers, Hand": "Laborer or freight, stock, and material mover, hand",
    "Licensed Practical and Licensed Vocational Nurses": "Licensed practical or licensed vocational nurse",
    "Lifeguards, Ski Patrol, and Other Recreational Protective Service Workers": "Lifeguard, ski patroller, or other "
    "recreational protective service worker",
    "Police and Sheriff's Patrol Officers": "Police or sheriff's patrol officer",
    "Special Forces": "Special forces member",
    "Tailors, Dressmakers, and Custom Sewers": "Tailor, dressmaker, or custom sewer",
    "Tax Examiners and Collectors, and Revenue Agents": "Tax examiner, collector, or revenue agent",
    "Transit and Railroad Police": "Transit or railroad police officer",
}


def job_title(official: str, verbatim: frozenset[str] = english.DEFAULT_VERBATIM) -> str:
    """The official title in the singular and in sentence case: "Registered Nurses" → "Registered nurse".

    The nouns that english.plural would make plural are made singular, and if there are several, the last "and" between
    them becomes "or". Editors correct what this gets wrong.
    """
    # Exceptions and additions stay unchanged.
    if official in REVIEWED:
        return REVIEWED[official]
    official = official.replace("Helpers--", "Helpers to ")
    who, *others = re.split(r"(?=,? (?:except|including|of|to)\b)", english.running(official, verbatim), maxsplit=1)
    tokens, words = english.cut(who)
    heads = english.heads(words)
    if len(heads) > 1:  # a list of several people: all that are plural
        heads = [place for place, word in words if place in heads or _ends_part(tokens, place)]
    for place in heads:
        tokens[place] = english.singular_word(tokens[place])
    if len(heads) > 1:
        joints = [place for place, word in words if word == "and" and heads[0] < place < heads[-1]]
        for place in joints[-1:]:
            tokens[place] = "or"
    return english.sentence_start(re.sub(r"\s+", " ", "".join([*tokens, *others])).strip())


def _ends_part(tokens: list[str], place: int) -> bool:
    """Whether a list item ends with this word: before a comma, "and" or "or"."""
    rest = [token for token in tokens[place + 1 :] if token.strip()]
    return bool(rest) and rest[0] in {",", "and", "or"} and english.is_plural_person(tokens[place])
