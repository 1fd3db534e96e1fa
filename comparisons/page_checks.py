"""What may never be on a page of a comparison, found in its HTML as a reader would find it. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape

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
AMOUNT = re.compile(r"\$\d+(?:,\d{3})*(?:\.\d+)?")


def problems(page: str, sentences: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(kind, what) of everything wrong with a page. `sentences`: those that it begins with."""
    for kind, found in (
        ("leftover of a template", leftovers(page)),
        ("empty element", empty(page)),
        ("bare dash", DASH.findall(page)),
        ("id used twice", repeated(re.findall(r' id="([^"]+)"', page))),
        ("figure without a source", unsourced(page)),
        ("broken sentence", doubled(page)),
        ("amount that is not in the table", strange_amounts(page, sentences)),
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


def prose(page: str) -> str:
    """Headings, sentences and texts, one line each, so that nothing is joined that does not stand together."""
    page = re.sub(r'<span class="letter" aria-hidden="true">[A-E]</span>', "", page)
    lines = re.findall(r"<(?:p|h1|h2|h3|li)\b[^>]*>(.*?)</(?:p|h1|h2|h3|li)>", page, flags=re.DOTALL)
    return "\n".join(" ".join(unescape(re.sub(r"<[^>]+>", " ", line)).split()) for line in lines)
