"""manage.py count_verdicts: what random comparisons decide, row by row, and why the others do not."""

import random
from collections import Counter, defaultdict
from itertools import islice

from django.core.management.base import BaseCommand

from comparisons.rules.compare import compare_sheets
from comparisons.rules.difference import Difference, Outcome
from occupations.importers.progress import show_progress
from occupations.metrics import SLOTS
from occupations.models import MetricPolicy, Occupation
from occupations.profiles.layout import lay_out
from occupations.publishing.building import build_profiles
from occupations.rendering.live import live_editions

VERDICTS = (Outcome.SAME, Outcome.HIGHER, Outcome.LOWER, Outcome.DIFFERENT)


class Command(BaseCommand):
    help = (
        "Count, for each row, how many random comparisons have a verdict, and for which reasons the others have none."
    )

    def add_arguments(self, parser):
        parser.add_argument("--pairs", type=int, default=2400, help="number of comparisons, drawn at random")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--built", action="store_true", help="what publishing all would give, not what is live")
        parser.add_argument("--quiet", action="store_true", help="report the result only")

    def handle(self, *, pairs: int, seed: int, built: bool, quiet: bool, **options):
        public = Occupation.objects.public().order_by("slug")
        slugs = list(public.values_list("slug", flat=True))
        if built:
            profiles = build_profiles(public.select_related("category"))
            sheets = {occupation.slug: lay_out(profile) for occupation, profile, _ in profiles}
        else:
            sheets = {slug: live.laid_out.sheet for slug, live in live_editions(slugs).items()}
        hidden = frozenset(MetricPolicy.objects.filter(shown=False).values_list("metric", flat=True))
        chance = random.Random(seed)  # noqa: S311 (no secret)
        found: dict[str, Counter[str]] = defaultdict(Counter)
        with show_progress("comparisons", pairs, self.stdout, quiet=quiet) as advance:
            for _ in range(pairs):
                sides = [sheets[slug] for slug in chance.sample(slugs, 2)]
                for row in compare_sheets(sides, hidden).rows():
                    found[row.slot][_kind(row.differences[0, 1])] += 1
                advance(1)
        self._report(pairs, found)

    def _report(self, pairs: int, found: dict[str, Counter[str]]) -> None:
        total: Counter[str] = Counter()
        for slot in SLOTS:
            kinds = found.get(slot, Counter())
            total += kinds
            self.stdout.write(f"{slot:18}{_verdicts(kinds) / pairs:6.3f}  {_others(kinds, pairs)}")
        self.stdout.write(f"{'all':18}{_verdicts(total) / pairs:6.3f}  {_others(total, pairs)}")
        self.stdout.write(f"{_verdicts(total) / pairs:.2f} verdicts for each of {pairs:,} comparisons.")


def _kind(difference: Difference) -> str:
    """ "higher", "missing", "no_verdict: wider_group"."""
    refused = difference.outcome in (Outcome.NO_VERDICT, Outcome.NOT_COMPARABLE)
    return f"{difference.outcome}: {difference.reason}" if refused else difference.outcome.value


def _verdicts(kinds: Counter[str]) -> int:
    return sum(kinds[outcome] for outcome in VERDICTS)


def _others(kinds: Counter[str], pairs: int) -> str:
    return ", ".join(
        f"{kind} {times / pairs:.3f}" for kind, times in islice(kinds.most_common(), 12) if kind not in VERDICTS
    )
