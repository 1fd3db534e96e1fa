"""A record's key is the same word wherever it is made, and comes apart again."""

import pytest
from django.db import connection

from occupations.models import StatisticalRecord
from occupations.models.record_keys import KEY, key_of, key_sql, parts_of


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        (("oews", "2018", "11-1021"), "oews-2018:11-1021"),
        (("onet-soc", "2019", "11-1021.00"), "onet-soc-2019:11-1021.00"),
        (("cps", "2025", "Chefs: all: kinds"), "cps-2025:Chefs: all: kinds"),
    ],
)
@pytest.mark.django_db
def test_a_key_is_made_alike_in_python_in_the_orm_and_in_sql(parts, key):
    system, vintage, code = parts
    record = StatisticalRecord.objects.create(system=system, vintage=vintage, code=code, title="Chefs")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key_sql('r')} FROM occupations_statisticalrecord r WHERE id = %s", [record.pk])
        assert cursor.fetchone() == (key,)
    assert StatisticalRecord.objects.values_list(KEY, flat=True).get(pk=record.pk) == key
    assert (record.key, key_of(*parts), parts_of(key)) == (key, key, parts)
    assert StatisticalRecord.objects.by_key(key) == record
