"""Parameters of addresses: read from an allow-list, checked, and written without empty ones."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict


class QueryProblem(NamedTuple):
    """A parameter that was left out, and why: a sentence without its subject, "“abc” is not a number"."""

    name: str
    label: str
    message: str


def address(path: str, parameters: Mapping[str, str]) -> str:
    """The address with those parameters that say something, in their order."""
    query = urlencode({name: text for name, text in parameters.items() if text})
    return f"{path}?{query}" if query else path


def given(query: QueryDict, names: Iterable[str]) -> dict[str, str]:
    """The known parameters that are not empty, without spaces around them; of repeated ones the last."""
    return {name: text for name in names if (text := " ".join(query.get(name, "").split()))}


def repeated(query: QueryDict, labels: Mapping[str, str]) -> list[QueryProblem]:
    return [
        QueryProblem(name, label, f"given {len(texts)} times; only the last value is used")
        for name, label in labels.items()
        if len(texts := query.getlist(name)) > 1
    ]


def shown(text: str) -> str:
    """What was typed, as it can stand in a sentence."""
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


def page_number(text: str) -> tuple[int, list[QueryProblem]]:
    """A page from 1 up; page 1 and the problem where it is none."""
    if not text:
        return 1, []
    if text.isascii() and text.isdigit() and len(text) < 7 and int(text):
        return int(text), []
    return 1, [QueryProblem("page", "Page", f"{shown(text)} is not a page number")]


def choice(text: str, name: str, label: str, known: Iterable[str], default: str) -> tuple[str, list[QueryProblem]]:
    """One of the known values; the default, and the problem where it is another."""
    if not text or text in known:
        return text or default, []
    return default, [QueryProblem(name, label, f"{shown(text)} is not one of the choices")]
