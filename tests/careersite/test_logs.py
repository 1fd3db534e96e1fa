"""Lines of the log in production, whatever is in them."""

import json
import logging

import pytest
import structlog

from careersite.logs import logging_config
from careersite.monitoring.requests import id_of
from tests.careersite.test_settings import COMPLETE
from tests.servers import ROOT, Project

TITLE = 'Cook\r\n{"event": "forged", "level": "info"}\x1b[2J\u2028\x85 <b>'


@pytest.fixture
def line(capsys):
    """What is written for an event, in production."""

    def written(log) -> str:
        configuration = logging_config(json=True, level="INFO")
        formatter = configuration["formatters"]["lines"]
        handler = logging.StreamHandler()
        handler.setFormatter(formatter["()"](**{name: value for name, value in formatter.items() if name != "()"}))
        logger = logging.getLogger("tests.logs")
        logger.addHandler(handler)
        log(logger)
        logger.removeHandler(handler)
        return capsys.readouterr().err

    yield written
    structlog.contextvars.clear_contextvars()


def failing(logger: logging.Logger) -> None:
    try:
        raise ValueError(TITLE)
    except ValueError:
        logger.exception("It failed: %s", TITLE)


@pytest.mark.parametrize(
    "log",
    [
        lambda logger: logger.warning(TITLE),
        lambda logger: logger.warning("Not Found: %s", TITLE),
        lambda logger: structlog.wrap_logger(logger).info("saved", title=TITLE),
        failing,
    ],
    ids=["message", "argument", "member", "exception"],
)
def test_event_is_one_line_of_json_whatever_is_in_it(line, log):
    text = line(log)
    assert text.endswith("\n")
    assert len(text.splitlines()) == 1
    assert text.strip().isascii()
    assert text.strip().isprintable()
    assert json.loads(text)["event"] != "forged"


@pytest.mark.parametrize("given", ["x\r\nforged: yes", "a" * 65, '"}{"', "", "šššššššš"])
def test_id_of_a_request_is_never_what_somebody_wrote_into_a_header(given):
    assert id_of(given) != given
    assert id_of(given).isalnum()


def test_error_in_production_does_not_show_settings(tmp_path):
    """Neither the page nor the log has the secret key or the password of the database."""
    program = (
        "import logging; from django.conf import settings; from django.test import Client\n"
        "settings.ROOT_URLCONF = 'tests.careersite.urls'\n"
        "response = Client(raise_request_exception=False, headers={'host': 'careers.example'}).get('/testing/fail/', secure=True)\n"
        "print(response.status_code, response.content.decode())"
    )
    project = Project(tmp_path)
    done = project.manage("shell", "--no-imports", "-c", program, **COMPLETE, PYTHONPATH=str(ROOT))
    said = done.stdout + done.stderr
    assert done.stdout.startswith("500 ")
    assert "Traceback" in json.loads(done.stderr.splitlines()[-1])["exception"]
    assert COMPLETE["SECRET_KEY"] not in said
    assert "hunter2" not in said
