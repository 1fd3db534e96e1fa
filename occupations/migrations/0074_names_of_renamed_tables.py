"""Constraints, indexes and sequences that kept the name of a table or column when that was renamed get the names that a
new database gives them, and one index goes that was left of a constraint that is gone: so that all databases are alike."""

from django.db import migrations

# Before PostgreSQL 18, NOT NULL had no name.
NAMES = """
DO $$
DECLARE one record;
BEGIN
    FOR one IN
        SELECT conrelid::regclass AS owner, conname, wanted
        FROM pg_constraint JOIN (VALUES
            ('edition', 'edition_salary_metric_not_null', 'edition_pay_metric_not_null'),
            ('source', 'source_key_95de4f71_uniq', 'source_key_key'),
            ('source', 'source_licence_not_null', 'source_license_not_null'),
            ('standing', 'standing_salary_percentile_check', 'standing_pay_median_percentile_check'),
            ('titletoreview', 'searchmiss_pkey', 'titletoreview_pkey'),
            ('titletoreview', 'searchmiss_words_key', 'titletoreview_words_key'),
            ('titletoreview', 'searchmiss_count_check', 'titletoreview_nothing_check'),
            ('titletoreview', 'searchmiss_id_not_null', 'titletoreview_id_not_null'),
            ('titletoreview', 'searchmiss_last_on_not_null', 'titletoreview_last_on_not_null'),
            ('titletoreview', 'searchmiss_count_not_null', 'titletoreview_nothing_not_null'),
            ('titletoreview', 'searchmiss_words_not_null', 'titletoreview_words_not_null'),
            ('verbatimword', 'keptword_pkey', 'verbatimword_pkey'),
            ('verbatimword', 'keptword_id_not_null', 'verbatimword_id_not_null'),
            ('verbatimword', 'keptword_word_not_null', 'verbatimword_word_not_null')
        ) AS names (of, given, wanted)
        ON conrelid = ('occupations_' || of)::regclass AND conname = 'occupations_' || given
    LOOP
        EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', one.owner, one.conname, 'occupations_' || one.wanted);
    END LOOP;
END $$;
ALTER SEQUENCE IF EXISTS occupations_searchmiss_id_seq RENAME TO occupations_titletoreview_id_seq;
ALTER SEQUENCE IF EXISTS occupations_keptword_id_seq RENAME TO occupations_verbatimword_id_seq;
ALTER INDEX IF EXISTS occupations_searchmiss_words_67b9c7ef_like RENAME TO occupations_titletoreview_words_42528c62_like;
DROP INDEX IF EXISTS occupations_keptword_word_fe26f761_like;
"""


class Migration(migrations.Migration):
    dependencies = [("occupations", "0073_find_rows_with_a_method_of_their_own")]

    operations = [migrations.RunSQL(NAMES, migrations.RunSQL.noop)]
