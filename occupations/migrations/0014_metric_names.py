"""Empty: help texts, choices and messages, which are not in the database, stand in the migrations that make the fields."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("occupations", "0013_merged_zones_and_parts_of_skills"),
    ]

    operations = []
