"""What an address with job titles leads to.

Readers are led on to the occupations if all titles are sure together. If not, they see the comparison of the likeliest,
with the others one step away; if a title could be several, they are asked. Files say what programs may take titles for.
"""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from comparisons.asked import Asked, choices_url, read
from comparisons.not_found import refuse_unknown
from comparisons.page.titles import TitlesView
from comparisons.queries import ComparisonRows, find_beside
from comparisons.response import Wanted, compare
from comparisons.rules.compare import MOST_SIDES
from comparisons.rules.titles import Kind, Outcome, taken
from comparisons.title_pages import content
from occupations.pages.title_answer import of_all_levels
from occupations.rendering.http import FILES, explain, list_page, public_page
from occupations.rendering.live import LiveDocument
from occupations.search import review
from occupations.search.in_addresses import asked_for, can_mean, not_sure, quoted_slugs
from occupations.text.asked import AS, ASKED, LIKELIEST, MATCH, MATCHES, SURE, titles_in
from occupations.text.slugs import is_slug, pair_slug


def wanted(query: Mapping[str, str], slugs: Sequence[str], plain: Wanted) -> Wanted:
    """With what the query says of titles: which occupations were chosen for them, which were asked for, and what a file
    lets them be taken for."""
    if plain.output_format in FILES and (match := query.get(MATCH)) in MATCHES:
        asked = read(slugs)
        plain = plain._replace(match=match, taken=() if asked.found else asked.taken)
    if AS in query:
        chosen = [part if is_slug(part) else "" for part in query[AS].split(",")[: len(slugs)]]
        return _with_own(plain, AS, ",".join(chosen))
    titles = titles_in(query.get(ASKED, ""))
    if plain.output_format != "html" or not 1 < len(titles) <= MOST_SIDES or titles == list(slugs):
        return plain
    answered = can_mean(titles, slugs)
    if not answered:
        return plain
    said = [asked_for(list(answered)), *of_all_levels(answered.values())]
    view = TitlesView(
        " ".join(said), choices_url(titles, plain.arrangement.fields), len(answered) > 1, pair_slug(titles)
    )
    return _with_own(plain, ASKED, pair_slug(titles))._replace(titles=view)


def _with_own(wanted: Wanted, name: str, value: str) -> Wanted:
    return wanted._replace(arrangement=wanted.arrangement._replace(own=((name, value),)))


def answer(request: HttpRequest, slugs: Sequence[str], wanted: Wanted) -> HttpResponse:
    """For sides of which not all are public. Its one query brings the comparison, too."""
    asked = read(slugs, request.GET.get(AS))
    accepted = taken(asked.sides, wanted.match) if wanted.match else []
    found, former = find_beside(list(dict.fromkeys(side.slug for side in accepted)) or asked.slugs, slugs)
    if not former and wanted.output_format == "html" and AS not in request.GET:
        for typed, one in content.typed_titles(asked):
            review.count(typed, one)
    if former or asked.outcome is Outcome.NOTHING:
        understood = [side.asked for side in asked.sides if side.kind not in (Kind.NOTHING, Kind.ADDRESS)]
        return refuse_unknown(request, slugs, found, understood, wanted.address)
    if wanted.output_format not in ("html", *FILES):
        return _for_occupations(request, asked, wanted)
    if wanted.output_format != "html":
        return _file(request, asked, asked._replace(sides=accepted), wanted, found)
    if asked.leads_on:
        return redirect(asked.settled_url(wanted.arrangement.fields))
    wanted = wanted._replace(arrangement=wanted.arrangement._replace(own=tuple(asked.own)))
    response = None
    if asked.outcome is Outcome.ONE:
        return _one(request, asked, wanted, found)
    if asked.outcome is not Outcome.CHOICE:
        titles = content.titles_view(asked, wanted.arrangement.fields)
        response = compare(request, asked.slugs, wanted._replace(titles=titles), found)
    return response or _choice(request, asked, wanted)


def _for_occupations(request: HttpRequest, asked: Asked, wanted: Wanted) -> HttpResponse:
    """For a format that titles do not have: a reader of a sheet first chooses."""
    if asked.leads_on:
        return redirect(wanted.address(asked.slugs))
    page = asked.url(wanted.arrangement.carried)
    if wanted.output_format == "sheet":
        return redirect(page)
    sentence = f"{quoted_slugs(list(asked.found))} may mean several occupations."
    return explain(request, 404, "Titles, not occupations", sentence, [("Choose the occupations", page)])


def _choice(request: HttpRequest, asked: Asked, wanted: Wanted) -> HttpResponse:
    context = content.choice_context(asked, wanted.arrangement.fields)
    page = list_page(request, "Which occupations do you mean?", context["task"], "noindex,follow")
    return public_page(request, "comparisons/titles.html", {"page": page._replace(canonical="", current=""), **context})


def _one(request: HttpRequest, asked: Asked, wanted: Wanted, found: ComparisonRows[LiveDocument]) -> HttpResponse:
    context = content.one_context(asked, wanted.arrangement.fields, found.sides.get(asked.slugs[0]))
    page = list_page(request, context["heading"], context["sentence"], "noindex,follow")
    return public_page(
        request, "comparisons/one_occupation.html", {"page": page._replace(canonical="", current=""), **context}
    )


def _file(
    request: HttpRequest, asked: Asked, accepted: Asked, wanted: Wanted, found: ComparisonRows[LiveDocument]
) -> HttpResponse:
    """Takes titles for occupations if the address allows it, and says which."""
    if not wanted.match and asked.outcome is Outcome.SETTLED and all(_is_given(side.kind) for side in asked.sides):
        plain = wanted._replace(arrangement=wanted.arrangement._replace(own=()))
        return redirect(plain.address(asked.slugs))
    several = wanted._replace(taken=accepted.taken)
    if len(accepted.slugs) > 1 and (response := compare(request, accepted.slugs, several, found)):
        return response
    titles = quoted_slugs(list(asked.found))
    here = [side.asked for side in asked.sides]
    if len(accepted.slugs) == 1:
        title = asked.occupations[accepted.slugs[0]].title
        return explain(
            request,
            404,
            "One occupation",
            f"A comparison needs two different occupations; {quoted_slugs(here)} mean the same one: {title}.",
            [(title, wanted.address(accepted.slugs))],
        )
    sentences = {
        "": f"This file compares occupations, and {titles} "
        f"{'are job titles' if len(asked.found) > 1 else 'is a job title'}. An address with match={SURE} takes titles "
        f"for occupations if that is sure; with match={LIKELIEST}, for the likeliest.",
        SURE: f"{not_sure(asked.in_doubt)}. An address with match={LIKELIEST} takes the likeliest.",
    }
    likeliest = wanted._replace(match=LIKELIEST).address(here)
    return explain(
        request,
        404,
        "Titles, not occupations",
        sentences[wanted.match],
        [("The likeliest occupations", likeliest)],
        content.answers(asked, wanted.arrangement.fields, asked.in_doubt if wanted.match else asked.titles),
    )


def _is_given(kind: Kind) -> bool:
    return kind in (Kind.ADDRESS, Kind.CHOSEN)
