"""Three addresses for whatever watches the site: a load balancer, systemd, a container's health check.

/health/live     200 while this process answers requests; if it does not, restart it
/health/public   200 if it can answer visitors, for which the local copy is enough, else 503: send it none
/health/ready    200 if it can also ask the database, else 503: send editors elsewhere, and see what is wrong

They accept any host name, as a load balancer names the address of a machine, are never redirected to https, and say
nothing about the site. In front of all other middleware.
"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from occupations.local_copy import renewing

LIVE, PUBLIC, READY = "/health/live", "/health/public", "/health/ready"


class Health:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.is_migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info == LIVE:
            return self.answer(request, "")
        if request.path_info == PUBLIC:
            return self.answer(request, self.why_not_public())
        if request.path_info == READY:
            return self.answer(request, self.why_not_ready())
        return self.get_response(request)

    def why_not_public(self) -> str:
        """Empty if visitors can be answered."""
        try:
            return "" if renewing.is_there() else "there is no local copy yet"
        except DatabaseError:
            return "the local copy cannot be read"

    def why_not_ready(self) -> str:
        """Empty if ready. Whether the database is migrated is asked until it is."""
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            self.is_migrated = self.is_migrated or _is_migrated()
        except DatabaseError:
            connection.close()
            return "the database cannot be asked"
        return "" if self.is_migrated else "migrations are missing"

    def answer(self, request: HttpRequest, why_not: str) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD", "Cache-Control": "no-store"})
        text = f"no: {why_not}\n" if why_not else "ok\n"
        headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        if why_not:
            headers["Retry-After"] = "2"
        response = HttpResponse(
            text, status=503 if why_not else 200, content_type="text/plain; charset=utf-8", headers=headers
        )
        response.headers["Content-Length"] = str(len(response.content))
        if request.method == "HEAD":
            response.content = b""
        return response


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
