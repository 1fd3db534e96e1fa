"""The sentence that opens the section on pay of an occupation's page."""

import datetime
import re

import pytest

from occupations.publishing import publish
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("quality", "whose"),
    [
        ("exact", "Fryers"),
        ("shared", "Workers in the group “cooks, restaurant” (the closest published group for fryers)"),
    ],
)
def test_pay_of_a_shared_record_is_shown_as_the_groups(client, quality, whose):
    fryer = make.occupation("Fryer")
    cooks = make.record(title="Cooks, restaurant")
    make.classify(fryer, cooks, quality)
    may = {"period_start": datetime.date(2025, 5, 1), "period_end": datetime.date(2025, 5, 31)}
    make.wage(record=cooks, release=make.release(**may), annual_mean=30_000)
    publish.publish(fryer)
    page = client.get("/occupations/fryer/").content.decode()
    [gist] = re.findall(r'<p class="gist">(.*?)</p>', page)
    assert gist == f"{whose} earn a mean of $30,000 a year (May 2025)."
