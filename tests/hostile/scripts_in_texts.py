"""pytest -s tests/hostile/scripts_in_texts.py: scripts in every text that editors and readers can write, then every page that
shows it, in Chromium. Counts dialogs, violations of the policy and requests to elsewhere; all have to be none.

For a minute or two; the suite has tests of what texts become (tests/occupations/text/test_markdown.py,
tests/http/test_json_ld.py, tests/careersite/test_jinja2.py).
"""

import time
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from comparisons.models import PairNote
from occupations.models import (
    AlternateTitle,
    Correction,
    Occupation,
    Source,
    TitleOverride,
    TitleToReview,
    VerbatimWord,
)
from occupations.publishing import publish
from occupations.text.slugs import TITLE_LENGTH
from tests import databases
from tests.conftest import a_site
from tests.occupations import factories as make
from tests.servers import Site

VECTORS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    '" autofocus onfocus="alert(1)',
    "' autofocus onfocus='alert(1)",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "![x](https://evil.example/x.png)",
    '![x" onerror="alert(1)](x.png)',
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/>",
    "<style>@import 'https://evil.example/'</style>",
    "<form action='https://evil.example/'><input autofocus>",
    "</title></textarea></style><img src=x onerror=alert(1)>",
    "<!--><script>alert(1)</script>-->",
    "{{7*7}}${alert(1)}{% debug %}<%= alert(1) %>",
]
PUBLIC = [
    *("/", "/occupations/", "/categories/", "/explore/", "/rankings/", "/rankings/highest-paying/", "/search/?q=alert"),
    *("/employers/", "/companies/best/", "/skills/", "/technology/", "/industries/", "/places/", "/sources/"),
    *("/corrections/", "/method/", "/api/", "/for-employers/", "/compare/?a=alert&b=script"),
]
ADMIN = [
    *("occupation", "category", "skill", "verbatimword", "metricpolicy", "source", "dataset", "release", "edition"),
    *("statisticalrecord", "correction", "titletoreview", "titleoverride", "titletablerow", "titlebuild"),
]


class Seen(NamedTuple):
    dialogs: list[str]
    violations: list[str]
    elsewhere: list[str]


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Site]:
    with a_site(tmp_path_factory, django_db_blocker) as site:
        yield site


@pytest.fixture(scope="module")
def written(site: Site, django_db_blocker) -> list[Occupation]:
    """An occupation for each vector, all of whose words it is; published, and live when the site has followed."""
    with django_db_blocker.unblock(), databases.connected_to(site.database):
        made = [_occupation(number, vector) for number, vector in enumerate(VECTORS)]
        publish.publish_all(made)
        for one, other in pairwise(made):
            words = {"introduction": VECTORS[made.index(one)], "verdict": VECTORS[made.index(one)]}
            PairNote.objects.create(first=one, second=other, featured=True, **words).publish()
        made = list(
            Occupation.objects.filter(pk__in=[one.pk for one in made]).select_related("category").order_by("pk")
        )
    time.sleep(4)  # twice as long as each process takes to follow
    return made


def _occupation(number: int, vector: str) -> Occupation:
    title = f"{vector[: TITLE_LENGTH - 4]} {number}"
    made = make.occupation(
        title, plural=f"{vector} {number}", running=title, description=f"{vector}\n\n{vector}",
        category=make.category(f"{vector[:70]} {number}"),
    )  # fmt: skip
    make.responsibilities(made, vector, f"{vector} twice")
    make.skills(made, {f"{vector[:70]} {number}": 12})
    AlternateTitle.objects.create(occupation=made, title=f"Also {title[:-5]}{number}")
    dataset = make.dataset(f"{vector[:80]} {number}", source=f"{vector} {number}", geography=vector[:100])
    Source.objects.filter(pk=dataset.source_id).update(
        publisher=vector, license=vector, attribution=vector, url="https://example.org/?'\"><script>alert(1)</script>"
    )
    release = make.release(dataset, title=vector[:60])
    make.wage(occupation=made, release=release, annual_median=40_000 + number, annual_mean=41_000, note=vector[:100])
    for metric in ("top_employer", "technology", "major"):
        make.figure(metric, occupation=made, release=release, label=f"{vector[:70]} {number}", note=vector[:100])
    make.figure("growth", 3, occupation=made, reason=vector, note=vector[:100])
    record = make.record(f"{vector[:10]}{number}", title=vector)
    make.classify(made, record, note=vector[:100])
    Correction.objects.create(
        page=f"/occupations/{made.slug}/", message=vector, source=vector, figure=vector, wrong=vector, answer=vector,
        state="fixed", public=True,
    )  # fmt: skip
    VerbatimWord.objects.get_or_create(word=f"{''.join(vector.split())[:30]}{number}")
    TitleToReview.objects.get_or_create(words=f"{vector} {number}", nothing=7, last_on="2026-01-02")
    TitleOverride.objects.create(title=f"{title[:-4]} o{number}", folded=f"{number} {vector}", occupation=made)
    return made


@pytest.fixture
def seen(browser, site: Site) -> Iterator[tuple[Page, Seen]]:
    context = browser.new_context(base_url=site.url)
    page, found = context.new_page(), Seen([], [], [])

    def closed(dialog) -> None:
        found.dialogs.append(f"{page.url}: {dialog.message}")
        dialog.dismiss()

    def heard(message) -> None:
        if "Content Security Policy" in message.text:
            found.violations.append(f"{page.url}: {message.text[:300]}")

    page.on("dialog", closed)
    page.on("console", heard)
    page.on(
        "request",
        lambda asked: None if asked.url.startswith((site.url, "data:")) else found.elsewhere.append(asked.url),
    )
    yield page, found
    context.close()


def opened(page: Page, addresses: list[str]) -> dict[str, int]:
    """Their statuses. Nothing on a page waits for anything else."""
    statuses = {}
    for address in addresses:
        response = page.goto(address, wait_until="load")
        statuses[address] = response.status if response else 0
    return statuses


def test_no_page_that_visitors_see_runs_what_was_written(seen, written):
    page, found = seen
    pairs = [f"{one.slug}-vs-{other.slug}" for one, other in pairwise(written)]
    addresses = [*PUBLIC]
    for one, vector in zip(written, VECTORS, strict=True):
        addresses += [f"/occupations/{one.slug}/", f"/categories/{one.category.slug}/", f"/search/?q={quote(vector)}"]
        addresses += [f"/for-employers/?occupation={one.slug}", f"/compare/?a={quote(vector)}&b={one.slug}"]
        addresses += [
            f"/corrections/report/?page=/occupations/{one.slug}/&source={quote(vector)}&figure={quote(vector)}"
        ]
    for pair in pairs:
        addresses += [f"/compare/{pair}/", f"/compare/{pair}/sheet/", f"/embed/compare/{pair}/"]

    statuses = opened(page, addresses)

    print(f"\n{len(statuses)} public pages: {found}")
    assert {address: status for address, status in statuses.items() if status >= 500} == {}
    assert sum(status == 200 for status in statuses.values()) > 140
    assert found == Seen([], [], [])


def test_no_page_of_the_admin_runs_what_was_written(seen, written, site):
    page, found = seen
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("publisher")
    page.get_by_label("Password").fill(site.accounts()["publisher"])
    with page.expect_navigation():
        page.get_by_role("button", name="Log in").click()
    addresses = [f"/admin/occupations/{name}/" for name in ADMIN] + ["/admin/", "/admin/comparisons/pairnote/"]
    addresses += [f"/admin/occupations/occupation/?q={quote(vector)}" for vector in VECTORS[:4]]
    for one in written:
        start = f"/admin/occupations/occupation/{one.pk}"
        addresses += [
            f"{start}/{name}/" for name in ("change", "history", "preview", "editions", "publish", "withdraw")
        ]
        addresses += [f"/admin/occupations/category/{one.category_id}/change/"]
    for name in ADMIN[2:]:
        page.goto(f"/admin/occupations/{name}/")
        links = page.eval_on_selector_all("#result_list th a", "all => all.slice(0, 3).map(one => one.href)")
        addresses += [link.removeprefix(site.url) for link in links]

    statuses = opened(page, addresses)

    print(f"\n{len(statuses)} pages of the admin: {found}")
    assert {address: status for address, status in statuses.items() if status >= 500} == {}
    assert sum(status == 200 for status in statuses.values()) > 150
    assert found == Seen([], [], [])


def test_a_policy_that_is_broken_would_have_been_noticed(seen, site):
    """What the two tests above count is counted."""
    page, found = seen
    page.goto("/")
    page.evaluate("setTimeout(() => alert(1))")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://evil.example/x.png'}))")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p onclick=alert(1) style=color:red>')")
    page.wait_for_timeout(500)

    assert found.dialogs
    assert found.violations
