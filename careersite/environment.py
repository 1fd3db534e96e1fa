"""Reads settings from the environment and from `var/`. Every error is one sentence."""

import ipaddress
import os
import re
import secrets
import sys
from collections.abc import Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import available_timezones

import environ
import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

env = environ.Env()

MODES = ("demo", "production")


def mode() -> str:
    name = env("CAREERSITE_ENV", default="demo")
    if name not in MODES:
        raise ImproperlyConfigured(f"CAREERSITE_ENV is {name!r}; set it to demo or production, or leave it out (demo).")
    return name


def command_in_history() -> str:
    """Options of a connection: whatever a command of manage.py changes is recorded as changed by it. Empty for
    servers and tests."""
    name = sys.argv[1] if len(sys.argv) > 1 and Path(sys.argv[0]).name == "manage.py" else ""
    if not re.fullmatch(r"[a-z_]+", name):
        return ""
    return f' -c pghistory.context_id={uuid4()} -c pghistory.context_metadata={{"command":"{name}"}}'


def flag(name: str, default: bool) -> bool:
    """A switch; anything but the usual words is an error, because a mistyped "flase" must not turn something on or
    off."""
    word = os.environ.get(name, "").strip().lower()
    if not word:
        return default
    if word in ("1", "true", "yes", "on"):
        return True
    if word in ("0", "false", "no", "off"):
        return False
    raise ImproperlyConfigured(f"{name} is {word!r}; set it to 1 or 0.")


def required(name: str, what_to_do: str) -> str:
    if value := os.environ.get(name, "").strip():
        return value
    raise ImproperlyConfigured(f"Production needs {name}: {what_to_do}.")


def secret_key() -> str:
    key = required("SECRET_KEY", "set it to a long random text that stays the same")
    if len(key) < 50 or len(set(key)) < 5:
        raise ImproperlyConfigured(
            "SECRET_KEY is too easy to guess; set it to at least 50 random characters, for example those that "
            '`python -c "import secrets; print(secrets.token_urlsafe(64))"` prints.'
        )
    return key


def host_names() -> list[str]:
    required("ALLOWED_HOSTS", "set it to the host names of the site, separated by commas")
    hosts = names("ALLOWED_HOSTS")
    if "*" in hosts or not hosts:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS has to name the hosts of the site, such as careers.example.org; * would let anybody choose "
            "the addresses that pages show and caches keep."
        )
    return hosts


def origins(name: str) -> list[str]:
    """Origins of forms, such as `https://careers.example.org`."""
    found = names(name)
    for origin in found:
        scheme, separator, host = origin.partition("://")
        if scheme not in ("http", "https") or not separator or not host or "*" in host:
            raise ImproperlyConfigured(
                f"{name} has {origin!r}; write each origin in full, such as https://careers.example.org."
            )
    return found


def names(name: str) -> list[str]:
    """A list separated by commas; blanks around its members do not count."""
    return [word for part in os.environ.get(name, "").split(",") if (word := part.strip())]


def contacts(name: str) -> list[str]:
    """Addresses for people to write to: of mail or of a page."""
    found = [f"mailto:{word}" if "@" in word and ":" not in word else word for word in names(name)]
    for address in found:
        if not re.fullmatch(r"(mailto:[^\s@]+@|https://|tel:)[!-~]+", address):
            raise ImproperlyConfigured(
                f"{name} has {address!r}; write a mail address or the https:// address of a page, several separated by "
                "commas."
            )
    return found


def directory(name: str) -> Path | None:
    """A directory that is there, without links in its path."""
    given = env(name, default="").strip()
    if not given:
        return None
    path = Path(given).expanduser().resolve()
    if not path.is_dir():
        raise ImproperlyConfigured(f"{name} names no directory: {given}.")
    return path


def database(url: str) -> dict[str, Any]:
    """Django's settings for a DATABASE_URL, which may name several hosts. It is never shown: it has a password."""
    form = "postgres://user:password@host:5432/name"
    if not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(f"DATABASE_URL names no PostgreSQL server; write it as {form}.")
    try:
        given = conninfo_to_dict(url)
    except psycopg.Error:
        given = {}
    ports = str(given.get("port", "5432")).split(",")
    if not given.get("dbname") or not all(port.isdigit() for port in ports):
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read; write it as {form}.")
    if ours := {"options", "connect_timeout"} & given.keys():
        raise ImproperlyConfigured(
            f"DATABASE_URL has {min(ours)}=, which would replace the site's time-outs; set what you need with "
            "ALTER ROLE … SET …."
        )
    own = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    settings = {name: str(given.pop(key, "")) for name, key in own.items()}
    return {"ENGINE": "careersite.postgresql", **settings, "OPTIONS": given}


def ip_address(name: str, default: str) -> str:
    word = os.environ.get(name, "").strip() or default
    try:
        return str(ipaddress.ip_address(word))
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {word!r}; set it to an IP address, such as 127.0.0.1 or ::.") from None


def listening(name: str) -> str | tuple[str, int] | None:
    """The path of a Unix socket, or an IP address and a port; a port alone is this machine's own. None: nothing."""
    word = os.environ.get(name, "").strip()
    if not word or word.startswith("/"):
        return word or None
    host, _, port = word.rpartition(":")
    if port.isascii() and port.isdigit() and 0 < int(port) < 65536:
        try:
            return str(ipaddress.ip_address(host.strip("[]") or "127.0.0.1")), int(port)
        except ValueError:
            pass
    raise ImproperlyConfigured(
        f"{name} is {word!r}; set it to a port of this machine (9464), an address and a port (10.0.0.5:9464), or the "
        "path of a socket (/run/careersite/metrics.sock)."
    )


def positive(name: str, default: int, least: int = 1) -> int:
    """A whole number from `least` up."""
    word = os.environ.get(name, "").strip()
    if not word:
        return default
    if word.isascii() and word.isdigit() and int(word) >= least:
        return int(word)
    raise ImproperlyConfigured(f"{name} is {word!r}; set it to a whole number from {least} up.")


def time_zone(name: str, default: str) -> str:
    """A zone by its place, such as America/Chicago."""
    word = os.environ.get(name, "").strip() or default
    if word not in available_timezones():
        raise ImproperlyConfigured(f"{name} is {word!r}; set it to a zone such as America/Chicago, or to UTC.")
    return word


def some_of(name: str, known: Sequence[str]) -> list[str]:
    """Words out of a list; all of them if the variable is missing, and none if it is “none”."""
    chosen = names(name) or list(known)
    if chosen == ["none"]:
        return []
    for word in chosen:
        if word not in known:
            raise ImproperlyConfigured(f"{name} has {word!r}; choose from {', '.join(known)}, or set it to none.")
    return chosen


def cache(url: str) -> dict[str, Any]:
    """Django's settings for a REDIS_URL, or for a cache in the process if it is empty."""
    if not url:
        return {"BACKEND": "careersite.counts.Counts", "OPTIONS": {"MAX_ENTRIES": 50_000}}
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured("REDIS_URL names no Redis; write it as redis://host:6379/0.")
    if not find_spec("redis"):
        raise ImproperlyConfigured("REDIS_URL is set, but the package redis is not installed: pip install redis.")
    # What counts requests must not hold them up: if it does not answer at once, they are not counted.
    patience = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}  # seconds
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url, "OPTIONS": patience}


def stored_secret(file: Path) -> str:
    """A random key, created at the first start and stored in a file that only its owner can read."""
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            draft = file.with_name(f".{file.name}.{os.getpid()}")
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
                stream.write(secrets.token_urlsafe(64))
            try:
                os.link(draft, file)  # fails if another process was first: then both read the same key
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return file.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{file} cannot be written or read ({error.strerror}); set CAREERSITE_VAR to a directory of your own."
        ) from error


def fingerprint(*roots: Path) -> str:
    """A short hash of the files that pages are made from: equal code gives equal ETags on every machine."""
    digest = sha256()
    for root in roots:
        for file in sorted(root.rglob("*")):
            if file.suffix != ".pyc" and file.is_file():
                digest.update(f"{file.relative_to(root.parent)}\0".encode())
                digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]
