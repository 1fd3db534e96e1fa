"""What all API resources share: a list of allowed parameters, formats, validators, limits and problems."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from rest_framework import exceptions
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.views import APIView

from occupations.api import parameters, problems
from occupations.api.openapi import Described
from occupations.api.parameters import Parameter
from occupations.api.problems import Problem
from occupations.api.renderers import RENDERERS, render_list
from occupations.rendering import cache_control
from occupations.rendering.formats import to_json
from occupations.rendering.http import CONTENT_TYPES, etag_of, has_current, site_of
from occupations.rendering.throttle import Allowance, client_of, count

FORMAT_HELP = "Response format; overrides the Accept header."
FORMAT = parameters.choice("format", FORMAT_HELP, [renderer.format for renderer in RENDERERS])
ONLY_JSON = parameters.choice("format", FORMAT_HELP, ["json"])
VARY = "Accept, Accept-Encoding"
LASTING = ("RateLimit-Limit", "RateLimit-Policy")
MINUTE = 60  # seconds: the window of the rate limit


class Answer(NamedTuple):
    """`version`: everything that the bytes depend on besides the code and the parameters. `body` makes the bytes in a
    format. It is None when only the validator is needed, to see whether the client already has the bytes."""

    version: tuple[str, ...]
    body: Callable[[str], bytes | str] | None
    headers: dict[str, str] = {}

    def content(self, output_format: str) -> bytes | str:
        """Raises ValueError if there is only the version."""
        if self.body is None:
            raise ValueError("the answer was made without its body")
        return self.body(output_format)


class Negotiation(BaseContentNegotiation):
    def select_parser(self, request, parsers):
        return next((one for one in parsers if one.media_type == request.content_type.partition(";")[0].strip()), None)

    def select_renderer(self, request, renderers, format_suffix=None):
        wanted = request.query_params.get("format")
        for renderer in renderers:
            if renderer.format == wanted:
                return renderer, renderer.media_type
        if wanted:  # not an output format: reported with the other parameters
            return renderers[0], renderers[0].media_type
        media_type = request._request.get_preferred_type([renderer.media_type for renderer in renderers])
        for renderer in renderers:
            if renderer.media_type == media_type:
                return renderer, media_type
        raise exceptions.NotAcceptable(available_renderers=renderers)


class Endpoint(APIView):
    """A readable resource. Subclasses provide `summary`, `parameters`, `shape` and `answer()`."""

    schema = Described()
    content_negotiation_class = Negotiation
    renderer_classes: Sequence[type[BaseRenderer]] = RENDERERS
    http_method_names = ["get", "head", "options"]

    summary: ClassVar[str]
    tag: ClassVar[str] = "Occupations"
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    paths: ClassVar[dict[str, dict[str, Any]]] = {}  # for the path parameters
    shape: ClassVar[type]  # of the JSON response
    leads: ClassVar[dict[str, dict[str, str]]] = {}  # operation → parameter → where its value is
    may_be_missing: ClassVar[bool] = False  # whether the example is something that not every site has
    moves: ClassVar[bool] = False  # whether URLs of things that have moved redirect
    cost: ClassVar[int] = 1
    deprecated: ClassVar[datetime.datetime | None] = None  # since when, if it is deprecated
    sunset: ClassVar[datetime.datetime | None] = None  # when it will be removed
    negotiates: ClassVar[bool] = True  # whether the response comes in several formats
    allowance: Allowance | None = None  # None if requests are not counted
    light = False  # whether only the version is needed, without reading documents

    def answer(self, *args: Any, **path: Any) -> Answer | HttpResponseBase:
        """Called with the parameters by name and the path parameters as keywords."""
        raise NotImplementedError

    def get(self, request, **path) -> HttpResponseBase:
        self.light = "If-None-Match" in request.headers
        result = self.answer(self.params, **path)
        if self.light and isinstance(result, Answer):
            if has_current(request, etag := self._etag(result)):
                return _with(HttpResponseNotModified(), etag, result)
            self.light = False
            if result.body is None:
                result = self.answer(self.params, **path)
        if not isinstance(result, Answer):
            return result
        output_format = request.accepted_renderer.format
        response = HttpResponse(result.content(output_format), content_type=CONTENT_TYPES[output_format])
        return _with(response, self._etag(result), result)

    def listing(
        self, title: str, data: dict[str, Any], headers: dict[str, str] | None = None, rows: str = "results"
    ) -> Answer:
        """The answer of a list that is in memory, in every format; all that it depends on is in it."""

        def body(output_format: str) -> bytes | str:
            return render_list(output_format, title, data, self.shape, rows)

        return Answer((to_json(data).decode(),), body, headers or {})

    def _etag(self, result: Answer) -> str:
        request = self.request
        return etag_of(
            "api", site_of(request), request.get_full_path(), request.accepted_renderer.format, *result.version
        )

    @classmethod
    def known(cls) -> tuple[Parameter, ...]:
        return (*cls.parameters, *((FORMAT, parameters.BOM) if len(cls.renderer_classes) > 1 else (ONLY_JSON,)))

    def initial(self, request, *args, **kwargs) -> None:
        """Replaces the method of APIView: nobody authenticates, and errors in parameters are reported first."""
        if request.method == "OPTIONS":
            return
        if limit := settings.API_REQUESTS_A_MINUTE:
            self.allowance = count("api", client_of(request._request), limit, MINUTE, self.cost)
        if self.allowance and self.allowance.exceeded:
            raise Problem(
                "too-many-requests",
                f"The limit is {self.allowance.limit} requests a minute; wait {self.allowance.reset} seconds. "
                "The files under bulk/ have everything at once.",
            )
        if request.method not in self.allowed_methods:  # first: another method may have the parameters
            raise exceptions.MethodNotAllowed(request.method)
        self.format_kwarg = None
        self.params = parameters.read(request.query_params, self.known())
        request.accepted_renderer, request.accepted_media_type = self.perform_content_negotiation(
            request, force=not self.negotiates
        )

    def finalize_response(self, request, response, *args, **kwargs):
        for name, value in {**problems.CORS, **self._limits(response), **self._ageing()}.items():
            response.headers[name] = value
        response.headers["Vary"] = VARY
        return response

    def _limits(self, response: HttpResponseBase) -> dict[str, str]:
        """How many requests a client has left; not where a shared cache may keep the response for other clients."""
        if self.allowance is None:
            return {}
        usual = cache_control.by_status(response.status_code) if self.request.method != "POST" else cache_control.NEVER
        is_kept = response.headers.get("Cache-Control", usual) != cache_control.NEVER
        headers = self.allowance.headers
        return {name: value for name, value in headers.items() if not is_kept or name in LASTING}

    @classmethod
    def _ageing(cls) -> dict[str, str]:
        """The headers of RFC 9745 and RFC 8594."""
        headers = {}
        if cls.deprecated:
            headers["Deprecation"] = f"@{int(cls.deprecated.timestamp())}"
        if cls.sunset:
            headers["Sunset"] = http_date(cls.sunset.timestamp())
        return headers

    def handle_exception(self, exc):
        return refusal(exc, self)

    def options(self, request, *args, **kwargs):
        """The allowed methods, also for a browser's CORS preflight request."""
        methods = ", ".join(self.allowed_methods)
        headers = {
            "Allow": methods,
            "Access-Control-Allow-Methods": methods,
            "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, Range, If-Range",
            "Access-Control-Max-Age": "86400",
        }
        return HttpResponse(status=204, headers=headers)


def _with(response: HttpResponse, etag: str, result: Answer) -> HttpResponse:
    for name, value in {"ETag": etag, "Cache-Control": cache_control.PAGE, **result.headers}.items():
        response.headers[name] = value
    return response


def refusal(exc: Exception, view: APIView) -> HttpResponse:
    """The response to a client error; raises anything else."""

    def problem(kind: str, detail: str = "", **more: Any) -> HttpResponse:
        return problems.answer(view.request, kind, detail, **more)

    match exc:
        case Problem():
            return problem(exc.kind, exc.detail, headers=exc.headers, **exc.more)
        case Http404():
            return problem("not-found")
        case exceptions.MethodNotAllowed():
            allowed = ", ".join(view.allowed_methods)
            return problem("method-not-allowed", f"The methods are {allowed}.", headers={"Allow": allowed})
        case exceptions.NotAcceptable():
            media_types = [renderer.media_type for renderer in view.renderer_classes]
            return problem("not-acceptable", f"The formats are {', '.join(media_types)}.", allowed=media_types)
        case exceptions.UnsupportedMediaType():
            return problem("unsupported-media-type", "Send application/json.", allowed=["application/json"])
        case exceptions.ParseError():
            return problem("invalid-body", str(exc.detail))
    raise exc


def link(request: HttpRequest, **changes: str | None) -> str:
    """The absolute URL of this request with other parameters; None removes one."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    tail = f"?{query.urlencode(safe=',:')}" if query else ""
    return f"{request.scheme}://{request.get_host()}{request.path}{tail}"
