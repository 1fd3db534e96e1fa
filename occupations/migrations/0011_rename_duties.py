"""The rows of a release never change; what kind of text they are has a new name, for which the trigger steps aside."""

import pgtrigger
from django.db import migrations


def rename(old, new):
    def run(apps, schema_editor):
        texts = apps.get_model("occupations", "RecordText").objects.using(schema_editor.connection.alias)
        with pgtrigger.ignore("occupations.RecordText:release_rows_immutable"):
            texts.filter(kind=old).update(kind=new)

    return run


class Migration(migrations.Migration):
    dependencies = [("occupations", "0010_text_kinds")]

    operations = [migrations.RunPython(rename("duty", "responsibility"), rename("responsibility", "duty"))]
