"""T02: no request is an error of ours, and none takes a second of the processor."""

import os
from collections import Counter
from collections.abc import Iterator

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from careersite import finished_answers, monitoring
from careersite.bodies import Bodies
from careersite.monitoring.requests import Observed
from tests.hostile.random_requests import VARIABLE, answers
from tests.http.conftest import demo, demonstration

__all__ = ["demo", "demonstration"]

NUMBER = int(os.environ.get(VARIABLE, "500"))


@pytest.fixture
def application(demo) -> Iterator[Observed]:
    """As careersite.wsgi puts it together; the connection, which is in a transaction of the tests, stays open."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield monitoring.in_front_of(finished_answers.FinishedAnswers(Bodies(WSGIHandler()), finished_answers.live_version))
    for signal in signals:
        signal.connect(close_old_connections)


def test_random_requests_are_no_errors_of_ours_and_take_no_second(application):
    sent = list(answers(application, NUMBER))

    print(f"\n{len(sent):,} requests: {dict(sorted(Counter(one.status for one in sent).items()))}")
    print(f"{max(one.seconds for one in sent):.2f} s of the processor at most")
    # oEmbed wants to be told that a format does not exist by 501.
    wrong = [one for one in sent if one.status >= 500 and (one.status, one.environ["PATH_INFO"]) != (501, "/oembed/")]
    assert [str(one) for one in wrong] == []
    assert [str(one) for one in sent if one.seconds > 1] == []
