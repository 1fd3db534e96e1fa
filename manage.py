#!/usr/bin/env python
"""Run a command of the project, such as `serve`, `migrate` or `load_occupations`."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careersite.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018  (reads the settings now, where an error is one line)
    except ImproperlyConfigured as error:
        sys.exit(f"{error}")

    from careersite.postgresql.base import DatabaseUnreachable

    try:
        execute_from_command_line(sys.argv)
    except DatabaseUnreachable as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
