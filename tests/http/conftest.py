"""The demonstration data, loaded once for a module and forgotten after it; and small occupations for the others."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from occupations.models import Occupation


class Demo(NamedTuple):
    titles: dict[str, str]  # slug → title
    running: dict[str, str]  # slug → as in the middle of a sentence

    @property
    def slugs(self) -> list[str]:
        return list(self.titles)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[Demo]:
    """Both files of `fixtures/`, published. Rolled back when the module is done; its tests must not write."""
    with django_db_blocker.unblock(), transaction.atomic():
        for file in sorted((settings.BASE_DIR / "fixtures").glob("*.json")):
            call_command("load_occupations", str(file), publish=True, verbosity=0)
        rows = list(Occupation.objects.public().order_by("slug").values_list("slug", "live__title", "live__document"))
        from occupations.profiles.document import decode

        yield Demo(
            {slug: title for slug, title, _ in rows},
            {slug: decode(document).names.running for slug, _, document in rows},
        )
        transaction.set_rollback(True)
