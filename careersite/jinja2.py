"""The template engine of the public pages, and the few things that every page knows."""

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment

SITE_NAME = "Careersite"

NAV = (
    ("Compare", "comparisons:picker"),
    ("Careers", "occupations:occupation-list"),
    ("Professions", "occupations:category-list"),
    ("Companies", "occupations:company-list"),
    ("Best companies", "occupations:company-best"),
    ("Find jobs", "occupations:search"),
    ("Post a job", "occupations:job-description"),
)
FOOTER = (
    *NAV,
    ("How we compare", "comparisons:method"),
    ("Sources", "occupations:source-list"),
)


def environment(**options) -> Environment:
    env = Environment(**options)
    env.globals.update(
        static=static,
        site_name=SITE_NAME,
        home_url=reverse("comparisons:home"),
        nav=[(label, reverse(name)) for label, name in NAV],
        footer=[(label, reverse(name)) for label, name in FOOTER],
    )
    return env
