"""python -m tests.popular http://127.0.0.1:8000: how 300 pairs that people ask for are answered by a running site.

pairs.csv has them as people type them. Each is sent through the form at the width of a phone, as any visitor would, and a
question is answered with the first choice of the last title. For each pair a line with where the first amount of pay stands, how tall the
page is before and after everything is opened, its bytes, its sheets in print, and whether search engines may have it; then
the medians and the worst of each. `--every 10` takes every tenth pair only.
"""

import argparse
import csv
import gzip
import re
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urljoin

from playwright.sync_api import Page, ViewportSize

from tests import chromium

PAIRS = Path(__file__).with_name("pairs.csv")
PHONE: ViewportSize = {"width": 360, "height": 640}
# The top of the first amount of money that is on screen, in pixels from the top of the page.
FIRST_AMOUNT = """() => {
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        if (!/\\$\\d/.test(node.data) || !node.parentElement.checkVisibility()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const place = range.getBoundingClientRect();
        if (place.width > 1 && place.height > 1) return Math.round(place.top + scrollY);
    }
    return null;
}"""
HEIGHT = "() => document.documentElement.scrollHeight"
OPEN_ALL = "() => document.querySelectorAll('main details').forEach(one => { one.open = true; })"
QUESTIONS = ".title-answer"
CHOICE = ".results a"
ONE_OCCUPATION = ".as-title"  # the page of titles that mean the same


class Measured(NamedTuple):
    """`asked`: how many questions came before the comparison. Without an address, none was reached."""

    first: str
    second: str
    asked: int
    address: str = ""
    amount: int | None = None
    height: int = 0
    opened: int = 0
    size: int = 0
    compressed: int = 0
    sheets: int = 0
    indexed: str = ""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.popular", description=__doc__)
    parser.add_argument("site", help="such as http://127.0.0.1:8000")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    with PAIRS.open(encoding="utf-8", newline="") as file:
        pairs = [(row["first"], row["second"]) for row in csv.DictReader(file)][:: options.every]
    print("first,second,questions,address,first amount px,height px,opened px,bytes,compressed,sheets,search engines")
    found = []
    with chromium.running(chromium.found()) as browser:
        page = browser.new_page(viewport=PHONE)
        for measured in measure(page, options.site, pairs):
            csv.writer(sys.stdout).writerow(measured)
            found.append(measured)
    print_summary(found)


def measure(page: Page, site: str, pairs: list[tuple[str, str]]) -> Iterator[Measured]:
    for first, second in pairs:
        page.goto(urljoin(site, "/compare/?" + urlencode({"a": first, "b": second})))
        asked = 0
        open_questions = page.locator(QUESTIONS).filter(has=page.locator(CHOICE))
        while not page.locator("article.comparison").count() and open_questions.count() and asked < 2:
            asked += 1
            page.goto(urljoin(page.url, open_questions.last.locator(CHOICE).first.get_attribute("href") or ""))
        if page.locator("article.comparison").count():
            yield _measured(page, first, second, asked)
        else:
            same = page.locator(ONE_OCCUPATION).count()
            yield Measured(first, second, asked, indexed="one occupation" if same else "not compared")


def _measured(page: Page, first: str, second: str, asked: int) -> Measured:
    body = page.request.get(page.url, headers={"Accept-Encoding": "identity"}).body()
    robots = page.locator("meta[name=robots]")
    amount, height = page.evaluate(FIRST_AMOUNT), page.evaluate(HEIGHT)
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter")))
    page.evaluate(OPEN_ALL)
    return Measured(
        first,
        second,
        asked,
        page.url,
        amount,
        height,
        page.evaluate(HEIGHT),
        len(body),
        len(gzip.compress(body, 6)),
        sheets,
        robots.get_attribute("content") or "" if robots.count() else "index",
    )


def print_summary(found: list[Measured]) -> None:
    reached = [one for one in found if one.address]
    print(
        f"\n{len(found)} pairs, {len(reached)} compared, {sum(not one.asked for one in reached)} of them without a question"
    )
    if not reached:
        return
    figures = {
        "first amount px": [one.amount for one in reached if one.amount is not None],
        "height px": [one.height for one in reached],
        "opened px": [one.opened for one in reached],
        "bytes": [one.size for one in reached],
        "compressed": [one.compressed for one in reached],
        "sheets": [one.sheets for one in reached],
    }
    for name, numbers in figures.items():
        worst = sorted(numbers)
        print(
            f"{name:16} median {statistics.median(worst):,.0f}   90% {worst[len(worst) * 9 // 10]:,}   most {worst[-1]:,}"
        )
    print(f"search engines may have {sum(one.indexed == 'index' for one in reached)}")


if __name__ == "__main__":
    main()
