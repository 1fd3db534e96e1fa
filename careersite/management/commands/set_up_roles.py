"""manage.py set_up_roles: creates the two groups of the admin with their permissions. Safe to run again."""

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError

EDITED = (
    "occupation", "category", "alternatetitle", "responsibility", "skill", "occupationskill", "figure", "wageestimate",
    "classification", "verbatimword", "pairnote", "titleoverride",
)  # fmt: skip
READ = (
    "edition", "release", "source", "dataset", "statisticalrecord", "metricpolicy", "titletoreview", "titletablerow",
    "titlebuild",
)  # fmt: skip
ROLES = {
    "Editors": [f"{verb}_{model}" for model in EDITED for verb in ("view", "add", "change", "delete")]
    + [f"view_{model}" for model in READ]
    + ["publish_occupation", "view_correction", "change_correction", "change_titletoreview"],
}
ROLES["Publishers"] = [
    *ROLES["Editors"],
    "withdraw_occupation",
    "change_metricpolicy",
    "add_metricpolicy",
    "change_dataset",
    "add_titlebuild",
    "add_titletablerow",
    "change_titletablerow",
    "delete_titletablerow",
    "delete_correction",
]


class Command(BaseCommand):
    help = (
        "Create the groups Editors (write, preview, publish) and Publishers (also withdraw, reinstate and restore, "
        "choose releases, change the tables by which titles are read, switch sensitive metrics, and delete reported "
        "errors)."
    )

    def handle(self, **options):
        for name, codenames in ROLES.items():
            permissions = Permission.objects.filter(
                codename__in=codenames, content_type__app_label__in=["occupations", "comparisons"]
            )
            absent = set(codenames) - {permission.codename for permission in permissions}
            if absent:
                raise CommandError(f"There is no permission {sorted(absent)}. Run migrate first.")
            Group.objects.get_or_create(name=name)[0].permissions.set(permissions)
        if options["verbosity"]:
            self.stdout.write(f"Groups: {', '.join(ROLES)}.")
