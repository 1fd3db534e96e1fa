"""Checks for `manage.py check`, in addition to Django's own."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def gate_stands_in_front(app_configs, **kwargs) -> list[CheckMessage]:
    front = [
        "careersite.health.Health",
        "careersite.middleware.RequestId",
        "careersite.middleware.Headers",
        "careersite.middleware.Gate",
    ]
    if settings.MIDDLEWARE[: len(front)] == front:
        return []
    hint = f"Let MIDDLEWARE begin with {front}."
    return [Error("The gate is not the first middleware.", hint=hint, id="careersite.E001")]


@register(Tags.security)
def policy_is_strict(app_configs, **kwargs) -> list[CheckMessage]:
    loose = {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"}
    return [
        Error(f"SECURE_CSP allows {source} in {name}.", hint="Move it to a file under static/.", id="careersite.E002")
        for name, sources in settings.SECURE_CSP.items()
        for source in sources
        if source in loose
    ]
