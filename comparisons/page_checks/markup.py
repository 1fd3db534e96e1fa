"""What is wrong with the HTML of a page, found as a reader would find it. Pure."""

import re
from collections import Counter
from collections.abc import Iterable

from comparisons.page_checks.checked_page import CheckedPage, amounts, number

LEFTOVERS = ("None", "{{", "}}", "{%", "%}", "{#", "Undefined", "NaN", "&lt;function", "object at 0x", "Markup(")
EMPTY = re.compile(
    r"""<(?:
        t[dh]\b[^>]*>\s*(?=</?t[dhr]\b|</tbody|<span\ class="diff)   # a cell with nothing in it
      | (span|li|dd|dt|p|b|h[1-4]|summary|title|a|strong|em|ul|ol|dl|table|tbody)\b[^>]*>\s*</\1>
      | \w+\b[^>]*\ (?:href|src|title|content)=""
    )""",
    re.VERBOSE,
)
DATA = re.compile(r'<script type="application/ld\+json">.*?</script>')  # JSON has many double brackets
CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)  # BibTeX has them, too
DOUBLED = re.compile(r"\b(\w+) \1\b|takes usually|usually takes usually|\bis are\b|\bhas have\b", re.IGNORECASE)
DASH = re.compile(r"(?<=>)\s*[-–—−]\s*<")
SAME_PAY = re.compile(r"earn (?:about )?the same: ([^.:]*)")
WITHIN = 1.02  # what counts as about the same in pay
UNCERTAIN_AND_SAME = re.compile(r'<tr role="row" class="same">(?:(?!</tr>).)*too uncertain', re.DOTALL)
MONTHS_AND_YEARS = re.compile(r"\b(?:[1-9]|1[01]) to (?:1[3-9]|[2-9]\d|\d{3}) months\b")
MOST_PEOPLE = re.compile(r"\bmost people (?:have|hold|enter|earn|need)\b", re.IGNORECASE)
SKILLS = re.compile(r'<section class="set[^>]*><h3>Skills\b.*?</section>', re.DOTALL)
ALL_SKILLS = re.compile(r"All (\d+) skills that matter for .* also matter for ")
MATTERS = 3.0  # the minimum rating of a skill that counts as part of an occupation
MEASURE = re.compile(r'<tr role="row" class="measure .*?</tr>', re.DOTALL)
SOURCE = re.compile(r'<li id="(source-\w+)"')
CITED = re.compile(r'popovertarget="(source-\w+)"')
WHY = re.compile(r'class="(?:missing )?why ')
OF_SECTION = re.compile(r'<p class="from[^>]*>.*?</p>')
SECTION = re.compile(r'<section class="section" id="')
NOTICE = re.compile(r'<p class="notice"')


def leftovers(page: CheckedPage) -> list[str]:
    html = CODE.sub("", DATA.sub("", page.html)).replace("If-None-Match", "")  # a header that the API docs mention
    return [word for word in LEFTOVERS if word in html]


def empty(page: CheckedPage) -> list[str]:
    """Elements and links with nothing in them."""
    return [match[0] for match in EMPTY.finditer(page.html)]


def dashes(page: CheckedPage) -> list[str]:
    return DASH.findall(page.html)


def repeated_ids(page: CheckedPage) -> list[str]:
    return [item for item, times in Counter(re.findall(r' id="([^"]+)"', page.html)).items() if times > 1]


def unsourced(page: CheckedPage) -> list[str]:
    """Figures without a source in the page's list, their own, their row's or their section's, and gaps without a
    reason. A measure at the top of the page has one source for all sides, or one for each."""
    listed = set(SOURCE.findall(page.html))
    figures = page.html.partition('id="sources"')[0]
    wrong = []
    for measure in MEASURE.findall(figures):
        named = CITED.findall(measure)
        if not (named and set(named) <= listed) and 'class="figure-text"' in measure:
            wrong.append(measure[:200])
    for section in SECTION.split(MEASURE.sub("", figures)):
        line = OF_SECTION.search(section)
        wrong += _unsourced_rows(section, CITED.findall(line[0]) if line else [], listed)
    return wrong


def _unsourced_rows(section: str, of_section: list[str], listed: set[str]) -> Iterable[str]:
    """`of_section`: the source of its figures without a mark."""
    for begun in section.split("<tr ")[1:]:
        header, *cells = re.split(r'<td role="cell"', begun.partition("</tr>")[0])
        of_row = CITED.findall(header)
        for cell in cells:
            if cell.startswith(' class="diff'):
                continue
            named = CITED.findall(cell) + of_row or of_section
            if 'class="missing' in cell:
                good = WHY.search(cell) is not None and set(named) <= listed
            else:
                good = len(named) == 1 and set(named) <= listed
            if not good:
                yield cell[:200]


def doubled(page: CheckedPage) -> list[str]:
    """Words twice in a row, but for those that a source calls something: “InforSense InforSense”."""
    found = [match[0] for match in DOUBLED.finditer(page.prose)]
    names = " ".join(figure.label for cell in page.cells for figure in cell.figures) if found else ""
    return [words for words in found if words not in names]


def far_apart(page: CheckedPage) -> list[str]:
    """Sentences that call amounts about the same although one is clearly larger."""
    found = []
    for match in SAME_PAY.finditer(page.prose):
        values = [number(amount) for amount in amounts(match[0])]
        if values and max(values) > WITHIN * min(values) + 1:
            found.append(match[0])
    return found


def uncertain_and_same(page: CheckedPage) -> list[str]:
    return UNCERTAIN_AND_SAME.findall(page.html)


def miscounted_skills(page: CheckedPage) -> list[str]:
    """Sentences that claim that a number of skills matter for both, if fewer are rated high enough for both in the
    list."""
    listed = SKILLS.search(page.html)
    if listed is None or "Both, or too close to call" not in listed[0]:
        return []
    both = listed[0].partition("Both, or too close to call")[2].partition("</tbody>")[0]
    if 'class="more-of"' in both:  # the rest of a long list has no ratings
        return []
    rated = [re.findall(r"\b\d\.\d\b", re.sub(r"<[^>]+>", " ", line)) for line in both.split('<th scope="row">')[1:]]
    matter = sum(len(one) == 2 and all(float(rating) >= MATTERS for rating in one) for one in rated)
    return [match[0] for match in ALL_SKILLS.finditer(page.prose) if int(match[1]) > matter]


def months_and_years(page: CheckedPage) -> list[str]:
    return MONTHS_AND_YEARS.findall(page.prose + _texts_of_cells(page.html))


def most_people(page: CheckedPage) -> list[str]:
    return MOST_PEOPLE.findall(page.prose)


def several_notices(page: CheckedPage) -> list[str]:
    count = len(NOTICE.findall(page.html))
    return [f"{count} notices"] if count > 1 else []


def _texts_of_cells(html: str) -> str:
    return "\n".join(re.sub(r"<[^>]+>", " ", cell) for cell in re.findall(r"<td\b.*?</td>", html, flags=re.DOTALL))
