"""Made-up catalogues: valid, published like any other, and the same each time."""

import pytest
from django.core.management import CommandError, call_command

from occupations.importers import synthetic
from occupations.models import Occupation
from occupations.publishing import publish
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


def test_one_seed_makes_one_catalogue():
    assert synthetic.titles(50, 3) == synthetic.titles(50, 3)
    one, same, other = (synthetic.batch(synthetic.titles(20, seed), seed).figures for seed in (3, 3, 4))
    assert one.equals(same)
    assert not one.equals(other)


def test_there_are_ten_thousand_titles_of_different_addresses():
    titles = synthetic.titles(10_000, 1)
    assert len(set(titles)) == 10_000


def test_a_made_up_catalogue_can_be_published_and_is_not_added_twice():
    call_command("make_catalogue", occupations=12, quiet=True)
    occupations = list(Occupation.objects.all())
    assert len(occupations) == 12
    assert len(publish.publish_all(occupations)) == 12
    profile = make.published(Occupation.objects.first().live)
    assert {"wage_annual_mean", "growth", "gender", "skill_importance"} <= {figure.metric for figure in profile.figures}
    with pytest.raises(CommandError, match="There is already a synthetic catalogue"):
        call_command("make_catalogue", occupations=12, quiet=True)


def test_titles_that_are_taken_are_left_out():
    first = synthetic.titles(1, 1)[0]
    make.occupation(first)
    call_command("make_catalogue", occupations=1, quiet=True)
    assert Occupation.objects.count() == 2


def test_more_titles_than_there_are_is_said():
    with pytest.raises(CommandError, match=r"--occupations 99999: no more than [\d,]+ synthetic occupations"):
        call_command("make_catalogue", occupations=99_999, quiet=True)
