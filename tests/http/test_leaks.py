"""What nobody has published is on no public address, however one asks for it."""

import pytest
from django.urls import reverse

from occupations.models import AlternateTitle, Category, Correction, MetricPolicy, Occupation, Responsibility, Skill
from occupations.publishing import publish
from tests.http.public import FORMATS, get, occupations, page, pair, reachable
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

# Words that are in no published row; part of them is typed into every field, so that what was typed is no leak.
SECRET = "Quixotry"
TYPED = "quixo"
LOOKED_FOR = [
    f"/search/?q={TYPED}",
    f"/search/suggest/?q={TYPED}",
    f"/compare/?a={TYPED}&b=Cook",
    f"/compare/?a=Cook&b={TYPED}",
    f"/occupations/{TYPED}/",
    f"/compare/cook-vs-{TYPED}/",
    f"/compare/{TYPED}-vs-{TYPED}x/",
    f"/for-employers/?occupation={TYPED}",
    "/for-employers/?occupation=cook",
    f"/categories/{TYPED}/",
    f"/occupations/cook/?place={TYPED}",
    f"/compare/cook-vs-chef/?place={TYPED}&release={TYPED}",
    *(f"/{kind}/{TYPED}/" for kind in ("places", "industries", "employers", "skills", "knowledge", "technology")),
    f"/places/suggest/?q={TYPED}",
    f"/technology/?letter={TYPED}",
]


def everything(*requested: str) -> dict[str, str]:
    """All that a visitor can get, by following links and by asking."""
    texts = reachable(["/", *LOOKED_FOR, *requested])
    assert {"/", "/occupations/cook/", "/compare/cook-vs-chef/", "/occupations/cook.json", "/sources/"} <= set(texts)
    return texts


def leaks(texts: dict[str, str]) -> list[str]:
    return [address for address, text in texts.items() if SECRET.lower() in text.lower()]


@pytest.fixture
def sides() -> list[Occupation]:
    return occupations("Cook", "Chef")


def new_occupation(cook: Occupation) -> None:
    make.occupation(f"{SECRET} tester", category=cook.category)


def title(cook: Occupation) -> None:
    cook.title = f"{SECRET} cook"


def plural(cook: Occupation) -> None:
    cook.plural = f"{SECRET} cooks"


def description(cook: Occupation) -> None:
    cook.description = f"{SECRET} is the work."


def responsibility(cook: Occupation) -> None:
    Responsibility.objects.filter(occupation=cook, position=1).update(text=f"Practises {SECRET}.")


def alternate_title(cook: Occupation) -> None:
    AlternateTitle.objects.create(occupation=cook, title=f"{SECRET} chef")


def editors_figure(cook: Occupation) -> None:
    make.figure("top_employer", occupation=cook, label=f"{SECRET} Inc.", reason=f"{SECRET} reported it.")


def skill(cook: Occupation) -> None:
    make.skills(cook, {SECRET: 12})


def release(cook: Occupation) -> None:
    figure = {"label": f"{SECRET} Inc.", "release": make.release(make.dataset(source=f"{SECRET} survey"))}
    make.figure("top_employer", occupation=cook, **figure)


def record(cook: Occupation) -> None:
    make.classify(cook, make.record(title=f"{SECRET} workers"))


def category_rename(cook: Occupation) -> None:
    Category.objects.filter(pk=cook.category_id).update(name=f"{SECRET} and drink")


def category_move(cook: Occupation) -> None:
    cook.category = make.category(f"{SECRET} and food")


def new_category(cook: Occupation) -> None:
    make.category(f"{SECRET} alone")


def report(cook: Occupation) -> None:
    words_given = {"message": SECRET, "source": SECRET, "figure": SECRET, "wrong": SECRET, "answer": SECRET}
    Correction.objects.create(page=page(cook), **words_given)
    Correction.objects.create(page=page(cook), state="fixed", **words_given)


def new_skill(cook: Occupation) -> None:
    Skill.objects.create(name=SECRET)


DRAFTS = [
    new_occupation,
    title,
    plural,
    description,
    responsibility,
    alternate_title,
    editors_figure,
    skill,
    release,
    record,
    category_rename,
    category_move,
    new_category,
    new_skill,
    report,
]


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_draft_is_on_no_public_address(sides, draft):
    cook = sides[0]
    draft(cook)
    cook.save()
    assert leaks(everything("/occupations/quixotry-tester/", "/compare/cook-vs-quixotry-tester.json")) in (
        [],
        # Only what was asked for by its whole address is repeated there.
        ["/compare/cook-vs-quixotry-tester.json", "/occupations/quixotry-tester/"],
    )


SEEN_WHEN_PUBLISHED = [draft for draft in DRAFTS if draft not in (new_occupation, new_category, new_skill, report)]


@pytest.mark.parametrize("draft", SEEN_WHEN_PUBLISHED)
def test_a_draft_is_seen_when_it_is_published(sides, draft):
    cook = sides[0]
    draft(cook)
    cook.save()
    publish.publish(cook)
    found = leaks(reachable([page(cook), pair(*sides), *(page(cook, output_format) for output_format in FORMATS)]))
    assert found


def test_a_renamed_category_is_called_so_everywhere_once_all_are_published(sides):
    category_rename(sides[0])
    publish.publish_all(sides)
    named = leaks(everything())
    assert {"/", "/categories/", "/categories/food-and-drink/", "/occupations/cook/"} <= set(named)


def test_a_half_renamed_category_is_still_listed_once(sides):
    category_rename(sides[0])
    publish.publish(sides[0])
    text = get("/categories/").content.decode()
    assert text.count('href="/categories/food-and-drink/"') == 1


def test_a_category_that_moved_is_still_found_by_its_old_links(sides):
    Category.objects.filter(pk=sides[0].category_id).update(slug="kitchen")
    response = get("/categories/food-and-drink/")
    assert (response.status_code, response["Location"]) == (301, "/categories/kitchen/")
    publish.publish_all(sides)
    assert get("/categories/food-and-drink/").status_code == 404


def test_an_unpublished_occupation_answers_as_if_it_did_not_exist(sides):
    draft = make.occupation("Secret shopper")
    for output_format in ("", *FORMATS):
        assert get(page(draft, output_format)).status_code == 404
        assert get(pair(draft, sides[0], output_format=output_format)).status_code == 404
    assert "Secret shopper" not in get("/compare/?a=Secret+shoppe&b=Cook").content.decode()
    assert get("/for-employers/?occupation=secret-shopper").content.decode().count("Secret shopper") == 0


def test_a_preview_is_not_public(sides):
    cook = sides[0]
    cook.title = SECRET
    cook.save()
    for name in ("preview", "editions", "publish", "withdraw", "change"):
        response = get(reverse(f"admin:occupations_occupation_{name}", args=[cook.pk]))
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")
        assert SECRET not in response.content.decode()


def test_a_metric_that_is_switched_off_leaves_every_address(sides):
    cook, chef = sides
    for one in sides:
        make.figure("lgbt", 7.7, occupation=one, note=SECRET, reason=SECRET)
    publish.publish_all(sides)
    assert leaks(everything())
    MetricPolicy.objects.create(metric="lgbt", shown=False)
    assert leaks(everything()) == []
    assert "7.7%" not in get(pair(cook, chef)).content.decode()


def test_an_expired_figure_stays_until_the_next_edition(sides):
    """Editions are immutable: what was published is shown until somebody publishes again."""
    cook = sides[0]
    row = make.figure("lgbt", 8, occupation=cook)
    publish.publish(cook)
    before = get(page(cook, "json")).content
    row.delete()
    assert get(page(cook, "json")).content == before
