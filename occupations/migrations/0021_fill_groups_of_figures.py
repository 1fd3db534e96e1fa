"""Reads off the documents of editions which figures are for a wider group than the occupation, and takes these out of
the percentiles of pay and out of the lists of highest-paying employers and industries. Publishes nothing."""

import pgtrigger
from django.db import migrations

CHUNK = 200
COLUMNS = ["groups", "employers", "industries"]

# Percent of the occupations with a yearly pay figure of their own that pay less, rounded down.
_PERCENTILES = """
WITH paid AS (
    SELECT o.id, e.salary FROM occupations_occupation o JOIN occupations_edition e ON e.id = o.live_id
    WHERE o.withdrawn_at IS NULL AND e.salary IS NOT NULL AND NOT (%s AND e.groups ? 'salary')
), ranked AS (
    SELECT id, 100 * (rank() OVER (ORDER BY salary) - 1) / count(*) OVER () AS percentile, count(*) OVER () AS size
    FROM paid
)
UPDATE occupations_standing s
SET salary_percentile = (SELECT percentile FROM ranked WHERE id = s.occupation_id AND size > 1)
"""


def fill(apps, schema_editor):
    # What the columns say follows from the document alone, by the one rule there is for it.
    from occupations.profiles.document import decode
    from occupations.profiles.layout import lay_out
    from occupations.publishing.columns import columns

    Edition = apps.get_model("occupations", "Edition")
    with pgtrigger.ignore("occupations.Edition:edition_immutable"):
        keys = list(Edition.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), CHUNK):
            editions = list(Edition.objects.filter(pk__in=keys[start : start + CHUNK]).only("document"))
            for edition in editions:
                made = columns(lay_out(decode(edition.document)))
                for name in COLUMNS:
                    setattr(edition, name, made[name])
            Edition.objects.bulk_update(editions, COLUMNS)
    _rank(schema_editor, own_only=True)


def rank_all(apps, schema_editor):
    _rank(schema_editor, own_only=False)


def _rank(schema_editor, *, own_only: bool) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_PERCENTILES, [own_only])


class Migration(migrations.Migration):
    dependencies = [("occupations", "0020_groups_of_figures")]

    operations = [migrations.RunPython(fill, rank_all, elidable=True)]
