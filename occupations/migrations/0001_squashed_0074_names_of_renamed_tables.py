"""All that the migrations it replaces leave in an empty database, made at once."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.fields.json
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import occupations.metrics.methods
import occupations.models.fields
import occupations.models.occupations
from occupations.migrations._created_together import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("occupations", "0001_initial"),
        ("occupations", "0002_edition_columns"),
        ("occupations", "0003_fill_edition_columns"),
        ("occupations", "0004_work_styles"),
        ("occupations", "0005_no_longer"),
        ("occupations", "0006_corrections"),
        ("occupations", "0007_search_titles"),
        ("occupations", "0008_fill_search_titles"),
        ("occupations", "0009_help_texts"),
        ("occupations", "0010_text_kinds"),
        ("occupations", "0011_rename_duties"),
        ("occupations", "0012_text_kinds_known"),
        ("occupations", "0013_merged_zones_and_parts_of_skills"),
        ("occupations", "0014_metric_names"),
        ("occupations", "0015_help_texts_in_english"),
        ("occupations", "0016_no_row_of_a_table"),
        ("occupations", "0017_figure_base"),
        ("occupations", "0018_fill_figure_base"),
        ("occupations", "0019_publishing_runs"),
        ("occupations", "0020_groups_of_figures"),
        ("occupations", "0021_fill_groups_of_figures"),
        ("occupations", "0022_publishing_limit"),
        ("occupations", "0023_figures_end_by_themselves"),
        ("occupations", "0024_percentiles_count_records"),
        ("occupations", "0025_license_and_verbatim_words"),
        ("occupations", "0026_recheck_due"),
        ("occupations", "0027_direct_match_titles"),
        ("occupations", "0028_method_names_once_more"),
        ("occupations", "0029_taking_back"),
        ("occupations", "0030_median_pay_leads"),
        ("occupations", "0031_statistics_of_pay"),
        ("occupations", "0032_fill_statistics_of_pay"),
        ("occupations", "0033_models_of_titles"),
        ("occupations", "0034_names_as_shown"),
        ("occupations", "0035_title_overrides"),
        ("occupations", "0036_titles_to_review"),
        ("occupations", "0037_pay_ranges_of_editions"),
        ("occupations", "0038_fill_pay_ranges"),
        ("occupations", "0039_title_table_rows"),
        ("occupations", "0040_common_names"),
        ("occupations", "0041_title_builds"),
        ("occupations", "0042_fill_title_builds"),
        ("occupations", "0043_seldom_titles"),
        ("occupations", "0044_title_roles"),
        ("occupations", "0045_pay_in_places"),
        ("occupations", "0046_spreads_of_occupations"),
        ("occupations", "0047_releases_in_part"),
        ("occupations", "0048_what_sets_occupations_apart"),
        ("occupations", "0049_sent_counts"),
        ("occupations", "0050_public_changes_are_announced"),
        ("occupations", "0051_published_rows_are_kept"),
        ("occupations", "0052_findings"),
        ("occupations", "0053_history"),
        ("occupations", "0054_lists_that_follow_sources"),
        ("occupations", "0055_lists_of_editors_replace_official_ones"),
        ("occupations", "0056_what_editions_name_is_kept"),
        ("occupations", "0057_reviews_and_scheduled_editions"),
        ("occupations", "0058_open_forms"),
        ("occupations", "0059_spreadsheets_of_occupations"),
        ("occupations", "0060_history_of_sources"),
        ("occupations", "0061_cautions_of_batches"),
        ("occupations", "0062_releases_imported_by_editors"),
        ("occupations", "0063_acronyms_once"),
        ("occupations", "0064_merges"),
        ("occupations", "0065_corrections_are_compared"),
        ("occupations", "0066_shown_facts"),
        ("occupations", "0067_titles_taken_over"),
        ("occupations", "0068_spreadsheets_done_by_a_worker"),
        ("occupations", "0069_folded_titles"),
        ("occupations", "0070_codes_of_items_and_keys_of_sources"),
        ("occupations", "0071_fill_keys_of_sources"),
        ("occupations", "0072_keys_of_sources_stay"),
        ("occupations", "0073_find_rows_with_a_method_of_their_own"),
        ("occupations", "0074_names_of_renamed_tables"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        # Only so that they come first: once there are all of our models, each of these would make their classes anew.
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
        ("otp_static", "0003_add_timestamps"),
        ("otp_totp", "0003_add_timestamps"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Dataset",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(editable=False, max_length=200, unique=True)),
                        (
                            "table",
                            models.CharField(help_text="Table of the source: “national”, “table 1.2”.", max_length=120),
                        ),
                        ("geography", models.CharField(blank=True, max_length=120)),
                        (
                            "pinned",
                            models.ForeignKey(
                                blank=True,
                                help_text="Use this release even if there is a newer one. Empty: the newest reference period.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="occupations.release",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="datasets",
                                to="occupations.source",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["key"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="announced",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NOTIFY careersite_public; RETURN NULL;",
                                    hash="7ed2818104ac6f0b126d634c5dd8df91b9d0b434",
                                    level="STATEMENT",
                                    operation="INSERT OR UPDATE OR DELETE OR TRUNCATE",
                                    pgid="pgtrigger_announced_7a253",
                                    table="occupations_dataset",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_datasetevent" ("geography", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinned_id", "source_id", "table") VALUES (NEW."geography", NEW."id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."pinned_id", NEW."source_id", NEW."table"); RETURN NULL;',
                                    hash="99e685a1877ad75e4886135e01e7376ec28cde2d",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_4b66b",
                                    table="occupations_dataset",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "occupations_datasetevent" ("geography", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinned_id", "source_id", "table") VALUES (NEW."geography", NEW."id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."pinned_id", NEW."source_id", NEW."table"); RETURN NULL;',
                                    hash="d9c12a4e75f5b35771a137dceec2fc475fcdc47a",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_2bd8e",
                                    table="occupations_dataset",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_datasetevent" ("geography", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinned_id", "source_id", "table") VALUES (OLD."geography", OLD."id", OLD."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."pinned_id", OLD."source_id", OLD."table"); RETURN NULL;',
                                    hash="2a45754c15eda97928e84ef009c0260f35c63125",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_9a9c5",
                                    table="occupations_dataset",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Employer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, unique=True)),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Industry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=10, unique=True, verbose_name="NAICS code")),
                        ("name", models.CharField(max_length=200)),
                    ],
                    options={
                        "verbose_name_plural": "industries",
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="Area",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("nation", "nation"), ("state", "state"), ("metro", "metropolitan area")],
                                max_length=6,
                            ),
                        ),
                        ("code", models.CharField(max_length=10)),
                        ("name", models.CharField(max_length=120)),
                    ],
                    options={
                        "ordering": ["kind", "name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("kind", "code"), name="area_unique"),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["nation", "state", "metro"])), name="area_kind_known"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Category",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(help_text="In sentence case: “Executive management”.", max_length=80),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                blank=True,
                                help_text="The address of its page. Empty: made from the name.",
                                max_length=80,
                                unique=True,
                                validators=[occupations.models.occupations.validate_slug],
                            ),
                        ),
                        (
                            "description",
                            occupations.models.fields.LongText(
                                blank=True, help_text="One or two sentences for the category's page. Plain text."
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="absorbed",
                                to="occupations.category",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "categories",
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"), name="category_name_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="category_slug_form",
                                violation_error_message="A slug may have lowercase letters, digits and single hyphens.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("slug__regex", "(^|-)vs(-|$)"), _negated=True),
                                name="category_slug_without_vs",
                                violation_error_message="A slug cannot contain “vs”, which separates the sides of a comparison.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("merged_into", None),
                                    models.Q(("merged_into", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="category_merged_into_another",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="announced",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NOTIFY careersite_public; RETURN NULL;",
                                    hash="ba0f90bd84d21cbbfe2fd60082684ee82fa8de1f",
                                    level="STATEMENT",
                                    operation="INSERT OR UPDATE OR DELETE OR TRUNCATE",
                                    pgid="pgtrigger_announced_69750",
                                    table="occupations_category",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_categoryevent" ("description", "id", "merged_into_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."description", NEW."id", NEW."merged_into_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;',
                                    hash="9c5f08b9ffc6049f2e70ceb94e0a1f7c2c5a9214",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_91c1a",
                                    table="occupations_category",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "occupations_categoryevent" ("description", "id", "merged_into_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."description", NEW."id", NEW."merged_into_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."slug"); RETURN NULL;',
                                    hash="93ab84b545265786dd67a7cad3bf32b0e4b9a071",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_daab0",
                                    table="occupations_category",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_categoryevent" ("description", "id", "merged_into_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."description", OLD."id", OLD."merged_into_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;',
                                    hash="b91a1b5826b319d8f7cc104764cac6e95c6f6ac8",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_c796a",
                                    table="occupations_category",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "document",
                            models.TextField(
                                help_text="The profile as canonical JSON (occupations/profiles/document.py)."
                            ),
                        ),
                        ("digest", models.CharField(max_length=64)),
                        ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        (
                            "batch",
                            models.UUIDField(
                                blank=True,
                                db_index=True,
                                help_text="Shared by editions that were published together.",
                                null=True,
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        (
                            "category_name",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.fields.json.KeyTextTransform(
                                    "name",
                                    django.db.models.fields.json.KeyTransform(
                                        "category",
                                        django.db.models.functions.comparison.Cast("document", models.JSONField()),
                                    ),
                                ),
                                output_field=models.CharField(max_length=80),
                            ),
                        ),
                        (
                            "category_slug",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.fields.json.KeyTextTransform(
                                    "slug",
                                    django.db.models.fields.json.KeyTransform(
                                        "category",
                                        django.db.models.functions.comparison.Cast("document", models.JSONField()),
                                    ),
                                ),
                                output_field=models.CharField(max_length=80),
                            ),
                        ),
                        (
                            "pay",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="The statistic that leads: the median, else the mean, else an average of unstated kind.",
                                max_digits=12,
                                null=True,
                                verbose_name="pay a year, US$",
                            ),
                        ),
                        ("pay_metric", models.CharField(blank=True, max_length=40)),
                        ("pay_period_end", models.DateField(null=True)),
                        (
                            "growth",
                            models.DecimalField(
                                decimal_places=2, max_digits=16, null=True, verbose_name="projected growth, %"
                            ),
                        ),
                        ("growth_period_end", models.DateField(null=True)),
                        (
                            "also_called",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), default=list, size=None
                            ),
                        ),
                        (
                            "employers",
                            models.JSONField(
                                default=list,
                                help_text="[[name, US$ a year or null, source], …]: highest-paying employers.",
                            ),
                        ),
                        (
                            "industries",
                            models.JSONField(default=list, help_text="Highest-paying industries, in the same form."),
                        ),
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
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="editions",
                                to="occupations.category",
                            ),
                        ),
                        (
                            "occupation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="editions",
                                to="occupations.occupation",
                            ),
                        ),
                        ("entry_education", models.CharField(blank=True, max_length=200)),
                        ("entry_experience", models.CharField(blank=True, max_length=200)),
                        ("entry_training", models.CharField(blank=True, max_length=200)),
                        (
                            "importances",
                            models.JSONField(
                                default=dict,
                                help_text="{skill or field of knowledge: score}, whether or not it counts as part of the occupation.",
                            ),
                        ),
                        ("jobs", models.BigIntegerField(null=True, verbose_name="number of jobs")),
                        ("jobs_metric", models.CharField(blank=True, max_length=40)),
                        ("jobs_period_end", models.DateField(null=True)),
                        ("openings", models.BigIntegerField(null=True, verbose_name="openings a year")),
                        ("openings_period_end", models.DateField(null=True)),
                        (
                            "records",
                            models.JSONField(
                                default=dict, help_text="{key of an official record: quality}, without “none”."
                            ),
                        ),
                        (
                            "related",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=140),
                                default=list,
                                help_text="Keys of related records.",
                                size=None,
                            ),
                        ),
                        ("pay_at_least", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                        ("sources", models.JSONField(default=dict, help_text="{slot, or pay: release of its figure}.")),
                        (
                            "uses",
                            models.JSONField(
                                default=dict,
                                help_text="{key: [name, weight or null, metric, note]} (occupations/publishing/columns.py).",
                            ),
                        ),
                        (
                            "groups",
                            models.JSONField(
                                default=dict,
                                help_text="{slot, or pay, or key of an official record: wider group that the figures are for}.",
                            ),
                        ),
                        (
                            "pay_mean",
                            models.DecimalField(
                                decimal_places=2, max_digits=12, null=True, verbose_name="mean pay a year, US$"
                            ),
                        ),
                        ("pay_mean_period_end", models.DateField(null=True)),
                        ("pay_mean_at_least", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                        (
                            "pay_high",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="90th percentile of pay a year, US$",
                            ),
                        ),
                        ("pay_high_at_least", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                        (
                            "pay_low",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="10th percentile of pay a year, US$",
                            ),
                        ),
                        ("pay_range_period_end", models.DateField(null=True)),
                        (
                            "title_sources",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(),
                                default=list,
                                help_text="Releases that job titles are from, those of editors aside.",
                                size=None,
                            ),
                        ),
                        (
                            "official_title",
                            models.CharField(
                                blank=True, help_text="If a short common name is the title.", max_length=120
                            ),
                        ),
                        ("releases", models.ManyToManyField(related_name="editions", to="occupations.release")),
                    ],
                    options={
                        "ordering": ["occupation", "-number"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="edition_number_from_one"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="edition_digest_form"
                            ),
                            models.UniqueConstraint(fields=("occupation", "number"), name="edition_number_unique"),
                        ],
                        "indexes": [
                            models.Index(fields=["category", "title"], name="edition_category_title"),
                            django.contrib.postgres.indexes.GinIndex(fields=["uses"], name="edition_uses"),
                            django.contrib.postgres.indexes.GinIndex(fields=["records"], name="edition_records"),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="edition_immutable",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."occupation_id" IS DISTINCT FROM (NEW."occupation_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."batch" IS DISTINCT FROM (NEW."batch") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."official_title" IS DISTINCT FROM (NEW."official_title") OR OLD."category_id" IS DISTINCT FROM (NEW."category_id") OR OLD."pay" IS DISTINCT FROM (NEW."pay") OR OLD."pay_metric" IS DISTINCT FROM (NEW."pay_metric") OR OLD."pay_period_end" IS DISTINCT FROM (NEW."pay_period_end") OR OLD."pay_at_least" IS DISTINCT FROM (NEW."pay_at_least") OR OLD."pay_mean" IS DISTINCT FROM (NEW."pay_mean") OR OLD."pay_mean_period_end" IS DISTINCT FROM (NEW."pay_mean_period_end") OR OLD."pay_mean_at_least" IS DISTINCT FROM (NEW."pay_mean_at_least") OR OLD."pay_low" IS DISTINCT FROM (NEW."pay_low") OR OLD."pay_high" IS DISTINCT FROM (NEW."pay_high") OR OLD."pay_high_at_least" IS DISTINCT FROM (NEW."pay_high_at_least") OR OLD."pay_range_period_end" IS DISTINCT FROM (NEW."pay_range_period_end") OR OLD."growth" IS DISTINCT FROM (NEW."growth") OR OLD."growth_period_end" IS DISTINCT FROM (NEW."growth_period_end") OR OLD."jobs" IS DISTINCT FROM (NEW."jobs") OR OLD."jobs_metric" IS DISTINCT FROM (NEW."jobs_metric") OR OLD."jobs_period_end" IS DISTINCT FROM (NEW."jobs_period_end") OR OLD."openings" IS DISTINCT FROM (NEW."openings") OR OLD."openings_period_end" IS DISTINCT FROM (NEW."openings_period_end") OR OLD."entry_education" IS DISTINCT FROM (NEW."entry_education") OR OLD."entry_experience" IS DISTINCT FROM (NEW."entry_experience") OR OLD."entry_training" IS DISTINCT FROM (NEW."entry_training") OR OLD."sources" IS DISTINCT FROM (NEW."sources") OR OLD."groups" IS DISTINCT FROM (NEW."groups") OR OLD."records" IS DISTINCT FROM (NEW."records") OR OLD."related" IS DISTINCT FROM (NEW."related") OR OLD."uses" IS DISTINCT FROM (NEW."uses") OR OLD."importances" IS DISTINCT FROM (NEW."importances") OR OLD."also_called" IS DISTINCT FROM (NEW."also_called") OR OLD."title_sources" IS DISTINCT FROM (NEW."title_sources") OR OLD."employers" IS DISTINCT FROM (NEW."employers") OR OLD."industries" IS DISTINCT FROM (NEW."industries"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="4b85971c2d7ae28b4d8316ad4b1a097078fc1b11",
                                    operation="UPDATE",
                                    pgid="pgtrigger_edition_immutable_58469",
                                    table="occupations_edition",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="edition_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="f30d4b55cc0c432794f4cd27cde1db0440e00d17",
                                    operation="DELETE",
                                    pgid="pgtrigger_edition_kept_82679",
                                    table="occupations_edition",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="edition_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="cfb70490a3ee4cd5c70c639e34964afc7c6317f0",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_edition_not_truncated_0c9b4",
                                    table="occupations_edition",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MetricPolicy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "metric",
                            models.CharField(
                                choices=[
                                    ("gender", "women and men"),
                                    ("race_exclusive", "race and ethnicity, one group per person"),
                                    ("race_overlapping", "race and Hispanic or Latino origin"),
                                    ("lgbt", "LGBT share"),
                                ],
                                max_length=40,
                                unique=True,
                            ),
                        ),
                        (
                            "shown",
                            models.BooleanField(
                                default=True, help_text="Clear the box and the metric disappears everywhere at once."
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, help_text="The reason, for other editors.", max_length=300),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "metric policies",
                        "ordering": ["metric"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("metric__in", ("gender", "race_exclusive", "race_overlapping", "lgbt"))
                                ),
                                name="metricpolicy_metric_known",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="announced",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NOTIFY careersite_public; RETURN NULL;",
                                    hash="915ea6008ce236b9c821c031171d34fd41321625",
                                    level="STATEMENT",
                                    operation="INSERT OR UPDATE OR DELETE OR TRUNCATE",
                                    pgid="pgtrigger_announced_08368",
                                    table="occupations_metricpolicy",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_metricpolicyevent" ("id", "metric", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "shown") VALUES (NEW."id", NEW."metric", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reason", NEW."shown"); RETURN NULL;',
                                    hash="decd3aeda6cdcb6eb9cc25064852bf3810935320",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_cd590",
                                    table="occupations_metricpolicy",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "occupations_metricpolicyevent" ("id", "metric", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "shown") VALUES (NEW."id", NEW."metric", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reason", NEW."shown"); RETURN NULL;',
                                    hash="f8dbd1d846a384ec537dfc8938ae5eb38029aa90",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_630ed",
                                    table="occupations_metricpolicy",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_metricpolicyevent" ("id", "metric", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "shown") VALUES (OLD."id", OLD."metric", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reason", OLD."shown"); RETURN NULL;',
                                    hash="f31f079a5a607cd2f19cd9510daf0b937a0e9576",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_74ed5",
                                    table="occupations_metricpolicy",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Occupation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="Singular, in sentence case: “Service manager”, “SQL developer”.",
                                max_length=120,
                            ),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                blank=True,
                                help_text="The address of the page. Empty: made from the title. A change takes effect at once, and the old address redirects to the new one.",
                                max_length=80,
                                unique=True,
                                validators=[occupations.models.occupations.validate_slug],
                            ),
                        ),
                        (
                            "plural",
                            models.CharField(
                                blank=True,
                                help_text="Only if the automatic plural is wrong. As in the middle of a sentence: “chiefs of staff”.",
                                max_length=130,
                            ),
                        ),
                        (
                            "article",
                            models.CharField(
                                blank=True,
                                choices=[("a", "a"), ("an", "an")],
                                help_text="Only if the automatic article is wrong. It follows the sound: “an SQL developer”, “a user researcher”.",
                                max_length=2,
                            ),
                        ),
                        (
                            "running",
                            models.CharField(
                                blank=True,
                                help_text="Only if the automatic form is wrong. The title as written in the middle of a sentence.",
                                max_length=120,
                                verbose_name="title in running text",
                            ),
                        ),
                        (
                            "description",
                            occupations.models.fields.LongText(
                                blank=True,
                                help_text="What people in the occupation do, in our own words. Markdown: paragraphs, lists, emphasis, links. No HTML.",
                            ),
                        ),
                        (
                            "changed",
                            models.BooleanField(
                                default=True,
                                editable=False,
                                help_text="Set by every change to the content of an edition, cleared by publishing.",
                                verbose_name="has unpublished changes",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "withdrawal_reason",
                            models.CharField(
                                blank=True,
                                help_text="One sentence for visitors: why the page was withdrawn.",
                                max_length=300,
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                limit_choices_to={"merged_into": None},
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="occupations",
                                to="occupations.category",
                            ),
                        ),
                        (
                            "live",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="occupations.edition",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                help_text="The page to offer to visitors of a withdrawn occupation.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="predecessors",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "recheck_due",
                            models.BooleanField(
                                default=False,
                                editable=False,
                                help_text="The flag above was set for many in one go and may be wrong: the draft is still to be compared.",
                            ),
                        ),
                        (
                            "automatic_name",
                            models.CharField(
                                blank=True,
                                editable=False,
                                help_text="The short common name that the site has chosen (occupations/publishing/common_names/).",
                                max_length=120,
                            ),
                        ),
                        (
                            "common_name",
                            models.CharField(
                                blank=True,
                                help_text="The short name that heads the page, charts and lists in place of a long official title: “HVAC mechanic”. Nobody else may be called so. Empty: chosen by the site if the title has 45 characters or more. Enter the title itself to show it everywhere.",
                                max_length=120,
                            ),
                        ),
                        (
                            "description_after",
                            occupations.models.fields.LongText(
                                blank=True,
                                help_text="The words of a source that the description was made from; pages then name the source.",
                            ),
                        ),
                        (
                            "own_responsibilities",
                            models.BooleanField(
                                default=False,
                                help_text="The official ones are left out, and new releases change nothing.",
                                verbose_name="show only our own responsibilities",
                            ),
                        ),
                        (
                            "own_skills",
                            models.BooleanField(
                                default=False,
                                help_text="The official ones are left out, and new releases change nothing.",
                                verbose_name="show only our own skills",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["title"],
                        "permissions": [
                            ("publish_occupation", "Can publish occupations"),
                            ("withdraw_occupation", "Can withdraw, reinstate and restore occupations"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("title"), name="occupation_title_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="occupation_slug_form",
                                violation_error_message="A slug may have lowercase letters, digits and single hyphens.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("slug__regex", "(^|-)vs(-|$)"), _negated=True),
                                name="occupation_slug_without_vs",
                                violation_error_message="A slug cannot contain “vs”, which separates the sides of a comparison.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("article__in", ["", "a", "an"])), name="occupation_article_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("successor__isnull", True),
                                    models.Q(("successor", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="occupation_not_its_own_successor",
                                violation_error_message="An occupation cannot be its own successor.",
                            ),
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower(
                                    django.db.models.functions.comparison.Coalesce(
                                        django.db.models.functions.comparison.NullIf("common_name", models.Value("")),
                                        django.db.models.functions.comparison.NullIf(
                                            "automatic_name", models.Value("")
                                        ),
                                    )
                                ),
                                name="occupation_common_name_unique",
                                violation_error_message="Another occupation has this common name.",
                            ),
                        ],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("changed", True)), fields=["changed"], name="occupation_changed"
                            ),
                            models.Index(
                                condition=models.Q(("recheck_due", True)),
                                fields=["recheck_due"],
                                name="occupation_recheck_due",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="announced",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NOTIFY careersite_public; RETURN NULL;",
                                    hash="36643444a6882e1332313ee87d2511670a4cef95",
                                    level="STATEMENT",
                                    operation="INSERT OR UPDATE OR DELETE OR TRUNCATE",
                                    pgid="pgtrigger_announced_74328",
                                    table="occupations_occupation",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_occupationevent" ("article", "category_id", "common_name", "description", "description_after", "id", "own_responsibilities", "own_skills", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plural", "running", "slug", "successor_id", "title", "withdrawal_reason", "withdrawn_at") VALUES (NEW."article", NEW."category_id", NEW."common_name", NEW."description", NEW."description_after", NEW."id", NEW."own_responsibilities", NEW."own_skills", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."plural", NEW."running", NEW."slug", NEW."successor_id", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                                    hash="1e1d1fa31474444798b136c2b0df27183dbd039f",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_58596",
                                    table="occupations_occupation",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."article" IS DISTINCT FROM (NEW."article") OR OLD."category_id" IS DISTINCT FROM (NEW."category_id") OR OLD."common_name" IS DISTINCT FROM (NEW."common_name") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."description_after" IS DISTINCT FROM (NEW."description_after") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."own_responsibilities" IS DISTINCT FROM (NEW."own_responsibilities") OR OLD."own_skills" IS DISTINCT FROM (NEW."own_skills") OR OLD."plural" IS DISTINCT FROM (NEW."plural") OR OLD."running" IS DISTINCT FROM (NEW."running") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."successor_id" IS DISTINCT FROM (NEW."successor_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."withdrawal_reason" IS DISTINCT FROM (NEW."withdrawal_reason") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))',
                                    func='INSERT INTO "occupations_occupationevent" ("article", "category_id", "common_name", "description", "description_after", "id", "own_responsibilities", "own_skills", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plural", "running", "slug", "successor_id", "title", "withdrawal_reason", "withdrawn_at") VALUES (NEW."article", NEW."category_id", NEW."common_name", NEW."description", NEW."description_after", NEW."id", NEW."own_responsibilities", NEW."own_skills", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."plural", NEW."running", NEW."slug", NEW."successor_id", NEW."title", NEW."withdrawal_reason", NEW."withdrawn_at"); RETURN NULL;',
                                    hash="fe1771a607eee5f4a0983316f8854fac4ba90d17",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_cf1d7",
                                    table="occupations_occupation",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_occupationevent" ("article", "category_id", "common_name", "description", "description_after", "id", "own_responsibilities", "own_skills", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plural", "running", "slug", "successor_id", "title", "withdrawal_reason", "withdrawn_at") VALUES (OLD."article", OLD."category_id", OLD."common_name", OLD."description", OLD."description_after", OLD."id", OLD."own_responsibilities", OLD."own_skills", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."plural", OLD."running", OLD."slug", OLD."successor_id", OLD."title", OLD."withdrawal_reason", OLD."withdrawn_at"); RETURN NULL;',
                                    hash="9c0d72043c203438ab607656c599ff49fca583b5",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_220e4",
                                    table="occupations_occupation",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AlternateTitle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="Another job title for the same work, in the singular.", max_length=120
                            ),
                        ),
                        (
                            "occupation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="alternate_titles",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "hidden",
                            models.BooleanField(
                                default=False,
                                help_text="Visitors do not see it, whoever lists it.",
                                verbose_name="left out",
                            ),
                        ),
                        (
                            "instead_of",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="The title of a source that it stands for.",
                                max_length=120,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["title"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("occupation"),
                                django.db.models.functions.text.Lower("title"),
                                name="alternatetitle_unique",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("instead_of", ""), _negated=True),
                                fields=("occupation", "instead_of"),
                                name="alternatetitle_instead_of_unique",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_alternatetitleevent" ("hidden", "id", "instead_of", "occupation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (NEW."hidden", NEW."id", NEW."instead_of", NEW."occupation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."title"); RETURN NULL;',
                                    hash="d5d1fecf4a1d2cf4a4831a8c21470116545e6b51",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_3e6c3",
                                    table="occupations_alternatetitle",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "occupations_alternatetitleevent" ("hidden", "id", "instead_of", "occupation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (NEW."hidden", NEW."id", NEW."instead_of", NEW."occupation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."title"); RETURN NULL;',
                                    hash="a04cddd2817fb1ec409dbc8900040575cdbf2e87",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_016d2",
                                    table="occupations_alternatetitle",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_alternatetitleevent" ("hidden", "id", "instead_of", "occupation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (OLD."hidden", OLD."id", OLD."instead_of", OLD."occupation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."title"); RETURN NULL;',
                                    hash="a002fcb0722fdc2e9e54773571f3abf82ece09f1",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_32518",
                                    table="occupations_alternatetitle",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OldSlug",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        (
                            "occupation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="old_slugs",
                                to="occupations.occupation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["slug"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                                name="oldslug_slug_form",
                                violation_error_message="A slug may have lowercase letters, digits and single hyphens.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("slug__regex", "(^|-)vs(-|$)"), _negated=True),
                                name="oldslug_slug_without_vs",
                                violation_error_message="A slug cannot contain “vs”, which separates the sides of a comparison.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="announced",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NOTIFY careersite_public; RETURN NULL;",
                                    hash="66e566fce19a4dbffacb7902bfdcf023b495a6f2",
                                    level="STATEMENT",
                                    operation="INSERT OR UPDATE OR DELETE OR TRUNCATE",
                                    pgid="pgtrigger_announced_4ba9e",
                                    table="occupations_oldslug",
                                    when="AFTER",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Release",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("period_start", models.DateField(blank=True, null=True)),
                        ("period_end", models.DateField(blank=True, null=True)),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("measured", "survey or census"),
                                    ("rated", "assessed by analysts or workers"),
                                    ("modelled", "estimated by a model"),
                                    ("projected", "projection"),
                                    ("filed", "administrative records"),
                                    ("derived", "calculated from other figures"),
                                    ("editor", "entered by an editor"),
                                    ("unstated", "method not stated"),
                                ],
                                default=occupations.metrics.methods.Method["UNSTATED"],
                                max_length=12,
                            ),
                        ),
                        ("population", models.CharField(blank=True, max_length=200)),
                        ("retrieved", models.DateField(blank=True, null=True)),
                        ("next_expected", models.DateField(blank=True, null=True)),
                        ("digest", models.CharField(help_text="SHA-256 of the imported files.", max_length=64)),
                        (
                            "files",
                            models.JSONField(
                                default=list, editable=False, help_text="[[name, SHA-256], …] of the imported files."
                            ),
                        ),
                        (
                            "report",
                            models.JSONField(
                                default=dict,
                                editable=False,
                                help_text="The import report: rows read, written, left out and changed.",
                            ),
                        ),
                        ("loaded_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "undone_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="From this time on, the release counts as not imported; its rows stay.",
                                null=True,
                            ),
                        ),
                        (
                            "dataset",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="releases",
                                to="occupations.dataset",
                            ),
                        ),
                        (
                            "whole",
                            models.BooleanField(
                                default=True,
                                editable=False,
                                help_text="Whether all that its files have is here. Importing the files adds what is missing.",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["dataset", "-period_end", "-id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("dataset", "digest"), name="release_bytes_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "method__in",
                                        [
                                            "measured",
                                            "rated",
                                            "modelled",
                                            "projected",
                                            "filed",
                                            "derived",
                                            "editor",
                                            "unstated",
                                        ],
                                    )
                                ),
                                name="release_method_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("period_end__isnull", False),
                                        ("period_start__isnull", False),
                                        ("period_start__lte", models.F("period_end")),
                                    ),
                                    models.Q(("period_end__isnull", True), ("period_start__isnull", True)),
                                    _connector="OR",
                                ),
                                name="release_period_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="release_digest_form"
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="release_immutable",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."dataset_id" IS DISTINCT FROM (NEW."dataset_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."period_start" IS DISTINCT FROM (NEW."period_start") OR OLD."period_end" IS DISTINCT FROM (NEW."period_end") OR OLD."method" IS DISTINCT FROM (NEW."method") OR OLD."population" IS DISTINCT FROM (NEW."population") OR OLD."digest" IS DISTINCT FROM (NEW."digest"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="048a7b3402de4b670c15e6e09430832b6c530534",
                                    operation="UPDATE",
                                    pgid="pgtrigger_release_immutable_c79f1",
                                    table="occupations_release",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="announced",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NOTIFY careersite_public; RETURN NULL;",
                                    hash="4d476510027f1ac217bed758c69ce9b963a07c44",
                                    level="STATEMENT",
                                    operation="INSERT OR UPDATE OR DELETE OR TRUNCATE",
                                    pgid="pgtrigger_announced_d31ba",
                                    table="occupations_release",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="release_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="fd2add9c0ad6080dee8b49f9689032b0afe7f61a",
                                    operation="DELETE",
                                    pgid="pgtrigger_release_kept_f6c10",
                                    table="occupations_release",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="release_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="b21f5879c9e2e8435166c2662808f8d987346276",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_release_not_truncated_c9da3",
                                    table="occupations_release",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Responsibility",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="The place in the list, from 1. Empty: where the source has it; what is ours comes last.",
                                null=True,
                            ),
                        ),
                        (
                            "text",
                            occupations.models.fields.OneLineText(
                                blank=True,
                                help_text="One sentence that starts with a verb: “Plan the week's shifts.” In our own words.",
                                max_length=400,
                            ),
                        ),
                        (
                            "occupation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="responsibilities",
                                to="occupations.occupation",
                            ),
                        ),
                        ("hidden", models.BooleanField(default=False, verbose_name="left out")),
                        (
                            "instead_of",
                            occupations.models.fields.OneLineText(
                                blank=True, help_text="The words of the source that it stands for.", max_length=2000
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "responsibilities",
                        "ordering": ["position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("occupation", "position"),
                                name="responsibility_position_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("position__gte", 1)), name="responsibility_position_from_one"
                            ),
                            models.UniqueConstraint(
                                models.F("occupation"),
                                django.db.models.functions.text.MD5("instead_of"),
                                condition=models.Q(("instead_of", ""), _negated=True),
                                name="responsibility_instead_of_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True),
                                    models.Q(("instead_of", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="responsibility_of_somebody",
                                violation_error_message="Write the responsibility, or remove it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hidden", False),
                                    models.Q(models.Q(("instead_of", ""), _negated=True), ("text", "")),
                                    _connector="OR",
                                ),
                                name="responsibility_hidden_is_official",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_responsibilityevent" ("hidden", "id", "instead_of", "occupation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (NEW."hidden", NEW."id", NEW."instead_of", NEW."occupation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."position", NEW."text"); RETURN NULL;',
                                    hash="e627b270af4eead8b0e64ea33c8c5edb18334560",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_fe536",
                                    table="occupations_responsibility",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "occupations_responsibilityevent" ("hidden", "id", "instead_of", "occupation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (NEW."hidden", NEW."id", NEW."instead_of", NEW."occupation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."position", NEW."text"); RETURN NULL;',
                                    hash="972b68f24bf6cfa30a30c51f9e7a3c1263acdefe",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_1d259",
                                    table="occupations_responsibility",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_responsibilityevent" ("hidden", "id", "instead_of", "occupation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (OLD."hidden", OLD."id", OLD."instead_of", OLD."occupation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."position", OLD."text"); RETURN NULL;',
                                    hash="cdec154c2cd71884731758a2c940c92bdf0c9b59",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_dfc77",
                                    table="occupations_responsibility",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Skill",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="As written on its own: “Customer service”, “POS”.", max_length=80
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"), name="skill_name_unique"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_skillevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="d9c2d44bdab608f73f4d09d8b6137b6b74c20fa5",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_3aa7d",
                                    table="occupations_skill",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "occupations_skillevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="b88e59bff23a38bb30fb03a893c1552eabcb3df8",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_2f966",
                                    table="occupations_skill",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_skillevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id"); RETURN NULL;',
                                    hash="347e3eaaf3b5c6fdeff5f7e6262ba30fdaefbf5b",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_e0dee",
                                    table="occupations_skill",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OccupationSkill",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="The place in the list, from 1. Empty: where the source has it; what is ours comes last.",
                                null=True,
                            ),
                        ),
                        (
                            "share",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Percent of profiles that name the skill. Empty if no source has it.",
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                            ),
                        ),
                        (
                            "occupation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="occupation_skills",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "release",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                help_text="The source of the share; empty for an editor's figure.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="occupations.release",
                            ),
                        ),
                        (
                            "skill",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="occupation_skills",
                                to="occupations.skill",
                            ),
                        ),
                        ("hidden", models.BooleanField(default=False, verbose_name="left out")),
                        (
                            "instead_of",
                            occupations.models.fields.OneLineText(
                                blank=True, help_text="The words of the source that it stands for.", max_length=2000
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("occupation", "position"),
                                name="occupationskill_position_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("position__gte", 1)), name="occupationskill_position_from_one"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("share__isnull", True),
                                    models.Q(("share__gte", 0), ("share__lte", 100)),
                                    _connector="OR",
                                ),
                                name="occupationskill_share_0_100",
                                violation_error_message="A share must be between 0 and 100 percent.",
                            ),
                            models.UniqueConstraint(
                                models.F("occupation"),
                                django.db.models.functions.text.MD5("instead_of"),
                                condition=models.Q(("instead_of", ""), _negated=True),
                                name="occupationskill_instead_of_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("skill__isnull", False),
                                    models.Q(("instead_of", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="occupationskill_of_somebody",
                                violation_error_message="Name the skill, or remove it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hidden", False),
                                    models.Q(
                                        models.Q(("instead_of", ""), _negated=True),
                                        models.Q(("skill__isnull", False), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="occupationskill_hidden_is_official",
                            ),
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("occupation", "skill"),
                                name="occupationskill_unique",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_occupationskillevent" ("hidden", "id", "instead_of", "occupation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "release_id", "share", "skill_id") VALUES (NEW."hidden", NEW."id", NEW."instead_of", NEW."occupation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."position", NEW."release_id", NEW."share", NEW."skill_id"); RETURN NULL;',
                                    hash="fb8e57422dbc5c6f18f238c8e4e204cfa97934d9",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_135a1",
                                    table="occupations_occupationskill",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "occupations_occupationskillevent" ("hidden", "id", "instead_of", "occupation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "release_id", "share", "skill_id") VALUES (NEW."hidden", NEW."id", NEW."instead_of", NEW."occupation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."position", NEW."release_id", NEW."share", NEW."skill_id"); RETURN NULL;',
                                    hash="01b3cffe4017f13f4239520da008ef57eccdce51",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_179ae",
                                    table="occupations_occupationskill",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_occupationskillevent" ("hidden", "id", "instead_of", "occupation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "release_id", "share", "skill_id") VALUES (OLD."hidden", OLD."id", OLD."instead_of", OLD."occupation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."position", OLD."release_id", OLD."share", OLD."skill_id"); RETURN NULL;',
                                    hash="ce08c59c01eba5ec8c66781d4e10ea5806535a1c",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_f8624",
                                    table="occupations_occupationskill",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Source",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="As cited: “Occupational Employment and Wage Statistics”.", max_length=200
                            ),
                        ),
                        ("publisher", models.CharField(blank=True, max_length=200)),
                        ("url", models.URLField(blank=True, verbose_name="home page")),
                        ("license", models.CharField(blank=True, max_length=200)),
                        (
                            "attribution",
                            models.TextField(blank=True, help_text="The sentence that the license asks us to show."),
                        ),
                        (
                            "key",
                            models.CharField(
                                editable=False,
                                help_text="The name in data formats. It is made once, and stays when the source is renamed.",
                                max_length=420,
                                unique=True,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["title"],
                        "constraints": [
                            models.UniqueConstraint(fields=("title", "publisher"), name="source_unique"),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")), name="source_key_form"
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="announced",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NOTIFY careersite_public; RETURN NULL;",
                                    hash="fcd35f874c3dd38dfe92c94cecf67d37f90aab73",
                                    level="STATEMENT",
                                    operation="INSERT OR UPDATE OR DELETE OR TRUNCATE",
                                    pgid="pgtrigger_announced_f01d1",
                                    table="occupations_source",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_sourceevent" ("attribution", "id", "license", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publisher", "title", "url") VALUES (NEW."attribution", NEW."id", NEW."license", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."publisher", NEW."title", NEW."url"); RETURN NULL;',
                                    hash="a9224bf15e1e9fa840e7d3e204b51f58548f0ee5",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_0e748",
                                    table="occupations_source",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_sourceevent" ("attribution", "id", "license", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publisher", "title", "url") VALUES (OLD."attribution", OLD."id", OLD."license", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."publisher", OLD."title", OLD."url"); RETURN NULL;',
                                    hash="0962504b0e409cbe230423c7d613cd60579e5b95",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_b9afa",
                                    table="occupations_source",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."attribution" IS DISTINCT FROM (NEW."attribution") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."license" IS DISTINCT FROM (NEW."license") OR OLD."publisher" IS DISTINCT FROM (NEW."publisher") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."url" IS DISTINCT FROM (NEW."url"))',
                                    func='INSERT INTO "occupations_sourceevent" ("attribution", "id", "license", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publisher", "title", "url") VALUES (NEW."attribution", NEW."id", NEW."license", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."publisher", NEW."title", NEW."url"); RETURN NULL;',
                                    hash="6a883543d91a7795156d032a7dfa0f693d065134",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_a45f6",
                                    table="occupations_source",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="source_key_stays",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."key" IS DISTINCT FROM (NEW."key"))',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="282d560a4c2dcd7b28c13869024fe2c3b1eff47a",
                                    operation="UPDATE",
                                    pgid="pgtrigger_source_key_stays_4656d",
                                    table="occupations_source",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatisticalRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "system",
                            models.CharField(
                                choices=[
                                    ("soc", "SOC"),
                                    ("onet-soc", "O*NET-SOC"),
                                    ("nem", "National Employment Matrix"),
                                    ("oews", "OEWS"),
                                    ("cps", "CPS title"),
                                    ("acs", "ACS survey row"),
                                    ("cip", "CIP"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "vintage",
                            models.CharField(help_text="Vintage of the classification: “2018”.", max_length=10),
                        ),
                        ("code", models.CharField(max_length=120)),
                        ("title", models.CharField(max_length=300)),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("detailed", "detailed"),
                                    ("broad", "broad"),
                                    ("minor", "minor"),
                                    ("major", "major"),
                                    ("total", "total"),
                                ],
                                default=occupations.metrics.methods.Level["DETAILED"],
                                max_length=10,
                            ),
                        ),
                        (
                            "is_total",
                            models.BooleanField(
                                default=False,
                                help_text="The row for all workers: the benchmark for shares of people.",
                                verbose_name="all workers",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["system", "vintage", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("system", "vintage", "code"), name="statisticalrecord_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("vintage__regex", "^[A-Za-z0-9.]+$")),
                                name="statisticalrecord_vintage_form",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("level__in", ["detailed", "broad", "minor", "major", "total"])),
                                name="statisticalrecord_level_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("system__in", ["soc", "onet-soc", "nem", "oews", "cps", "acs", "cip"])
                                ),
                                name="statisticalrecord_system_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecordText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveIntegerField(default=1, help_text="1 comes first.")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("title", "title, where the description is not here"),
                                    ("description", "description"),
                                    ("responsibility", "responsibility"),
                                    ("alternate_title", "alternate title"),
                                    ("reported_title", "title reported by people in the occupation"),
                                    ("direct_match_title", "title that belongs to this code alone"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("text", models.TextField()),
                        (
                            "release",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="occupations.release",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="occupations.statisticalrecord",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["release", "record", "position", "id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("position__gte", 1)), name="recordtext_position_from_one"
                            ),
                            models.UniqueConstraint(
                                fields=("record", "release", "kind", "position"), name="recordtext_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="recordtext_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "title",
                                            "description",
                                            "responsibility",
                                            "alternate_title",
                                            "reported_title",
                                            "direct_match_title",
                                        ],
                                    )
                                ),
                                name="recordtext_kind_known",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="release_rows_immutable",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="da4585d3ad53e7092eba5525e3975c1efa1d3a25",
                                    operation="UPDATE",
                                    pgid="pgtrigger_release_rows_immutable_b4add",
                                    table="occupations_recordtext",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="release_rows_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="044f6b96de3b4e18e48ff77104732a6072acf6a4",
                                    operation="DELETE",
                                    pgid="pgtrigger_release_rows_kept_01de6",
                                    table="occupations_recordtext",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="release_rows_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="00700c823918b92d9436650aa871c7b7f6108b57",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_release_rows_not_truncated_4091c",
                                    table="occupations_recordtext",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecordLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveIntegerField(default=1, help_text="1 comes first.")),
                        (
                            "quality",
                            models.CharField(
                                choices=[
                                    ("exact", "exact: the same occupation"),
                                    ("narrower", "narrower: the occupation is part of the record"),
                                    ("broader", "broader: the occupation is wider than the record"),
                                    ("shared", "shared: the record covers several occupations, including this one"),
                                    ("approximate", "approximate: the closest available record"),
                                    ("none", "none: considered, but does not fit; no figures are taken from it"),
                                    ("related", "related: similar work"),
                                    ("prepares", "prepares: a field of study that leads to it"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300)),
                        (
                            "release",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="occupations.release",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="occupations.statisticalrecord",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="occupations.statisticalrecord",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["release", "record", "position", "id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("position__gte", 1)), name="recordlink_position_from_one"
                            ),
                            models.UniqueConstraint(fields=("record", "other", "release"), name="recordlink_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "quality__in",
                                        [
                                            "exact",
                                            "narrower",
                                            "broader",
                                            "shared",
                                            "approximate",
                                            "none",
                                            "related",
                                            "prepares",
                                        ],
                                    )
                                ),
                                name="recordlink_quality_known",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="release_rows_immutable",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="1187ce1ffd89da316bf846074ad445e21e23b8b9",
                                    operation="UPDATE",
                                    pgid="pgtrigger_release_rows_immutable_4a388",
                                    table="occupations_recordlink",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="release_rows_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="bcb17689774ad5e63572c59c386fd3839de57d12",
                                    operation="DELETE",
                                    pgid="pgtrigger_release_rows_kept_40000",
                                    table="occupations_recordlink",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="release_rows_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="715d34fc053ce97df93d3533fd264978bac1e8b3",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_release_rows_not_truncated_f3c57",
                                    table="occupations_recordlink",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Figure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("measured", "survey or census"),
                                    ("rated", "assessed by analysts or workers"),
                                    ("modelled", "estimated by a model"),
                                    ("projected", "projection"),
                                    ("filed", "administrative records"),
                                    ("derived", "calculated from other figures"),
                                    ("editor", "entered by an editor"),
                                    ("unstated", "method not stated"),
                                ],
                                help_text="How the figure was made. Empty: the method of its release.",
                                max_length=12,
                            ),
                        ),
                        (
                            "population",
                            models.CharField(
                                blank=True,
                                help_text="The population, if it differs from the usual one of the metric.",
                                max_length=200,
                            ),
                        ),
                        (
                            "period_start",
                            models.DateField(
                                blank=True, help_text="First day of the reference period, if known.", null=True
                            ),
                        ),
                        (
                            "period_end",
                            models.DateField(
                                blank=True, help_text="Last day of the reference period, if known.", null=True
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="Shown to visitors: what they should know about this figure.",
                                max_length=300,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="The source of the figure, or why it replaces the official one. Shown to visitors as its source.",
                                max_length=300,
                            ),
                        ),
                        (
                            "expires_on",
                            models.DateField(
                                blank=True,
                                help_text="From this day on, visitors see the page without this figure. Empty: it does not expire.",
                                null=True,
                            ),
                        ),
                        (
                            "metric",
                            models.CharField(
                                choices=[
                                    ("growth", "projected change in employment"),
                                    ("jobs", "all jobs, including self-employment"),
                                    ("employees", "employees"),
                                    ("openings_advertised", "active job postings"),
                                    ("jobs_unstated", "number of jobs, kind not stated"),
                                    ("openings_annual", "openings a year"),
                                    ("satisfaction", "job satisfaction"),
                                    ("education", "highest education of workers 25 and older"),
                                    ("education_required", "education required"),
                                    ("degree", "most common degree"),
                                    ("age_mean", "mean age"),
                                    ("age_median", "median age"),
                                    ("experience_required", "related experience required"),
                                    ("experience", "years of experience"),
                                    ("time_to_become", "time to become"),
                                    ("top_metro", "highest-paying metropolitan area"),
                                    ("top_state", "highest-paying state"),
                                    ("top_employer", "highest-paying employer"),
                                    ("top_industry", "highest-paying industry"),
                                    ("major", "most common major"),
                                    ("major_fields", "related fields of study"),
                                    ("college", "most common college"),
                                    ("entry_education", "typical entry education"),
                                    ("entry_experience", "experience in a related occupation"),
                                    ("entry_training", "on-the-job training"),
                                    ("job_zone_merged", "job zone, with 1 and 2 combined"),
                                    ("job_zone", "job zone"),
                                    ("gender", "women and men"),
                                    ("race_exclusive", "race and ethnicity, one group per person"),
                                    ("race_overlapping", "race and Hispanic or Latino origin"),
                                    ("lgbt", "LGBT share"),
                                    ("skill_importance", "importance of the skill, 1 to 5"),
                                    ("essential_skill_importance", "importance of the essential skill, 1 to 5"),
                                    ("transferable_skill_importance", "importance of the transferable skill, 1 to 5"),
                                    ("technology", "technology used"),
                                    ("knowledge_importance", "importance of the knowledge, 1 to 5"),
                                    ("interest", "occupational interests"),
                                    ("work_style", "effect of the work style, −3 to +3"),
                                ],
                                max_length=40,
                            ),
                        ),
                        (
                            "label",
                            models.CharField(
                                blank=True,
                                help_text="The group, place or item: “Women”, “Bachelor's degree”, “New Jersey”.",
                                max_length=200,
                            ),
                        ),
                        ("value", models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True)),
                        (
                            "low",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Lower end of a range, in years.",
                                max_digits=16,
                                null=True,
                            ),
                        ),
                        (
                            "high",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Upper end of a range. Empty: the range is open-ended.",
                                max_digits=16,
                                null=True,
                            ),
                        ),
                        (
                            "at_least",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Lower bound: the source says “this or more”.",
                                max_digits=16,
                                null=True,
                            ),
                        ),
                        (
                            "at_most",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Upper bound: the source says “this or less”.",
                                max_digits=16,
                                null=True,
                            ),
                        ),
                        (
                            "missing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_collected", "Our sources do not have this figure."),
                                    ("not_imported", "A source publishes this figure; we have not imported it yet."),
                                    (
                                        "no_row",
                                        "The source publishes these figures for other occupations, but has no row for this one.",
                                    ),
                                    (
                                        "no_longer",
                                        "Earlier releases of the source had this figure; the latest one does not.",
                                    ),
                                    (
                                        "suppressed",
                                        "The source withholds this figure because it would be unreliable or could identify respondents.",
                                    ),
                                    (
                                        "base_too_small",
                                        "The survey reached too few people for the source to publish this figure.",
                                    ),
                                    (
                                        "top_coded",
                                        "The source says only that the figure is above its limit for publishing such amounts.",
                                    ),
                                    (
                                        "bottom_coded",
                                        "The source says only that the figure is below the lowest amount it publishes.",
                                    ),
                                    (
                                        "annual_only",
                                        "The source publishes yearly pay only, because people in this occupation do not work the usual year-round, full-time hours.",
                                    ),
                                    (
                                        "hourly_only",
                                        "The source publishes hourly pay only, because few people in this occupation work full time all year.",
                                    ),
                                    ("not_applicable", "This does not apply to the occupation."),
                                    ("not_yet_entered", "Our editors have not entered this yet."),
                                    ("withdrawn", "We have decided not to show this figure."),
                                ],
                                max_length=20,
                                verbose_name="why it is missing",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("detailed", "detailed"),
                                    ("broad", "broad"),
                                    ("minor", "minor"),
                                    ("major", "major"),
                                    ("total", "total"),
                                ],
                                default=occupations.metrics.methods.Level["DETAILED"],
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                blank=True,
                                editable=False,
                                help_text="The broader group, if the figure describes one.",
                                max_length=300,
                            ),
                        ),
                        (
                            "standard_error",
                            models.DecimalField(blank=True, decimal_places=4, editable=False, max_digits=16, null=True),
                        ),
                        (
                            "sample_size",
                            models.BigIntegerField(blank=True, help_text="Number of respondents, if known.", null=True),
                        ),
                        (
                            "occupation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "release",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="occupations.release",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="occupations.statisticalrecord",
                            ),
                        ),
                        (
                            "base",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="For shares and ages of people, total employment in the group.",
                                null=True,
                            ),
                        ),
                        (
                            "part_code",
                            models.CharField(
                                blank=True,
                                editable=False,
                                help_text="The code of the item: of a field of study in the CIP, of an element of O*NET its id.",
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["metric", "id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("occupation__isnull", True), ("record__isnull", False)),
                                    models.Q(("occupation__isnull", False), ("record__isnull", True)),
                                    _connector="OR",
                                ),
                                name="figure_of_record_or_occupation",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("record__isnull", True), ("release__isnull", False), _connector="OR"
                                ),
                                name="figure_of_record_has_release",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("release__isnull", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="figure_entered_has_reason",
                                violation_error_message="Enter the source of the figure, or why it replaces the official one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("release__isnull", True), ("expires_on__isnull", True), _connector="OR"
                                ),
                                name="figure_only_entered_expires",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("period_end__isnull", False),
                                        ("period_start__isnull", False),
                                        ("period_start__lte", models.F("period_end")),
                                    ),
                                    models.Q(("period_end__isnull", True), ("period_start__isnull", True)),
                                    _connector="OR",
                                ),
                                name="figure_period_in_order",
                                violation_error_message="Enter both the first and the last day, in this order.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "method__in",
                                        [
                                            "",
                                            "measured",
                                            "rated",
                                            "modelled",
                                            "projected",
                                            "filed",
                                            "derived",
                                            "editor",
                                            "unstated",
                                        ],
                                    )
                                ),
                                name="figure_method_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("low__isnull", True),
                                    ("high__isnull", True),
                                    ("low__lte", models.F("high")),
                                    _connector="OR",
                                ),
                                name="figure_range_in_order",
                                violation_error_message="The lower end of a range must not be above the upper end.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "metric__in",
                                            (
                                                "education",
                                                "education_required",
                                                "degree",
                                                "gender",
                                                "race_exclusive",
                                                "race_overlapping",
                                                "lgbt",
                                                "skill_share",
                                            ),
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("value__isnull", True),
                                            models.Q(("value__gte", 0), ("value__lte", 100)),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("low__isnull", True),
                                            models.Q(("low__gte", 0), ("low__lte", 100)),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("high__isnull", True),
                                            models.Q(("high__gte", 0), ("high__lte", 100)),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("at_least__isnull", True),
                                            models.Q(("at_least__gte", 0), ("at_least__lte", 100)),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("at_most__isnull", True),
                                            models.Q(("at_most__gte", 0), ("at_most__lte", 100)),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="figure_share_0_100",
                                violation_error_message="A percentage must be between 0 and 100.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("level__in", ["detailed", "broad", "minor", "major", "total"])),
                                name="figure_level_known",
                            ),
                            models.UniqueConstraint(
                                fields=("record", "occupation", "metric", "label", "release"),
                                name="figure_once",
                                nulls_distinct=False,
                                violation_error_message="There is already a figure for this metric and label.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("metric__in", ["work_style"]), _negated=True),
                                    models.Q(
                                        models.Q(
                                            ("value__isnull", True),
                                            models.Q(("value__gte", -3), ("value__lte", 3)),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("low__isnull", True),
                                            models.Q(("low__gte", -3), ("low__lte", 3)),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("high__isnull", True),
                                            models.Q(("high__gte", -3), ("high__lte", 3)),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("at_least__isnull", True),
                                            models.Q(("at_least__gte", -3), ("at_least__lte", 3)),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("at_most__isnull", True),
                                            models.Q(("at_most__gte", -3), ("at_most__lte", 3)),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="figure_impact_3",
                                violation_error_message="The impact of a work style must be between −3 and 3.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "metric__in",
                                        (
                                            "growth",
                                            "jobs",
                                            "employees",
                                            "openings_advertised",
                                            "jobs_unstated",
                                            "openings_annual",
                                            "satisfaction",
                                            "education",
                                            "education_required",
                                            "degree",
                                            "age_mean",
                                            "age_median",
                                            "experience_required",
                                            "experience",
                                            "time_to_become",
                                            "top_metro",
                                            "top_state",
                                            "top_employer",
                                            "top_industry",
                                            "major",
                                            "major_fields",
                                            "college",
                                            "entry_education",
                                            "entry_experience",
                                            "entry_training",
                                            "job_zone_merged",
                                            "job_zone",
                                            "gender",
                                            "race_exclusive",
                                            "race_overlapping",
                                            "lgbt",
                                            "skill_importance",
                                            "essential_skill_importance",
                                            "transferable_skill_importance",
                                            "technology",
                                            "knowledge_importance",
                                            "interest",
                                            "work_style",
                                        ),
                                    )
                                ),
                                name="figure_metric_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("at_least", None),
                                        ("at_most", None),
                                        ("high", None),
                                        ("low", None),
                                        ("missing", ""),
                                        ("value__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(("low__isnull", False), ("high__isnull", False), _connector="OR"),
                                        ("at_least", None),
                                        ("at_most", None),
                                        ("missing", ""),
                                        ("value", None),
                                    ),
                                    models.Q(
                                        ("at_least__isnull", False),
                                        ("at_most", None),
                                        ("high", None),
                                        ("low", None),
                                        ("missing", ""),
                                        ("value", None),
                                    ),
                                    models.Q(
                                        ("at_least", None),
                                        ("at_most__isnull", False),
                                        ("high", None),
                                        ("low", None),
                                        ("missing", ""),
                                        ("value", None),
                                    ),
                                    models.Q(
                                        ("at_least", None),
                                        ("at_most", None),
                                        ("high", None),
                                        ("low", None),
                                        ("value", None),
                                        models.Q(("missing", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("at_least", None),
                                        ("at_most", None),
                                        ("high", None),
                                        ("low", None),
                                        ("value", None),
                                        (
                                            "metric__in",
                                            (
                                                "education",
                                                "education_required",
                                                "degree",
                                                "top_metro",
                                                "top_state",
                                                "top_employer",
                                                "top_industry",
                                                "major",
                                                "major_fields",
                                                "college",
                                                "entry_education",
                                                "entry_experience",
                                                "entry_training",
                                                "job_zone_merged",
                                                "job_zone",
                                                "skill_importance",
                                                "essential_skill_importance",
                                                "transferable_skill_importance",
                                                "technology",
                                                "knowledge_importance",
                                                "interest",
                                                "work_style",
                                            ),
                                        ),
                                        ("missing", ""),
                                        models.Q(("label", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="figure_value_or_range_or_bound_or_missing",
                                violation_error_message="Enter exactly one of a value, a range, a bound, or the reason why the figure is missing.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "metric__in",
                                            [
                                                "satisfaction",
                                                "skill_importance",
                                                "essential_skill_importance",
                                                "transferable_skill_importance",
                                                "knowledge_importance",
                                            ],
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("value__isnull", True),
                                            models.Q(("value__gte", 1), ("value__lte", 5)),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("low__isnull", True),
                                            models.Q(("low__gte", 1), ("low__lte", 5)),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("high__isnull", True),
                                            models.Q(("high__gte", 1), ("high__lte", 5)),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("at_least__isnull", True),
                                            models.Q(("at_least__gte", 1), ("at_least__lte", 5)),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("at_most__isnull", True),
                                            models.Q(("at_most__gte", 1), ("at_most__lte", 5)),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="figure_score_1_5",
                                violation_error_message="A score must be between 1 and 5.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "missing__in",
                                        [
                                            "",
                                            "not_collected",
                                            "not_imported",
                                            "no_row",
                                            "no_longer",
                                            "suppressed",
                                            "base_too_small",
                                            "top_coded",
                                            "bottom_coded",
                                            "annual_only",
                                            "hourly_only",
                                            "not_applicable",
                                            "not_yet_entered",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="figure_missing_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(
                                            ("metric", "growth"),
                                            models.Q(("value__isnull", True), ("value__gte", -100), _connector="OR"),
                                            models.Q(("low__isnull", True), ("low__gte", -100), _connector="OR"),
                                            models.Q(("high__isnull", True), ("high__gte", -100), _connector="OR"),
                                            models.Q(
                                                ("at_least__isnull", True), ("at_least__gte", -100), _connector="OR"
                                            ),
                                            models.Q(
                                                ("at_most__isnull", True), ("at_most__gte", -100), _connector="OR"
                                            ),
                                        ),
                                        ("metric__in", ["work_style"]),
                                        models.Q(
                                            models.Q(("value__isnull", True), ("value__gte", 0), _connector="OR"),
                                            models.Q(("low__isnull", True), ("low__gte", 0), _connector="OR"),
                                            models.Q(("high__isnull", True), ("high__gte", 0), _connector="OR"),
                                            models.Q(("at_least__isnull", True), ("at_least__gte", 0), _connector="OR"),
                                            models.Q(("at_most__isnull", True), ("at_most__gte", 0), _connector="OR"),
                                        ),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("standard_error__isnull", True), ("standard_error__gte", 0), _connector="OR"
                                    ),
                                    models.Q(("sample_size__isnull", True), ("sample_size__gte", 0), _connector="OR"),
                                    models.Q(("base__isnull", True), ("base__gte", 0), _connector="OR"),
                                ),
                                name="figure_not_negative",
                                violation_error_message="Only growth and work styles can be negative; growth not below −100 percent.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("part_code", ""),
                                    models.Q(
                                        ("metric__in", ["major_fields"]),
                                        ("part_code__regex", "^\\d\\d\\.\\d{4}$"),
                                        ("release__isnull", False),
                                    ),
                                    models.Q(
                                        (
                                            "metric__in",
                                            [
                                                "skill_importance",
                                                "essential_skill_importance",
                                                "transferable_skill_importance",
                                                "knowledge_importance",
                                                "interest",
                                                "work_style",
                                            ],
                                        ),
                                        ("part_code__regex", "^[1-6]\\.[A-E](\\.\\d+)*(\\.[a-z])?$"),
                                        ("release__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="figure_part_code_fits",
                            ),
                        ],
                        "indexes": [
                            models.Index(fields=["release", "metric"], name="figure_release_metric"),
                            models.Index(fields=["release", "id"], name="figure_release_in_order"),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="release_rows_immutable",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."release_id" IS NOT NULL)',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="0eaa2f0db4f895a1bc17706eabe9719e787ca6b1",
                                    operation="UPDATE",
                                    pgid="pgtrigger_release_rows_immutable_f3f30",
                                    table="occupations_figure",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="release_rows_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.release_id IS NOT NULL AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="cab8f9970c4cc1e36ddb86718199351868d8f481",
                                    operation="DELETE",
                                    pgid="pgtrigger_release_rows_kept_35cb8",
                                    table="occupations_figure",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="release_rows_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="420d4d05ac905c71b931d913975bec70bfe777fa",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_release_rows_not_truncated_e6934",
                                    table="occupations_figure",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (NEW."release_id" IS NULL)',
                                    func='INSERT INTO "occupations_figureevent" ("at_least", "at_most", "base", "expires_on", "group", "high", "id", "label", "level", "low", "method", "metric", "missing", "note", "occupation_id", "period_end", "period_start", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "reason", "sample_size", "standard_error", "value") VALUES (NEW."at_least", NEW."at_most", NEW."base", NEW."expires_on", NEW."group", NEW."high", NEW."id", NEW."label", NEW."level", NEW."low", NEW."method", NEW."metric", NEW."missing", NEW."note", NEW."occupation_id", NEW."period_end", NEW."period_start", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."population", NEW."reason", NEW."sample_size", NEW."standard_error", NEW."value"); RETURN NULL;',
                                    hash="1c1747836a9be6113969551854cdb4a2f3031475",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_e0834",
                                    table="occupations_figure",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."at_least" IS DISTINCT FROM (NEW."at_least") OR OLD."at_most" IS DISTINCT FROM (NEW."at_most") OR OLD."base" IS DISTINCT FROM (NEW."base") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on") OR OLD."group" IS DISTINCT FROM (NEW."group") OR OLD."high" IS DISTINCT FROM (NEW."high") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."low" IS DISTINCT FROM (NEW."low") OR OLD."method" IS DISTINCT FROM (NEW."method") OR OLD."metric" IS DISTINCT FROM (NEW."metric") OR OLD."missing" IS DISTINCT FROM (NEW."missing") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."occupation_id" IS DISTINCT FROM (NEW."occupation_id") OR OLD."period_end" IS DISTINCT FROM (NEW."period_end") OR OLD."period_start" IS DISTINCT FROM (NEW."period_start") OR OLD."population" IS DISTINCT FROM (NEW."population") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."sample_size" IS DISTINCT FROM (NEW."sample_size") OR OLD."standard_error" IS DISTINCT FROM (NEW."standard_error") OR OLD."value" IS DISTINCT FROM (NEW."value"))',
                                    func='INSERT INTO "occupations_figureevent" ("at_least", "at_most", "base", "expires_on", "group", "high", "id", "label", "level", "low", "method", "metric", "missing", "note", "occupation_id", "period_end", "period_start", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "reason", "sample_size", "standard_error", "value") VALUES (NEW."at_least", NEW."at_most", NEW."base", NEW."expires_on", NEW."group", NEW."high", NEW."id", NEW."label", NEW."level", NEW."low", NEW."method", NEW."metric", NEW."missing", NEW."note", NEW."occupation_id", NEW."period_end", NEW."period_start", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."population", NEW."reason", NEW."sample_size", NEW."standard_error", NEW."value"); RETURN NULL;',
                                    hash="a1955e95d2b122be95b943b8946217480d03d554",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_47164",
                                    table="occupations_figure",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."release_id" IS NULL)',
                                    func='INSERT INTO "occupations_figureevent" ("at_least", "at_most", "base", "expires_on", "group", "high", "id", "label", "level", "low", "method", "metric", "missing", "note", "occupation_id", "period_end", "period_start", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "reason", "sample_size", "standard_error", "value") VALUES (OLD."at_least", OLD."at_most", OLD."base", OLD."expires_on", OLD."group", OLD."high", OLD."id", OLD."label", OLD."level", OLD."low", OLD."method", OLD."metric", OLD."missing", OLD."note", OLD."occupation_id", OLD."period_end", OLD."period_start", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."population", OLD."reason", OLD."sample_size", OLD."standard_error", OLD."value"); RETURN NULL;',
                                    hash="31cfdbddfdd0a7a5cb400164b14c34cefa3e86c4",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_fa64c",
                                    table="occupations_figure",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Classification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "quality",
                            models.CharField(
                                choices=[
                                    ("exact", "exact: the same occupation"),
                                    ("narrower", "narrower: the occupation is part of the record"),
                                    ("broader", "broader: the occupation is wider than the record"),
                                    ("shared", "shared: the record covers several occupations, including this one"),
                                    ("approximate", "approximate: the closest available record"),
                                    ("none", "none: considered, but does not fit; no figures are taken from it"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, help_text="The reason, if a reader might doubt the match.", max_length=300
                            ),
                        ),
                        (
                            "occupation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="classifications",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="classifications",
                                to="occupations.statisticalrecord",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["occupation", "record"],
                        "constraints": [
                            models.UniqueConstraint(fields=("occupation", "record"), name="classification_unique"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quality__in", ["exact", "narrower", "broader", "shared", "approximate", "none"])
                                ),
                                name="classification_quality_known",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_classificationevent" ("id", "note", "occupation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality", "record_id") VALUES (NEW."id", NEW."note", NEW."occupation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."quality", NEW."record_id"); RETURN NULL;',
                                    hash="612652d65695ddef84f319b8131fb4c0f3700d71",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_02066",
                                    table="occupations_classification",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "occupations_classificationevent" ("id", "note", "occupation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality", "record_id") VALUES (NEW."id", NEW."note", NEW."occupation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."quality", NEW."record_id"); RETURN NULL;',
                                    hash="4f268d88c5627d436eec2f75b2ec4efb7f01fc19",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_65c54",
                                    table="occupations_classification",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_classificationevent" ("id", "note", "occupation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality", "record_id") VALUES (OLD."id", OLD."note", OLD."occupation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."quality", OLD."record_id"); RETURN NULL;',
                                    hash="65d1a31211910af143b8d77d1bd99f7c3bb165a4",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_e768c",
                                    table="occupations_classification",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WageEstimate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("measured", "survey or census"),
                                    ("rated", "assessed by analysts or workers"),
                                    ("modelled", "estimated by a model"),
                                    ("projected", "projection"),
                                    ("filed", "administrative records"),
                                    ("derived", "calculated from other figures"),
                                    ("editor", "entered by an editor"),
                                    ("unstated", "method not stated"),
                                ],
                                help_text="How the figure was made. Empty: the method of its release.",
                                max_length=12,
                            ),
                        ),
                        (
                            "population",
                            models.CharField(
                                blank=True,
                                help_text="The population, if it differs from the usual one of the metric.",
                                max_length=200,
                            ),
                        ),
                        (
                            "period_start",
                            models.DateField(
                                blank=True, help_text="First day of the reference period, if known.", null=True
                            ),
                        ),
                        (
                            "period_end",
                            models.DateField(
                                blank=True, help_text="Last day of the reference period, if known.", null=True
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="Shown to visitors: what they should know about this figure.",
                                max_length=300,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="The source of the figure, or why it replaces the official one. Shown to visitors as its source.",
                                max_length=300,
                            ),
                        ),
                        (
                            "expires_on",
                            models.DateField(
                                blank=True,
                                help_text="From this day on, visitors see the page without this figure. Empty: it does not expire.",
                                null=True,
                            ),
                        ),
                        (
                            "annual_mean",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Mean pay in a year, US$.",
                                max_digits=12,
                                null=True,
                            ),
                        ),
                        (
                            "annual_p10",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="One in ten earns less in a year, US$.",
                                max_digits=12,
                                null=True,
                            ),
                        ),
                        ("annual_p25", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        (
                            "annual_median",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Half earn less in a year, US$.",
                                max_digits=12,
                                null=True,
                            ),
                        ),
                        ("annual_p75", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        (
                            "annual_p90",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Nine in ten earn less in a year, US$.",
                                max_digits=12,
                                null=True,
                            ),
                        ),
                        (
                            "hourly_mean",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Mean pay in an hour, US$, if it was measured. If empty, the site derives it and says so.",
                                max_digits=12,
                                null=True,
                            ),
                        ),
                        ("hourly_p10", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ("hourly_p25", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ("hourly_median", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ("hourly_p75", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ("hourly_p90", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        (
                            "mean_rse",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                editable=False,
                                max_digits=6,
                                null=True,
                                verbose_name="relative standard error of the mean, %",
                            ),
                        ),
                        (
                            "employment",
                            models.BigIntegerField(blank=True, editable=False, null=True, verbose_name="employees"),
                        ),
                        (
                            "employment_rse",
                            models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=6, null=True),
                        ),
                        (
                            "sample_size",
                            models.BigIntegerField(
                                blank=True, help_text="Number of respondents or filings, if known.", null=True
                            ),
                        ),
                        (
                            "annual_only",
                            models.BooleanField(
                                default=False,
                                help_text="The survey publishes no hourly pay, because hours are unusual (teachers, pilots).",
                            ),
                        ),
                        (
                            "hourly_only",
                            models.BooleanField(
                                default=False,
                                help_text="The survey publishes no yearly pay, because few work all year (actors).",
                            ),
                        ),
                        (
                            "top_coded",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        (
                            "suppressed",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        (
                            "top_code_annual",
                            models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True),
                        ),
                        (
                            "top_code_hourly",
                            models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="wages",
                                to="occupations.area",
                            ),
                        ),
                        (
                            "employer",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="wages",
                                to="occupations.employer",
                            ),
                        ),
                        (
                            "industry",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="wages",
                                to="occupations.industry",
                            ),
                        ),
                        (
                            "occupation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)ss",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="occupations.statisticalrecord",
                            ),
                        ),
                        (
                            "release",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="occupations.release",
                            ),
                        ),
                        (
                            "annual_average",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Average pay in a year, US$, where the source does not say whether mean or median.",
                                max_digits=12,
                                null=True,
                            ),
                        ),
                        (
                            "hourly_average",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Average hourly pay, US$, where the source does not say whether mean or median.",
                                max_digits=12,
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("occupation__isnull", True), ("record__isnull", False)),
                                    models.Q(("occupation__isnull", False), ("record__isnull", True)),
                                    _connector="OR",
                                ),
                                name="wageestimate_of_record_or_occupation",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("record__isnull", True), ("release__isnull", False), _connector="OR"
                                ),
                                name="wageestimate_of_record_has_release",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("release__isnull", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="wageestimate_entered_has_reason",
                                violation_error_message="Enter the source of the figure, or why it replaces the official one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("release__isnull", True), ("expires_on__isnull", True), _connector="OR"
                                ),
                                name="wageestimate_only_entered_expires",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("period_end__isnull", False),
                                        ("period_start__isnull", False),
                                        ("period_start__lte", models.F("period_end")),
                                    ),
                                    models.Q(("period_end__isnull", True), ("period_start__isnull", True)),
                                    _connector="OR",
                                ),
                                name="wageestimate_period_in_order",
                                violation_error_message="Enter both the first and the last day, in this order.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "method__in",
                                        [
                                            "",
                                            "measured",
                                            "rated",
                                            "modelled",
                                            "projected",
                                            "filed",
                                            "derived",
                                            "editor",
                                            "unstated",
                                        ],
                                    )
                                ),
                                name="wageestimate_method_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("annual_p10__isnull", True),
                                        ("annual_p25__isnull", True),
                                        ("annual_p10__lte", models.F("annual_p25")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("annual_p10__isnull", True),
                                        ("annual_median__isnull", True),
                                        ("annual_p10__lte", models.F("annual_median")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("annual_p10__isnull", True),
                                        ("annual_p75__isnull", True),
                                        ("annual_p10__lte", models.F("annual_p75")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("annual_p10__isnull", True),
                                        ("annual_p90__isnull", True),
                                        ("annual_p10__lte", models.F("annual_p90")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("annual_p25__isnull", True),
                                        ("annual_median__isnull", True),
                                        ("annual_p25__lte", models.F("annual_median")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("annual_p25__isnull", True),
                                        ("annual_p75__isnull", True),
                                        ("annual_p25__lte", models.F("annual_p75")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("annual_p25__isnull", True),
                                        ("annual_p90__isnull", True),
                                        ("annual_p25__lte", models.F("annual_p90")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("annual_median__isnull", True),
                                        ("annual_p75__isnull", True),
                                        ("annual_median__lte", models.F("annual_p75")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("annual_median__isnull", True),
                                        ("annual_p90__isnull", True),
                                        ("annual_median__lte", models.F("annual_p90")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("annual_p75__isnull", True),
                                        ("annual_p90__isnull", True),
                                        ("annual_p75__lte", models.F("annual_p90")),
                                        _connector="OR",
                                    ),
                                ),
                                name="wageestimate_annual_percentiles_rise",
                                violation_error_message="The annual percentiles must not decrease: 10th, 25th, median, 75th, 90th.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("hourly_p10__isnull", True),
                                        ("hourly_p25__isnull", True),
                                        ("hourly_p10__lte", models.F("hourly_p25")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("hourly_p10__isnull", True),
                                        ("hourly_median__isnull", True),
                                        ("hourly_p10__lte", models.F("hourly_median")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("hourly_p10__isnull", True),
                                        ("hourly_p75__isnull", True),
                                        ("hourly_p10__lte", models.F("hourly_p75")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("hourly_p10__isnull", True),
                                        ("hourly_p90__isnull", True),
                                        ("hourly_p10__lte", models.F("hourly_p90")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("hourly_p25__isnull", True),
                                        ("hourly_median__isnull", True),
                                        ("hourly_p25__lte", models.F("hourly_median")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("hourly_p25__isnull", True),
                                        ("hourly_p75__isnull", True),
                                        ("hourly_p25__lte", models.F("hourly_p75")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("hourly_p25__isnull", True),
                                        ("hourly_p90__isnull", True),
                                        ("hourly_p25__lte", models.F("hourly_p90")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("hourly_median__isnull", True),
                                        ("hourly_p75__isnull", True),
                                        ("hourly_median__lte", models.F("hourly_p75")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("hourly_median__isnull", True),
                                        ("hourly_p90__isnull", True),
                                        ("hourly_median__lte", models.F("hourly_p90")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("hourly_p75__isnull", True),
                                        ("hourly_p90__isnull", True),
                                        ("hourly_p75__lte", models.F("hourly_p90")),
                                        _connector="OR",
                                    ),
                                ),
                                name="wageestimate_hourly_percentiles_rise",
                                violation_error_message="The hourly percentiles must not decrease: 10th, 25th, median, 75th, 90th.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("annual_only", True), ("hourly_only", True), _negated=True),
                                name="wageestimate_annual_or_hourly_only",
                                violation_error_message="A row cannot be both “annual only” and “hourly only”.",
                            ),
                            models.UniqueConstraint(
                                fields=("record", "occupation", "area", "industry", "employer", "release"),
                                name="wageestimate_once",
                                nulls_distinct=False,
                                violation_error_message="There is already a row of pay for this survey.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("annual_mean__isnull", True), ("annual_mean__gte", 0), _connector="OR"),
                                    models.Q(("annual_p10__isnull", True), ("annual_p10__gte", 0), _connector="OR"),
                                    models.Q(("annual_p25__isnull", True), ("annual_p25__gte", 0), _connector="OR"),
                                    models.Q(
                                        ("annual_median__isnull", True), ("annual_median__gte", 0), _connector="OR"
                                    ),
                                    models.Q(("annual_p75__isnull", True), ("annual_p75__gte", 0), _connector="OR"),
                                    models.Q(("annual_p90__isnull", True), ("annual_p90__gte", 0), _connector="OR"),
                                    models.Q(("hourly_mean__isnull", True), ("hourly_mean__gte", 0), _connector="OR"),
                                    models.Q(("hourly_p10__isnull", True), ("hourly_p10__gte", 0), _connector="OR"),
                                    models.Q(("hourly_p25__isnull", True), ("hourly_p25__gte", 0), _connector="OR"),
                                    models.Q(
                                        ("hourly_median__isnull", True), ("hourly_median__gte", 0), _connector="OR"
                                    ),
                                    models.Q(("hourly_p75__isnull", True), ("hourly_p75__gte", 0), _connector="OR"),
                                    models.Q(("hourly_p90__isnull", True), ("hourly_p90__gte", 0), _connector="OR"),
                                    models.Q(
                                        ("annual_average__isnull", True), ("annual_average__gte", 0), _connector="OR"
                                    ),
                                    models.Q(
                                        ("hourly_average__isnull", True), ("hourly_average__gte", 0), _connector="OR"
                                    ),
                                    models.Q(("employment__isnull", True), ("employment__gte", 0), _connector="OR"),
                                    models.Q(("sample_size__isnull", True), ("sample_size__gte", 0), _connector="OR"),
                                    models.Q(("mean_rse__isnull", True), ("mean_rse__gte", 0), _connector="OR"),
                                    models.Q(
                                        ("employment_rse__isnull", True), ("employment_rse__gte", 0), _connector="OR"
                                    ),
                                    models.Q(
                                        ("top_code_annual__isnull", True), ("top_code_annual__gte", 0), _connector="OR"
                                    ),
                                    models.Q(
                                        ("top_code_hourly__isnull", True), ("top_code_hourly__gte", 0), _connector="OR"
                                    ),
                                ),
                                name="wageestimate_not_negative",
                                violation_error_message="Pay and employment cannot be negative.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("annual_mean__isnull", False)),
                                    models.Q(("annual_p10__isnull", False)),
                                    models.Q(("annual_p25__isnull", False)),
                                    models.Q(("annual_median__isnull", False)),
                                    models.Q(("annual_p75__isnull", False)),
                                    models.Q(("annual_p90__isnull", False)),
                                    models.Q(("hourly_mean__isnull", False)),
                                    models.Q(("hourly_p10__isnull", False)),
                                    models.Q(("hourly_p25__isnull", False)),
                                    models.Q(("hourly_median__isnull", False)),
                                    models.Q(("hourly_p75__isnull", False)),
                                    models.Q(("hourly_p90__isnull", False)),
                                    models.Q(("annual_average__isnull", False)),
                                    models.Q(("hourly_average__isnull", False)),
                                    ("employment__isnull", False),
                                    ("annual_only", True),
                                    ("hourly_only", True),
                                    ("top_coded__len__gt", 0),
                                    ("suppressed__len__gt", 0),
                                    _connector="OR",
                                ),
                                name="wageestimate_says_something",
                                violation_error_message="Enter at least one amount, or delete the row.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "suppressed__contained_by",
                                        [
                                            "annual_mean",
                                            "annual_p10",
                                            "annual_p25",
                                            "annual_median",
                                            "annual_p75",
                                            "annual_p90",
                                            "hourly_mean",
                                            "hourly_p10",
                                            "hourly_p25",
                                            "hourly_median",
                                            "hourly_p75",
                                            "hourly_p90",
                                            "annual_average",
                                            "hourly_average",
                                            "employment",
                                        ],
                                    ),
                                    (
                                        "top_coded__contained_by",
                                        [
                                            "annual_mean",
                                            "annual_p10",
                                            "annual_p25",
                                            "annual_median",
                                            "annual_p75",
                                            "annual_p90",
                                            "hourly_mean",
                                            "hourly_p10",
                                            "hourly_p25",
                                            "hourly_median",
                                            "hourly_p75",
                                            "hourly_p90",
                                            "annual_average",
                                            "hourly_average",
                                        ],
                                    ),
                                    models.Q(("top_coded__overlap", models.F("suppressed")), _negated=True),
                                ),
                                name="wageestimate_marks_known",
                            ),
                        ],
                        "indexes": [
                            models.Index(fields=["release", "id"], name="wageestimate_release_in_order"),
                            models.Index(
                                condition=models.Q(
                                    ("period_end__isnull", False),
                                    models.Q(("method", ""), _negated=True),
                                    _connector="OR",
                                ),
                                fields=["release"],
                                name="wageestimate_of_its_own",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="release_rows_immutable",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."release_id" IS NOT NULL)',
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="b7fea659aca42d5ac2e28c6e5797fe46d3db1361",
                                    operation="UPDATE",
                                    pgid="pgtrigger_release_rows_immutable_34167",
                                    table="occupations_wageestimate",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="release_rows_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.release_id IS NOT NULL AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="e6b8f5d993158659bbfd3d9588fef45335e0825b",
                                    operation="DELETE",
                                    pgid="pgtrigger_release_rows_kept_f30a3",
                                    table="occupations_wageestimate",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="release_rows_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="6833d07cdb5c034ee1052182163280a767abdf40",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_release_rows_not_truncated_10abe",
                                    table="occupations_wageestimate",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (NEW."release_id" IS NULL)',
                                    func='INSERT INTO "occupations_wageestimateevent" ("annual_average", "annual_mean", "annual_median", "annual_only", "annual_p10", "annual_p25", "annual_p75", "annual_p90", "employment", "employment_rse", "expires_on", "hourly_average", "hourly_mean", "hourly_median", "hourly_only", "hourly_p10", "hourly_p25", "hourly_p75", "hourly_p90", "id", "mean_rse", "method", "note", "occupation_id", "period_end", "period_start", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "reason", "sample_size", "suppressed", "top_code_annual", "top_code_hourly", "top_coded") VALUES (NEW."annual_average", NEW."annual_mean", NEW."annual_median", NEW."annual_only", NEW."annual_p10", NEW."annual_p25", NEW."annual_p75", NEW."annual_p90", NEW."employment", NEW."employment_rse", NEW."expires_on", NEW."hourly_average", NEW."hourly_mean", NEW."hourly_median", NEW."hourly_only", NEW."hourly_p10", NEW."hourly_p25", NEW."hourly_p75", NEW."hourly_p90", NEW."id", NEW."mean_rse", NEW."method", NEW."note", NEW."occupation_id", NEW."period_end", NEW."period_start", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."population", NEW."reason", NEW."sample_size", NEW."suppressed", NEW."top_code_annual", NEW."top_code_hourly", NEW."top_coded"); RETURN NULL;',
                                    hash="879abd00ee37ee5e4ec5f36754ee64fbcb156208",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_f068e",
                                    table="occupations_wageestimate",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."annual_average" IS DISTINCT FROM (NEW."annual_average") OR OLD."annual_mean" IS DISTINCT FROM (NEW."annual_mean") OR OLD."annual_median" IS DISTINCT FROM (NEW."annual_median") OR OLD."annual_only" IS DISTINCT FROM (NEW."annual_only") OR OLD."annual_p10" IS DISTINCT FROM (NEW."annual_p10") OR OLD."annual_p25" IS DISTINCT FROM (NEW."annual_p25") OR OLD."annual_p75" IS DISTINCT FROM (NEW."annual_p75") OR OLD."annual_p90" IS DISTINCT FROM (NEW."annual_p90") OR OLD."employment" IS DISTINCT FROM (NEW."employment") OR OLD."employment_rse" IS DISTINCT FROM (NEW."employment_rse") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on") OR OLD."hourly_average" IS DISTINCT FROM (NEW."hourly_average") OR OLD."hourly_mean" IS DISTINCT FROM (NEW."hourly_mean") OR OLD."hourly_median" IS DISTINCT FROM (NEW."hourly_median") OR OLD."hourly_only" IS DISTINCT FROM (NEW."hourly_only") OR OLD."hourly_p10" IS DISTINCT FROM (NEW."hourly_p10") OR OLD."hourly_p25" IS DISTINCT FROM (NEW."hourly_p25") OR OLD."hourly_p75" IS DISTINCT FROM (NEW."hourly_p75") OR OLD."hourly_p90" IS DISTINCT FROM (NEW."hourly_p90") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."mean_rse" IS DISTINCT FROM (NEW."mean_rse") OR OLD."method" IS DISTINCT FROM (NEW."method") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."occupation_id" IS DISTINCT FROM (NEW."occupation_id") OR OLD."period_end" IS DISTINCT FROM (NEW."period_end") OR OLD."period_start" IS DISTINCT FROM (NEW."period_start") OR OLD."population" IS DISTINCT FROM (NEW."population") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."sample_size" IS DISTINCT FROM (NEW."sample_size") OR OLD."suppressed" IS DISTINCT FROM (NEW."suppressed") OR OLD."top_code_annual" IS DISTINCT FROM (NEW."top_code_annual") OR OLD."top_code_hourly" IS DISTINCT FROM (NEW."top_code_hourly") OR OLD."top_coded" IS DISTINCT FROM (NEW."top_coded"))',
                                    func='INSERT INTO "occupations_wageestimateevent" ("annual_average", "annual_mean", "annual_median", "annual_only", "annual_p10", "annual_p25", "annual_p75", "annual_p90", "employment", "employment_rse", "expires_on", "hourly_average", "hourly_mean", "hourly_median", "hourly_only", "hourly_p10", "hourly_p25", "hourly_p75", "hourly_p90", "id", "mean_rse", "method", "note", "occupation_id", "period_end", "period_start", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "reason", "sample_size", "suppressed", "top_code_annual", "top_code_hourly", "top_coded") VALUES (NEW."annual_average", NEW."annual_mean", NEW."annual_median", NEW."annual_only", NEW."annual_p10", NEW."annual_p25", NEW."annual_p75", NEW."annual_p90", NEW."employment", NEW."employment_rse", NEW."expires_on", NEW."hourly_average", NEW."hourly_mean", NEW."hourly_median", NEW."hourly_only", NEW."hourly_p10", NEW."hourly_p25", NEW."hourly_p75", NEW."hourly_p90", NEW."id", NEW."mean_rse", NEW."method", NEW."note", NEW."occupation_id", NEW."period_end", NEW."period_start", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."population", NEW."reason", NEW."sample_size", NEW."suppressed", NEW."top_code_annual", NEW."top_code_hourly", NEW."top_coded"); RETURN NULL;',
                                    hash="980553d2d8ed92aa541f5596375e7909c0e10ec9",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_fa629",
                                    table="occupations_wageestimate",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."release_id" IS NULL)',
                                    func='INSERT INTO "occupations_wageestimateevent" ("annual_average", "annual_mean", "annual_median", "annual_only", "annual_p10", "annual_p25", "annual_p75", "annual_p90", "employment", "employment_rse", "expires_on", "hourly_average", "hourly_mean", "hourly_median", "hourly_only", "hourly_p10", "hourly_p25", "hourly_p75", "hourly_p90", "id", "mean_rse", "method", "note", "occupation_id", "period_end", "period_start", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "reason", "sample_size", "suppressed", "top_code_annual", "top_code_hourly", "top_coded") VALUES (OLD."annual_average", OLD."annual_mean", OLD."annual_median", OLD."annual_only", OLD."annual_p10", OLD."annual_p25", OLD."annual_p75", OLD."annual_p90", OLD."employment", OLD."employment_rse", OLD."expires_on", OLD."hourly_average", OLD."hourly_mean", OLD."hourly_median", OLD."hourly_only", OLD."hourly_p10", OLD."hourly_p25", OLD."hourly_p75", OLD."hourly_p90", OLD."id", OLD."mean_rse", OLD."method", OLD."note", OLD."occupation_id", OLD."period_end", OLD."period_start", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."population", OLD."reason", OLD."sample_size", OLD."suppressed", OLD."top_code_annual", OLD."top_code_hourly", OLD."top_coded"); RETURN NULL;',
                                    hash="c6ff6aab761e82fabcb3a8bfb9235ba12fb56a93",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_be8ee",
                                    table="occupations_wageestimate",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Standing",
                    fields=[
                        (
                            "occupation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="standing",
                                serialize=False,
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "pay_median_percentile",
                            models.PositiveSmallIntegerField(
                                help_text="Percent of the median yearly pay figures that count that are lower.",
                                null=True,
                            ),
                        ),
                        (
                            "nearest",
                            models.JSONField(default=list, help_text="[[slug, title], …]: what to compare with next."),
                        ),
                        (
                            "related",
                            models.JSONField(
                                default=list, help_text="[[slug, title], …]: related occupations according to a source."
                            ),
                        ),
                        (
                            "counts",
                            models.BooleanField(
                                default=False,
                                help_text="Its median counts in percentiles: of titles that share an official record, the first.",
                            ),
                        ),
                        (
                            "stands_out",
                            models.JSONField(
                                default=dict,
                                help_text="What sets it apart from all others: StandsOut in occupations/profiles/portrait.py.",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["occupation"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pay_median_percentile__isnull", True),
                                    ("pay_median_percentile__lte", 100),
                                    _connector="OR",
                                ),
                                name="standing_percentile_0_100",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="announced",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NOTIFY careersite_public; RETURN NULL;",
                                    hash="0e467d18a11d452cc9c136d026277117e9513e85",
                                    level="STATEMENT",
                                    operation="INSERT OR UPDATE OR DELETE OR TRUNCATE",
                                    pgid="pgtrigger_announced_40b86",
                                    table="occupations_standing",
                                    when="AFTER",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "page",
                            occupations.models.fields.OneLineText(
                                help_text="Path of the page that the report is about.", max_length=500
                            ),
                        ),
                        ("source", occupations.models.fields.OneLineText(blank=True, max_length=300)),
                        (
                            "figure",
                            occupations.models.fields.OneLineText(
                                blank=True, max_length=200, verbose_name="which figure"
                            ),
                        ),
                        ("message", occupations.models.fields.LongText(max_length=2000)),
                        (
                            "email",
                            models.EmailField(
                                blank=True,
                                help_text="Used only to answer; deleted when the report is closed.",
                                max_length=254,
                                verbose_name="email",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "new"),
                                    ("accepted", "accepted, to be fixed"),
                                    ("rejected", "rejected"),
                                    ("fixed", "fixed"),
                                ],
                                default="new",
                                max_length=8,
                            ),
                        ),
                        (
                            "wrong",
                            occupations.models.fields.LongText(
                                blank=True,
                                help_text="Shown to visitors, in our own words. The reader's words are not shown.",
                                max_length=1000,
                                verbose_name="what was wrong",
                            ),
                        ),
                        (
                            "answer",
                            occupations.models.fields.LongText(
                                blank=True,
                                help_text="Shown to visitors: what is correct now, and since when; or what we are going to do.",
                                max_length=1000,
                                verbose_name="what was done",
                            ),
                        ),
                        (
                            "public",
                            models.BooleanField(
                                default=False,
                                help_text="Only for errors that are accepted or fixed. Visitors then see the page, the two texts above and the day.",
                                verbose_name="shown to visitors",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="received")),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closed"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "decided_at",
                            models.DateTimeField(
                                editable=False,
                                help_text="When its state last changed.",
                                null=True,
                                verbose_name="decided",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "row",
                            models.CharField(
                                blank=True, help_text="The key of the row of the page that it is about.", max_length=40
                            ),
                        ),
                        (
                            "seen",
                            occupations.models.fields.OneLineText(
                                blank=True,
                                help_text="In that row, when the report was sent.",
                                max_length=300,
                                verbose_name="what the page said",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reported error",
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("public", True)), fields=["-closed_at"], name="correction_public"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("message", ""), _negated=True), name="correction_message_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", True), ("state__in", ["new", "accepted"])),
                                    models.Q(("closed_at__isnull", False), ("state__in", ["rejected", "fixed"])),
                                    _connector="OR",
                                ),
                                name="correction_closed_has_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["new", "accepted"]), ("email", ""), _connector="OR"),
                                name="correction_closed_keeps_no_email",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("public", False),
                                    models.Q(
                                        ("state__in", ["accepted", "fixed"]),
                                        models.Q(("wrong", ""), _negated=True),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="correction_public_is_accepted_and_told",
                                violation_error_message="To show the correction to visitors, say what was wrong and what was done, and set the state to “fixed” or “accepted”.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SearchTitle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(help_text="The title as shown.", max_length=120)),
                        (
                            "kind",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "title"),
                                    (1, "the title, put differently"),
                                    (2, "also called"),
                                    (3, "belongs to one code alone"),
                                    (4, "reported by people in the occupation"),
                                    (5, "job title"),
                                ]
                            ),
                        ),
                        (
                            "size",
                            models.PositiveBigIntegerField(
                                help_text="Employment: of equal matches, the larger occupation comes first."
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="occupations.edition"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["kind", "text"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", [0, 1, 2, 3, 4, 5])), name="searchtitle_kind_known"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="announced",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NOTIFY careersite_public; RETURN NULL;",
                                    hash="127ef561945f0d4c41c3286c40df60638db0ba00",
                                    level="STATEMENT",
                                    operation="INSERT OR UPDATE OR DELETE OR TRUNCATE",
                                    pgid="pgtrigger_announced_39f86",
                                    table="occupations_searchtitle",
                                    when="AFTER",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublishingRun",
                    fields=[
                        (
                            "batch",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("chosen", models.JSONField(help_text="Keys of the occupations, in order of processing.")),
                        (
                            "phase",
                            models.CharField(
                                choices=[
                                    ("checking", "checking"),
                                    ("ready", "to be confirmed"),
                                    ("publishing", "publishing"),
                                    ("done", "done"),
                                    ("undoing", "taking back"),
                                    ("undone", "taken back"),
                                    ("stopped", "stopped, with nothing published"),
                                ],
                                default="checking",
                                max_length=10,
                            ),
                        ),
                        (
                            "done",
                            models.PositiveIntegerField(
                                default=0, help_text="How many of them this phase has processed."
                            ),
                        ),
                        (
                            "active_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, help_text="When it last made progress."
                            ),
                        ),
                        (
                            "failure",
                            models.TextField(
                                blank=True, help_text="The error that stopped it, for the operators of the site."
                            ),
                        ),
                        ("would_publish", models.PositiveIntegerField(default=0)),
                        ("unchanged", models.PositiveIntegerField(default=0)),
                        (
                            "refused",
                            models.JSONField(default=list, help_text="[[slug, title, [what is lacking, …]], …]."),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taken_back",
                            models.PositiveIntegerField(
                                default=0, help_text="How many of its editions were live, and are not now."
                            ),
                        ),
                        (
                            "taken_back_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "cautions",
                            models.JSONField(
                                default=dict,
                                help_text="{kind: [[key of the occupation, title, [sentence, …]], …]}: what looks like a mistake.",
                            ),
                        ),
                        (
                            "followed",
                            models.PositiveIntegerField(
                                default=0, help_text="How many steps of making them public together are done."
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="VerbatimWord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "word",
                            models.CharField(
                                help_text="Exactly as it should be written: “HVAC”, “AutoCAD”.", max_length=40
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "acronym or name",
                        "verbose_name_plural": "acronyms and names",
                        "ordering": ["word"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("word__regex", "^\\S+$")),
                                name="verbatimword_one_word",
                                violation_error_message="Enter one word without spaces.",
                            ),
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("word"), name="verbatimword_unique_in_any_letters"
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_verbatimwordevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "word") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."word"); RETURN NULL;',
                                    hash="f0674ab034fd0ed6a3045779f5d6ccb4c614a8cf",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_a2636",
                                    table="occupations_verbatimword",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "occupations_verbatimwordevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "word") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."word"); RETURN NULL;',
                                    hash="cf6a75abf396ad2a0a28bc4bdd8c3b494bed7135",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_f0bae",
                                    table="occupations_verbatimword",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_verbatimwordevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "word") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."word"); RETURN NULL;',
                                    hash="cace292983844be06675095ea0984b1239d45e89",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_33945",
                                    table="occupations_verbatimword",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TitleModel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.CharField(
                                help_text="The first letters of the digest of its content.", max_length=12
                            ),
                        ),
                        ("built_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("content", models.BinaryField()),
                        (
                            "figures",
                            models.JSONField(
                                help_text="{kind of title: what it gave on titles that it had not learned from}."
                            ),
                        ),
                        (
                            "learned_from",
                            models.CharField(help_text="Version of the titles it learned from.", max_length=12),
                        ),
                        ("editions", models.TextField(help_text="Which editions were live.")),
                        (
                            "offered",
                            models.TextField(
                                blank=True,
                                help_text="Slugs of the titles that are offered to search engines, one a line; empty until known.",
                            ),
                        ),
                        (
                            "tables",
                            models.CharField(
                                blank=True,
                                help_text="Version of what editors changed in the tables of words; empty if nothing.",
                                max_length=12,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="announced",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NOTIFY careersite_public; RETURN NULL;",
                                    hash="f0c55857104466e7b58f19d581f2a5a078d79d68",
                                    level="STATEMENT",
                                    operation="INSERT OR UPDATE OR DELETE OR TRUNCATE",
                                    pgid="pgtrigger_announced_52e8c",
                                    table="occupations_titlemodel",
                                    when="AFTER",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TitleOverride",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "title",
                            occupations.models.fields.OneLineText(
                                help_text="As people type it. Small and capital letters, accents and plurals make no difference, and the override also decides decorated forms: one for “Nurse” decides “Senior Nurse II”, unless that has its own.",
                                max_length=120,
                            ),
                        ),
                        (
                            "folded",
                            models.CharField(
                                editable=False,
                                help_text="The title as it is looked for; of each, one override.",
                                max_length=400,
                            ),
                        ),
                        ("note", models.CharField(blank=True, help_text="Why, for other editors.", max_length=300)),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "occupation",
                            models.ForeignKey(
                                blank=True,
                                help_text="Leave it empty to say that no occupation here matches. Visitors then see the nearest ideas.",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="occupations.occupation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["title"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("folded",),
                                name="titleoverride_title_unique",
                                violation_error_message="There is already an override for this title, perhaps in another spelling.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("folded", ""), _negated=True), name="titleoverride_title_has_words"
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="announced",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NOTIFY careersite_public; RETURN NULL;",
                                    hash="c854ecbce83aad5c9fefbf33b0fcf211f589de95",
                                    level="STATEMENT",
                                    operation="INSERT OR UPDATE OR DELETE OR TRUNCATE",
                                    pgid="pgtrigger_announced_bd6b9",
                                    table="occupations_titleoverride",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_titleoverrideevent" ("folded", "id", "note", "occupation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (NEW."folded", NEW."id", NEW."note", NEW."occupation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."title"); RETURN NULL;',
                                    hash="ab403718d83a058cb8771e562a38fe1091c01247",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_0e496",
                                    table="occupations_titleoverride",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."folded" IS DISTINCT FROM (NEW."folded") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."occupation_id" IS DISTINCT FROM (NEW."occupation_id") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                                    func='INSERT INTO "occupations_titleoverrideevent" ("folded", "id", "note", "occupation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (NEW."folded", NEW."id", NEW."note", NEW."occupation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."title"); RETURN NULL;',
                                    hash="659f3e61d22f30b8a0347cabf362c285d11a26ae",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_f9a05",
                                    table="occupations_titleoverride",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_titleoverrideevent" ("folded", "id", "note", "occupation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (OLD."folded", OLD."id", OLD."note", OLD."occupation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."title"); RETURN NULL;',
                                    hash="8aa439fca7740d8a528b1c558e1542c7c303a212",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_76a16",
                                    table="occupations_titleoverride",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TitleToReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.CharField(max_length=100, unique=True, verbose_name="title")),
                        ("nothing", models.PositiveIntegerField(default=0, help_text="How often nothing was found.")),
                        ("last_on", models.DateField(verbose_name="last")),
                        (
                            "unsure",
                            models.PositiveIntegerField(
                                default=0, help_text="How often the answer could be one of several."
                            ),
                        ),
                        (
                            "rejected",
                            models.PositiveIntegerField(
                                default=0, help_text="How often visitors said so.", verbose_name="not meant"
                            ),
                        ),
                        (
                            "count",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("nothing"), "+", models.F("unsure")
                                    ),
                                    "+",
                                    models.F("rejected"),
                                ),
                                output_field=models.IntegerField(),
                            ),
                        ),
                        (
                            "dismissed",
                            models.BooleanField(
                                default=False, help_text="It is not shown again, however often it is typed."
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "titles to review",
                        "ordering": ["-count", "words"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("count__gte", 5)), name="titletoreview_five_or_more"
                            )
                        ],
                        "verbose_name": "title to review",
                    },
                ),
                migrations.CreateModel(
                    name="MeantInstead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("count", models.PositiveIntegerField()),
                        (
                            "occupation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "title",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meant",
                                to="occupations.titletoreview",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["title", "-count", "occupation"],
                        "constraints": [
                            models.UniqueConstraint(fields=("title", "occupation"), name="meantinstead_unique"),
                            models.CheckConstraint(
                                condition=models.Q(("count__gte", 5)), name="meantinstead_five_or_more"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TitleTableRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("note", models.CharField(blank=True, help_text="Why, for other editors.", max_length=300)),
                        ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "table",
                            models.CharField(
                                choices=[
                                    ("abbreviations", "abbreviations"),
                                    ("gendered", "gendered words"),
                                    ("british", "British words"),
                                    ("spanish", "Spanish words"),
                                    ("everyday", "everyday words"),
                                    ("ambiguous", "ambiguous words"),
                                    ("activities", "activities"),
                                    ("functions", "functions"),
                                    ("supervisors", "trades"),
                                    ("leaders", "leaders"),
                                    ("general", "general words"),
                                    ("roles", "roles"),
                                    ("marks", "marks"),
                                    ("places", "places"),
                                    ("states", "states"),
                                    ("no_titles", "no job titles"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "words",
                            occupations.models.fields.OneLineText(
                                help_text="As they stand in a title. Capital letters, accents and plurals make no difference.",
                                max_length=120,
                            ),
                        ),
                        ("folded", models.CharField(editable=False, max_length=400)),
                        (
                            "read_as",
                            occupations.models.fields.OneLineText(
                                blank=True,
                                help_text="Tables of words that are read as others only. Separate alternatives with “|”, the likeliest first.",
                                max_length=300,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True, help_text="“Leaders”, “Marks” and “No job titles” only.", max_length=20
                            ),
                        ),
                        (
                            "where",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("any", "anywhere"),
                                    ("start", "at the start"),
                                    ("end", "at the end"),
                                    ("edges", "at either end"),
                                ],
                                help_text="“Marks” only: where it is set aside.",
                                max_length=5,
                                verbose_name="part of a title",
                            ),
                        ),
                        (
                            "off",
                            models.BooleanField(
                                default=False,
                                help_text="The table's own row for these words is not used.",
                                verbose_name="switched off",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "row of a title table",
                        "verbose_name_plural": "rows of title tables",
                        "ordering": ["table", "folded"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("table", "folded"),
                                name="titletablerow_unique",
                                violation_error_message="An editor has already changed the row for these words in this table.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("folded", ""), _negated=True), name="titletablerow_has_words"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("off", False),
                                    models.Q(("kind", ""), ("read_as", ""), ("where", "")),
                                    _connector="OR",
                                ),
                                name="titletablerow_off_says_nothing",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="announced",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NOTIFY careersite_public; RETURN NULL;",
                                    hash="9dfe69b089cf5f648bac4a16c037847309a07eff",
                                    level="STATEMENT",
                                    operation="INSERT OR UPDATE OR DELETE OR TRUNCATE",
                                    pgid="pgtrigger_announced_9a998",
                                    table="occupations_titletablerow",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_titletablerowevent" ("folded", "id", "kind", "note", "off", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_as", "table", "where", "words") VALUES (NEW."folded", NEW."id", NEW."kind", NEW."note", NEW."off", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."read_as", NEW."table", NEW."where", NEW."words"); RETURN NULL;',
                                    hash="bb25f6318c90ff6dd543d96b5cd3219a9adb5987",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_4e31a",
                                    table="occupations_titletablerow",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."folded" IS DISTINCT FROM (NEW."folded") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."off" IS DISTINCT FROM (NEW."off") OR OLD."read_as" IS DISTINCT FROM (NEW."read_as") OR OLD."table" IS DISTINCT FROM (NEW."table") OR OLD."where" IS DISTINCT FROM (NEW."where") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                                    func='INSERT INTO "occupations_titletablerowevent" ("folded", "id", "kind", "note", "off", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_as", "table", "where", "words") VALUES (NEW."folded", NEW."id", NEW."kind", NEW."note", NEW."off", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."read_as", NEW."table", NEW."where", NEW."words"); RETURN NULL;',
                                    hash="4412c048f60a00d9efe508c454df0c5334862e50",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_0a133",
                                    table="occupations_titletablerow",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="delete_delete",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "occupations_titletablerowevent" ("folded", "id", "kind", "note", "off", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_as", "table", "where", "words") VALUES (OLD."folded", OLD."id", OLD."kind", OLD."note", OLD."off", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."read_as", OLD."table", OLD."where", OLD."words"); RETURN NULL;',
                                    hash="c584b24c42bad36582c5b690825fff4e7b06e33f",
                                    operation="DELETE",
                                    pgid="pgtrigger_delete_delete_0db67",
                                    table="occupations_titletablerow",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TitleBuild",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("built_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="built")),
                        (
                            "model",
                            models.CharField(
                                blank=True, help_text="Its version; empty if it was refused.", max_length=12
                            ),
                        ),
                        ("size", models.PositiveIntegerField(default=0, help_text="Bytes.")),
                        ("seconds", models.FloatField(default=0)),
                        ("figures", models.JSONField(help_text="As of the model.")),
                        ("refused", models.TextField(blank=True, verbose_name="why it was refused")),
                        ("learned_from", models.CharField(max_length=12)),
                        ("tables", models.CharField(blank=True, max_length=12)),
                    ],
                    options={
                        "verbose_name": "build of the title model",
                        "verbose_name_plural": "builds of the title model",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("model", ""), ("refused__gt", "")),
                                    models.Q(("model__gt", ""), ("refused", "")),
                                    _connector="OR",
                                ),
                                name="titlebuild_model_or_refused",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SeldomTitle",
                    fields=[
                        ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("nothing", models.PositiveIntegerField()),
                        ("unsure", models.PositiveIntegerField()),
                        ("rejected", models.PositiveIntegerField()),
                        ("meant", models.PositiveIntegerField()),
                        ("last_on", models.DateField(db_index=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="PlacePay",
                    fields=[
                        (
                            "occupation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="place_pay",
                                serialize=False,
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "document",
                            models.TextField(
                                blank=True,
                                help_text="As JSON (occupations/profiles/place_pay.py); empty without own pay in places.",
                            ),
                        ),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="occupations.edition"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "pay in places",
                        "ordering": ["occupation"],
                        "indexes": [models.Index(fields=["digest"], name="placepay_digest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("digest", ""), ("document", "")),
                                    models.Q(
                                        models.Q(("document", ""), _negated=True), ("digest__regex", "^[0-9a-f]{64}$")
                                    ),
                                    _connector="OR",
                                ),
                                name="placepay_digest_of_document",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="announced",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NOTIFY careersite_public; RETURN NULL;",
                                    hash="b243f7ebbea1469541d3f878d6452c1a7b5a0b71",
                                    level="STATEMENT",
                                    operation="INSERT OR UPDATE OR DELETE OR TRUNCATE",
                                    pgid="pgtrigger_announced_bdf17",
                                    table="occupations_placepay",
                                    when="AFTER",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Spreads",
                    fields=[
                        ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                        (
                            "of",
                            models.JSONField(
                                default=dict,
                                help_text="Measure, or item of a list → its standard deviation over all occupations, in the scale of its unit.",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "spreads",
                        "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="spreads_one_row")],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="announced",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="NOTIFY careersite_public; RETURN NULL;",
                                    hash="e57a4e1eff04ec6b35c1a3ad5bd8a816f4de92b4",
                                    level="STATEMENT",
                                    operation="INSERT OR UPDATE OR DELETE OR TRUNCATE",
                                    pgid="pgtrigger_announced_cef14",
                                    table="occupations_spreads",
                                    when="AFTER",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SentCount",
                    fields=[
                        ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("used", models.PositiveIntegerField()),
                        ("ends_at", models.DateTimeField(db_index=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Findings",
                    fields=[
                        (
                            "occupation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="findings",
                                serialize=False,
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(help_text="Of the draft, if that was looked at.", null=True),
                        ),
                        (
                            "lacks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=100),
                                default=list,
                                help_text="What visitors miss.",
                                size=None,
                            ),
                        ),
                        (
                            "contradictions",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=400), default=list, size=None
                            ),
                        ),
                        ("found_at", models.DateTimeField()),
                        (
                            "edition",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="occupations.edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "findings",
                        "ordering": ["occupation"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("edition__isnull", True), ("version__isnull", True), _connector="XOR"
                                ),
                                name="findings_of_edition_or_draft",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AlternateTitleEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "title",
                            models.CharField(
                                help_text="Another job title for the same work, in the singular.", max_length=120
                            ),
                        ),
                        (
                            "occupation",
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
                                to="occupations.alternatetitle",
                            ),
                        ),
                        (
                            "hidden",
                            models.BooleanField(
                                default=False,
                                help_text="Visitors do not see it, whoever lists it.",
                                verbose_name="left out",
                            ),
                        ),
                        (
                            "instead_of",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="The title of a source that it stands for.",
                                max_length=120,
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
                                    hash="e7d746e85b3e188dbec9828ce4cd7e35254ab740",
                                    operation="UPDATE",
                                    pgid="pgtrigger_history_immutable_3703c",
                                    table="occupations_alternatetitleevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="0742543658f1b531406fd02e859e90b85d82ceca",
                                    operation="DELETE",
                                    pgid="pgtrigger_history_kept_d4ff3",
                                    table="occupations_alternatetitleevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="2887ca6d2443b73b595577c6ce0995c4efe3e978",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_history_not_truncated_dae2d",
                                    table="occupations_alternatetitleevent",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CategoryEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "name",
                            models.CharField(help_text="In sentence case: “Executive management”.", max_length=80),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                blank=True,
                                db_index=False,
                                help_text="The address of its page. Empty: made from the name.",
                                max_length=80,
                                validators=[occupations.models.occupations.validate_slug],
                            ),
                        ),
                        (
                            "description",
                            occupations.models.fields.LongText(
                                blank=True, help_text="One or two sentences for the category's page. Plain text."
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="occupations.category",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="occupations.category",
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
                                    hash="cbbf02d6a60f284848b53b60542c7e84cecae3da",
                                    operation="UPDATE",
                                    pgid="pgtrigger_history_immutable_ecbbd",
                                    table="occupations_categoryevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="6d9f08e63ba6e86822dc4cf2bf630d12be1e29da",
                                    operation="DELETE",
                                    pgid="pgtrigger_history_kept_81aef",
                                    table="occupations_categoryevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="6b3ce76c0437d5a84c52b1ed5d45c8ddf2c5242d",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_history_not_truncated_0e947",
                                    table="occupations_categoryevent",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClassificationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "quality",
                            models.CharField(
                                choices=[
                                    ("exact", "exact: the same occupation"),
                                    ("narrower", "narrower: the occupation is part of the record"),
                                    ("broader", "broader: the occupation is wider than the record"),
                                    ("shared", "shared: the record covers several occupations, including this one"),
                                    ("approximate", "approximate: the closest available record"),
                                    ("none", "none: considered, but does not fit; no figures are taken from it"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, help_text="The reason, if a reader might doubt the match.", max_length=300
                            ),
                        ),
                        (
                            "occupation",
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
                                to="occupations.classification",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="occupations.statisticalrecord",
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
                                    hash="edebdad816a2075fe6e527e6c9cfd5e457a63bca",
                                    operation="UPDATE",
                                    pgid="pgtrigger_history_immutable_3bd67",
                                    table="occupations_classificationevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="b6e49cd6661262edf08b6ee4c1f70dd81dc8eaf3",
                                    operation="DELETE",
                                    pgid="pgtrigger_history_kept_6c5c6",
                                    table="occupations_classificationevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="fdca29046fbe0164ddddc002c05890754fadef84",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_history_not_truncated_c6210",
                                    table="occupations_classificationevent",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FigureEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "method",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("measured", "survey or census"),
                                    ("rated", "assessed by analysts or workers"),
                                    ("modelled", "estimated by a model"),
                                    ("projected", "projection"),
                                    ("filed", "administrative records"),
                                    ("derived", "calculated from other figures"),
                                    ("editor", "entered by an editor"),
                                    ("unstated", "method not stated"),
                                ],
                                help_text="How the figure was made. Empty: the method of its release.",
                                max_length=12,
                            ),
                        ),
                        (
                            "population",
                            models.CharField(
                                blank=True,
                                help_text="The population, if it differs from the usual one of the metric.",
                                max_length=200,
                            ),
                        ),
                        (
                            "period_start",
                            models.DateField(
                                blank=True, help_text="First day of the reference period, if known.", null=True
                            ),
                        ),
                        (
                            "period_end",
                            models.DateField(
                                blank=True, help_text="Last day of the reference period, if known.", null=True
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="Shown to visitors: what they should know about this figure.",
                                max_length=300,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="The source of the figure, or why it replaces the official one. Shown to visitors as its source.",
                                max_length=300,
                            ),
                        ),
                        (
                            "expires_on",
                            models.DateField(
                                blank=True,
                                help_text="From this day on, visitors see the page without this figure. Empty: it does not expire.",
                                null=True,
                            ),
                        ),
                        (
                            "metric",
                            models.CharField(
                                choices=[
                                    ("growth", "projected change in employment"),
                                    ("jobs", "all jobs, including self-employment"),
                                    ("employees", "employees"),
                                    ("openings_advertised", "active job postings"),
                                    ("jobs_unstated", "number of jobs, kind not stated"),
                                    ("openings_annual", "openings a year"),
                                    ("satisfaction", "job satisfaction"),
                                    ("education", "highest education of workers 25 and older"),
                                    ("education_required", "education required"),
                                    ("degree", "most common degree"),
                                    ("age_mean", "mean age"),
                                    ("age_median", "median age"),
                                    ("experience_required", "related experience required"),
                                    ("experience", "years of experience"),
                                    ("time_to_become", "time to become"),
                                    ("top_metro", "highest-paying metropolitan area"),
                                    ("top_state", "highest-paying state"),
                                    ("top_employer", "highest-paying employer"),
                                    ("top_industry", "highest-paying industry"),
                                    ("major", "most common major"),
                                    ("major_fields", "related fields of study"),
                                    ("college", "most common college"),
                                    ("entry_education", "typical entry education"),
                                    ("entry_experience", "experience in a related occupation"),
                                    ("entry_training", "on-the-job training"),
                                    ("job_zone_merged", "job zone, with 1 and 2 combined"),
                                    ("job_zone", "job zone"),
                                    ("gender", "women and men"),
                                    ("race_exclusive", "race and ethnicity, one group per person"),
                                    ("race_overlapping", "race and Hispanic or Latino origin"),
                                    ("lgbt", "LGBT share"),
                                    ("skill_importance", "importance of the skill, 1 to 5"),
                                    ("essential_skill_importance", "importance of the essential skill, 1 to 5"),
                                    ("transferable_skill_importance", "importance of the transferable skill, 1 to 5"),
                                    ("technology", "technology used"),
                                    ("knowledge_importance", "importance of the knowledge, 1 to 5"),
                                    ("interest", "occupational interests"),
                                    ("work_style", "effect of the work style, −3 to +3"),
                                ],
                                max_length=40,
                            ),
                        ),
                        (
                            "label",
                            models.CharField(
                                blank=True,
                                help_text="The group, place or item: “Women”, “Bachelor's degree”, “New Jersey”.",
                                max_length=200,
                            ),
                        ),
                        ("value", models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True)),
                        (
                            "low",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Lower end of a range, in years.",
                                max_digits=16,
                                null=True,
                            ),
                        ),
                        (
                            "high",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Upper end of a range. Empty: the range is open-ended.",
                                max_digits=16,
                                null=True,
                            ),
                        ),
                        (
                            "at_least",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Lower bound: the source says “this or more”.",
                                max_digits=16,
                                null=True,
                            ),
                        ),
                        (
                            "at_most",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Upper bound: the source says “this or less”.",
                                max_digits=16,
                                null=True,
                            ),
                        ),
                        (
                            "missing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_collected", "Our sources do not have this figure."),
                                    ("not_imported", "A source publishes this figure; we have not imported it yet."),
                                    (
                                        "no_row",
                                        "The source publishes these figures for other occupations, but has no row for this one.",
                                    ),
                                    (
                                        "no_longer",
                                        "Earlier releases of the source had this figure; the latest one does not.",
                                    ),
                                    (
                                        "suppressed",
                                        "The source withholds this figure because it would be unreliable or could identify respondents.",
                                    ),
                                    (
                                        "base_too_small",
                                        "The survey reached too few people for the source to publish this figure.",
                                    ),
                                    (
                                        "top_coded",
                                        "The source says only that the figure is above its limit for publishing such amounts.",
                                    ),
                                    (
                                        "bottom_coded",
                                        "The source says only that the figure is below the lowest amount it publishes.",
                                    ),
                                    (
                                        "annual_only",
                                        "The source publishes yearly pay only, because people in this occupation do not work the usual year-round, full-time hours.",
                                    ),
                                    (
                                        "hourly_only",
                                        "The source publishes hourly pay only, because few people in this occupation work full time all year.",
                                    ),
                                    ("not_applicable", "This does not apply to the occupation."),
                                    ("not_yet_entered", "Our editors have not entered this yet."),
                                    ("withdrawn", "We have decided not to show this figure."),
                                ],
                                max_length=20,
                                verbose_name="why it is missing",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("detailed", "detailed"),
                                    ("broad", "broad"),
                                    ("minor", "minor"),
                                    ("major", "major"),
                                    ("total", "total"),
                                ],
                                default=occupations.metrics.methods.Level["DETAILED"],
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                blank=True,
                                editable=False,
                                help_text="The broader group, if the figure describes one.",
                                max_length=300,
                            ),
                        ),
                        (
                            "standard_error",
                            models.DecimalField(blank=True, decimal_places=4, editable=False, max_digits=16, null=True),
                        ),
                        (
                            "sample_size",
                            models.BigIntegerField(blank=True, help_text="Number of respondents, if known.", null=True),
                        ),
                        (
                            "base",
                            models.BigIntegerField(
                                blank=True,
                                editable=False,
                                help_text="For shares and ages of people, total employment in the group.",
                                null=True,
                            ),
                        ),
                        (
                            "occupation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                                to="occupations.figure",
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
                                    hash="fe8169bf891483cc43fd193c8d347b3db877de76",
                                    operation="UPDATE",
                                    pgid="pgtrigger_history_immutable_e856d",
                                    table="occupations_figureevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="1b8a7f2aa9da6991fa681d02a26b0b78782a834a",
                                    operation="DELETE",
                                    pgid="pgtrigger_history_kept_34023",
                                    table="occupations_figureevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="a64edc934aee3bdfdb922b714414f4f4e5599732",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_history_not_truncated_4c220",
                                    table="occupations_figureevent",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MetricPolicyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "metric",
                            models.CharField(
                                choices=[
                                    ("gender", "women and men"),
                                    ("race_exclusive", "race and ethnicity, one group per person"),
                                    ("race_overlapping", "race and Hispanic or Latino origin"),
                                    ("lgbt", "LGBT share"),
                                ],
                                max_length=40,
                            ),
                        ),
                        (
                            "shown",
                            models.BooleanField(
                                default=True, help_text="Clear the box and the metric disappears everywhere at once."
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, help_text="The reason, for other editors.", max_length=300),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="occupations.metricpolicy",
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
                                    hash="dbd917a104d9a84c1da78ac05167cc5d47ed8131",
                                    operation="UPDATE",
                                    pgid="pgtrigger_history_immutable_f18fd",
                                    table="occupations_metricpolicyevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="9d2441d58b66d2919fae8e3addb68e0954cd81c0",
                                    operation="DELETE",
                                    pgid="pgtrigger_history_kept_bb0ca",
                                    table="occupations_metricpolicyevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="33841209353cfb8400b241c4df32386f1ee83a0a",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_history_not_truncated_4f8e6",
                                    table="occupations_metricpolicyevent",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OccupationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "title",
                            models.CharField(
                                help_text="Singular, in sentence case: “Service manager”, “SQL developer”.",
                                max_length=120,
                            ),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                blank=True,
                                db_index=False,
                                help_text="The address of the page. Empty: made from the title. A change takes effect at once, and the old address redirects to the new one.",
                                max_length=80,
                                validators=[occupations.models.occupations.validate_slug],
                            ),
                        ),
                        (
                            "common_name",
                            models.CharField(
                                blank=True,
                                help_text="The short name that heads the page, charts and lists in place of a long official title: “HVAC mechanic”. Nobody else may be called so. Empty: chosen by the site if the title has 45 characters or more. Enter the title itself to show it everywhere.",
                                max_length=120,
                            ),
                        ),
                        (
                            "plural",
                            models.CharField(
                                blank=True,
                                help_text="Only if the automatic plural is wrong. As in the middle of a sentence: “chiefs of staff”.",
                                max_length=130,
                            ),
                        ),
                        (
                            "article",
                            models.CharField(
                                blank=True,
                                choices=[("a", "a"), ("an", "an")],
                                help_text="Only if the automatic article is wrong. It follows the sound: “an SQL developer”, “a user researcher”.",
                                max_length=2,
                            ),
                        ),
                        (
                            "running",
                            models.CharField(
                                blank=True,
                                help_text="Only if the automatic form is wrong. The title as written in the middle of a sentence.",
                                max_length=120,
                                verbose_name="title in running text",
                            ),
                        ),
                        (
                            "description",
                            occupations.models.fields.LongText(
                                blank=True,
                                help_text="What people in the occupation do, in our own words. Markdown: paragraphs, lists, emphasis, links. No HTML.",
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "withdrawal_reason",
                            models.CharField(
                                blank=True,
                                help_text="One sentence for visitors: why the page was withdrawn.",
                                max_length=300,
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                db_constraint=False,
                                limit_choices_to={"merged_into": None},
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="occupations.category",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The page to offer to visitors of a withdrawn occupation.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "description_after",
                            occupations.models.fields.LongText(
                                blank=True,
                                help_text="The words of a source that the description was made from; pages then name the source.",
                            ),
                        ),
                        (
                            "own_responsibilities",
                            models.BooleanField(
                                default=False,
                                help_text="The official ones are left out, and new releases change nothing.",
                                verbose_name="show only our own responsibilities",
                            ),
                        ),
                        (
                            "own_skills",
                            models.BooleanField(
                                default=False,
                                help_text="The official ones are left out, and new releases change nothing.",
                                verbose_name="show only our own skills",
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
                                    hash="256144e8607d247918413aac2aaed8c430d67468",
                                    operation="UPDATE",
                                    pgid="pgtrigger_history_immutable_119bd",
                                    table="occupations_occupationevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="ab3bdf4a5c2ff2d615b77d29a6f2604fe6c7f1f1",
                                    operation="DELETE",
                                    pgid="pgtrigger_history_kept_a4353",
                                    table="occupations_occupationevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="b16717f812dd37fc750e91a88ed1bc4dd6dbd9df",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_history_not_truncated_a61fc",
                                    table="occupations_occupationevent",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OccupationSkillEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="The place in the list, from 1. Empty: where the source has it; what is ours comes last.",
                                null=True,
                            ),
                        ),
                        (
                            "share",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Percent of profiles that name the skill. Empty if no source has it.",
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                            ),
                        ),
                        (
                            "occupation",
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
                                to="occupations.occupationskill",
                            ),
                        ),
                        (
                            "release",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="The source of the share; empty for an editor's figure.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="occupations.release",
                            ),
                        ),
                        (
                            "skill",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="occupations.skill",
                            ),
                        ),
                        ("hidden", models.BooleanField(default=False, verbose_name="left out")),
                        (
                            "instead_of",
                            occupations.models.fields.OneLineText(
                                blank=True, help_text="The words of the source that it stands for.", max_length=2000
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
                                    hash="8c5fd1b952282e4f928d229adca192a2448279a5",
                                    operation="UPDATE",
                                    pgid="pgtrigger_history_immutable_4a39a",
                                    table="occupations_occupationskillevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="4bd2d6fa35f9958f4ea880d613971a2d8fbe874d",
                                    operation="DELETE",
                                    pgid="pgtrigger_history_kept_1ab00",
                                    table="occupations_occupationskillevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="dd196f4141d8db121f68c949b7caff8fcc3708fc",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_history_not_truncated_293a3",
                                    table="occupations_occupationskillevent",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResponsibilityEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="The place in the list, from 1. Empty: where the source has it; what is ours comes last.",
                                null=True,
                            ),
                        ),
                        (
                            "text",
                            occupations.models.fields.OneLineText(
                                blank=True,
                                help_text="One sentence that starts with a verb: “Plan the week's shifts.” In our own words.",
                                max_length=400,
                            ),
                        ),
                        (
                            "occupation",
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
                                to="occupations.responsibility",
                            ),
                        ),
                        ("hidden", models.BooleanField(default=False, verbose_name="left out")),
                        (
                            "instead_of",
                            occupations.models.fields.OneLineText(
                                blank=True, help_text="The words of the source that it stands for.", max_length=2000
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
                                    hash="37da5c0c2fb3353d3865bec1369ed002dec834d0",
                                    operation="UPDATE",
                                    pgid="pgtrigger_history_immutable_74a06",
                                    table="occupations_responsibilityevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="a40c20d6181619e0c38c3c544fe4d5424d971e92",
                                    operation="DELETE",
                                    pgid="pgtrigger_history_kept_5a351",
                                    table="occupations_responsibilityevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="c9da252b956e07e718573a977ca11e30d3b055bd",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_history_not_truncated_a1cf9",
                                    table="occupations_responsibilityevent",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SkillEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "name",
                            models.CharField(
                                help_text="As written on its own: “Customer service”, “POS”.", max_length=80
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="occupations.skill",
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
                                    hash="eda1b8e6d74568b3fde83916775f5acdb5ca7ed3",
                                    operation="UPDATE",
                                    pgid="pgtrigger_history_immutable_bc135",
                                    table="occupations_skillevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="e66b20da91aa08901ac0623084a62e05a16c701d",
                                    operation="DELETE",
                                    pgid="pgtrigger_history_kept_9fad3",
                                    table="occupations_skillevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="e91e74fc34411aa864c0b9457fb35bc1a80fbaff",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_history_not_truncated_20877",
                                    table="occupations_skillevent",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TitleOverrideEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("note", models.CharField(blank=True, help_text="Why, for other editors.", max_length=300)),
                        (
                            "title",
                            occupations.models.fields.OneLineText(
                                help_text="As people type it. Small and capital letters, accents and plurals make no difference, and the override also decides decorated forms: one for “Nurse” decides “Senior Nurse II”, unless that has its own.",
                                max_length=120,
                            ),
                        ),
                        (
                            "folded",
                            models.CharField(
                                editable=False,
                                help_text="The title as it is looked for; of each, one override.",
                                max_length=400,
                            ),
                        ),
                        (
                            "occupation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Leave it empty to say that no occupation here matches. Visitors then see the nearest ideas.",
                                null=True,
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
                                to="occupations.titleoverride",
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
                                    hash="fb25837285f87ca3b1c8cae895f2f40f8f03b44e",
                                    operation="UPDATE",
                                    pgid="pgtrigger_history_immutable_0206b",
                                    table="occupations_titleoverrideevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="f8811eaa73138d0c6b46ca34d3b53fe0b3d865e4",
                                    operation="DELETE",
                                    pgid="pgtrigger_history_kept_68577",
                                    table="occupations_titleoverrideevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="b5f83f9e52681f1de68d3708c8301f0afa0ff20f",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_history_not_truncated_745ab",
                                    table="occupations_titleoverrideevent",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TitleTableRowEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("note", models.CharField(blank=True, help_text="Why, for other editors.", max_length=300)),
                        (
                            "table",
                            models.CharField(
                                choices=[
                                    ("abbreviations", "abbreviations"),
                                    ("gendered", "gendered words"),
                                    ("british", "British words"),
                                    ("spanish", "Spanish words"),
                                    ("everyday", "everyday words"),
                                    ("ambiguous", "ambiguous words"),
                                    ("activities", "activities"),
                                    ("functions", "functions"),
                                    ("supervisors", "trades"),
                                    ("leaders", "leaders"),
                                    ("general", "general words"),
                                    ("roles", "roles"),
                                    ("marks", "marks"),
                                    ("places", "places"),
                                    ("states", "states"),
                                    ("no_titles", "no job titles"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "words",
                            occupations.models.fields.OneLineText(
                                help_text="As they stand in a title. Capital letters, accents and plurals make no difference.",
                                max_length=120,
                            ),
                        ),
                        ("folded", models.CharField(editable=False, max_length=400)),
                        (
                            "read_as",
                            occupations.models.fields.OneLineText(
                                blank=True,
                                help_text="Tables of words that are read as others only. Separate alternatives with “|”, the likeliest first.",
                                max_length=300,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True, help_text="“Leaders”, “Marks” and “No job titles” only.", max_length=20
                            ),
                        ),
                        (
                            "where",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("any", "anywhere"),
                                    ("start", "at the start"),
                                    ("end", "at the end"),
                                    ("edges", "at either end"),
                                ],
                                help_text="“Marks” only: where it is set aside.",
                                max_length=5,
                                verbose_name="part of a title",
                            ),
                        ),
                        (
                            "off",
                            models.BooleanField(
                                default=False,
                                help_text="The table's own row for these words is not used.",
                                verbose_name="switched off",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="occupations.titletablerow",
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
                                    hash="5bcf3448668466d34288736328f50cf5162e3ba4",
                                    operation="UPDATE",
                                    pgid="pgtrigger_history_immutable_a0d38",
                                    table="occupations_titletablerowevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="67366f7a4e49a2a900e4162215ce47c2d87815b3",
                                    operation="DELETE",
                                    pgid="pgtrigger_history_kept_5b7a3",
                                    table="occupations_titletablerowevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="5e9ed2fcceba8384047f5035549e9ec37fe12454",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_history_not_truncated_ddbb8",
                                    table="occupations_titletablerowevent",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VerbatimWordEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "word",
                            models.CharField(
                                help_text="Exactly as it should be written: “HVAC”, “AutoCAD”.", max_length=40
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="occupations.verbatimword",
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
                                    hash="e95c4af1e425edfd8d692d688ff9c9f7dde88769",
                                    operation="UPDATE",
                                    pgid="pgtrigger_history_immutable_212c6",
                                    table="occupations_verbatimwordevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="d118f381027b838745bc2481371494d623eedc73",
                                    operation="DELETE",
                                    pgid="pgtrigger_history_kept_ec025",
                                    table="occupations_verbatimwordevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="3194730d9ef62c308456471565ace4c6ec69c597",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_history_not_truncated_c80de",
                                    table="occupations_verbatimwordevent",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WageEstimateEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "method",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("measured", "survey or census"),
                                    ("rated", "assessed by analysts or workers"),
                                    ("modelled", "estimated by a model"),
                                    ("projected", "projection"),
                                    ("filed", "administrative records"),
                                    ("derived", "calculated from other figures"),
                                    ("editor", "entered by an editor"),
                                    ("unstated", "method not stated"),
                                ],
                                help_text="How the figure was made. Empty: the method of its release.",
                                max_length=12,
                            ),
                        ),
                        (
                            "population",
                            models.CharField(
                                blank=True,
                                help_text="The population, if it differs from the usual one of the metric.",
                                max_length=200,
                            ),
                        ),
                        (
                            "period_start",
                            models.DateField(
                                blank=True, help_text="First day of the reference period, if known.", null=True
                            ),
                        ),
                        (
                            "period_end",
                            models.DateField(
                                blank=True, help_text="Last day of the reference period, if known.", null=True
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="Shown to visitors: what they should know about this figure.",
                                max_length=300,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="The source of the figure, or why it replaces the official one. Shown to visitors as its source.",
                                max_length=300,
                            ),
                        ),
                        (
                            "expires_on",
                            models.DateField(
                                blank=True,
                                help_text="From this day on, visitors see the page without this figure. Empty: it does not expire.",
                                null=True,
                            ),
                        ),
                        (
                            "annual_mean",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Mean pay in a year, US$.",
                                max_digits=12,
                                null=True,
                            ),
                        ),
                        (
                            "annual_p10",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="One in ten earns less in a year, US$.",
                                max_digits=12,
                                null=True,
                            ),
                        ),
                        ("annual_p25", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        (
                            "annual_median",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Half earn less in a year, US$.",
                                max_digits=12,
                                null=True,
                            ),
                        ),
                        ("annual_p75", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        (
                            "annual_p90",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Nine in ten earn less in a year, US$.",
                                max_digits=12,
                                null=True,
                            ),
                        ),
                        (
                            "hourly_mean",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Mean pay in an hour, US$, if it was measured. If empty, the site derives it and says so.",
                                max_digits=12,
                                null=True,
                            ),
                        ),
                        ("hourly_p10", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ("hourly_p25", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ("hourly_median", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ("hourly_p75", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ("hourly_p90", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        (
                            "annual_average",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Average pay in a year, US$, where the source does not say whether mean or median.",
                                max_digits=12,
                                null=True,
                            ),
                        ),
                        (
                            "hourly_average",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Average hourly pay, US$, where the source does not say whether mean or median.",
                                max_digits=12,
                                null=True,
                            ),
                        ),
                        (
                            "mean_rse",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                editable=False,
                                max_digits=6,
                                null=True,
                                verbose_name="relative standard error of the mean, %",
                            ),
                        ),
                        (
                            "employment",
                            models.BigIntegerField(blank=True, editable=False, null=True, verbose_name="employees"),
                        ),
                        (
                            "employment_rse",
                            models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=6, null=True),
                        ),
                        (
                            "sample_size",
                            models.BigIntegerField(
                                blank=True, help_text="Number of respondents or filings, if known.", null=True
                            ),
                        ),
                        (
                            "annual_only",
                            models.BooleanField(
                                default=False,
                                help_text="The survey publishes no hourly pay, because hours are unusual (teachers, pilots).",
                            ),
                        ),
                        (
                            "hourly_only",
                            models.BooleanField(
                                default=False,
                                help_text="The survey publishes no yearly pay, because few work all year (actors).",
                            ),
                        ),
                        (
                            "top_coded",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        (
                            "suppressed",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                            ),
                        ),
                        (
                            "top_code_annual",
                            models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True),
                        ),
                        (
                            "top_code_hourly",
                            models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True),
                        ),
                        (
                            "occupation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                                to="occupations.wageestimate",
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
                                    hash="84ba1539267df55b3eb3751cb71472faeaf1a554",
                                    operation="UPDATE",
                                    pgid="pgtrigger_history_immutable_35c1b",
                                    table="occupations_wageestimateevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="c0ead4386c08b6e3cdb5a9bcdae6104674b3acbe",
                                    operation="DELETE",
                                    pgid="pgtrigger_history_kept_19236",
                                    table="occupations_wageestimateevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="e47c562c8989bc7a33161222bb46192789d2c669",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_history_not_truncated_6beb2",
                                    table="occupations_wageestimateevent",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EditionRelease",
                    fields=[],
                    options={
                        "proxy": True,
                        "default_permissions": (),
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="edition_release_immutable",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="67e570c305f66d452485a442e072bdc66a83c6db",
                                    operation="UPDATE",
                                    pgid="pgtrigger_edition_release_immutable_9a02a",
                                    table="occupations_edition_releases",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="edition_release_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="4d37ae01058815f154d402a85c6172a41d1b385c",
                                    operation="DELETE",
                                    pgid="pgtrigger_edition_release_kept_96ea0",
                                    table="occupations_edition_releases",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="edition_release_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="4f8306c51db927cdc5946c98c1f3a1f9ea0557b6",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_edition_release_not_truncated_99074",
                                    table="occupations_edition_releases",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                    bases=("occupations.edition_releases",),
                ),
                migrations.CreateModel(
                    name="ReviewRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("object_id", models.CharField(max_length=36)),
                        (
                            "title",
                            models.CharField(
                                help_text="The name of the subject when it was asked for.",
                                max_length=260,
                                verbose_name="what",
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[("publish", "publish"), ("withdraw", "withdraw"), ("merge", "merge")],
                                default="publish",
                                max_length=10,
                            ),
                        ),
                        (
                            "why",
                            models.CharField(
                                blank=True,
                                help_text="Why a review is needed; empty if somebody just wants one.",
                                max_length=200,
                                verbose_name="needed for",
                            ),
                        ),
                        (
                            "asked_about",
                            models.CharField(
                                help_text="The state of the subject that a reviewer may approve.", max_length=64
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, help_text="For the history of editions, once published.", max_length=300
                            ),
                        ),
                        (
                            "moment",
                            models.DateTimeField(
                                blank=True,
                                help_text="Empty: as soon as it is approved.",
                                null=True,
                                verbose_name="publish at",
                            ),
                        ),
                        (
                            "withdrawal",
                            models.JSONField(
                                default=dict,
                                help_text="Of a withdrawal: {reason, successor: key of an occupation}; of a merge: {into: key, choices}.",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("open", "waiting for a review"),
                                    ("approved", "approved"),
                                    ("sent_back", "sent back"),
                                    ("taken_back", "taken back by who asked"),
                                    ("replaced", "replaced by a newer one"),
                                    ("passed", "published without a review"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="Why it was sent back, or published without a review.",
                                max_length=500,
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="asked by",
                            ),
                        ),
                        (
                            "content_type",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contenttypes.contenttype",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decided by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "review",
                        "ordering": ["-asked_at", "-pk"],
                        "permissions": [("skip_review", "Can publish and withdraw without the review that is needed")],
                        "indexes": [models.Index(fields=["content_type", "object_id"], name="reviewrequest_subject")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("outcome", "open")),
                                fields=("content_type", "object_id"),
                                name="reviewrequest_one_open",
                                violation_error_message="A review is asked for already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at", None), ("outcome", "open")),
                                    models.Q(
                                        models.Q(("outcome", "open"), _negated=True), ("decided_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="reviewrequest_open_until_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "approved"), _negated=True),
                                    ("asked_by", None),
                                    ("decided_by", None),
                                    models.Q(("asked_by", models.F("decided_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="reviewrequest_approved_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome__in", ["sent_back", "passed"]), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="reviewrequest_reason_given",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewComment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("text", occupations.models.fields.LongText(max_length=2000)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="occupations.reviewrequest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["written_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="reviewcomment_text_not_empty"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScheduledEdition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("document", models.TextField(help_text="The profile as canonical JSON.")),
                        ("digest", models.CharField(max_length=64)),
                        ("moment", models.DateTimeField()),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("agreed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="agreed")),
                        (
                            "progress",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting"),
                                    ("published", "published"),
                                    ("held", "held back"),
                                    ("canceled", "canceled"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                        ("reason", models.CharField(blank=True, help_text="Why it was held back.", max_length=500)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="occupations.category"
                            ),
                        ),
                        (
                            "edition",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="occupations.edition",
                            ),
                        ),
                        (
                            "occupation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scheduled",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="occupations.edition",
                            ),
                        ),
                        ("releases", models.ManyToManyField(related_name="+", to="occupations.release")),
                    ],
                    options={
                        "verbose_name": "scheduled edition",
                        "ordering": ["moment", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("progress", "waiting")),
                                fields=("occupation",),
                                name="scheduled_one_waiting",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("progress", "waiting")),
                                    models.Q(
                                        models.Q(("progress", "waiting"), _negated=True), ("ended_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="scheduled_waits_until_ended",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("edition__isnull", False), ("progress", "published")),
                                    models.Q(models.Q(("progress", "published"), _negated=True), ("edition", None)),
                                    _connector="OR",
                                ),
                                name="scheduled_edition_if_published",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("progress", "held"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="scheduled_held_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpenForm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("seen_at", models.DateTimeField()),
                        (
                            "occupation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("occupation", "user"), name="openform_unique")],
                    },
                ),
                migrations.CreateModel(
                    name="SpreadsheetExport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("occupations", models.PositiveIntegerField()),
                        (
                            "content",
                            models.BinaryField(
                                help_text="Its rows, as compressed JSON (occupations/admin/spreadsheets/exports.py)."
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SpreadsheetBatch",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "name",
                            models.CharField(
                                help_text="For other editors: what changed, and why.",
                                max_length=200,
                                verbose_name="name of the batch",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "edits",
                            models.BinaryField(
                                default=bytes,
                                help_text="The changed cells, as compressed JSON; once saved, those that undo it.",
                            ),
                        ),
                        ("written_at", models.DateTimeField(null=True)),
                        (
                            "occupations",
                            models.JSONField(default=list, help_text="Keys of the occupations that it changed."),
                        ),
                        ("cells", models.PositiveIntegerField(default=0, help_text="How many cells it changed.")),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "run",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="occupations.publishingrun",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "active_at",
                            models.DateTimeField(help_text="When the worker last said that it is alive.", null=True),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, help_text="When this phase was asked for."
                            ),
                        ),
                        ("content", models.BinaryField(default=bytes, help_text="The file, until it is checked.")),
                        ("done", models.PositiveIntegerField(default=0)),
                        (
                            "failure",
                            models.TextField(
                                blank=True, help_text="The error that stopped it, for the operators of the site."
                            ),
                        ),
                        (
                            "from_file",
                            models.JSONField(
                                default=list, help_text="Numbers of the conflicts in which the file is right."
                            ),
                        ),
                        (
                            "left",
                            models.PositiveIntegerField(
                                default=0, help_text="How many cells undoing left as edited since."
                            ),
                        ),
                        (
                            "phase",
                            models.CharField(
                                choices=[
                                    ("checking", "being checked"),
                                    ("ready", "checked, to be saved"),
                                    ("saving", "being saved"),
                                    ("saved", "saved"),
                                    ("undoing", "being undone"),
                                    ("undone", "undone"),
                                    ("unchanged", "changes nothing"),
                                    ("refused", "refused"),
                                    ("stopped", "stopped; nothing was changed"),
                                ],
                                default="checking",
                                max_length=10,
                            ),
                        ),
                        ("problems", models.JSONField(default=list, help_text="Why it was refused, in sentences.")),
                        (
                            "publishes",
                            models.BooleanField(
                                default=False, help_text="Whether it is to be published once it is saved."
                            ),
                        ),
                        (
                            "seen",
                            models.CharField(
                                blank=True, help_text="Which differences were shown when it was saved.", max_length=64
                            ),
                        ),
                        (
                            "step",
                            models.CharField(blank=True, help_text="What it is doing, for editors.", max_length=200),
                        ),
                        ("stop_asked", models.BooleanField(default=False)),
                        (
                            "total",
                            models.PositiveIntegerField(default=0, help_text="0: nobody knows how much there is."),
                        ),
                        (
                            "worker",
                            models.UUIDField(
                                help_text="Who works on it; empty while it waits for a worker.", null=True
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["written_at", "created_at"], name="spreadsheetbatch_age")],
                    },
                ),
                migrations.CreateModel(
                    name="DatasetEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("key", models.CharField(editable=False, max_length=200)),
                        (
                            "table",
                            models.CharField(help_text="Table of the source: “national”, “table 1.2”.", max_length=120),
                        ),
                        ("geography", models.CharField(blank=True, max_length=120)),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="occupations.dataset",
                            ),
                        ),
                        (
                            "pinned",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Use this release even if there is a newer one. Empty: the newest reference period.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="occupations.release",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="occupations.source",
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
                                    hash="ab8f7828dfcb35e4f0fb3d4893c5dfec3adff89c",
                                    operation="UPDATE",
                                    pgid="pgtrigger_history_immutable_f981f",
                                    table="occupations_datasetevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="30d449c9f024b40fe1cb7b73afd07490fbe86b8e",
                                    operation="DELETE",
                                    pgid="pgtrigger_history_kept_b40a0",
                                    table="occupations_datasetevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="b2265d6e788b85ee3ecd4ee717a88a44d0caf4f6",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_history_not_truncated_363f2",
                                    table="occupations_datasetevent",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SourceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "title",
                            models.CharField(
                                help_text="As cited: “Occupational Employment and Wage Statistics”.", max_length=200
                            ),
                        ),
                        ("publisher", models.CharField(blank=True, max_length=200)),
                        ("url", models.URLField(blank=True, verbose_name="home page")),
                        ("license", models.CharField(blank=True, max_length=200)),
                        (
                            "attribution",
                            models.TextField(blank=True, help_text="The sentence that the license asks us to show."),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="occupations.source",
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
                                    hash="1925ffed976831169068d09b4775cc9af33003b3",
                                    operation="UPDATE",
                                    pgid="pgtrigger_history_immutable_d33c5",
                                    table="occupations_sourceevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_kept",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (TRUE AND current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="9bb234bb8276caaf2775c9f9cc0961277f2d5461",
                                    operation="DELETE",
                                    pgid="pgtrigger_history_kept_a7500",
                                    table="occupations_sourceevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="history_not_truncated",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (current_setting('careersite.allow_deletion', true) IS DISTINCT FROM 'yes')",
                                    func="\nRAISE EXCEPTION 'Rows of % are kept. Nothing was deleted.', TG_TABLE_NAME\nUSING ERRCODE = 'restrict_violation', HINT = 'If it is meant: SET LOCAL careersite.allow_deletion = ''yes'' in the same transaction.';\n",
                                    hash="8a5d94af34afb12b49196aa90aac7b41f0798629",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_history_not_truncated_750fd",
                                    table="occupations_sourceevent",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnsavedWork",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "row",
                            models.BigIntegerField(
                                help_text="The key of what the form edits; empty for a new one.", null=True
                            ),
                        ),
                        (
                            "sent",
                            models.JSONField(help_text="{name of a field: [value, …]}, as a browser sends the form."),
                        ),
                        ("typed_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contenttypes.contenttype",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "unsaved work",
                        "ordering": ["-typed_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("by", "kind", "row"), name="unsavedwork_one_for_a_form", nulls_distinct=False
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReleaseImport",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "name",
                            models.CharField(help_text="The names of the files, or of the folder.", max_length=200),
                        ),
                        (
                            "folder",
                            models.CharField(
                                blank=True, help_text="Below RELEASES_DIR; empty: the files are here.", max_length=300
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "phase",
                            models.CharField(
                                choices=[
                                    ("checking", "being checked"),
                                    ("ready", "checked, to be imported"),
                                    ("importing", "being imported"),
                                    ("comparing", "imported, pages being compared"),
                                    ("done", "imported"),
                                    ("undoing", "being undone"),
                                    ("undone", "undone"),
                                    ("refused", "refused"),
                                    ("stopped", "stopped; nothing was imported"),
                                ],
                                default="checking",
                                max_length=10,
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, help_text="When this phase was asked for."
                            ),
                        ),
                        (
                            "worker",
                            models.UUIDField(
                                help_text="Who works on it; empty while it waits for a worker.", null=True
                            ),
                        ),
                        (
                            "active_at",
                            models.DateTimeField(help_text="When the worker last said that it is alive.", null=True),
                        ),
                        (
                            "step",
                            models.CharField(blank=True, help_text="What it is doing, for editors.", max_length=200),
                        ),
                        ("done", models.PositiveIntegerField(default=0)),
                        (
                            "total",
                            models.PositiveIntegerField(default=0, help_text="0: nobody knows how much there is."),
                        ),
                        ("stop_asked", models.BooleanField(default=False)),
                        (
                            "failure",
                            models.TextField(
                                blank=True, help_text="The error that stopped it, for the operators of the site."
                            ),
                        ),
                        ("problems", models.JSONField(default=list, help_text="Why it was refused, in sentences.")),
                        (
                            "report",
                            models.JSONField(
                                default=dict, help_text="What it changes (occupations/importers/requested/report.py)."
                            ),
                        ),
                        (
                            "findings",
                            models.BinaryField(default=bytes, help_text="The same, row by row, as compressed JSON."),
                        ),
                        (
                            "consent_reason",
                            models.CharField(
                                blank=True, help_text="Why it may change more than is usual.", max_length=500
                            ),
                        ),
                        ("imported_at", models.DateTimeField(null=True)),
                        (
                            "touched",
                            models.JSONField(default=list, help_text="Keys of the occupations that draw on them."),
                        ),
                        (
                            "drafted",
                            models.JSONField(
                                default=list, help_text="Those of them that had unpublished changes before."
                            ),
                        ),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "consent_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "imported_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "run",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="occupations.publishingrun",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "releases",
                            models.ManyToManyField(
                                help_text="Those that it brought.", related_name="+", to="occupations.release"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created_at"],
                        "permissions": [("accept_release", "Can import a release that changes more than is usual")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("consent_by", None),
                                    models.Q(("consent_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="releaseimport_consent_has_a_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReleaseImportFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        ("content", models.BinaryField()),
                        (
                            "release_import",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="occupations.releaseimport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("release_import", "name"), name="releaseimportfile_name_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name__regex", "^[^/\\\\.~\\s][^/\\\\\\x00-\\x1f]*$")),
                                name="releaseimportfile_name_plain",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Merge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("moved", models.JSONField(default=dict, help_text="{part: what it needs to take it back}.")),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "occupation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="merges",
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "taken_back_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("taken_back_at", None)),
                                fields=("occupation",),
                                name="merge_of_occupation_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("occupation", models.F("into")), _negated=True),
                                name="merge_into_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ShownFacts",
                    fields=[
                        (
                            "occupation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="shown_facts",
                                serialize=False,
                                to="occupations.occupation",
                            ),
                        ),
                        (
                            "hidden",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "figures",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "wages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "wage_columns",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                help_text="One for each of the wages.",
                                size=None,
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="occupations.edition"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "shown facts",
                        "ordering": ["occupation"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("wages__len", models.F("wage_columns__len"))),
                                name="shownfacts_wages_have_columns",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FoldedTitle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("title", "title, where the description is not here"),
                                    ("description", "description"),
                                    ("responsibility", "responsibility"),
                                    ("alternate_title", "alternate title"),
                                    ("reported_title", "title reported by people in the occupation"),
                                    ("direct_match_title", "title that belongs to this code alone"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("name", models.TextField(db_index=True)),
                        (
                            "words",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), help_text="Those of it that count.", size=None
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(help_text="Of the form.")),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="occupations.statisticalrecord",
                            ),
                        ),
                        (
                            "release",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="occupations.release"
                            ),
                        ),
                    ],
                ),
            ],
        ),
    ]
