"""All that the migrations it replaces leave in an empty database, made at once."""

import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import occupations.models.fields
from occupations.migrations._created_together import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("comparisons", "0001_initial"),
        ("comparisons", "0002_help_texts_in_english"),
        ("comparisons", "0003_published_words"),
        ("comparisons", "0004_words_so_far_are_published"),
        ("comparisons", "0005_public_changes_are_announced"),
        ("comparisons", "0006_history"),
        ("comparisons", "0007_words_are_kept"),
        ("comparisons", "0008_featured_pairs_in_order"),
        ("comparisons", "0009_names_of_published_words"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("occupations", "0001_squashed_0074_names_of_renamed_tables"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="PairNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "introduction",
                            occupations.models.fields.LongText(
                                blank=True, help_text="Shown above the figures. Markdown, no HTML."
                            ),
                        ),
                        (
                            "verdict",
                            occupations.models.fields.LongText(
                                blank=True,
                                help_text="Shown below the figures: which one suits whom. Markdown, no HTML.",
                            ),
                        ),
                        ("featured", models.BooleanField(default=False, help_text="Show the pair on the home page.")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "live",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="comparisons.publishedwords",
                            ),
                        ),
                        (
                            "place",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                editable=False,
                                help_text="Among the featured pairs: 1 comes first, empty last.",
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "note on a pair",
                        "verbose_name_plural": "notes on pairs",
                        "ordering": ["first__title", "second__title"],
                        "constraints": [
                            models.UniqueConstraint(fields=("first", "second"), name="pairnote_unique"),
                            models.CheckConstraint(
                                condition=models.Q(("first__lt", models.F("second"))),
                                name="pairnote_ordered",
                                violation_error_message="Choose two different occupations.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="announced",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NOTIFY careersite_public; RETURN NULL;",
                                    hash="7927cf1f7e5bc60d63f1c9414eb121f02a1b57e0",
                                    level="STATEMENT",
                                    operation="INSERT OR UPDATE OR DELETE OR TRUNCATE",
                                    pgid="pgtrigger_announced_7be4e",
                                    table="comparisons_pairnote",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "comparisons_pairnoteevent" ("featured", "first_id", "id", "introduction", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "second_id", "verdict") VALUES (NEW."featured", NEW."first_id", NEW."id", NEW."introduction", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."place", NEW."second_id", NEW."verdict"); RETURN NULL;',
                                    hash="4c37f5585667bb466620716cb8818be4da2fcf1b",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_021d0",
                                    table="comparisons_pairnote",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."featured" IS DISTINCT FROM (NEW."featured") OR OLD."first_id" IS DISTINCT FROM (NEW."first_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."introduction" IS DISTINCT FROM (NEW."introduction") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."second_id" IS DISTINCT FROM (NEW."second_id") OR OLD."verdict" IS DISTINCT FROM (NEW."verdict"))',
                                    func='INSERT INTO "comparisons_pairnoteevent" ("featured", "first_id", "id", "introduction", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "second_id", "verdict") VALUES (NEW."featured", NEW."first_id", NEW."id", NEW."introduction", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."place", NEW."second_id", NEW."verdict"); RETURN NULL;',
                                    hash="9c37fc4e866acedd301a24a7f34e42e2d43fbc3a",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_7bbb1",
                                    table="comparisons_pairnote",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "comparisons_pairnoteevent" ("featured", "first_id", "id", "introduction", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "second_id", "verdict") VALUES (OLD."featured", OLD."first_id", OLD."id", OLD."introduction", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."place", OLD."second_id", OLD."verdict"); RETURN NULL;',
                                    hash="4c0cd3edb24806c14ec287c81fa897812e2711b4",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_8d5d3",
                                    table="comparisons_pairnote",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublishedWords",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("introduction", occupations.models.fields.LongText(blank=True)),
                        ("verdict", occupations.models.fields.LongText(blank=True)),
                        ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pair",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="published",
                                to="comparisons.pairnote",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "version of the published words about a pair",
                        "verbose_name_plural": "versions of the published words about pairs",
                        "ordering": ["pair", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("pair", "number"), name="publishedwords_number_unique"),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="publishedwords_number_from_one"
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="publishedwords_immutable",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."pair_id" IS DISTINCT FROM (NEW."pair_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."introduction" IS DISTINCT FROM (NEW."introduction") OR OLD."verdict" IS DISTINCT FROM (NEW."verdict") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="36d9b6eb6a749125ddc0a201f6d3875348067f61",
                                    operation="UPDATE",
                                    pgid="pgtrigger_publishedwords_immutable_abac6",
                                    table="comparisons_publishedwords",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="announced",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NOTIFY careersite_public; RETURN NULL;",
                                    hash="bb46dd41ee547372092e2882a931800f11f0999c",
                                    level="STATEMENT",
                                    operation="INSERT OR UPDATE OR DELETE OR TRUNCATE",
                                    pgid="pgtrigger_announced_e6b89",
                                    table="comparisons_publishedwords",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="publishedwords_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="269e0c817160b7453ade2ee3b8c0987e522c60b7",
                                    operation="DELETE",
                                    pgid="pgtrigger_publishedwords_kept_bf8b0",
                                    table="comparisons_publishedwords",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="publishedwords_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="605499c7eb74350db8f8e4eba5f3a93370aa6b42",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_publishedwords_not_truncated_8cc71",
                                    table="comparisons_publishedwords",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PairNoteEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "introduction",
                            occupations.models.fields.LongText(
                                blank=True, help_text="Shown above the figures. Markdown, no HTML."
                            ),
                        ),
                        (
                            "verdict",
                            occupations.models.fields.LongText(
                                blank=True,
                                help_text="Shown below the figures: which one suits whom. Markdown, no HTML.",
                            ),
                        ),
                        ("featured", models.BooleanField(default=False, help_text="Show the pair on the home page.")),
                        (
                            "first",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="comparisons.pairnote",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "place",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                editable=False,
                                help_text="Among the featured pairs: 1 comes first, empty last.",
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="history_immutable",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="20bc9da22b498c7a1d08dfd96550fbe54dec09cd",
                                    operation="UPDATE",
                                    pgid="pgtrigger_history_immutable_ad3f9",
                                    table="comparisons_pairnoteevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="b29a979a29e3be7024ad3a9028a7f2689395a3a7",
                                    operation="DELETE",
                                    pgid="pgtrigger_history_kept_969a3",
                                    table="comparisons_pairnoteevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="7ef21b5ce50b0803bce6ef238c70992e9a79d8a9",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_history_not_truncated_d9d5f",
                                    table="comparisons_pairnoteevent",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
