"""manage.py check_pages --sample 300: renders all pairs of a sample of public occupations and checks each page."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from comparisons.page.assemble import assemble
from comparisons.page.formats import render
from comparisons.page_checks import problems
from comparisons.page_checks.checked_page import CheckedPage
from comparisons.page_checks.sentences import lost_signs
from comparisons.page_checks.superlatives import PlacedAmount, false_superlative
from comparisons.queries import ComparisonRows, PairWords
from comparisons.rules.compare import MOST_SIDES, Comparison
from occupations.importers.progress import show_progress
from occupations.metrics import SLOTS, Method
from occupations.models import Occupation, Release, WageEstimate
from occupations.models.record_keys import parts_of
from occupations.pages import occupation as occupation_page
from occupations.profiles.document import Figure
from occupations.rendering.live import LiveDocument, live_editions

EXAMPLES = 5
AT_ONCE = 250
OTHER_FORMATS = 20  # of so many pages, one is also looked at in the other formats
PLACES = ("top_state", "top_metro", "top_industry")
SITE = "https://example.org"


class Command(BaseCommand):
    help = "Render every comparison of a sample of public occupations and report errors; exit with 1 if there are any."

    def add_arguments(self, parser):
        parser.add_argument("--sample", type=int, default=50, help="number of occupations; 300 make 45,248 pages")
        parser.add_argument("--seed", type=int, default=1, help="another number draws another sample")
        parser.add_argument("--quiet", action="store_true")

    def handle(self, *, sample: int, seed: int, quiet: bool, **options):
        slugs = list(Occupation.objects.public().order_by("slug").values_list("slug", flat=True))
        if len(slugs) < 2:
            raise CommandError("There are fewer than two public occupations; publish some first.")
        call_command("collectstatic", interactive=False, verbosity=0)  # pages refer to these files by their hashes
        chosen = sorted(random.Random(seed).sample(slugs, min(sample, len(slugs))))  # noqa: S311 (no secret)
        self.sides: dict[str, LiveDocument] = {}
        for start in range(0, len(chosen), AT_ONCE):
            self.sides |= live_editions(chosen[start : start + AT_ONCE])
        self.releases = {release.key: release for release in Release.objects.select_related("dataset")}
        self.wrong: dict[str, list[str]] = defaultdict(list)
        self.odd: Counter[str] = Counter()
        compared = [*combinations(chosen, 2), *_of_several(chosen)]
        with show_progress("pages", len(chosen) + len(compared), self.stdout, quiet=quiet) as advance:
            for slug in chosen:
                self._look_at_one(self.sides[slug])
                advance(1)
            for number, together in enumerate(compared):
                self._look(together, every_format=number % OTHER_FORMATS == 0)
                advance(1)
        self._report(len(chosen) + len(compared))

    def _look_at_one(self, live: LiveDocument) -> None:
        """The page of an occupation alone, and what it calls the highest-paying place."""
        sheet = live.laid_out.sheet
        view = occupation_page.build_view(live, sheet, live.laid_out.fragments, SITE)
        for sentence in lost_signs(view.sentences, sheet.shown(SLOTS["growth"], frozenset(live.hidden))):
            self.wrong["growth without its sign"].append(f"{live.slug}: {sentence}")
        if len(view.notices) > 1:
            self.wrong["more than one notice"].append(f"{live.slug}: {len(view.notices)} notices")
        for figure, key in _superlatives(live):
            if what := false_superlative(figure, _placed(figure, self.releases[key])):
                self.wrong["not the highest-paying, or below the floor"].append(f"{live.slug}: {what}")

    def _look(self, slugs: Sequence[str], *, every_format: bool) -> None:
        address = "-vs-".join(slugs)
        found = ComparisonRows({slug: self.sides[slug] for slug in slugs}, PairWords())
        try:
            assembled = assemble(found, slugs, SITE)
            page = CheckedPage(
                html=render(assembled),
                sentences=[
                    *assembled.narrative.lead,
                    *assembled.narrative.skills,
                    *(sentence for move in assembled.moves for sentence in move.sentences),
                ],
                rows=[*assembled.comparison.rows()],
                sheets=assembled.comparison.sheets,
                others={name: render(assembled, name) for name in ("json", "csv", "md")} if every_format else {},
            )
        except Exception as error:  # noqa: BLE001 (whatever it is, the summary names the page it is on)
            self.wrong[f"error: {type(error).__name__}"].append(f"{address}: {error}")
            return
        for kind, what in problems(page):
            self.wrong[kind].append(f"{address}: {what}")
        self.odd.update(_oddities(assembled.comparison, page.sentences))

    def _report(self, pages: int) -> None:
        for kind, found in sorted(self.wrong.items()):
            self.stdout.write(f"{kind}: {len(found):,}")
            for line in islice(found, EXAMPLES):
                self.stdout.write(f"  {line}")
        for kind, times in self.odd.most_common():
            self.stdout.write(f"unusual: {kind}: {times:,} of {pages:,} pages")
        count = sum(map(len, self.wrong.values()))
        self.stdout.write(f"{pages:,} pages checked, {count:,} errors.")
        if count:
            raise CommandError("Some pages have errors.", returncode=1)


def _of_several(slugs: Sequence[str]) -> Iterator[Sequence[str]]:
    """Each with those that follow it: three, four and five sides in turn."""
    for start in range(len(slugs)):
        several = slugs[start : start + 3 + start % (MOST_SIDES - 2)]
        if len(several) > 2:
            yield several


def _superlatives(live: LiveDocument) -> Iterator[tuple[Figure, str]]:
    """The figures that name a highest-paying place or industry, with the key of the release that ranks them."""
    profile = live.laid_out.sheet.profile
    for figure in profile.figures:
        if figure.metric in PLACES and figure.label and figure.record and figure.method != Method.FILED:
            yield figure, profile.releases[figure.release].key


def _placed(figure: Figure, release: Release) -> list[PlacedAmount]:
    """All rows of the release for the record, by the statistic that ranks them."""
    system, _, code = parts_of(figure.record)
    name = "industry__name" if figure.metric == "top_industry" else "area__name"
    rows = WageEstimate.objects.filter(
        release=release, record__code=code, record__system=system, **{f"{name}__isnull": False}
    ).values_list(name, "annual_median", "annual_mean", "employment", "mean_rse", "top_coded")
    statistic = "annual_median" if any(median is not None for _, median, *_ in rows) else "annual_mean"
    return [
        PlacedAmount(place, median if statistic == "annual_median" else mean, size, error, statistic in top_coded)
        for place, median, mean, size, error, top_coded in rows
    ]


def _oddities(comparison: Comparison, sentences) -> list[str]:
    """What is correct but may still surprise a reader."""
    known = [row for row in comparison.rows() if row.counted]
    found = []
    if not sentences:
        found.append("no sentence at all")
    if comparison.not_separated:
        found.append("official statistics do not separate the two")
    if comparison.counted and comparison.same == comparison.counted:
        found.append("all rows are the same")
    if sum(row.empty for row in known) > len(known) / 2:
        found.append("more than half of the rows are empty")
    return found
