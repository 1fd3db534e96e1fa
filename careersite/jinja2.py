"""The template engine of the public pages, and the globals that every page can use."""

from collections.abc import Callable, MutableMapping, Sequence
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, Template
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.nodes import Call, Expr, Getattr
from jinja2.runtime import Context
from jinja2.utils import missing
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
    ("Codes", "occupations:code-list"),
    ("How we compare", "comparisons:method"),
    ("Sources", "occupations:source-list"),
    ("Data", "occupations:data"),
    ("Corrections", "occupations:correction-list"),
    *([("API", "api:docs")] if settings.API_ENABLED else []),
)


class _CodeGenerator(CodeGenerator):
    """Generates templates that output finished HTML unchanged, and whose macros are functions.

    Jinja's own templates wrap each piece again, and look at what they call before they call it, which together takes a
    fifth of a comparison's time (docs/decisions/0021, 0055). If a release of Jinja no longer calls these methods,
    everything is still escaped.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(v if (t := type(v := ")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")) is Markup else environment.escape_text(v) if t is str else environment.escaped(v))")

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 (named by Jinja)
        """Of an object, as Python has it; of a mapping, or where there is none, as Jinja finds it."""
        self.write("(a if (a := getattr(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, missing)) is not missing else environment.getattr(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}))")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        special = macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs
        if special or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().macro_def(macro_ref, frame)
        else:
            names = [argument.name for argument in macro_ref.node.args]
            self.write(f"environment.macro(macro, {names!r})")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().return_buffer_contents(frame, force_unescaped)
        else:
            self.writeline(f"return environment.finished(concat({frame.buffer}))")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 (named by Jinja)
        """Nothing that a public template calls asks for its context."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class _Template(Template):
    """Imported with the environment's globals, the only ones there are: Jinja's own template compares them for each
    import of each page."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class PublicEnvironment(Environment):
    code_generator_class = _CodeGenerator
    template_class = _Template
    finished = partial(str.__new__, Markup)  # without what Markup() does first for other things than texts

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Those of the environment themselves, where there are no others; Jinja looks through a chain of two each
        time."""
        return super().make_globals(d) if d else self.globals

    @staticmethod
    def macro(function: Callable[..., Markup], names: Sequence[str]) -> Callable[..., Markup]:
        """The function of a macro with its arguments by place or by name; those that are not given are `missing`."""
        function.__defaults__ = (missing,) * len(names)

        def called(*given: object, **named: object) -> Markup:
            if named:
                given = (*given, *[named.pop(name, missing) for name in names[len(given) :]])
                if named:
                    raise TypeError(f"a macro with {', '.join(names)} has no {', '.join(named)}")
            return function(*given)

        return called

    escape_text = staticmethod(_escape_inner)
    """For pieces of output, which are joined: `escape` makes an object of each, which takes four times as long."""

    @staticmethod
    def escaped(value: object) -> str:
        """What is neither finished nor a text."""
        return str(value) if type(value) is int else escape(value)


def environment(**options) -> Environment:
    # Django's backend passes autoescape=True. Templates are few, so no cache has to count which are used most.
    env = PublicEnvironment(cache_size=-1, **options)

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
