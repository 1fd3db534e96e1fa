import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("occupations", "0071_fill_keys_of_sources")]

    operations = [
        migrations.AlterField(
            model_name="source",
            name="key",
            field=models.CharField(
                editable=False,
                help_text="The name in data formats. It is made once, and stays when the source is renamed.",
                max_length=420,
                unique=True,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("key__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")), name="source_key_form"
            ),
        ),
    ]
