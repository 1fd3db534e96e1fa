"""The page of the API: what it teaches is true of the site, and every resource has a form that works without scripts."""

import html
import json
import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from careersite.api_page.resources import groups, values_of
from careersite.api_page.trial import FEW
from occupations.api import problems
from occupations.metrics import METRICS, MISSING_SENTENCES, SLOTS
from tests.answers import Answer
from tests.http import public
from tests.http.api import api_get, api_json

PAGE = "/api/"
LISTED = [one for group in groups() for one in group.operations]
TRIED = [one for one in LISTED if one.is_data]


@pytest.fixture(scope="module")
def whole(demo) -> str:
    return text_of(public.get(PAGE))


def text_of(response: Answer) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def tried(resource: str, **given: str) -> Answer:
    return public.get(f"{PAGE}?{urlencode({'resource': resource, **given})}")


def shown(response: Answer) -> tuple[str, str]:
    """The heading and the body of the answer on the page."""
    text = response.content.decode()
    heading = re.search(r'id="answer">\s*<h2>([^<]*)</h2>', text)
    body = re.search(r"<pre[^>]*><code>(.*?)</code></pre>", text, re.DOTALL)
    assert heading
    return heading[1], html.unescape(body[1]) if body else ""


def test_the_answer_to_the_question_is_the_one_of_the_api(whole):
    address, response = re.findall(r"<pre[^>]*><code>(?:GET <a [^>]*>)?(.*?)(?:</a>)?</code></pre>", whole, re.DOTALL)[
        :2
    ]
    said = json.loads(response)
    assert said == api_json(address.removeprefix("http://testserver"))
    [first] = said["results"]
    assert first["cells"]["pay_median"]["value"] >= 80_000
    assert said["sources"][0]["period_text"] == "May 2024"


def test_the_page_is_read_from_the_local_copy(demo, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert public.get(PAGE).status_code == 200


def test_opening_the_page_is_no_request_of_the_api(demo, settings):
    settings.API_REQUESTS_A_MINUTE = 2
    visitor = Client(REMOTE_ADDR="192.0.2.77")
    assert [visitor.get(PAGE).status_code for _ in range(4)] == [200] * 4
    statuses = [visitor.get(PAGE, {"resource": "search", "q": word}).content for word in ("cook", "nurse", "actor")]
    assert [b"<h2>429 Too Many Requests</h2>" in content for content in statuses] == [False, False, True]


def test_every_resource_row_metric_reason_and_problem_is_explained(whole):
    assert [one.key for one in LISTED if f'id="{one.key}"' not in whole] == []
    assert [key for key in SLOTS if f"<dt><code>{key}</code></dt>" not in whole] == []
    named = {metric for slot in SLOTS.values() for metric in slot.metrics}
    hidden = {key for key in named if f"<code>{key}</code> (" not in whole}
    assert {METRICS[key].sensitive for key in hidden} <= {True}
    assert [str(reason) for reason in MISSING_SENTENCES if f"<dt><code>{reason}</code></dt>" not in whole] == []
    assert [name for name in problems.KINDS if f'<tr id="{name}">' not in whole] == []


def test_links_of_the_page_lead_somewhere(whole):
    assert [one for one in re.findall(r'href="#([\w-]+)"', whole) if f'id="{one}"' not in whole] == []
    links = set(re.findall(r'href="(/[^"#]*)"', whole)) - {one.example for one in LISTED}
    assert len(links) > 25
    assert [link for link in links if not link.startswith("/static/") and public.get(link).status_code != 200] == []


# The form


@pytest.mark.parametrize("resource", [one.key for one in TRIED])
def test_every_resource_has_a_field_for_each_parameter_and_an_answer(demo, resource):
    operation = next(one for one in TRIED if one.key == resource)
    form = tried(resource).content.decode()
    fields = re.findall(r'<(?:input|select) id="field-([\w]+)" name="([\w]+)"', form)
    assert [name for _, name in fields] == [one["name"] for one in operation.parameters]
    assert 'id="answer"' not in form
    filled = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    filled |= dict(
        re.findall(r'<select [^>]*name="(\w+)"[^>]*>(?:(?!</select>).)*<option selected>([^<]*)<', form, re.DOTALL)
    )
    heading, body = shown(public.get(f"{PAGE}?{urlencode({**filled, 'format': ''})}"))
    direct = api_get(operation.example)
    assert heading.startswith(f"{direct.status_code} ")
    if direct.status_code == 200 and len(direct.content) < 10_000:
        assert json.loads(body) == json.loads(direct.content)


def test_a_long_list_of_values_is_begun_and_the_page_has_all(demo, whole):
    found = 0
    for operation in TRIED:
        values = {one["name"]: values_of(one) for one in operation.parameters}
        form = tried(operation.key).content.decode()
        for name, hint, link, number in re.findall(
            r'id="about-(\w+)">[^\n]*<span class="hint">([^<]*) and <a href="/api/#([\w-]+)">(\d+) more</a></span>',
            form,
        ):
            assert hint.split(", ") == values[name][:FEW]
            assert (link, int(number)) == (operation.key, len(values[name]) - FEW)
            described = whole.partition(f'id="{link}"')[2].partition("</article>")[0]
            assert ", ".join(values[name]) in described
            found += 1
        assert max((one.count(", ") for one in re.findall(r'class="hint">([^<]*)<', form)), default=0) <= FEW
    assert found >= 3


def test_what_was_typed_stays_and_what_is_missing_is_asked_for(demo):
    text = tried("search", q="", limit="7").content.decode()
    assert 'name="limit" value="7"' in text
    assert 'name="q" value="" autocomplete="off" aria-describedby="about-q" aria-invalid="true"' in text
    assert "Fill this in, such as nurse." in text
    assert 'id="answer"' not in text


@pytest.mark.parametrize(
    ("resource", "given", "heading", "said"),
    [
        ("occupation-detail", {"slug": "nobody"}, "404 Not Found", "There is no occupation “nobody”."),
        ("occupation-detail", {"slug": "a/b"}, "404 Not Found", "There is nothing public at this URL"),
        ("occupation-detail", {"slug": "../metrics"}, "404 Not Found", "There is nothing public at this URL"),
        ("occupation-detail", {"slug": "<b>"}, "404 Not Found", '"status": 404'),
        ("occupations-list", {"education": "bachelor"}, "400 Bad Request", '"near": ['),
        ("occupations-list", {"nonsense": "1", "q": "cook"}, "200 OK", '"results": ['),
        ("occupations-list", {"limit": "1", "format": "csv"}, "200 OK", "slug,id,id_url,title,"),
        ("occupations-list", {"limit": "1", "format": "md"}, "200 OK", "# Occupations"),
    ],
)
def test_an_answer_is_shown_whatever_it_is(demo, resource, given, heading, said):
    response = tried(resource, **given)
    found = shown(response)
    assert found[0] == heading
    assert said in found[1]
    assert "<b>" not in response.content.decode().partition('id="answer"')[2]
    assert ("no-store" in response["Cache-Control"]) == (heading != "200 OK")


def test_a_long_answer_is_cut_and_says_so(demo):
    response = tried("metrics", format="")
    assert len(shown(response)[1]) == 20_000
    assert re.search(r"the first 20,000 of [\d,]+ characters", response.content.decode())


def test_a_redirect_says_where_it_leads(demo):
    number = api_json("occupations/actor/?fields=id")["id"]
    response = tried("occupation-detail", slug=str(number))
    assert shown(response)[0] == "301 Moved Permanently"
    assert 'It is now at <a href="/api/v1/occupations/actor/">' in response.content.decode()


@pytest.mark.parametrize("resource", ["", "nothing", "titles-match-post", "bulk-file", "<script>"])
def test_what_has_no_form_is_not_found(demo, resource):
    response = tried(resource)
    assert response.status_code == 404
    assert "All resources of the API" in response.content.decode()
    assert "<script>" not in response.content.decode()
