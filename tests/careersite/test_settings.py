"""How the project starts, and refuses to."""

import os
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from careersite.environment import (
    database,
    fingerprint,
    flag,
    host_names,
    listening,
    origins,
    secret_key,
    some_of,
    time_zone,
)
from tests.servers import Project

COMPLETE = {
    "CAREERSITE_ENV": "production",
    "SECRET_KEY": "a-secret-key-of-fifty-characters-that-nobody-guesses-0123456789",
    "ALLOWED_HOSTS": "careers.example",
    "DATABASE_URL": "postgres://careers:hunter2@127.0.0.1:1/careers",
}


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


def refusal(project: Project, *command: str, **variables: str) -> str:
    """What the command says instead of doing its work."""
    done = project.manage(*command, **variables)
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr.removesuffix("\n")


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("SECRET_KEY", "Production needs SECRET_KEY: set it to a long random text that stays the same."),
        ("ALLOWED_HOSTS", "Production needs ALLOWED_HOSTS: set it to the host names of the site, separated by commas."),
        ("DATABASE_URL", "Production needs DATABASE_URL: set it to postgres://user:password@host:5432/name."),
    ],
)
@pytest.mark.parametrize("given", [{}, {"": " "}], ids=["missing", "blank"])
def test_production_refuses_to_start_incomplete(project, missing, sentence, given):
    variables = {name: value for name, value in COMPLETE.items() if name != missing} | dict.fromkeys(given, " ")
    variables |= {missing: " "} if given else {}
    variables.pop("", None)
    assert refusal(project, "check", **variables) == sentence


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"SECRET_KEY": "x"}, "SECRET_KEY is too easy to guess; set it to at least 50 random characters"),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY is too easy to guess"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS has to name the hosts of the site, such as careers.example.org;"),
        ({"ALLOWED_HOSTS": "careers.example, *"}, "ALLOWED_HOSTS has to name the hosts of the site"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS has to name the hosts of the site"),
        ({"CSRF_TRUSTED_ORIGINS": "https://*.example"}, "CSRF_TRUSTED_ORIGINS has 'https://*.example'; write each"),
        ({"CSRF_TRUSTED_ORIGINS": "careers.example"}, "CSRF_TRUSTED_ORIGINS has 'careers.example'; write each origin"),
        (
            {"DATABASE_URL": f"{COMPLETE['DATABASE_URL']}?options=-c%20statement_timeout%3D0"},
            "DATABASE_URL has options=, which would replace the site's time-outs;",
        ),
        (
            {"DATABASE_URL": f"{COMPLETE['DATABASE_URL']}?connect_timeout=600"},
            "DATABASE_URL has connect_timeout=, which would replace the site's time-outs;",
        ),
    ],
)
def test_production_refuses_what_is_not_safe(monkeypatch, given, sentence):
    for name, value in (COMPLETE | given).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as error:
        (secret_key(), host_names(), origins("CSRF_TRUSTED_ORIGINS"), database(os.environ["DATABASE_URL"]))
    assert str(error.value).startswith(sentence)
    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize(
    ("word", "address"),
    [
        ("", None),
        ("9464", ("127.0.0.1", 9464)),
        ("10.0.0.5:9464", ("10.0.0.5", 9464)),
        ("[::1]:9464", ("::1", 9464)),
        (" /run/careersite/metrics.sock ", "/run/careersite/metrics.sock"),
    ],
)
def test_metrics_are_listened_for_on_this_machine_unless_another_address_is_named(monkeypatch, word, address):
    monkeypatch.setenv("METRICS", word)
    assert listening("METRICS") == address


@pytest.mark.parametrize("word", ["yes", "0", "70000", "example.org:9464", "10.0.0.5:", "metrics.sock"])
def test_metrics_at_no_address_are_refused(monkeypatch, word):
    monkeypatch.setenv("METRICS", word)
    with pytest.raises(ImproperlyConfigured, match=f"METRICS is '{word}'; set it to a port of this machine"):
        listening("METRICS")


def test_names_in_lists_are_trimmed(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", " careers.example , .example.org,")
    monkeypatch.setenv("CSRF_TRUSTED_ORIGINS", "https://careers.example ,http://intranet:8080")
    assert host_names() == ["careers.example", ".example.org"]
    assert origins("CSRF_TRUSTED_ORIGINS") == ["https://careers.example", "http://intranet:8080"]


def test_production_served_by_another_server_says_the_same(project):
    done = project.start("-c", "import careersite.wsgi", CAREERSITE_ENV="production")
    assert done.communicate(timeout=120) == (
        "",
        "Production needs SECRET_KEY: set it to a long random text that stays the same.\n",
    )
    assert done.returncode == 1


def test_production_passes_every_deployment_check(project):
    done = project.manage("check", "--deploy", "--fail-level", "WARNING", **COMPLETE)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (1 silenced).\n")


def test_production_has_no_debug_pages_and_writes_nothing(project):
    program = "from django.conf import settings as s; print(s.DEBUG, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT)"
    done = project.manage("shell", "--no-imports", "-c", program, **COMPLETE, DEBUG="1")
    assert done.stdout == "False True True\n"
    assert list(project.var.iterdir()) == []


def test_production_can_stand_behind_a_proxy_that_ends_tls(project):
    program = "from django.conf import settings as s; print(s.SECURE_PROXY_SSL_HEADER)"
    done = project.manage(
        "shell", "--no-imports", "-c", program, **COMPLETE, SECURE_PROXY_SSL_HEADER="X-Forwarded-Proto=https"
    )
    assert done.stdout == "('HTTP_X_FORWARDED_PROTO', 'https')\n"


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"CAREERSITE_ENV": "prod"}, "CAREERSITE_ENV is 'prod'; set it to demo or production, or leave it out (demo)."),
        ({"DEBUG": "flase"}, "DEBUG is 'flase'; set it to 1 or 0."),
        (
            {"DATABASE_URL": "mysql://careers:hunter2@localhost/careers"},
            "DATABASE_URL names no PostgreSQL server; write it as postgres://user:password@host:5432/name.",
        ),
        (
            {"DATABASE_URL": "postgres://careers:hunter2@localhost:port/careers"},
            "DATABASE_URL cannot be read; write it as postgres://user:password@host:5432/name.",
        ),
    ],
)
def test_wrong_variable_gets_one_sentence(project, variables, sentence):
    assert refusal(project, "check", **variables) == sentence


def test_database_that_cannot_be_reached_gets_one_sentence_without_its_password(project):
    assert refusal(project, "migrate", DATABASE_URL="postgres://careers:hunter2@127.0.0.1:1/careers") == (
        "The database careers at 127.0.0.1:1 cannot be reached: connection failed: connection to server at "
        '"127.0.0.1", port 1 failed: Connection refused. Start it, or correct DATABASE_URL.'
    )


def test_secret_key_is_made_once_and_is_nobody_elses(project):
    program = "from django.conf import settings; print(settings.SECRET_KEY)"
    first, second = (project.manage("shell", "--no-imports", "-c", program).stdout.strip() for _ in range(2))
    file = project.var / "secret_key"
    assert first == second == file.read_text()
    assert len(first) > 80
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(("word", "value"), [("1", True), ("True", True), ("off", False), ("", True)])
def test_flag_reads_the_usual_words(monkeypatch, word, value):
    monkeypatch.setenv("SWITCH", word)
    assert flag("SWITCH", default=True) is value


def test_flag_refuses_other_words(monkeypatch):
    monkeypatch.setenv("SWITCH", "maybe")
    with pytest.raises(ImproperlyConfigured, match="SWITCH is 'maybe'; set it to 1 or 0."):
        flag("SWITCH", default=True)


def test_build_changes_with_any_file_and_not_with_its_age(tmp_path):
    (tmp_path / "page.html").write_text("one")
    before = fingerprint(tmp_path)
    (tmp_path / "page.html").write_text("one")
    (tmp_path / "page.pyc").write_text("compiled")
    assert fingerprint(tmp_path) == before
    (tmp_path / "page.html").write_text("two")
    assert fingerprint(tmp_path) != before


def test_a_time_zone_is_named_by_its_place(monkeypatch):
    assert time_zone("SITE_TIME_ZONE", "America/New_York") == "America/New_York"
    monkeypatch.setenv("SITE_TIME_ZONE", " America/Chicago ")
    assert time_zone("SITE_TIME_ZONE", "America/New_York") == "America/Chicago"
    monkeypatch.setenv("SITE_TIME_ZONE", "Chicago")
    with pytest.raises(ImproperlyConfigured, match="'Chicago'; set it to a zone such as America/Chicago"):
        time_zone("SITE_TIME_ZONE", "America/New_York")


@pytest.mark.parametrize(("words", "chosen"), [("", ["a", "b"]), ("b", ["b"]), (" a , b", ["a", "b"]), ("none", [])])
def test_some_words_of_a_list_are_chosen(monkeypatch, words, chosen):
    monkeypatch.setenv("REVIEW_REQUIRED_FOR", words)
    assert some_of("REVIEW_REQUIRED_FOR", ["a", "b"]) == chosen


def test_words_that_are_not_in_the_list_are_refused(monkeypatch):
    monkeypatch.setenv("REVIEW_REQUIRED_FOR", "a,none")
    with pytest.raises(ImproperlyConfigured, match="has 'none'; choose from a, b, or set it to none."):
        some_of("REVIEW_REQUIRED_FOR", ["a", "b"])
