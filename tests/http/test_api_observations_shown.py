"""Each figure that pages of the demonstration show is an observation that says so, with equal numbers."""

import pytest

from occupations.metrics import METRICS, in_unit
from occupations.models import Occupation
from occupations.profiles.document import decode
from occupations.profiles.layout import lay_out
from occupations.publishing.shown_facts import figures_of
from tests.http.api import walk

pytestmark = pytest.mark.django_db


def test_what_pages_show_is_marked_with_equal_numbers(demo):
    slugs = sorted(demo.slugs)[::12]
    observed = {row["key"]: row for row in walk(f"observations/?shown=true&limit=10000&occupation={','.join(slugs)}")}
    compared = 0
    for slug in slugs:
        profile = decode(Occupation.objects.get(slug=slug).live.document)
        sheet = lay_out(profile)
        own = [row for row in observed.values() if slug in row["shown_by"]]
        for key, cell in sheet.own.items():
            for figure in figures_of(cell):
                if figure.release < 0 or figure.metric in ("skill_share", "skills_edited") or key in ("pay", "hourly"):
                    continue
                release = profile.releases[figure.release].key
                (row,) = [
                    row
                    for row in own
                    if (row["metric"], row["part"] or "", row["release"]) == (figure.metric, figure.label, release)
                    and row["record"] == (figure.record or None)
                ]
                unit = METRICS[figure.metric].unit
                for name in ("value", "low", "high", "at_least", "at_most"):
                    given = getattr(figure, name)
                    assert row[name] == (None if given is None else in_unit(given, unit)), (slug, figure)
                assert (row["missing_reason"] or "") == figure.missing
                assert row["unit"] == unit.key
                compared += 1
    assert compared > 100
