"""What a site in production loads."""

from tests.careersite.test_settings import COMPLETE
from tests.servers import Project

# For development and tests only; none of it may be where a mistake could turn it on.
NEVER = (
    "debug_toolbar", "django_extensions", "faulthandler_dump", "hypothesis", "IPython", "ipdb", "jsonschema", "mypy",
    "openapi_python_client", "playwright", "pytest", "pytest_django", "schemathesis", "silk", "slipcover", "tests",
    "time_machine", "watchfiles", "sentry_sdk", "prometheus_client", "cyclonedx",
)  # fmt: skip
PROGRAM = """
import sys
from django.conf import settings
from django.urls import get_resolver
from rest_framework.settings import api_settings
from rest_framework.views import APIView

def all_of(resolver):
    for pattern in resolver.url_patterns:
        yield from all_of(pattern) if hasattr(pattern, "url_patterns") else [pattern]

renderers = {
    renderer.__name__
    for pattern in all_of(get_resolver())
    if issubclass(view := getattr(pattern.callback, "cls", None) or object, APIView)
    for renderer in view.renderer_classes
}
print(sorted({name.partition(".")[0] for name in sys.modules} & set(sys.argv[1:])))
print(sorted(renderers))
"""


def test_production_loads_no_tools_of_development_and_no_pages_for_trying_the_api(tmp_path):
    program = f"import sys; sys.argv[1:] = {NEVER!r}\n{PROGRAM}"
    done = Project(tmp_path).manage("shell", "--no-imports", "-c", program, **COMPLETE)
    assert done.returncode == 0, done.stderr
    loaded, renderers = done.stdout.splitlines()
    assert loaded == "[]"
    assert renderers == "['CSV', 'JSON', 'Markdown']"
