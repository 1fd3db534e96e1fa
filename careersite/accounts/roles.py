"""The four roles of the admin: groups that `migrate` makes, with exactly the permissions below.

Whoever should have others is put into a group with another name, which nothing here touches.
"""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate

VERBS = ("view", "add", "change", "delete")
EDITED = (
    "occupation", "category", "alternatetitle", "responsibility", "skill", "occupationskill", "figure", "wageestimate",
    "classification", "verbatimword", "pairnote", "titleoverride",
)  # fmt: skip
READ = (
    "edition", "release", "source", "dataset", "statisticalrecord", "metricpolicy", "titletoreview", "titletablerow",
    "titlebuild", "correction", "reviewrequest", "schedulededition", "releaseimport",
)  # fmt: skip

VIEWER = {f"view_{model}" for model in (*EDITED, *READ)}
EDITOR = VIEWER | {f"{verb}_{model}" for model in EDITED for verb in VERBS}
EDITOR |= {"publish_occupation", "change_correction", "change_titletoreview", "add_releaseimport"}
PUBLISHER = EDITOR | {
    "withdraw_occupation",
    "skip_review",
    "accept_release",
    "change_metricpolicy",
    "add_metricpolicy",
    "change_dataset",
    "add_titlebuild",
    "add_titletablerow",
    "change_titletablerow",
    "delete_titletablerow",
    "delete_correction",
}
# Accounts are closed, not deleted: the history names them.
ADMINISTRATOR = PUBLISHER | {"view_user", "add_user", "change_user", "view_group"}

ROLES = {"Viewers": VIEWER, "Editors": EDITOR, "Publishers": PUBLISHER, "Administrators": ADMINISTRATOR}
APPS = ("occupations", "comparisons", "auth")


def make_when_migrated() -> None:
    """Permissions come with the signal that follows a migration, which each application gets in turn: after the last
    one, all are there."""
    post_migrate.connect(_make, sender=list(apps.get_app_configs())[-1], dispatch_uid="roles")


def _make(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, apps: Any = apps, **kwargs: Any) -> None:
    if using != DEFAULT_DB_ALIAS:
        return
    try:
        apps.get_model("auth", "Group")
    except LookupError:  # migrated back to where there are no groups
        return
    for name, codenames in ROLES.items():
        found = Permission.objects.filter(codename__in=codenames, content_type__app_label__in=APPS)
        Group.objects.get_or_create(name=name)[0].permissions.set(found)
