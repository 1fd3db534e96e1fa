"""What tests do differently in CI, which the variable CI tells: many examples, and no excuse for a missing program."""

import os
import shutil

import pytest
from hypothesis import settings

IN_CI = bool(os.environ.get("CI"))


def use_profile() -> None:
    """Choose how many examples a property test tries where it does not say: 100 in CI, 20 elsewhere."""
    settings.register_profile("ci", max_examples=100, deadline=None, print_blob=True)
    settings.register_profile("local", max_examples=20, deadline=None)
    settings.load_profile("ci" if IN_CI else "local")


def examples(in_ci: int) -> int:
    """How many examples a test tries that tries so many in CI: a fifth of them elsewhere, and at least five."""
    return in_ci if IN_CI else min(in_ci, max(5, in_ci // 5))


def program(*names: str, package: str) -> str:
    """The path of the first of these that is installed. Without one the test is skipped, or fails in CI."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        refuse = pytest.fail if IN_CI else pytest.skip
        refuse(f"{names[0]} is not on this machine (Debian: apt-get install {package})")
    return found
