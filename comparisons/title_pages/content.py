"""What the pages of titles say: what each title means here, and where each choice leads."""

from collections.abc import Collection
from typing import Any, NamedTuple

from comparisons.asked import Asked, Fields
from comparisons.page.arrangement import query_of
from comparisons.page.fragments import short
from comparisons.page.side_links import SideLink
from comparisons.page.titles import TitlesView
from comparisons.page.view import next_comparisons
from comparisons.rules.titles import CERTAIN, Kind
from occupations.links import LETTERS, comparison_url, occupation_url, picker_url
from occupations.pages.title import listed_too
from occupations.pages.title_answer import WORTH_NAMING, TitleAnswer, answer_of, how_often
from occupations.rendering.live import Live
from occupations.scope.choice import PLACE, RELEASE
from occupations.search.engine import Found, Hit
from occupations.search.in_addresses import asked_for, quoted_slugs, written
from occupations.search.model.name_forms import DIRECT, LISTED, OF_EDITORS, REPORTED, SYNONYM, TITLE, abbreviation_in
from occupations.text.lists import listed
from occupations.text.slugs import pair_slug, slug_of


def titles_view(asked: Asked, fields: Fields) -> TitlesView:
    """For the comparison of the occupations that are selected. `fields`: the other parameters of the page."""
    return TitlesView(
        pair=pair_slug(asked.titles),
        path=comparison_url(asked.titles),
        answers=answers(asked, fields, asked.titles),
        unfolded=asked.choosing,
        notes=[*_shared(asked), *refused(asked)],
        keep=asked.settled_url(fields),
        changes=_changes(asked, fields) if len(asked.slugs) == len(asked.sides) else (),
    )


def typed_titles(asked: Asked) -> list[tuple[str, Found]]:
    """The titles asked for, as they are shown, with what they may mean."""
    return [(written(slug), found) for slug, found in asked.found.items()]


def answers(asked: Asked, fields: Fields, titles: Collection[str]) -> list[TitleAnswer]:
    """What each of these titles means; none for the sides that are occupations."""
    return [
        _answer(asked, place, fields)
        for place, side in enumerate(asked.sides)
        if side.kind is not Kind.ADDRESS and side.asked in titles
    ]


def _answer(asked: Asked, place: int, fields: Fields) -> TitleAnswer:
    side = asked.sides[place]
    found = asked.found[side.asked]
    typed = written(side.asked)

    def url(hit: Hit) -> str:
        return asked.choosing_url(place, hit.slug, fields)

    if side.kind is not Kind.CHOSEN:
        return answer_of(typed, found, url)
    chosen = asked.occupations[side.slug]
    others = [hit for hit in found.shown if hit.slug != side.slug]
    answer = answer_of(typed, found._replace(hits=[chosen, *others], near=[], band="probably"), url)
    return answer._replace(heading=f"You chose: {chosen.title}", accuracy="", rejection="")


def _shared(asked: Asked) -> list[str]:
    """That several sides mean one occupation."""
    meant: dict[str, list[str]] = {}
    for side in asked.sides:
        meant.setdefault(side.slug, []).append(side.asked)
    return [
        f"{quoted_slugs(titles)} {'both' if len(titles) == 2 else 'all'} mean the same occupation here: "
        f"{asked.occupations[slug].title}."
        for slug, titles in meant.items()
        if len(titles) > 1
    ]


def refused(asked: Asked) -> list[str]:
    if not asked.refused:
        return []
    named = listed([f"“{written(one)}”" for one in asked.refused], "or")
    return [f"We could not use part of this address: there is no occupation {named}."]


def _changes(asked: Asked, fields: Fields) -> list[SideLink]:
    """Links to these titles without one, or with another one first; of one occupation, only the place and release stay
    chosen."""
    alone = query_of([field for field in fields if field[0] in (PLACE, RELEASE)])
    links = []
    for place, side in enumerate(asked.sides):
        rest = [other for other in range(len(asked.sides)) if other != place]
        others = asked.only(rest)
        remove = others.url(fields) if len(rest) > 1 else occupation_url(others.titles[0]) + alone
        first = asked.only([place, *rest]).url(fields) if place else ""
        links.append(SideLink(short(asked.occupations[side.slug].title), remove, first))
    return links


def choice_context(asked: Asked, fields: Fields) -> dict[str, Any]:
    """The context of comparisons/titles.html, which says what each entry is."""
    return {
        "asked": asked_for(list(asked.found)),
        "task": _task(asked),
        "notes": refused(asked),
        "known": [
            (hit.title, occupation_url(hit.slug))
            for side in asked.sides
            if side.kind is Kind.ADDRESS and (hit := asked.occupations[side.slug])
        ],
        "answers": answers(asked, fields, asked.titles),
        "picker": _picker(asked, fields),
    }


def _task(asked: Asked) -> str:
    open_sides = [side.asked for side in asked.sides if not side.slug]
    others = [asked.occupations[slug].title for slug in asked.slugs]
    titles = quoted_slugs(open_sides)
    if len(open_sides) == 1 and len(others) == 1:
        return f"{titles} could be one of several occupations. Choose one to compare it with: {others[0]}."
    each = "could be one of several occupations" if len(open_sides) == 1 else "could each be one of several occupations"
    return f"{titles} {each}. Choose one{' for each' if len(open_sides) > 1 else ''} to see the comparison."


def _picker(asked: Asked, fields: Fields) -> dict[str, Any]:
    """The form with the titles as they were asked for, to change them."""
    typed = [asked.occupations[side.asked].title if side.kind is Kind.ADDRESS else written(side.asked)
             for side in asked.sides]  # fmt: skip
    return {
        "action": picker_url(),
        "keep": fields,
        "fields": [(letter.lower(), f"Title {letter}", value) for letter, value in zip(LETTERS, typed, strict=False)],
    }


def one_context(asked: Asked, fields: Fields, live: Live | None) -> dict[str, Any]:
    """The context of comparisons/one_occupation.html, for titles that all mean the same."""
    (slug,) = asked.slugs
    title = asked.occupations[slug].title
    is_sure = all(side.kind in CERTAIN for side in asked.sides)
    places = list({side.asked: place for place, side in enumerate(asked.sides)}.values())
    number = "Both" if len(asked.sides) == 2 else "All of them"
    verb = "mean" if is_sure else "probably mean"
    return {
        "heading": f"One occupation: {title}",
        "asked": asked_for(asked.titles),
        "sentence": f"{number} {verb} the same occupation, so there are no figures to compare. This is how they "
        "differ as titles."
        if len(places) > 1
        else "This address has the same title twice, so there are no figures to compare.",
        "occupation": (title, occupation_url(slug)),
        "notes": refused(asked),
        "titles": [_as_title(asked, place, fields) for place in places],
        "picker": {"action": picker_url(), "title": title, "keep": fields},
        "next": next_comparisons([live], [title]) if live else [],
    }


class AsTitle(NamedTuple):
    """One title among those of the same occupation. `facts`: (label, sentence); `others`: (title, how often it is
    meant, the comparison with it)."""

    typed: str
    facts: list[tuple[str, str]]
    others: list[tuple[str, str, str]]


def _as_title(asked: Asked, place: int, fields: Fields) -> AsTitle:
    side = asked.sides[place]
    if side.kind is Kind.ADDRESS:
        title = asked.occupations[side.slug].title
        return AsTitle(title, [("Use", USES[TITLE].format(title))], [])
    answer = _answer(asked, place, fields)
    hit = next((one for one in asked.found[side.asked].hits if one.slug == side.slug), None)
    facts = [
        ("Use", _use(hit, side.asked, answer)),
        ("How sure", answer.accuracy or listed_too(side.asked, side.slug) or "It has no other meaning here."),
        ("Reading", " ".join(answer.reading)),
    ]
    others = [
        (one.title, f"{how_often(one.confidence)} such titles", one.url)
        for one in (*answer.others, *answer.more)
        if one.confidence >= WORTH_NAMING
    ]
    return AsTitle(answer.typed, [(label, text) for label, text in facts if text], others)


USES = {
    TITLE: "“{}” is the title of the occupation.",
    SYNONYM: "“{}” is another form of the title of the occupation.",
    OF_EDITORS: "Our editors use “{}” for this occupation.",
    DIRECT: "In the Standard Occupational Classification, “{}” belongs to this code alone.",
    REPORTED: "People in the occupation gave “{}” as their job title (O*NET).",
    LISTED: "O*NET lists “{}” among other titles for the occupation.",
}


def _use(hit: Hit | None, asked: str, answer: TitleAnswer) -> str:
    """Who uses the name that was found for the title."""
    if hit is None:
        return "No source lists it for this occupation."
    if hit.quality == "editor":
        return "Our editors say that it means this occupation."
    if hit.exact:
        use = USES[hit.name_kind].format(hit.name)
        if slug_of(hit.name) == asked:
            return use
        if short := _short_for(hit, asked):
            return short if hit.name_kind in (TITLE, SYNONYM) else f"{short} {use}"
        # Said of the name, which need not be true of the title.
        without = "Without what we set aside" if answer.reading else "In other words"
        return f"{without}, it is the title “{hit.name}”. {use}"
    return f"No source lists exactly this title. The nearest that this occupation has is “{hit.name}”."


def _short_for(hit: Hit, asked: str) -> str:
    """ "“RN” is short for “Registered nurse”." where the name has the title as an abbreviation; else empty."""
    found = abbreviation_in(hit.name)
    if found is None or slug_of(found[0]) != asked:
        return ""
    short, long = found
    return f"“{short}” is short for “{hit.title if slug_of(long) == slug_of(hit.title) else long}”."
