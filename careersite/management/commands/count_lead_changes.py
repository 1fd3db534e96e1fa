"""manage.py count_lead_changes: counts the comparisons whose first sentences would change when published."""

import random
from collections.abc import Iterator
from itertools import islice

from django.core.management.base import BaseCommand

from comparisons.prose.narrative import narrate
from comparisons.rules.compare import compare_sheets
from occupations.importers.progress import show_progress
from occupations.models import MetricPolicy, Occupation
from occupations.profiles.layout import lay_out
from occupations.profiles.sheet import Sheet
from occupations.publishing.building import build_profiles
from occupations.rendering.live import live_editions

EXAMPLES = 5


class Command(BaseCommand):
    help = "Compare the lead sentences of public comparisons as they are with those after publishing all changes."

    def add_arguments(self, parser):
        parser.add_argument("--pairs", type=int, default=5000, help="number of comparisons to check, drawn at random")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--quiet", action="store_true", help="report the result only")

    def handle(self, *, pairs: int, seed: int, quiet: bool, **options):
        public = Occupation.objects.public().order_by("slug")
        slugs = list(public.values_list("slug", flat=True))
        now = {slug: live.laid_out.sheet for slug, live in live_editions(slugs).items()}
        drafts = {
            occupation.slug: lay_out(profile)
            for occupation, profile, _ in build_profiles(public.changed().select_related("category"))
        }
        hidden = frozenset(MetricPolicy.objects.filter(shown=False).values_list("metric", flat=True))
        chosen = list(islice(_pairs(slugs, set(drafts), random.Random(seed)), pairs))  # noqa: S311 (no secret)
        changed = []
        with show_progress("comparisons", len(chosen), self.stdout, quiet=quiet) as advance:
            for pair in chosen:
                before = _lead([now[slug] for slug in pair], hidden)
                after = _lead([drafts.get(slug, now[slug]) for slug in pair], hidden)
                if before != after:
                    changed.append((pair, before, after))
                advance(1)
        for pair, before, after in changed[: 0 if quiet else EXAMPLES]:
            self.stdout.write(f"{' vs '.join(pair)}\n  - {' '.join(before)}\n  + {' '.join(after)}")
        self.stdout.write(
            f"{len(changed):,} of {len(chosen):,} comparisons with a changed side would begin with other sentences "
            f"({len(drafts):,} of {len(slugs):,} public occupations have unpublished changes)."
        )


def _pairs(slugs: list[str], changed: set[str], chance: random.Random) -> Iterator[tuple[str, str]]:
    """Different pairs with at least one changed side, in random order; each at most once."""
    among = sorted(changed)
    possible = len(among) * (len(slugs) - len(among)) + len(among) * (len(among) - 1) // 2
    seen: set[tuple[str, str]] = set()
    while len(seen) < possible:
        one, other = chance.choice(among), chance.choice(slugs)
        pair = (min(one, other), max(one, other))
        if one != other and pair not in seen:
            seen.add(pair)
            yield pair


def _lead(sheets: list[Sheet], hidden: frozenset[str]) -> tuple[str, ...]:
    return narrate(compare_sheets(sheets, hidden)).lead
