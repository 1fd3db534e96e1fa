"""Models that are stored already are builds that were noted."""

from django.db import migrations

FILL = """
INSERT INTO occupations_titlebuild (built_at, model, size, seconds, figures, refused, learned_from, tables)
SELECT built_at, version, octet_length(content), 0, figures, '', learned_from, tables
FROM occupations_titlemodel ORDER BY id
"""


class Migration(migrations.Migration):
    dependencies = [("occupations", "0041_title_builds")]

    operations = [migrations.RunSQL(FILL, "DELETE FROM occupations_titlebuild")]
