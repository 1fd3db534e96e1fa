"""Each name once, as it is shown, with what the sources say of it."""

from django.db import migrations

NAMES_AGAIN = """
CREATE TEMP TABLE sizes ON COMMIT DROP AS
SELECT edition.id, edition.title, edition.also_called, known.size, edition.document::jsonb->'also_called' AS of_editors
FROM (SELECT edition_id, max(size) AS size FROM occupations_searchtitle GROUP BY edition_id) AS known
JOIN occupations_edition AS edition ON edition.id = known.edition_id;

DELETE FROM occupations_searchtitle;

INSERT INTO occupations_searchtitle (edition_id, text, kind, size)
SELECT id, title, 0, size FROM sizes
UNION ALL
SELECT id, name.text, CASE WHEN of_editors ? name.text THEN 2 ELSE 5 END, size
FROM sizes, unnest(also_called) AS name (text);

ANALYZE occupations_searchtitle;

WITH said AS MATERIALIZED (
    SELECT edition.id AS edition_id, lower(text.text) AS text,
           min(CASE text.kind WHEN 'direct_match_title' THEN 3 ELSE 4 END) AS kind
    FROM occupations_edition AS edition
    CROSS JOIN LATERAL jsonb_object_keys(edition.records) AS key
    JOIN occupations_statisticalrecord AS record ON record.system || '-' || record.vintage || ':' || record.code = key
    JOIN occupations_recordtext AS text
      ON text.record_id = record.id AND text.kind IN ('direct_match_title', 'reported_title')
    WHERE edition.id IN (SELECT id FROM sizes) AND EXISTS (
        SELECT FROM occupations_edition_releases AS built_on
        WHERE built_on.edition_id = edition.id AND built_on.release_id = text.release_id
    )
    GROUP BY 1, 2
)
UPDATE occupations_searchtitle AS name SET kind = said.kind
FROM said
WHERE name.edition_id = said.edition_id AND lower(name.text) = said.text AND name.kind = 5;
"""


class Migration(migrations.Migration):
    dependencies = [("occupations", "0033_models_of_titles")]

    operations = [migrations.RunSQL(NAMES_AGAIN, "DELETE FROM occupations_searchtitle")]
