"""Official titles are plurals in title case ("Accountants and Auditors"); a page is about one person: "Accountant or
auditor"."""

import re

from occupations import language


def job_title(official: str, kept: frozenset[str] = language.DEFAULT_KEPT) -> str:
    """The official title in the singular and in sentence case: "Registered Nurses" → "Registered nurse".

    The nouns that language.plural would make plural are made singular, and where there are several of them the last
    "and" between them becomes "or". Editors correct what this gets wrong.
    """
    # Who is left out or named besides stays as it is.
    who, *others = re.split(r"(?=,? (?:except|including)\b)", language.running(official, kept), maxsplit=1)
    tokens, words = language.cut(who)
    heads = language.heads(words)
    for place in heads:
        tokens[place] = language.singular_word(tokens[place])
    if len(heads) > 1:
        joints = [place for place, word in words if word == "and" and heads[0] < place < heads[-1]]
        for place in joints[-1:]:
            tokens[place] = "or"
    return language.sentence_start(re.sub(r"\s+", " ", "".join([*tokens, *others])).strip())
