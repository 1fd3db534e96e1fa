"""What only a demonstration has: its two accounts, and a first start that may be unfinished. Never in production."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from occupations.models import TitleModel
from occupations.publishing import opening

# Accounts and their groups: both write and publish; the publisher also withdraws.
ACCOUNTS = {"editor": "Editors", "publisher": "Publishers"}


def accounts_file() -> Path:
    return settings.VAR / "demo-accounts.txt"


def create_accounts() -> dict[str, str]:
    """Create the demo accounts that do not exist; returns the passwords known for those that do, by name.

    If DATABASE_URL names a server that already has users, nobody is added, because it may be a real site's.
    """
    users = get_user_model().objects
    passwords = _passwords()
    if settings.DATABASE_URL and users.exclude(username__in=ACCOUNTS).exists():
        return passwords
    for name, group in ACCOUNTS.items():
        if users.filter(username=name).exists():
            continue
        passwords[name] = secrets.token_urlsafe(12)
        with transaction.atomic():
            user = users.create_user(name, password=passwords[name], is_staff=True)
            user.groups.add(Group.objects.get(name=group))
            _keep(passwords)
    return passwords


def _passwords() -> dict[str, str]:
    try:
        lines = accounts_file().read_text().splitlines()
    except FileNotFoundError:
        return {}
    return dict(line.split(maxsplit=1) for line in lines if line.strip())


def _keep(passwords: dict[str, str]) -> None:
    with os.fdopen(os.open(accounts_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        stream.writelines(f"{name} {password}\n" for name, password in passwords.items())


def lacks_titles() -> bool:
    """Whether the country is here, and the model that understands job titles is not: until it is, exact names are
    found."""
    return not settings.PRODUCTION and opening.finished() and not TitleModel.objects.exists()
