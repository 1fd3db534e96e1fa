"""granian, with the site loaded once: the process that starts the workers has the code and the templates in memory, and
they share it instead of having a copy each.

    python -m careersite.server <the options of granian>

A worker is a fork of this process, so nothing here may start a thread or keep a connection; `wsgi.py` does that in the
worker. Where Python does not fork (macOS), each worker loads the site itself, as without this.
"""

import gc
import os

from granian.cli import entrypoint


def load() -> None:
    """Whatever of the site is the same in all workers."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careersite.settings")
    os.environ.setdefault("CAREERSITE_WEB", "1")
    import django
    from django.template import engines
    from django.urls import get_resolver

    django.setup()
    from careersite import demo, schedule  # noqa: F401 (as wsgi.py, when there are models)
    from occupations.search import keeping, review  # noqa: F401

    get_resolver().url_patterns  # noqa: B018 (reading it imports all views)
    public = engines["public"].env  # type: ignore[attr-defined]
    for name in public.list_templates(extensions=["html", "xml", "txt", "svg"]):
        if not name.startswith("admin/"):
            public.get_template(name)
    _read_titles()
    # A collection would write into every object, and with that copy the pages that they are on.
    gc.collect()
    gc.freeze()


def _read_titles() -> None:
    """The names of all occupations and the model of job titles, 30 MB, as the last local copy has them."""
    from django.db import DatabaseError, connections

    from occupations.search import keeping

    try:
        keeping.read()
    except DatabaseError:
        pass  # the first start: each worker reads them when there is a copy
    finally:
        connections.close_all()


if __name__ == "__main__":
    load()
    entrypoint()
