"""Lists of one occupation that are added to those of another, if editors choose so. Both keep their own rows."""

from collections.abc import Iterator

from occupations.models import AlternateTitle, Classification, Occupation, OccupationSkill, Responsibility
from occupations.text.spaces import looks

from .effects import CHOOSE, STAYS, Choices, Effect, counted, named


class JobTitles:
    """Its title, its common name and its job titles become job titles of the other."""

    key = choice = "titles"

    def _new(self, one: Occupation, into: Occupation) -> tuple[list[str], int]:
        """Those that are new to the other one, and how many are not."""
        own = one.alternate_titles.filter(hidden=False).values_list("title", flat=True)
        titles = {looks(title): title for title in reversed([one.title, one.common_name, *own]) if title}
        known = {looks(title) for title in into.alternate_titles.values_list("title", flat=True)}
        known |= {looks(into.title), looks(into.common_name)}
        found = [title for key, title in sorted(titles.items()) if key not in known]
        return found, len(titles) - len(found)

    def effects(self, one: Occupation, into: Occupation) -> Iterator[Effect]:
        new, there = self._new(one, into)
        rest = f" {counted(there, 'other')} {'is' if there == 1 else 'are'} there already." if there else ""
        if new:
            text = f"{named(new)}: added to the job titles of {into}, so that whoever looks for them finds it.{rest}"
            yield Effect("Job titles", CHOOSE, text, self.choice)
        else:
            yield Effect("Job titles", STAYS, f"All of them lead to {into} already.")

    def move(self, one: Occupation, into: Occupation, choices: Choices) -> list[int]:
        new = self._new(one, into)[0] if choices.titles else []
        return [into.alternate_titles.create(title=title).pk for title in new]

    def back(self, one: Occupation, into: Occupation, moved: list[int]) -> None:
        AlternateTitle.objects.filter(pk__in=moved, occupation=into).delete()


class Texts:
    """Responsibilities and skills that editors added; what they did to items of a source means nothing elsewhere."""

    key = choice = "texts"

    def _new(self, one: Occupation, into: Occupation) -> tuple[list[str], list[OccupationSkill]]:
        known = {looks(row.text or row.instead_of) for row in into.responsibilities.all()}
        texts = [row.text for row in one.responsibilities.filter(instead_of="") if looks(row.text) not in known]
        skills = one.occupation_skills.filter(instead_of="", release=None).select_related("skill")
        has = into.occupation_skills.exclude(skill=None).values("skill")
        return texts, list(skills.exclude(skill=None).exclude(skill__in=has))

    def effects(self, one: Occupation, into: Occupation) -> Iterator[Effect]:
        texts, skills = self._new(one, into)
        if texts or skills:
            which = [counted(len(texts), "responsibility", "responsibilities")] if texts else []
            which += [f"{counted(len(skills), 'skill')} ({named([str(row) for row in skills])})"] if skills else []
            text = f"{' and '.join(which)} that editors wrote for {one}: added at the end of the lists of {into}."
            yield Effect("Lists of ours", CHOOSE, text, self.choice)

    def move(self, one: Occupation, into: Occupation, choices: Choices) -> dict[str, list[int]]:
        texts, skills = self._new(one, into) if choices.texts else ([], [])
        return {
            "responsibilities": [into.responsibilities.create(text=text).pk for text in texts],
            "skills": [into.occupation_skills.create(skill=row.skill).pk for row in skills],
        }

    def back(self, one: Occupation, into: Occupation, moved: dict[str, list[int]]) -> None:
        Responsibility.objects.filter(pk__in=moved["responsibilities"], occupation=into).delete()
        OccupationSkill.objects.filter(pk__in=moved["skills"], occupation=into).delete()


class Records:
    """Official records decide which figures a page shows, so adding some is a decision of its own."""

    key = choice = "records"

    def _new(self, one: Occupation, into: Occupation) -> list[Classification]:
        has = into.classifications.values("record")
        return list(one.classifications.exclude(quality="none").exclude(record__in=has).select_related("record"))

    def effects(self, one: Occupation, into: Occupation) -> Iterator[Effect]:
        if new := self._new(one, into):
            records = named([str(row.record) for row in new])
            text = (
                f"{records}: added to the records of {into}, with the same quality. Its figures may change. "
                f"{one} keeps them in any case, so that no import makes a new page of them."
            )
            yield Effect("Official records", CHOOSE, text, self.choice)

    def move(self, one: Occupation, into: Occupation, choices: Choices) -> list[int]:
        new = self._new(one, into) if choices.records else []
        facts = [(row.record, row.quality, row.note) for row in new]
        return [into.classifications.create(record=a, quality=b, note=c).pk for a, b, c in facts]

    def back(self, one: Occupation, into: Occupation, moved: list[int]) -> None:
        Classification.objects.filter(pk__in=moved, occupation=into).delete()
