"""Pages about codes: which systems there are, and what is known of one code."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import register_converter
from django.urls.converters import StringConverter

from occupations.directory import codes
from occupations.directory.codes import CodePage, Crosswalk, Record
from occupations.directory.elements import elements
from occupations.links import code_url, occupation_url
from occupations.pages import element_codes
from occupations.rendering.http import explain, list_page, public_page
from occupations.text.codes import read as read_code

LONGEST = 120  # characters of a code that is looked for
CODE = rf"[A-Za-z0-9][A-Za-z0-9.+-]{{0,{LONGEST - 1}}}"


class CodeConverter(StringConverter):
    regex = CODE


class SystemConverter(StringConverter):
    regex = "|".join(codes.SYSTEMS)


register_converter(CodeConverter, "code")
register_converter(SystemConverter, "codesystem")
_FITS = {
    "exact": "the same occupation",
    "shared": "one of several with this code",
    "narrower": "part of it",
    "broader": "wider than it",
    "approximate": "closest there is",
    "none": "does not fit",
}
# What a release says of a code and those that it stands beside: that it maps it to them, or them to it.
_SAYS = {
    "exact": "The same as",
    "narrower": "Part of",
    "broader": "Wider than",
    "shared": "One of several in",
    "approximate": "Closest to",
    "none": "Fits none, not even",
    "prepares": "This field of study leads to",
}
_SAID = {
    "exact": "The same as",
    "narrower": "Wider than",
    "broader": "Part of",
    "shared": "Shared by",
    "approximate": "The closest that there is for",
    "none": "Does not fit",
    "prepares": "Fields of study that lead to it",
}


def code_list(request: HttpRequest) -> HttpResponse:
    """The systems, and a field for a code."""
    typed = " ".join(request.GET.get("q", "").split())[:LONGEST]
    if typed and (found := _place_of(typed)):
        return redirect(found)
    page = list_page(
        request,
        "Codes of occupations",
        "Find the occupations, groups and crosswalks of a SOC, O*NET, OEWS, NEM, CPS, ACS or CIP code.",
        "noindex,follow" if typed else "",
    )
    context = {
        "page": page,
        "systems": codes.systems(),
        "typed": typed,
        "majors": _majors(),
        "elements": element_codes.top(elements()),
    }
    return public_page(request, "directory/codes.html", context)


def _place_of(typed: str) -> str:
    """The address of a typed code; empty if no record has it."""
    asked = read_code(typed)
    if asked is None:
        element = elements().find(typed)
        return code_url(element_codes.SYSTEM, element) if element else ""
    system = asked.system or ("onet-soc" if "." in asked.code else "")
    places = [place for place, known in codes.SYSTEMS.items() if not system or known == system]
    for place in places:
        code = codes.written(place, asked.code)
        if codes.code_page(place, code):
            return code_url(place, code)
    return ""


def _majors() -> list[tuple[str, str]]:
    return [(f"{one.code} {one.title}", code_url(one.place, one.code)) for one in codes.major_groups()]


def code_detail(request: HttpRequest, system: str, code: str) -> HttpResponse:
    as_written = codes.written(system, code)
    found = codes.code_page(system, as_written)
    if found is None:
        near = codes.near(system, as_written)
        suggestions = [(f"{one.code} {one.title}", code_url(one.place, one.code)) for one in near]
        name = codes.NAMES[codes.SYSTEMS[system]]
        return explain(request, 404, "Code not found", f"{name} has no code “{as_written[:60]}”.", suggestions)
    if as_written != code:
        return redirect(code_url(system, as_written), permanent=True)
    title = found.newest.title
    page = list_page(
        request,
        f"{found.code} {title}",
        f"{codes.NAMES[found.system]} code {found.code}, {title}: occupations, groups and crosswalks.",
        "noindex,follow",
    )
    return public_page(request, "directory/code.html", {"page": page, **_context(found)})


def _stands_for(system: str, level: str) -> str:
    if system == "cip":
        return "field of study" if level == "detailed" else "group of fields of study"
    return {"detailed": "detailed occupation", "total": "all occupations"}.get(level, f"{level} group")


def _context(found: CodePage) -> dict:
    return {
        "name": codes.NAMES[found.system],
        "vintages": [f"{one.vintage}: {one.title}" for one in found.records],
        "stands_for": _stands_for(found.system, found.newest.level),
        "occupations": [
            {
                "title": one.occupation.title,
                "url": occupation_url(one.occupation.slug),
                "code": "" if one.record.code == found.code else one.record.code,
                "fit": _FITS[one.quality],
            }
            for one in found.occupations
        ],
        "lists": [
            (heading, _links(some))
            for heading, some in (
                ("Wider groups", found.parents),
                ("In this group", found.children),
                ("The same code elsewhere", found.same),
            )
            if some
        ],
        "crosswalks": [
            {"heading": heading, "name": name, "release": release, "links": [(label, url) for label, _, url in links]}
            for (heading, name, release), links in _crosswalks(found.crosswalks).items()
        ],
    }


def _crosswalks(links: Sequence[Crosswalk]) -> dict[tuple[str, str, str], list[tuple[str, str, str]]]:
    """What a release says of this code, in which system, which release → of which codes."""
    groups: dict[tuple[str, str, str], list[Record]] = {}
    for one in links:
        says = (_SAYS if one.forward else _SAID)[one.quality]
        groups.setdefault((says, _system(one.other), one.release_title), []).append(one.other)
    return {group: _links(records) for group, records in groups.items()}


def _system(record: Record) -> str:
    return f"{codes.NAMES[record.system]}, {record.vintage}"


def _links(records: Sequence[Record]) -> list[tuple[str, str, str]]:
    """Code and title, what of, URL."""
    return [(f"{one.code} {one.title}", _system(one), code_url(one.place, one.code)) for one in records]
