"""The template engine of the public pages, and the globals that every page can use."""

from functools import cache

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, Template
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.nodes import Expr
from jinja2.runtime import Context
from markupsafe import Markup, _escape_inner, escape

from occupations.links import SITE_NAME

NAV = (
    ("Compare", "comparisons:picker"),
    ("Explore careers", "occupations:explore"),
    ("Categories", "occupations:category-list"),
    ("Rankings", "occupations:ranking-list"),
    ("Employers", "occupations:employer-list"),
    ("Search", "occupations:search"),
    ("Job descriptions", "occupations:job-description"),
)
FOOTER = (
    ("Occupations A to Z", "occupations:occupation-list"),
    ("Industries", "occupations:industry-list"),
    ("Places", "occupations:place-list"),
    ("Highest-paying employers", "occupations:company-best"),
    ("Skills", "occupations:skill-list"),
    ("How we compare", "comparisons:method"),
    ("Sources", "occupations:source-list"),
    ("Corrections", "occupations:correction-list"),
    *([("API", "api:docs")] if settings.API_ENABLED else []),
)


class _CodeGenerator(CodeGenerator):
    """Generates templates that output finished HTML unchanged.

    Jinja's own templates wrap each piece again, which takes a tenth of a comparison's time (docs/decisions/0021). If a
    release of Jinja no longer calls this, everything is still escaped.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class _Template(Template):
    """Imported with the environment's globals, the only ones there are: Jinja's own template compares them for each
    import of each page."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class PublicEnvironment(Environment):
    code_generator_class = _CodeGenerator
    template_class = _Template

    @staticmethod
    def escaped(value: object) -> str:
        """For pieces of output, which are joined: `escape` makes an object of each, which takes four times as long."""
        if type(value) is str:
            return _escape_inner(value)
        if type(value) is Markup:
            return value
        return str(value) if type(value) is int else escape(value)


def environment(**options) -> Environment:
    env = PublicEnvironment(**options)  # Django's backend passes autoescape=True

    def part(name: str, **context) -> Markup:
        return Markup(env.get_template(f"components/{name}.html").render(context).strip())  # noqa: S704

    # What is the same on every page is rendered once; in development, each time.
    remember = cache if not options.get("auto_reload") else lambda function: function

    @remember
    def nav() -> list[tuple[str, str]]:
        return [(label, reverse(name)) for label, name in NAV]

    @remember
    def masthead_of(current: str) -> Markup:
        return part("masthead", current=current, nav=nav())

    def masthead(current: str) -> Markup:
        """One for each entry; all other pages share one, because there is no limit to their number."""
        return masthead_of(current if any(current == url for _, url in nav()) else "")

    @remember
    def colophon() -> Markup:
        return part("colophon", footer=[(label, reverse(name)) for label, name in FOOTER])

    @remember
    def contents(entries: tuple[tuple[str, str], ...]) -> Markup:
        return part("contents", entries=entries)

    env.globals.update(
        static=remember(static), site_name=SITE_NAME, masthead=masthead, colophon=colophon, contents=contents
    )
    return env
