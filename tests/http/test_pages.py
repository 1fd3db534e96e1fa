"""Every page of the demonstration as a visitor gets it: whole, sourced, alike in all formats, and without a dead link."""

import json
import random
import re
from collections import Counter, defaultdict
from heapq import heappop, heappush
from html import unescape
from itertools import combinations
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit
from zlib import crc32

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from comparisons.page_checks import problems
from comparisons.page_checks.checked_page import CheckedPage, plain
from comparisons.page_checks.markup import doubled, empty, leftovers, repeated_ids, unsourced
from comparisons.page_checks.sentences import strange_amounts
from occupations.metrics import SECTION_KEYS
from tests.formats import (
    CellContent,
    PageContent,
    assert_shows,
    has_class,
    having,
    parse,
    read_csv,
    read_html,
    read_json,
    read_markdown,
    same_rows,
    words,
)
from tests.http.conftest import Demo

# One worker loads the demonstration; the others need not.
pytestmark = pytest.mark.django_db

AN = {
    "accountant",
    "actor",
    "aerial-lineman",
    "airline-pilot",
    "astronomer",
    "electrician",
    "elementary-school-teacher",
    "hvac-technician",
    "orthopedic-surgeon",
    "sql-developer",
}
chance = random.Random(2026)


def get(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def pair_address(*slugs: str) -> str:
    return f"/compare/{'-vs-'.join(slugs)}/"


# All 780 pairs, looked at as text: what is wrong with each page, by kind


class Looked:
    """One pass over every pair. `wrong` has (address, what) by the name of the check."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        self.client = Client()
        self.wrong: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.seen: set[str] = set()
        for one, other in combinations(demo.slugs, 2):
            # The visitor's order is not always that of the alphabet.
            self.look(*((one, other) if len(self.seen) % 2 else (other, one)))

    def look(self, one: str, other: str) -> None:
        address = pair_address(one, other)
        self.seen.add(address)
        response = self.client.get(address)
        if response.status_code != 200:
            self.wrong["status"].append((address, str(response.status_code)))
            return
        page = response.content.decode()
        lead = re.search(r'<div class="lead">(.*?)</div>', page, flags=re.DOTALL)
        sentences = [plain(sentence) for sentence in re.findall(r"<p>(.*?)</p>", lead[1])] if lead else []
        for kind, what in problems(CheckedPage(page, sentences)):
            self.wrong[kind].append((address, what))
        for kind, found in (
            ("order", _out_of_order(page, self.demo.titles[one], self.demo.titles[other])),
            ("canonical", _not_canonical(page, pair_address(*sorted((one, other))))),
            ("articles", self.wrong_articles(page, one, other)),
        ):
            self.wrong[kind] += [(address, str(what)) for what in found]

    def wrong_articles(self, page: str, *slugs: str) -> list[str]:
        text = CheckedPage(page).prose
        wrong = []
        for slug in slugs:
            right = "an" if slug in AN else "a"
            running = re.escape(self.demo.running[slug])
            found = re.findall(rf"\b(an?) {running}\b", text, flags=re.IGNORECASE)
            wrong += [f"{article} {slug}" for article in found if article.lower() != right]
            if not found:
                wrong.append(f"{slug} is never named")
        return wrong


def _out_of_order(page: str, first: str, second: str) -> list[str]:
    names = [unescape(name) for name in re.findall(r'<span class="name">(.*?)</span>', page)]
    return [] if names == [first, second] else [f"{names}"]


def _not_canonical(page: str, address: str) -> list[str]:
    given = re.findall(r'<link rel="canonical" href="http://testserver([^"]*)">', page)
    return [] if given == [address] else given or ["none"]


@pytest.fixture(scope="module")
def looked(demo: Demo) -> Looked:
    return Looked(demo)


def test_the_demonstration_has_all_780_pairs(looked):
    assert (len(looked.demo.slugs), len(looked.seen)) == (40, 780)


def test_no_pair_has_anything_wrong(looked):
    assert {kind: found[:5] for kind, found in looked.wrong.items() if found} == {}


@pytest.mark.parametrize(
    ("look", "bad"),
    [
        (leftovers, "<b>None</b>"),
        (leftovers, "{{ cell }}"),
        (empty, '<td role="cell"></td>'),
        (empty, '<td role="cell" class="best"><span class="diff'),
        (empty, '<span class="value"> </span>'),
        (empty, '<a class="x" href="">'),
        (empty, '<ul class="index">\n</ul>'),
        (doubled, "<p>It takes usually requires</p>"),
        (doubled, "<p>for the the manager</p>"),
        (repeated_ids, '<b id="one"><b id="two"><b id="one">'),
        (unsourced, '<tr role="row"><td role="cell"><span class="value">$1</span></tr>'),
        (
            unsourced,
            '<tr role="row"><td role="cell"><b>$1</b><button popovertarget="source-2"></button></tr> id="sources" <li id="source-1"',
        ),
        (unsourced, '<tr role="row"><td role="cell"><span class="missing">no source</span></tr>'),
        (strange_amounts, "<tbody><td>$8,000</td></tbody>"),
    ],
)
def test_the_look_would_find(look, bad):
    assert look(CheckedPage(bad, ["they earn $9,000 a year."]))


# A sample, parsed as strictly as the standard, in all four formats


def samples(slugs: list[str]) -> list[list[str]]:
    pairs = list(combinations(slugs, 2))
    return [
        *(chance.sample(pair, 2) for pair in chance.sample(pairs, 40)),
        *(chance.sample(slugs, 3) for _ in range(5)),
        chance.sample(slugs, 5),
    ]


def all_formats(address: str) -> tuple[PageContent, dict[str, PageContent], list[tuple[str, str]]]:
    tree = parse(get(address))
    base = address.rstrip("/")
    others = {
        "json": read_json(get(f"{base}.json")),
        "csv": read_csv(get(f"{base}.csv")),
        "md": read_markdown(get(f"{base}.md")),
    }
    return read_html(tree), others, same_rows(tree)


def skills_sentences(address: str) -> list[str]:
    return json.loads(get(f"{address.rstrip('/')}.json"))["skill_sentences"]


def as_plain(read: PageContent) -> dict[tuple[str, str], tuple[list[CellContent], list[str]]]:
    return {
        (section, row.label): (row.cells, row.differences) for section, rows in read.sections.items() for row in rows
    }


def assert_alike(html: PageContent, others: dict[str, PageContent]) -> None:
    data = others["json"]
    for other in others.values():
        assert other.titles == html.titles
        assert as_plain(other) == as_plain(data)
    assert html.heading == data.heading
    assert_shows(html, data)


def test_the_four_formats_of_a_comparison_show_the_same(demo):
    for slugs in samples(demo.slugs):
        html, others, _ = all_formats(pair_address(*slugs))
        assert html.titles == [demo.titles[slug] for slug in slugs]
        assert_alike(html, others)
        # On the page, a sentence on skills compares them, and a list has the most important of each.
        lead, about_skills = others["json"].sentences, skills_sentences(pair_address(*slugs))
        assert [other.sentences for other in (others["csv"], others["md"])] == [lead] * 2
        assert html.sentences == [sentence for sentence in lead if sentence not in about_skills]
        for other in others.values():
            for title, first in html.responsibilities.items():
                assert other.responsibilities[title][: len(first)] == first
            assert [title in line for title, line in zip(html.sources, other.sources, strict=True)] == [True] * len(
                html.sources
            )


def test_the_four_formats_of_every_occupation_show_the_same(demo):
    for slug, title in demo.titles.items():
        html, others, _ = all_formats(f"/occupations/{slug}/")
        assert (html.heading, html.titles) == (title, [title])
        assert_alike(html, others)
        sentences = others["csv"].sentences
        assert others["md"].sentences == sentences
        # On the page, each opens the section that it is about.
        page = words(parse(get(f"/occupations/{slug}/")))
        assert [sentence for sentence in sentences if sentence not in page] == []


def test_all_formats_agree_which_rows_are_the_same(demo):
    for slugs in samples(demo.slugs)[:15]:
        html, others, folded = all_formats(pair_address(*slugs))
        alike = {"the same", "about the same", "the same area", "the same industry", "the same employer"}
        for read in (html, *others.values()):
            same = [
                key
                for key, (_, differences) in as_plain(read).items()
                if {difference.partition(" (")[0] for difference in differences} <= alike
            ]
            assert sorted(same) == sorted(folded) if read is not html else set(same) <= set(folded)


def test_a_page_says_how_many_rows_can_be_folded(demo):
    page = get(pair_address("service-manager", "client-services-manager"))
    tree = parse(page)
    label = words(having(tree, "same-count")[0])
    found = re.fullmatch(r"(\d+) of (\d+) rows (?:is|are) the same\.", label)
    assert found
    # Hourly pay is folded with yearly pay, but not counted again.
    hourly = ("Pay", "Average pay an hour (mean or median not stated)") in same_rows(tree)
    assert int(found[1]) == len(same_rows(tree)) - hourly


# The reference's sections and rows


def test_the_rows_of_the_reference_stand_in_its_order(demo):
    page = parse(get(pair_address("service-manager", "client-services-manager")))
    read = read_html(page)
    assert {title: [row.label for row in rows] for title, rows in read.sections.items()} == {
        "Pay": [
            "Average pay a year (mean or median not stated)",
            "Range of yearly pay",
            "Highest-paying metro area",
            "Highest-paying state",
            "Highest-paying employer",
            "Average pay an hour (mean or median not stated)",
            "Highest-paying industry",
            "Median pay a year",
            "Mean pay a year",
            "Median pay an hour",
            "Mean pay an hour",
            "Highest filed visa wage",
        ],
        "Jobs and growth": ["Number of jobs: active job postings", "Projected growth"],
        "How to enter": [
            "Most common education",
            "Time to become",
            "Years of experience",
            "Most common major",
            "Most common college",
        ],
        "People": ["Women and men", "Mean age", "Race and ethnicity", "LGBT share", "Job satisfaction"],
        "Skills": [],
    }
    assert list(read.lists) == [("Skills", "Skills")]
    assert [words(one.find("summary")) for one in having(page, "fold-rows")] == [
        "1 row is measured otherwise, with the same result: Average pay an hour (mean or median not stated). "
        "1 row is the same: Highest-paying industry",
        "1 row is the same: Projected growth",
        "4 rows are the same: Time to become; Years of experience; Most common major; Most common college",
        "3 rows are the same: Mean age; Race and ethnicity; LGBT share. 1 row is known for one side: Job satisfaction",
    ]


def test_the_sections_of_the_reference_stand_in_its_order(demo):
    page = parse(get(pair_address("service-manager", "client-services-manager")))
    headings = [words(heading) for heading in page.iter() if heading.tag in ("h1", "h2")]
    expected = [
        "Service manager vs Client services manager",
        "What they do",
        "Pay",
        "Jobs and growth",
        "How to enter",
        "People",
        "Example responsibilities",
        "Skills",
        "Sources",
    ]
    assert [heading for heading in headings if heading in expected] == expected
    assert [words(one) for one in page.iter("h3") if words(one).startswith("What does")] == [
        "What does a service manager do?",
        "What does a client services manager do?",
    ]
    assert len(having(having(page, "lead")[0], "lead")[0]) == 3  # time, pay, and that the year is not known
    assert [(words(one), one.get("href")) for one in page.iter("a") if words(one).startswith("All ")] == [
        ("All 7 responsibilities of Service manager", "/occupations/service-manager/#responsibilities"),
        ("All 7 responsibilities of Client services manager", "/occupations/client-services-manager/#responsibilities"),
    ]
    assert ("Browse executive management occupations", "/categories/executive-management/") in {
        (words(link), link.get("href")) for link in page.iter("a")
    }


def test_the_figures_of_the_reference_are_those_of_the_file(demo):
    read = read_html(parse(get(pair_address("service-manager", "client-services-manager"))))
    rows = {row.label: row.values for rows in read.sections.values() for row in rows}
    assert rows["Average pay a year (mean or median not stated)"] == ["$74,009", "$78,439"]
    assert rows["Number of jobs: active job postings"][0] == "341,785"
    assert rows["Time to become"] == ["4 to 6 years", "4 to 6 years"]


def test_each_section_leads_to_what_its_rows_mean_and_each_number_opens_its_source(demo):
    page = parse(get(pair_address("accountant", "lawyer")))
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    anchors = {element.get("id") for element in parse(get("/method/")).iter() if element.get("id")}
    for section in having(page, "section"):
        meant = [link.get("href", "") for link in section.iter("a") if link.get("href", "").startswith("/method/#")]
        assert {address.removeprefix("/method/#") for address in meant} <= anchors
        assert len(meant) == (1 if section.get("id") in SECTION_KEYS else 0)
        for table in having(section, "sheet"):
            assert words(table.find("caption"))
            for row in table.find("tbody"):
                header = row.find("th")
                assert (header.get("scope"), header.get("id") in ids) == ("row", True)
                assert words(having(header, "row-name")[0])
    refs = {mark.get("popovertarget") for mark in having(page, "ref")}
    assert refs
    assert refs <= ids
    for source in having(page, "sources")[0]:
        assert "Publisher" in {words(term) for term in source.iter("dt")}


def test_pages_of_more_than_two_say_what_each_is_against_the_first(demo):
    read = read_html(parse(get(pair_address("lawyer", "actor", "accountant"))))
    pay = read.sections["Pay"][0]
    assert [len(pay.cells), len(pay.differences)] == [3, 2]


def test_a_page_of_five_offers_no_sixth_field(demo):
    def sides(slugs: list[str]) -> list[str]:
        names = [field.get("name") for field in parse(get(pair_address(*slugs))).iter("input")]
        return [name for name in names if name in ("a", "b", "c", "d", "e", "f")]

    assert sides(demo.slugs[:5]) == list("abcde")
    assert sides(demo.slugs[:2]) == list("abc")


# Links

MASTHEAD = {
    "Compare": ("/compare/", "Compare occupations"),
    "Explore careers": ("/explore/", "Explore careers"),
    "Categories": ("/categories/", "Occupations by category"),
    "Rankings": ("/rankings/", "Rankings"),
    "Employers": ("/employers/", "Employers"),
    "Search": ("/search/", "Search by job title"),
    "Job descriptions": ("/for-employers/", "Write a job description"),
}


def test_head_and_foot_of_every_page_lead_to_real_pages(demo):
    home = parse(get("/"))
    head = {words(link): link.get("href") for link in having(home, "masthead")[0].find(".//nav").iter("a")}
    assert head == {label: address for label, (address, _) in MASTHEAD.items()}
    foot = {words(link): link.get("href") for link in having(home, "colophon")[0].iter("a")}
    assert head.keys().isdisjoint(foot)  # the menu is at the top of each page
    for address, heading in MASTHEAD.values():
        assert words(parse(get(address)).find(".//h1")) == heading
    for address in foot.values():
        get(address)


class Crawl:
    """Every address that can be reached from the home page. All pages that are of no pair and have no parameters are
    opened, those of every occupation among them. Parameters and pairs make ten thousand more of few kinds (a pair's files,
    sheet, card, picture, places; a list by each column): of a kind, which is a route with its format, its number of sides
    and the names of its parameters, so many are opened, and of the others it is enough that their sides exist. The order
    is that of checksums: always the same, and all over the site."""

    OF_A_KIND = 8

    def __init__(self, demo: Demo) -> None:
        self.client = Client()
        self.demo = demo
        self.found: dict[str, int] = {}
        self.bad: list[tuple[str, str]] = []
        self.opened: Counter[tuple] = Counter()
        waiting = [(0, "/", "")]
        while waiting:
            _, address, where = heappop(waiting)
            if address in self.found:
                continue
            for link in self.open(address, where) if self.is_to_open(address) else self.pass_by(address):
                if link not in self.found:
                    heappush(waiting, (crc32(link.encode()), link, address))

    def is_to_open(self, address: str) -> bool:
        path, _, query = address.partition("?")
        try:
            match = resolve(path)
        except Resolver404:
            return True  # a static file, or a dead link
        pair = match.kwargs.get("pair", "")
        if not query and not pair:
            return True
        names = sorted({name for name, _ in parse_qsl(query, keep_blank_values=True)})
        kind = (match.route, match.kwargs.get("output_format"), pair.count("-vs-"), *names)
        self.opened[kind] += 1
        return self.opened[kind] <= self.OF_A_KIND

    def pass_by(self, address: str) -> list[str]:
        pair = resolve(address.partition("?")[0]).kwargs.get("pair", "")
        known = set(pair.split("-vs-")) <= {"", *self.demo.titles}
        self.found[address] = 200 if known else 404
        return []

    def open(self, address: str, where: str) -> list[str]:
        response = self.client.get(address)
        self.found[address] = response.status_code
        if response.status_code != 200:
            self.bad.append((address, f"{response.status_code}, linked from {where}"))
            return []
        if response.streaming:
            b"".join(response)  # read, and so closed as the test client closes: not with the connection
        if not response.get("Content-Type", "").startswith("text/html"):
            return []
        page = response.content.decode()
        checked = CheckedPage(page)
        self.bad += [(address, what) for what in (*leftovers(checked), *empty(checked))]
        anchors = set(re.findall(r'\bid="([^"]+)"', page))
        links = []
        for given in re.findall(r'<(?:a|link)\b[^>]*?\bhref="([^"]*)"', page):
            target, fragment = urldefrag(urljoin(f"http://testserver{address}", unescape(given)))
            parts = urlsplit(target)
            if parts.netloc != "testserver":
                continue
            link = parts.path + (f"?{parts.query}" if parts.query else "")
            if fragment and link == address and fragment not in anchors:
                self.bad.append((address, f"nothing at #{fragment}"))
            links.append(link)
        return links


@pytest.fixture(scope="module")
def crawl(demo: Demo) -> Crawl:
    return Crawl(demo)


def test_no_link_is_dead(crawl):
    assert crawl.bad == []
    assert set(crawl.found.values()) == {200}


def test_every_public_page_can_be_reached_from_the_home_page(crawl, demo):
    expected = {
        "/",
        "/method/",
        "/sources/",
        *(address for address, _ in MASTHEAD.values()),
        *(f"/occupations/{slug}/" for slug in demo.slugs),
        *(f"/occupations/{slug}.{output_format}" for slug in demo.slugs for output_format in ("json", "csv", "md")),
    }
    assert expected - set(crawl.found) == set()
    categories = [address for address in crawl.found if address.startswith("/categories/")]
    assert len(categories) - 1 >= 12


LIST_PAGES = [
    "/",
    "/compare/",
    "/compare/?a=Service+manager",
    "/compare/?a=acountant&b=nobody+at+all",
    "/occupations/",
    "/categories/",
    "/occupations/?letter=%C3%9F",
    "/categories/executive-management/",
    "/categories/executive-management/?sort=-pay_mean",
    "/explore/",
    "/explore/?pay_median_min=60000&sort=-growth",
    "/explore/?pay_mean_min=1e309&page=x&category=y",
    "/explore/?q=nobody&pay_median_min=60000",
    "/rankings/",
    "/rankings/highest-paying/",
    "/rankings/highest-paying/?category=executive-management",
    "/rankings/declining/?category=nobody",
    "/companies/best/",
    "/employers/",
    "/industries/",
    "/places/",
    "/skills/",
    "/technology/",
    "/search/",
    "/search/?q=manager",
    "/search/?q=managr",
    "/search/?q=xyzzy",
    "/for-employers/",
    "/for-employers/?occupation=lawyer",
    "/for-employers/?occupation=nobody",
    "/method/",
    "/sources/",
    "/data/",
]


@pytest.mark.parametrize("address", LIST_PAGES)
def test_other_pages_are_valid_and_say_what_they_are(demo, address):
    page = get(address)
    tree = parse(page)
    assert len(list(tree.iter("h1"))) == 1
    assert (tree.get("lang"), bool(words(tree.find("head/title")))) == ("en", True)
    named = {one.get("name") or one.get("property"): one.get("content") for one in tree.iter("meta")}
    assert all(named[name] for name in ("description", "og:title", "og:description", "og:type"))
    found = address in ("/search/?q=manager", "/search/?q=managr")
    assert named.get("robots", "") == ("noindex,follow" if "?" in address and not found else "")
    checked = CheckedPage(page)
    assert (leftovers(checked), empty(checked), repeated_ids(checked)) == ([], [], [])


def test_pages_without_a_page_are_valid_too(demo):
    for address in (
        "/nothing/",
        "/occupations/nobody/",
        "/compare/lawyer-vs-nobody/",
        "/compare/a-vs-b-vs-c-vs-d-vs-e-vs-f/",
    ):
        response = Client().get(address)
        assert response.status_code == 404
        tree = parse(response.content.decode())
        forms = [form for form in tree.iter("form") if not has_class(form, "not-meant")]
        assert [has_class(form, "picker") for form in forms] == [True]


def test_titles_with_symbols_are_kept_in_headings(demo):
    page = parse(get(pair_address("dot-net-developer", "camera-operator-video-editor")))
    assert words(page.find(".//h1")) == ".NET developer vs Camera operator/video editor"
    assert words(parse(get("/occupations/c-plus-plus-developer/")).find(".//h1")) == "C++ developer"
