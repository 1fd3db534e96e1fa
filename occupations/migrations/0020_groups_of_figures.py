"""Whose figures lists show, read off the document as the other columns are."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("occupations", "0019_publishing_runs"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="edition",
            name="edition_immutable",
        ),
        migrations.AddField(
            model_name="edition",
            name="groups",
            field=models.JSONField(
                default=dict, help_text="{slot or key of an official record: wider group that the figures are for}."
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="edition_immutable",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."occupation_id" IS DISTINCT FROM (NEW."occupation_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."batch" IS DISTINCT FROM (NEW."batch") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."category_id" IS DISTINCT FROM (NEW."category_id") OR OLD."salary" IS DISTINCT FROM (NEW."salary") OR OLD."salary_metric" IS DISTINCT FROM (NEW."salary_metric") OR OLD."salary_period_end" IS DISTINCT FROM (NEW."salary_period_end") OR OLD."salary_at_least" IS DISTINCT FROM (NEW."salary_at_least") OR OLD."growth" IS DISTINCT FROM (NEW."growth") OR OLD."growth_period_end" IS DISTINCT FROM (NEW."growth_period_end") OR OLD."jobs" IS DISTINCT FROM (NEW."jobs") OR OLD."jobs_metric" IS DISTINCT FROM (NEW."jobs_metric") OR OLD."jobs_period_end" IS DISTINCT FROM (NEW."jobs_period_end") OR OLD."openings" IS DISTINCT FROM (NEW."openings") OR OLD."openings_period_end" IS DISTINCT FROM (NEW."openings_period_end") OR OLD."entry_education" IS DISTINCT FROM (NEW."entry_education") OR OLD."entry_experience" IS DISTINCT FROM (NEW."entry_experience") OR OLD."entry_training" IS DISTINCT FROM (NEW."entry_training") OR OLD."sources" IS DISTINCT FROM (NEW."sources") OR OLD."groups" IS DISTINCT FROM (NEW."groups") OR OLD."records" IS DISTINCT FROM (NEW."records") OR OLD."related" IS DISTINCT FROM (NEW."related") OR OLD."uses" IS DISTINCT FROM (NEW."uses") OR OLD."importances" IS DISTINCT FROM (NEW."importances") OR OLD."also_called" IS DISTINCT FROM (NEW."also_called") OR OLD."employers" IS DISTINCT FROM (NEW."employers") OR OLD."industries" IS DISTINCT FROM (NEW."industries"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="a07fbd82a1833d0ea5adbc83d979b059bea91463",
                    operation="UPDATE",
                    pgid="pgtrigger_edition_immutable_58469",
                    table="occupations_edition",
                    when="BEFORE",
                ),
            ),
        ),
        # A table with checks that wait for the end of the transaction cannot be altered: these are done first.
        migrations.RunSQL(migrations.RunSQL.noop, "SET CONSTRAINTS ALL IMMEDIATE"),
    ]
