"""What is given from memory is what Django would have answered, and nobody can put anything else there."""

import http.client
import re

import pytest

from tests.servers import Site

PAIR = "/compare/actor-vs-registered-nurse/"
OWN = {"x-request-id", "server-timing", "date", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset",
       "ratelimit-policy"}  # fmt: skip
TIMES = 12  # enough for each process of the site to be asked three times


class Got:
    """An answer: its headers in lower case, and whether a view was involved."""

    def __init__(self, site: Site, path: str, method: str = "GET", **headers: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        self.status, self.body = answer.status, answer.read()
        self.headers = {name.lower(): value for name, value in answer.getheaders()}
        connection.close()

    @property
    def is_from_memory(self) -> bool:
        return "view;dur=0.0," in self.headers["server-timing"]

    @property
    def lasting(self) -> dict[str, str]:
        return {name: value for name, value in self.headers.items() if name not in OWN}


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
@pytest.mark.parametrize(
    "path", ["/", PAIR, "/occupations/actor/", "/explore/", f"{PAIR[:-1]}.json", "/api/v1/occupations/actor/"]
)
def test_an_answer_from_memory_is_the_one_of_the_site(site, path, encoding):
    got = [Got(site, path, Accept_Encoding=encoding) for _ in range(TIMES)]
    made, kept = [one for one in got if not one.is_from_memory], [one for one in got if one.is_from_memory]

    assert kept
    assert {one.status for one in got} == {200}
    for one in kept:
        assert one.lasting == {**made[-1].lasting, "content-length": str(len(one.body))}
        assert re.fullmatch("[0-9a-f]{32}", one.headers["x-request-id"])
        assert "ratelimit-limit" not in one.headers
    if encoding != "gzip":  # whose header has a random length
        assert {one.body for one in got} == {made[0].body}
    assert len({one.headers["x-request-id"] for one in got}) == TIMES


def test_not_modified_from_memory_is_the_one_of_the_site(site):
    path = "/compare/registered-nurse-vs-actor/"
    etag = Got(site, path).headers["etag"]

    got = [Got(site, path, If_None_Match=etag) for _ in range(TIMES)]

    assert {(one.status, one.body) for one in got} == {(304, b"")}
    made, kept = [one for one in got if not one.is_from_memory], [one for one in got if one.is_from_memory]
    assert kept
    made[0].lasting.pop("content-length", None)
    for one in kept:
        assert one.lasting == {k: v for k, v in made[0].lasting.items() if k != "content-length"}


def test_head_from_memory_has_the_headers_of_the_page(site):
    got = [Got(site, PAIR, Accept_Encoding="br") for _ in range(TIMES)]
    head = [Got(site, PAIR, "HEAD", Accept_Encoding="br") for _ in range(TIMES)]

    assert {(one.status, one.body) for one in head} == {(200, b"")}
    assert {one.headers["content-length"] for one in head} == {got[0].headers["content-length"]}
    assert any(one.is_from_memory for one in head)


def test_no_poisoned_header_gets_into_an_answer_that_others_get(site):
    poisoned = {
        "X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "evil", "X_Forwarded_Port": "666",
        "X_Forwarded_Prefix": "/evil", "X_Original_URL": "/evil/", "X_Rewrite_URL": "/evil/",
        "Forwarded": "host=evil.example", "Cookie": "sessionid=evil", "Referer": "https://evil.example/",
    }  # fmt: skip
    for path in ("/rankings/", "/compare/actor-vs-registered-nurse.json", "/api/v1/rankings/"):
        first = [Got(site, path, **poisoned) for _ in range(TIMES)]
        then = [Got(site, path) for _ in range(TIMES)]

        assert {one.body for one in then} == {one.body for one in first}
        for one in (*first, *then):
            assert b"evil" not in one.body
            assert "evil" not in "".join(one.headers.values())


def test_a_wrong_host_is_refused_however_often_it_asks_for_what_is_kept(site):
    path = "/categories/"
    assert [Got(site, path).status for _ in range(TIMES)] == [200] * TIMES

    assert {Got(site, path, Host="evil.example").status for _ in range(TIMES)} == {400}
    assert {Got(site, path, Host=f"localhost:{site.port}@evil").status for _ in range(TIMES)} == {400}


def test_refusals_and_missing_pages_are_made_each_time(site):
    for path, status in (("/occupations/no-such-work-at-all/", 404), ("/explore/?" + "a" * 5_000, 414)):
        got = [Got(site, path) for _ in range(TIMES)]
        assert {one.status for one in got} == {status}


def test_with_a_session_the_page_is_everybodys(site):
    path = "/occupations/registered-nurse/"
    anonymous = [Got(site, path).body for _ in range(TIMES)]
    signed_in = [
        Got(site, path, Cookie="sessionid=abcdefghijklmnopqrstuvwxyz012345; csrftoken=x") for _ in range(TIMES)
    ]

    assert {one.body for one in signed_in} == set(anonymous)
    assert all("set-cookie" not in one.headers for one in signed_in)
