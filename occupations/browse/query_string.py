"""URL parameters: read from a list of allowed names, checked, and written without empty ones."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict


class QueryProblem(NamedTuple):
    """A parameter that was ignored, and why, as a sentence without its subject: "“abc” is not a number"."""

    name: str
    label: str
    message: str


def address(path: str, parameters: Mapping[str, str | Sequence[str]]) -> str:
    """The URL with the parameters that are not empty, in their order; one with several values is repeated."""
    query = urlencode({name: value for name, value in parameters.items() if value}, doseq=True)
    return f"{path}?{query}" if query else path


def given(query: QueryDict, names: Iterable[str]) -> dict[str, str]:
    """The known parameters that are not empty, without surrounding spaces; of repeated ones, the last."""
    return {name: text for name in names if (text := _trimmed(query.get(name, "")))}


def given_several(query: QueryDict, names: Iterable[str]) -> dict[str, list[str]]:
    """The values that are not empty of parameters that may be repeated, each once."""
    several = {name: dict.fromkeys(filter(None, map(_trimmed, query.getlist(name)))) for name in names}
    return {name: list(values) for name, values in several.items() if values}


def _trimmed(text: str) -> str:
    return " ".join(text.split())


def repeated(query: QueryDict, labels: Mapping[str, str]) -> list[QueryProblem]:
    return [
        QueryProblem(name, label, f"given {len(texts)} times; only the last value is used")
        for name, label in labels.items()
        if len(texts := query.getlist(name)) > 1
    ]


def shown(text: str) -> str:
    """What was typed, shortened and quoted for a sentence."""
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


def page_number(text: str) -> tuple[int, list[QueryProblem]]:
    """A page number from 1; page 1 and the problem if it is invalid."""
    if not text:
        return 1, []
    if text.isascii() and text.isdigit() and len(text) < 7 and int(text):
        return int(text), []
    return 1, [QueryProblem("page", "Page", f"{shown(text)} is not a page number")]


def choice(text: str, name: str, label: str, known: Iterable[str], default: str) -> tuple[str, list[QueryProblem]]:
    """One of the known values; the default and the problem if it is a different one."""
    if not text or text in known:
        return text or default, []
    return default, [QueryProblem(name, label, f"{shown(text)} is not one of the choices")]
