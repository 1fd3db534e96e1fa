"""manage.py check_pages --sample 300: renders all pairs of a sample of public occupations, and looks at each page."""

import random
from collections import Counter, defaultdict
from itertools import combinations, islice

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from comparisons.page.assemble import assemble
from comparisons.page.formats import render
from comparisons.page_checks import problems
from comparisons.queries import ComparisonRows, PairWords
from comparisons.rules.compare import Comparison
from occupations.importers.progress import show_progress
from occupations.models import Occupation
from occupations.rendering.live import LiveDocument, live_editions

EXAMPLES = 5
AT_ONCE = 250


class Command(BaseCommand):
    help = "Render every comparison of a sample of public occupations and report errors; exit with 1 if there are any."

    def add_arguments(self, parser):
        parser.add_argument("--sample", type=int, default=50, help="number of occupations; 300 make 44,850 pages")
        parser.add_argument("--seed", type=int, default=1, help="another number draws another sample")
        parser.add_argument("--quiet", action="store_true")

    def handle(self, *, sample: int, seed: int, quiet: bool, **options):
        slugs = list(Occupation.objects.public().order_by("slug").values_list("slug", flat=True))
        if len(slugs) < 2:
            raise CommandError("There are fewer than two public occupations; publish some first.")
        call_command("collectstatic", interactive=False, verbosity=0)  # pages name these files by their hashes
        chosen = sorted(random.Random(seed).sample(slugs, min(sample, len(slugs))))  # noqa: S311 (no secret)
        sides: dict[str, LiveDocument] = {}
        for start in range(0, len(chosen), AT_ONCE):
            sides |= live_editions(chosen[start : start + AT_ONCE])
        wrong: dict[str, list[str]] = defaultdict(list)
        odd: Counter[str] = Counter()
        pages = 0
        with show_progress("pages", len(chosen) * (len(chosen) - 1) // 2, self.stdout, quiet=quiet) as advance:
            for pair in combinations(chosen, 2):
                self._look(pair, ComparisonRows({slug: sides[slug] for slug in pair}, PairWords()), wrong, odd)
                pages += 1
                advance(1)
        self._report(pages, wrong, odd)

    def _look(self, pair, found: ComparisonRows[LiveDocument], wrong: dict[str, list[str]], odd: Counter[str]) -> None:
        address = "-vs-".join(pair)
        try:
            assembled = assemble(found, pair, "https://example.org")
            page = render(assembled)
        except Exception as error:  # noqa: BLE001 (whatever it is, the summary names the page it is on)
            wrong[f"error: {type(error).__name__}"].append(f"{address}: {error}")
            return
        sentences = [*assembled.narrative.lead, *assembled.narrative.skills]
        cells = [cell for row in assembled.comparison.rows() for cell in row.cells]
        for kind, what in problems(page, sentences, cells):
            wrong[kind].append(f"{address}: {what}")
        odd.update(_oddities(assembled.comparison, sentences))

    def _report(self, pages: int, wrong: dict[str, list[str]], odd: Counter[str]) -> None:
        for kind, found in sorted(wrong.items()):
            self.stdout.write(f"{kind}: {len(found):,}")
            for line in islice(found, EXAMPLES):
                self.stdout.write(f"  {line}")
        for kind, times in odd.most_common():
            self.stdout.write(f"unusual: {kind}: {times:,} of {pages:,} pages")
        count = sum(map(len, wrong.values()))
        self.stdout.write(f"{pages:,} pages checked, {count:,} errors.")
        if count:
            raise CommandError("Some pages have errors.", returncode=1)


def _oddities(comparison: Comparison, sentences) -> list[str]:
    """What is true and may still surprise a reader."""
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
