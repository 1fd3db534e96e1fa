"""What files for an occupation call average moves to the columns for it; editions say which statistic leads; and all
occupations are marked as changed, because their next edition has median pay by the hour. Publishes nothing."""

import pgtrigger
from django.db import migrations

CHUNK = 200
COLUMNS = [
    "pay",
    "pay_at_least",
    "pay_metric",
    "pay_period_end",
    "pay_mean",
    "pay_mean_at_least",
    "pay_mean_period_end",
    "sources",
    "groups",
]

# Rows of a file for an occupation itself, from keys that do not say whether mean or median.
_AVERAGES = """
UPDATE occupations_wageestimate SET
    annual_average = annual_mean, annual_mean = NULL, hourly_average = hourly_mean, hourly_mean = NULL,
    suppressed = array_replace(array_replace(suppressed, 'annual_mean', 'annual_average'),
                               'hourly_mean', 'hourly_average'),
    top_coded = array_replace(array_replace(top_coded, 'annual_mean', 'annual_average'),
                              'hourly_mean', 'hourly_average')
WHERE occupation_id IS NOT NULL AND release_id IS NOT NULL
"""
_BACK = """
UPDATE occupations_wageestimate SET
    annual_mean = coalesce(annual_mean, annual_average), annual_average = NULL,
    hourly_mean = coalesce(hourly_mean, hourly_average), hourly_average = NULL,
    suppressed = array_replace(array_replace(suppressed, 'annual_average', 'annual_mean'),
                               'hourly_average', 'hourly_mean'),
    top_coded = array_replace(array_replace(top_coded, 'annual_average', 'annual_mean'),
                              'hourly_average', 'hourly_mean')
WHERE annual_average IS NOT NULL OR hourly_average IS NOT NULL
   OR suppressed && ARRAY['annual_average', 'hourly_average']::varchar[]
   OR top_coded && ARRAY['annual_average', 'hourly_average']::varchar[]
"""
# Percent of the medians of their own that are lower, rounded down; until standings are next rebuilt, all count.
_PERCENTILES = """
WITH paid AS (
    SELECT o.id, e.pay FROM occupations_occupation o JOIN occupations_edition e ON e.id = o.live_id
    WHERE o.withdrawn_at IS NULL AND e.pay IS NOT NULL AND e.pay_metric = 'wage_annual_median'
      AND NOT e.groups ? 'pay'
), ranked AS (
    SELECT id, 100 * (rank() OVER (ORDER BY pay) - 1) / count(*) OVER () AS percentile, count(*) OVER () AS size
    FROM paid
)
UPDATE occupations_standing s
SET pay_median_percentile = (SELECT percentile FROM ranked WHERE id = s.occupation_id AND size > 1),
    counts = EXISTS (SELECT FROM ranked WHERE id = s.occupation_id)
"""


def fill(apps, schema_editor):
    # What the columns say follows from the document alone, by the one rule there is for it.
    from occupations.profiles.document import decode
    from occupations.profiles.layout import lay_out
    from occupations.publishing.columns import columns

    Edition = apps.get_model("occupations", "Edition")
    with pgtrigger.ignore("occupations.WageEstimate:release_rows_immutable"):
        schema_editor.execute(_AVERAGES, params=None)
    with pgtrigger.ignore("occupations.Edition:edition_immutable"):
        keys = list(Edition.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), CHUNK):
            editions = list(Edition.objects.filter(pk__in=keys[start : start + CHUNK]).only("document"))
            for edition in editions:
                made = columns(lay_out(decode(edition.document)))
                for name in COLUMNS:
                    setattr(edition, name, made[name])
            Edition.objects.bulk_update(editions, COLUMNS)
    schema_editor.execute(_PERCENTILES, params=None)
    apps.get_model("occupations", "Occupation").objects.filter(live__isnull=False).update(changed=True)


def take_back(apps, schema_editor):
    # The columns of editions keep what they say, each with its metric.
    with pgtrigger.ignore("occupations.WageEstimate:release_rows_immutable"):
        schema_editor.execute(_BACK, params=None)


class Migration(migrations.Migration):
    dependencies = [("occupations", "0031_statistics_of_pay")]

    operations = [migrations.RunPython(fill, take_back, elidable=True)]
