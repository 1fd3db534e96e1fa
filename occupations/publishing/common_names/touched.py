"""What a few changed titles can touch: the names of these occupations, and of others that could be called so.

The result is that of choosing for all occupations, provided that their stored names were. What a name depends on beside
its own occupation is who else claims the name, and whose title says all of it; so those are looked for that could have
a name that somebody claims otherwise than before, or whose words are in a title of before or of now. Then those that
have none because two would have had the same.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from django.db.models import Q

from occupations.models import AlternateTitle, FoldedTitle, Occupation, Release
from occupations.publishing.common_names import choosing, shortening
from occupations.publishing.common_names.choosing import Kinds, Titled, forms, words_of
from occupations.publishing.common_names.rows import KINDS, Owners, of_editors, owners, reviewed, titled
from occupations.search.reading.words import fold

MOST = 20  # changed occupations, beyond which all are chosen for as quickly
_LISTED = "alternate_title"  # no candidate, but a claim


class Called(NamedTuple):
    """What editors call an occupation. `names`: its other job titles."""

    title: str
    common_name: str
    names: frozenset[str]


NEW = Called("", "", frozenset())


def called(keys: Collection[int]) -> dict[int, Called]:
    names: dict[int, set[str]] = defaultdict(set)
    listed = AlternateTitle.objects.filter(occupation__in=keys, hidden=False)
    for pk, title in listed.values_list("occupation_id", "title"):
        names[pk].add(title)
    rows = Occupation.objects.filter(pk__in=keys).values_list("pk", "title", "common_name")
    return {pk: Called(title, common_name, frozenset(names[pk])) for pk, title, common_name in rows}


def choose_again(before: Mapping[int, Called]) -> dict[int, str]:
    """The short names of all occupations, of which those have changed that were called so `before`."""
    return _Choice(before).names()


class _Choice:
    def __init__(self, before: Mapping[int, Called]) -> None:
        self.before, self.after = before, called(before)
        columns = ("pk", "title", "common_name", "automatic_name")
        rows = list(Occupation.objects.order_by("pk").values_list(*columns))
        self.rows = {pk: (pk, title, common_name) for pk, title, common_name, _ in rows}
        self.stored = {pk: name for pk, _, _, name in rows}
        self.heads = choosing.heads_of(self.rows.values())
        self.titles = {pk: choosing.said_by(title) for pk, title, _, _ in rows}
        self.owners: Owners = owners()
        self.named = {
            pk for pk, title, _, _ in rows if pk in self.owners.official and choosing.gets_name(title, reviewed())
        }
        self.of_editors = [(pk, form) for pk, text in of_editors() for form in forms(text)]

    def names(self) -> dict[int, str]:
        touched = self._could_be_called(self._claimed_otherwise(), self._titles_otherwise())
        touched |= self.named & self.before.keys()
        again = {one.key: one for one in self._titled(touched)}
        possible = self._possible(again.values()) | self._possible_before()
        # Where two would have had one name, neither has it.
        nameless = {pk for pk in self.named if not self.stored[pk]} - touched
        again |= {one.key: one for one in self._titled(nameless & self._could_be_called(possible, []))}
        claims = choosing.weighed(self._claimed(self._possible(again.values())), self.heads)
        wanted = {pk: self.stored[pk] for pk in self.named - again.keys()}
        for pk, one in again.items():
            name = choosing.preferred(one, claims, self.titles, reviewed())
            wanted[pk] = name if pk in touched or fold(name) in possible else ""
        return choosing.unique(wanted, self.heads)

    def _titled(self, keys: Collection[int]) -> list[Titled]:
        return titled([self.rows[pk] for pk in sorted(keys)], self.owners) if keys else []

    def _claimed_otherwise(self) -> set[str]:
        """Folded names."""
        said: set[str] = set()
        for pk, before in self.before.items():
            after = self.after.get(pk, NEW)
            said |= {before.title, before.common_name, after.title, after.common_name}
            said |= {form for text in before.names ^ after.names for form in forms(text)}
        return {fold(name) for name in said if name}

    def _titles_otherwise(self) -> list[frozenset[str]]:
        titles = {one.get(pk, NEW).title for pk in self.before for one in (self.before, self.after)}
        return [words for title in titles if (words := choosing.said_by(title))]

    def _could_be_called(self, names: set[str], titles: Collection[frozenset[str]]) -> set[int]:
        """The occupations with a candidate that is one of the folded names, or all of whose words are in one of the
        titles."""

        def fits(name: str) -> bool:
            return fold(name) in names or any(words_of(name) <= words for words in titles)

        condition = Q(name__in=names)
        for words in titles:
            condition |= Q(words__contained_by=sorted(words))
        listed = FoldedTitle.objects.filter(condition, record__in=self.owners.records_of(self.named))
        found = {
            pk
            for record, kind in listed.exclude(kind=_LISTED).values_list("record_id", "kind").distinct()
            for pk in self.owners.of(record, kind)
        }
        found |= {pk for pk, form in self.of_editors if pk in self.named and fits(form)}
        said = {word for words in (*titles, *(name.split() for name in names)) for word in words}
        for pk in self.named:
            title = self.rows[pk][1]
            if title in reviewed():
                found |= {pk} if fold(reviewed()[title]) in names else set()
            elif self.titles[pk] & said and any(fits(name) for name in _shorter(title)):
                found.add(pk)
        return found & self.named

    def _possible(self, occupations: Iterable[Titled]) -> set[str]:
        """The folded names that they could have."""
        listed = {
            form for one in occupations for text, kind in one.names if kind != choosing.LISTED for form in forms(text)
        }
        shorter = {name for one in occupations for name in (*_shorter(one.title), reviewed().get(one.title, ""))}
        return {fold(name) for name in listed | shorter if name}

    def _possible_before(self) -> set[str]:
        """Those that the changed ones could have had, as far as that is different now."""
        return self._possible(
            Titled(pk, one.title, [(name, choosing.EDITOR) for name in one.names]) for pk, one in self.before.items()
        )

    def _claimed(self, names: set[str]) -> Kinds:
        """Who lists these folded names."""
        kinds: Kinds = defaultdict(lambda: defaultdict(set))
        listed = FoldedTitle.objects.filter(name__in=names, release__in=Release.objects.current())
        for record, kind, name in listed.values_list("record_id", "kind", "name"):
            for pk in self.owners.of(record, kind):
                kinds[name][pk].add(KINDS[kind])
        for pk, form in self.of_editors:
            if (name := fold(form)) in names:
                kinds[name][pk].add(choosing.EDITOR)
        return kinds


def _shorter(title: str) -> set[str]:
    """What the official title could be shortened to, whatever people in the occupation are called."""
    plain = {shortening.plain(title, professors=professors) for professors in (True, False)} if title else ()
    return {name for one in plain for name in shortening.shortened(one)}
