"""Lists that editors wrote so far replace the official ones, as they always did; now that is a choice of the list.

Going back deletes what lists without that choice cannot say: items that are left out or only moved."""

from django.db import migrations

FILL = """
UPDATE occupations_occupation o SET own_responsibilities = true
WHERE EXISTS (SELECT FROM occupations_responsibility WHERE occupation_id = o.id);
UPDATE occupations_occupation o SET own_skills = true
WHERE EXISTS (SELECT FROM occupations_occupationskill WHERE occupation_id = o.id);
"""

BACK = """
DELETE FROM occupations_responsibility WHERE text = '';
DELETE FROM occupations_occupationskill WHERE skill_id IS NULL;
DELETE FROM occupations_alternatetitle WHERE hidden;
UPDATE occupations_responsibility r SET position = n.number FROM (
    SELECT id, row_number() OVER (PARTITION BY occupation_id ORDER BY position, id) AS number
    FROM occupations_responsibility
) n WHERE n.id = r.id;
UPDATE occupations_occupationskill s SET position = n.number FROM (
    SELECT id, row_number() OVER (PARTITION BY occupation_id ORDER BY position, id) AS number
    FROM occupations_occupationskill
) n WHERE n.id = s.id;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("occupations", "0054_lists_that_follow_sources")]

    operations = [migrations.RunSQL(FILL, BACK)]
