"""What may never be on a page of a comparison, found in its HTML as a reader would find it. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from occupations.profiles.groups import whole_group
from occupations.profiles.sheet import Cell

LEFTOVERS = ("None", "{{", "}}", "{%", "%}", "{#", "Undefined", "NaN", "&lt;function", "object at 0x", "Markup(")
EMPTY = re.compile(
    r"""<(?:
        t[dh]\b[^>]*>\s*(?=</?t[dhr]\b|</tbody|<span\ class="diff)   # a cell with nothing in it
      | (span|li|dd|dt|p|b|h[1-4]|summary|title|a|strong|em|ul|ol|dl|table|tbody)\b[^>]*>\s*</\1>
      | \w+\b[^>]*\ (?:href|src|title|content)=""
    )""",
    re.VERBOSE,
)
DATA = re.compile(r'<script type="application/ld\+json">.*?</script>')  # JSON is full of double brackets
DOUBLED = re.compile(r"\b(\w+) \1\b|takes usually|usually takes usually|\bis are\b|\bhas have\b", re.IGNORECASE)
DASH = re.compile(r"(?<=>)\s*[-–—−]\s*<")
SAME_PAY = re.compile(r"earn (?:about )?the same: ([^.:]*)")
WITHIN = 1.02  # what counts as about the same in pay
UNCERTAIN_AND_SAME = re.compile(r'<tr role="row" class="same">(?:(?!</tr>).)*too uncertain', re.DOTALL)
MONTHS_AND_YEARS = re.compile(r"\b(?:[1-9]|1[01]) to (?:1[3-9]|[2-9]\d|\d{3}) months\b")
MOST_PEOPLE = re.compile(r"\bmost people (?:have|hold|enter|earn|need)\b", re.IGNORECASE)
SKILLS = re.compile(r'<section class="set"><h3>Skills\b.*?</section>', re.DOTALL)
ALL_SKILLS = re.compile(r"All (\d+) skills that matter for .* also matter for ")
MATTERS = 3.0  # the rating from which on a skill is part of an occupation
AMOUNT = re.compile(r"\$\d+(?:,\d{3})*(?:\.\d+)?")


def problems(page: str, sentences: Sequence[str], figures: Iterable[Cell] = ()) -> Iterator[tuple[str, str]]:
    """(kind, what) of everything wrong with a page. `sentences`: those that it begins with; `figures`: the
    cells of its tables."""
    for kind, found in (
        ("leftover of a template", leftovers(page)),
        ("empty element", empty(page)),
        ("bare dash", DASH.findall(page)),
        ("id used twice", repeated(re.findall(r' id="([^"]+)"', page))),
        ("figure without a source", unsourced(page)),
        ("broken sentence", doubled(page)),
        ("amount that is not in the table", strange_amounts(page, sentences)),
        ("about the same, yet far apart", far_apart(prose(page))),
        ("uncertain, yet counted as the same", UNCERTAIN_AND_SAME.findall(page)),
        ("skill that does not matter for both, counted as if", miscounted_skills(page)),
        ("months in place of years", MONTHS_AND_YEARS.findall(prose(page) + cells(page))),
        ("most people, for the most common", MOST_PEOPLE.findall(prose(page))),
        ("amount of a wider group that is not named", unnamed_groups(sentences, figures)),
    ):
        for what in found:
            yield kind, what


def leftovers(page: str) -> list[str]:
    page = DATA.sub("", page).replace("If-None-Match", "")  # a header that the docs of the API name
    return [word for word in LEFTOVERS if word in page]


def empty(page: str) -> list[str]:
    """Elements and links with nothing in them."""
    return [match[0] for match in EMPTY.finditer(page)]


def repeated(items: list[str]) -> list[str]:
    return [item for item, times in Counter(items).items() if times > 1]


def unsourced(page: str) -> list[str]:
    """Figures that name no source of the page's list, and gaps that give no reason."""
    listed = set(re.findall(r'<li id="source-(\d+)"', page))
    wrong = []
    for begun in re.split(r'<td role="cell"', page.partition('id="sources"')[0])[1:]:
        cell = begun.partition("</tr>")[0]
        if cell.startswith(' class="diff'):
            continue
        named = re.findall(r'href="#source-(\d+)"', cell)
        if 'class="missing"' in cell:
            good = 'class="why ' in cell and set(named) <= listed
        else:
            good = len(named) == 1 and set(named) <= listed
        if not good:
            wrong.append(cell[:200])
    return wrong


def doubled(page: str) -> list[str]:
    return [match[0] for match in DOUBLED.finditer(prose(page))]


def strange_amounts(page: str, sentences: Iterable[str]) -> list[str]:
    """Amounts of money in the sentences that no cell and no difference of the page shows."""
    table = set(AMOUNT.findall(" ".join(re.findall(r"<tbody.*?</tbody>", page, flags=re.DOTALL))))
    return sorted({amount for sentence in sentences for amount in AMOUNT.findall(sentence)} - table)


def far_apart(text: str) -> list[str]:
    """Sentences that call amounts about the same of which one is clearly more."""
    found = []
    for match in SAME_PAY.finditer(text):
        amounts = [float(amount[1:].replace(",", "")) for amount in AMOUNT.findall(match[1])]
        if amounts and max(amounts) > WITHIN * min(amounts) + 1:
            found.append(match[0])
    return found


def miscounted_skills(page: str) -> list[str]:
    """Sentences that all of so many skills matter for both, where fewer are rated high enough for both in the list."""
    listed = SKILLS.search(page)
    if listed is None or "Both, or too close to call" not in listed[0]:
        return []
    both = listed[0].partition("</h4>")[2].partition("<h4>")[0]
    if '<p class="quiet">' in both:  # the rest of a long list is named without its ratings
        return []
    rated = [re.findall(r"\b\d\.\d\b", re.sub(r"<[^>]+>", " ", line)) for line in both.split("<li>")[1:]]
    matter = sum(len(one) == 2 and all(float(rating) >= MATTERS for rating in one) for one in rated)
    return [match[0] for match in ALL_SKILLS.finditer(prose(page)) if int(match[1]) > matter]


def cells(page: str) -> str:
    """The texts of the cells of all tables."""
    return "\n".join(re.sub(r"<[^>]+>", " ", cell) for cell in re.findall(r"<td\b.*?</td>", page, flags=re.DOTALL))


def unnamed_groups(sentences: Iterable[str], figures: Iterable[Cell]) -> list[str]:
    """Sentences with an amount that only a wider group has, and without the name of the group."""
    own: set[str] = set()
    groups: dict[str, set[str]] = defaultdict(set)  # amount → groups in the middle of a sentence
    for cell in figures:
        for amount in AMOUNT.findall(cell.text):
            if cell.group:
                groups[amount].add(whole_group(cell.group).casefold())
            else:
                own.add(amount)
    return [
        sentence
        for sentence in sentences
        for amount in AMOUNT.findall(sentence)
        if amount not in own and amount in groups and not any(name in sentence.casefold() for name in groups[amount])
    ]


def prose(page: str) -> str:
    """Headings, sentences and texts, one line each, so that nothing is joined that does not stand together."""
    page = re.sub(r'<span class="letter" aria-hidden="true">[A-E]</span>', "", page)
    lines = re.findall(r"<(?:p|h1|h2|h3|li)\b[^>]*>(.*?)</(?:p|h1|h2|h3|li)>", page, flags=re.DOTALL)
    return "\n".join(" ".join(unescape(re.sub(r"<[^>]+>", " ", line)).split()) for line in lines)
