"""Calls the templates of the public pages from Python: whole pages, fragments and macros."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import Template
from markupsafe import Markup


def _template(name: str) -> Template:
    engine = engines["public"]
    if not isinstance(engine, Jinja2):
        raise ImproperlyConfigured("The template engine “public” has to be Jinja2.")
    return engine.env.get_template(name)


@cache
def macro(template: str, name: str) -> Callable[..., Markup]:
    """A macro of a template, whose name is given without its ending. Costs a third of rendering a template."""
    return getattr(_template(f"{template}.html").module, name)


def render_page(template: str, context: dict[str, Any]) -> str:
    """Renders a whole page."""
    return _template(template).render(context)


def render(template: str, /, **context) -> Markup:
    """Renders a fragment of a page."""
    return Markup(_template(template).render(context).strip())  # noqa: S704 (the engine escapes)
