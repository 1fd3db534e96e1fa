"""What the operator sees of a running site: the access log, metrics, and errors sent elsewhere."""

from collections.abc import Callable, Iterable

from django.conf import settings

from careersite.monitoring import requests


def in_front_of(application: Callable[..., Iterable[bytes]]) -> requests.Observed:
    """Of a serving process: as the settings say. What is not wanted is not even imported."""
    metrics = None
    if settings.METRICS:
        from careersite.monitoring import exporter

        metrics = exporter.start(settings.METRICS)
    if settings.SENTRY_DSN:
        from careersite.monitoring import errors

        errors.start(settings.SENTRY_DSN, build=settings.BUILD, environment=settings.ENV)
    log = requests.log_as_json if settings.PRODUCTION else requests.log_in_words
    return requests.Observed(
        application, log=log if settings.ACCESS_LOG else None, metrics=metrics, timing=not settings.PRODUCTION
    )
