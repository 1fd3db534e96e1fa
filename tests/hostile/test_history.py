"""What the scan of the history would find. Put together here, so that it does not find this."""

import pytest

from tests.hostile.history import secrets_in

LETTERS = "q7Zr2VxKd9Lm4TnBw8Hs"


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("private key", "-----BEGIN RSA " + "PRIVATE KEY-----"),
        ("cloud key", "AKIA" + "ABCDEFGHIJKLMNOP"),
        ("token", "ghp_" + LETTERS * 2),
        ("payment key", "sk_live_" + LETTERS * 2),
        ("Django's default key", "SECRET_KEY = " + "'django-" + "insecure-" + LETTERS),
        ("Sentry", "https://" + "0123456789abcdef" * 2 + "@sentry.example.org/7"),
        ("address with a password", "postgres://careers:" + LETTERS + "@db.example.org/careers"),
        ("secret", "API_TOKEN = " + f'"{LETTERS}"'),
        ("secret", '"db_password"' + f": '{LETTERS}'"),
    ],
)
def test_secret_is_found(kind, line):
    assert kind in [found for found, _ in secrets_in(line)]


@pytest.mark.parametrize(
    "line", ['password = "correct horse"', 'csrf_token: "the-field-of-a-form"', "DATABASE_URL=postgres:///careersite"]
)
def test_words_are_no_secrets(line):
    assert list(secrets_in(line)) == []
