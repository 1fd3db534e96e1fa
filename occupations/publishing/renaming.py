"""Giving an occupation another title, and another address if editors want one."""

from collections.abc import Callable, Iterable, Iterator

from django.db import transaction

from occupations.links import occupation_url
from occupations.models import AlternateTitle, Occupation
from occupations.publishing import addresses, publish, scheduled
from occupations.publishing.merging.effects import ENDS, MOVES, STAYS, Effect, named

Says = Callable[[Occupation, str], Iterable[Effect]]
_also: list[Says] = []


def also(says: Says) -> None:
    """What else becomes of a title: called with the occupation as it is stored, and its new title."""
    _also.append(says)


def effects(stored: Occupation, title: str, slug: str, *, keep_title: bool) -> list[Effect]:
    """What renaming would do. Writes nothing."""
    return list(_effects(stored, title, slug, keep_title))


def _effects(stored: Occupation, title: str, slug: str, keep_title: bool) -> Iterator[Effect]:
    if title != stored.title:
        yield from _of_title(stored, title)
        if keep_title:
            text = f"“{stored.title}” becomes a job title, so that whoever looks for it finds the page."
            yield Effect("Job titles", MOVES, text)
        for says in _also:
            yield from says(stored, title)
    if slug != stored.slug:
        text = f"{occupation_url(stored.slug)} leads to {occupation_url(slug)}, at once. So do comparisons with it."
        yield Effect("Address", MOVES, text)
        if other := addresses.led_elsewhere(slug, stored):
            yield Effect("Address", ENDS, f"{occupation_url(slug)} leads to {other} now, and will not any more.")
    else:
        yield Effect("Address", STAYS, f"It is {occupation_url(slug)}, as before.")


def _of_title(stored: Occupation, title: str) -> Iterator[Effect]:
    seen = "when it is published" if stored.live_id else "once it is published"
    yield Effect("Title", MOVES, f"“{stored.title}” becomes “{title}”. Visitors see it {seen}.")
    if stored.common_name:
        yield Effect("Common name", STAYS, f"Pages, charts and lists still call it “{stored.common_name}”.")
    if stored.alternate_titles.filter(title__iexact=title).exists():
        yield Effect("Job titles", ENDS, f"“{title}” is no longer a job title of its own: it is the title.")
    others = AlternateTitle.objects.filter(title__iexact=title, hidden=False).exclude(occupation=stored.pk)
    if titles := [str(row.occupation) for row in others.select_related("occupation")]:
        text = f"“{title}” is also a job title of {named(titles)}. It stays there; this page comes first."
        yield Effect("Job titles of others", STAYS, text)
    if waits := scheduled.waiting(stored):
        text = f"The edition scheduled for {waits.moment:%Y-%m-%d %H:%M} UTC still has the old title."
        yield Effect("Scheduled edition", STAYS, text)


@transaction.atomic
def rename(key: int, title: str, slug: str, *, keep_title: bool) -> Occupation:
    """Raises IntegrityError for a title or an address that somebody else has taken meanwhile."""
    occupation = publish.lock(key)
    before, former = occupation.title, occupation.slug
    occupation.title, occupation.slug = title, slug
    occupation.version += 1
    occupation.save(update_fields=["title", "slug", "version"])
    if title != before:
        occupation.alternate_titles.filter(title__iexact=title).delete()
        if keep_title and title.casefold() != before.casefold():
            occupation.alternate_titles.filter(title__iexact=before).delete()  # one that was left out
            occupation.alternate_titles.create(title=before)
    if slug != former:
        addresses.move(occupation, former)
    publish.note_changes(occupation)
    return occupation
