"""A text that says what people do is a "responsibility", as on the page; 0011 renames those that are stored."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("occupations", "0009_help_texts")]

    operations = [
        migrations.RemoveConstraint("recordtext", "recordtext_kind_known"),
    ]
