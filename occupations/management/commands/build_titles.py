"""manage.py build_titles: the model that understands job titles, from the names of what is live."""

from django.core.management.base import BaseCommand, CommandError

from occupations.search import review
from occupations.search.building import Refused, build_model, choose_offered, learn_for_small_sites
from occupations.search.model.measuring import Measured, Step

COLUMNS = ("titles", "first", "among 3", "nothing", "sure", "sure, wrong", "honest", "calibration")


class Command(BaseCommand):
    help = (
        "Build the model that understands job titles, measure it on labeled titles, and store it. Exit codes: 0 "
        "built or being built by another process, 1 refused because it is worse than the current one."
    )

    def add_arguments(self, parser):
        parser.add_argument("--accept-worse", action="store_true", help="store it even if it is worse")
        parser.add_argument("--quiet", action="store_true", help="report a refusal only")
        parser.add_argument(
            "--small-sites", action="store_true",
            help="print what sites with few occupations use, which is in occupations/search/training/parameters.json",
        )  # fmt: skip

    def handle(self, *, accept_worse, quiet, small_sites, **options):
        if small_sites:
            self.stdout.write(learn_for_small_sites(), ending="")
            return
        try:
            built = build_model(accept_worse=accept_worse)
        except Refused as why:
            raise CommandError(f"{why} The current model stays in use.", returncode=1) from None
        removed = review.remove_answered()
        offered = choose_offered() if built.version else 0
        if quiet:
            return
        if not built.version:
            self.stdout.write("The model is being built by another process.")
            return
        self.stdout.write(f"Model {built.version}, in percent of titles that it was not trained on:")
        self.stdout.writelines(f"{line}\n" for line in [*table(built.figures), "", *by_confidence(built.confidences)])
        if removed:
            self.stdout.write(f"{removed:,} titles are answered now, and no longer to review.")
        self.stdout.write(f"{offered:,} titles are offered to search engines, besides those that editors chose.")


def table(figures: dict[str, Measured]):
    yield f"{'kind':20}" + "".join(f"{name:>13}" for name in COLUMNS)
    for kind, measured in figures.items():
        yield f"{kind:20}" + "".join(f"{value:>13,}" for value in measured)


def by_confidence(steps: list[Step]):
    yield f"{'confidence':20}" + "".join(f"{name:>13}" for name in ("answers", "right", "found", "found, right"))
    for step in steps:
        yield f"{step.confidence:<20.2f}" + "".join(f"{value:>13,}" for value in step[1:])
