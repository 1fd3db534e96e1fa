"""Empty: help texts, choices and messages, which are not in the database, stand in the migrations that make the fields."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("occupations", "0021_fill_groups_of_figures"),
    ]

    operations = []
