"""Who may do what: the four groups that `migrate` makes, and what people are told who may not."""

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.urls import reverse

from careersite.accounts.roles import APPS, ROLES
from tests.admin_pages import form_of, make_occupation, page_of, signed_in, text_of

pytestmark = pytest.mark.django_db


def permissions_of(name: str) -> set[str]:
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


def test_a_database_that_was_migrated_has_the_roles_with_their_permissions():
    assert {name: permissions_of(name) for name in ROLES} == ROLES


def test_migrating_gives_roles_what_they_lack_and_leaves_other_groups_alone():
    Group.objects.get(name="Editors").permissions.set(Permission.objects.filter(codename="add_user"))
    Group.objects.get(name="Viewers").delete()
    own = Group.objects.create(name="Interns")
    own.permissions.set(Permission.objects.filter(codename="add_skill"))

    call_command("migrate", verbosity=0)

    assert {name: permissions_of(name) for name in ROLES} == ROLES
    assert permissions_of("Interns") == {"add_skill"}


def test_nothing_happens_where_accounts_are_not_there_yet():
    Group.objects.all().delete()
    last = list(apps.get_app_configs())[-1]

    post_migrate.send(sender=last, app_config=last, verbosity=0, interactive=False, using="default", apps=Apps())

    assert not Group.objects.exists()


def test_each_role_may_do_more_than_the_one_before():
    viewers, editors, publishers, administrators = ROLES.values()

    assert viewers < editors < publishers < administrators


def test_whoever_may_see_a_model_sees_its_page():
    """No model of the desk is forgotten in the table of roles."""
    models = [model for model in admin.site._registry if model._meta.app_label in APPS]

    assert {model._meta.model_name for model in models} - {
        name.removeprefix("view_") for name in permissions_of("Administrators") if name.startswith("view_")
    } == {"publishingrun"} & {model._meta.model_name for model in models}


@pytest.mark.parametrize(
    ("role", "name", "says"),
    [
        ("Viewers", "publish", "Editors, Publishers and Administrators can publish it."),
        ("Editors", "reinstate", "Publishers and Administrators can withdraw, reinstate and restore it."),
        ("Viewers", "delete", "Editors, Publishers and Administrators can delete occupations."),
    ],
)
def test_a_refusal_stays_in_the_desk_and_says_who_may(role, name, says):
    occupation = make_occupation()

    refused = signed_in(role).get(page_of(occupation, name))

    assert refused.status_code == 403
    assert says in text_of(refused)
    assert reverse("admin:index") in refused.content.decode()


def test_a_refusal_of_a_page_about_accounts_says_who_looks_after_them():
    somebody = get_user_model().objects.create_user("somebody")

    refused = signed_in("Viewers").get(reverse("admin:auth_user_second_factor", args=[somebody.pk]))

    assert refused.status_code == 403
    assert "Administrators can change users." in text_of(refused)


@pytest.fixture
def administrator():
    return signed_in("Administrators", "ada")


def test_an_administrator_gives_somebody_a_role(administrator):
    anna = get_user_model().objects.create_user("anna", is_staff=True)
    address = reverse("admin:auth_user_change", args=[anna.pk])
    editors = Group.objects.get(name="Editors")

    response = administrator.post(address, form_of(administrator.get(address)) | {"groups": str(editors.pk)})

    assert response.status_code == 302
    assert list(anna.groups.all()) == [editors]


def test_an_administrator_gives_nobody_more_than_they_have(administrator):
    anna = get_user_model().objects.create_user("anna", is_staff=True)
    address = reverse("admin:auth_user_change", args=[anna.pk])
    form = form_of(administrator.get(address))
    above = Group.objects.create(name="Owners")
    above.permissions.set(Permission.objects.filter(codename="delete_user"))

    refused = administrator.post(address, form | {"groups": str(above.pk)})
    administrator.post(address, form | {"is_superuser": "on", "user_permissions": [str(above.permissions.get().pk)]})

    assert "Owners may do what you may not. A superuser can put people into it." in text_of(refused)
    anna.refresh_from_db()
    assert not anna.is_superuser
    assert not anna.groups.exists()
    assert not anna.user_permissions.exists()


def test_an_administrator_may_not_touch_a_superuser(administrator):
    root = get_user_model().objects.create_superuser("root", password="unguessable")

    for name in ("change", "second_factor"):
        assert administrator.post(reverse(f"admin:auth_user_{name}", args=[root.pk])).status_code == 403
    assert administrator.post(reverse("admin:auth_user_password_change", args=[root.pk])).status_code == 403
