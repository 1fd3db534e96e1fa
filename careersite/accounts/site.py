"""The admin site, with two steps to sign in: a password, then a code if one is needed."""

import time
from collections.abc import Callable
from functools import update_wrapper, wraps
from urllib.parse import urlencode

import django_otp
from django import forms
from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME, get_user_model, logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careersite import guide
from careersite.accounts import SIGNED_IN_AT, second_factor
from occupations.models import history


class CodeForm(forms.Form):
    # Its name marks it as a secret, which no page shows again (occupations/admin/typed_work.py).
    otp_code = forms.CharField(
        label="Code",
        max_length=20,
        help_text="The six digits from your authenticator app, or a recovery code.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )


class FirstCodeForm(CodeForm):
    """Without recovery codes: they come when the app is set up."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["otp_code"].help_text = "Six digits, which the app shows now."


class Desk(admin.AdminSite):
    """The admin site. Until the code is entered, a session that needs one can open only the page that asks for it."""

    def has_permission(self, request):
        if not super().has_permission(request):
            return False
        if not hasattr(request, "second_factor_passed"):
            verified = getattr(request.user, "otp_device", None) is not None
            request.second_factor_passed = verified or not second_factor.is_needed(request.user)
        return request.second_factor_passed

    def admin_view(self, view, cacheable=False):
        """What a form changes is recorded in the history as changed by whoever has sent it."""

        @wraps(view)
        def by_name(request, *args, **kwargs):
            if request.method != "POST":
                return view(request, *args, **kwargs)
            with history.by_person(request.user.pk, request.user.get_username()):
                return view(request, *args, **kwargs)

        return super().admin_view(by_name, cacheable)

    def get_urls(self):
        return [
            path("second-factor/", self._after_password(self.second_step), name="second_step"),
            path("second-factor/set-up/", self._after_password(self.set_up), name="second_factor_set_up"),
            path("second-factor/codes/", self.admin_view(self.recovery_codes), name="recovery_codes"),
            path("guide/", self.admin_view(require_safe(self.guide)), name="guide"),
            path("guide/editors/<slug:name>.webp", self.admin_view(require_safe(guide.picture)), name="guide_picture"),
            path("unsaved-work/", self.admin_view(require_POST(self.unsaved_work)), name="unsaved_work"),
            *super().get_urls(),
        ]

    def index(self, request, extra_context=None):
        from careersite.today import today  # reads the lists, which are registered with this site first

        return super().index(request, {"title": "Today", "today": today(request.user), **(extra_context or {})})

    def each_context(self, request):
        return {**super().each_context(request), "help": guide.address_for(request)}

    def guide(self, request: HttpRequest) -> HttpResponse:
        """What editors can do, a section for each task."""
        context = {**self.each_context(request), "title": guide.guide().title, "guide": guide.guide()}
        return TemplateResponse(request, "admin/guide.html", context)

    def unsaved_work(self, request: HttpRequest) -> HttpResponse:
        """What a form's script sends while somebody types, to the admin that keeps it."""
        from occupations.admin import unsaved_work  # registers with this site

        form = request.POST.get(unsaved_work.FORM, "")
        of = {model._meta.label_lower: one for model, one in self._registry.items()}.get(form)
        if not isinstance(of, unsaved_work.KeepsUnsavedWork):
            raise Http404
        return of.keep(request)

    def login(self, request, extra_context=None):
        if request.method == "GET" and super().has_permission(request) and not self.has_permission(request):
            name = "second_step" if second_factor.is_set_up(request.user) else "second_factor_set_up"
            return redirect(f"{reverse(f'admin:{name}')}?{urlencode({REDIRECT_FIELD_NAME: self._next(request)})}")
        response = super().login(request, extra_context)
        if request.method == "POST" and request.user.is_authenticated:
            request.session[SIGNED_IN_AT] = time.time()
        return response

    def second_step(self, request: HttpRequest) -> HttpResponse:
        """Asks for the code."""
        if "otp_leave" in request.POST:
            logout(request)
            return redirect("admin:login")
        if self.has_permission(request):
            return redirect(self._next(request))
        form = CodeForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            checked = second_factor.check(request.user, form.cleaned_data["otp_code"])
            if checked.device:
                self._let_in(request, checked.device)
                return redirect(self._next(request))
            form.add_error("otp_code", checked.refusal)
        return self._page(request, "second_step", "Enter your code", {"form": form})

    def set_up(self, request: HttpRequest) -> HttpResponse:
        """Shows a new secret for an app, and accepts it once a code from it is right."""
        if second_factor.is_set_up(request.user) and not self.has_permission(request):
            return redirect("admin:second_step")  # a password alone is not enough to replace the code
        device = second_factor.begun(request.user) if request.method == "POST" else None
        form = FirstCodeForm(request.POST if device else None)
        if device is None:
            device = second_factor.begin(request.user)
        if form.is_valid():
            checked = second_factor.finish(request.user, form.cleaned_data["otp_code"])
            if checked.device:
                self._let_in(request, checked.device)
                self._record(request, "Set up a second factor.")
                return self._codes(request)
            form.add_error("otp_code", checked.refusal)
        context = {
            "form": form,
            "picture": second_factor.picture(device),
            "secret": second_factor.secret(device),
            "required": not self.has_permission(request),
        }
        return self._page(request, "set_up", "Set up a second factor", context)

    def recovery_codes(self, request: HttpRequest) -> HttpResponse:
        if not second_factor.is_set_up(request.user):
            if request.method == "POST":
                raise PermissionDenied("Nobody has recovery codes without a second factor. Set one up first.")
            return redirect("admin:second_factor_set_up")
        if request.method == "POST":
            self._record(request, "Made new recovery codes.")
            return self._codes(request)
        return self._page(request, "codes", "Recovery codes", {"left": second_factor.codes_left(request.user)})

    def _codes(self, request: HttpRequest) -> HttpResponse:
        context = {"codes": second_factor.new_codes(request.user), "next": self._next(request)}
        return self._page(request, "codes", "Recovery codes", context)

    def _after_password(self, view: Callable[[HttpRequest], HttpResponse]):
        """For people who have entered their password, whether or not a code is still needed."""

        @never_cache
        @csrf_protect
        @require_http_methods(["GET", "HEAD", "POST"])
        def inner(request: HttpRequest) -> HttpResponse:
            if not admin.AdminSite.has_permission(self, request):
                return redirect_to_login(request.get_full_path(), reverse("admin:login"))
            return view(request)

        return update_wrapper(inner, view)

    def _let_in(self, request, device):
        django_otp.login(request, device)
        request.session.cycle_key()
        request.second_factor_passed = True

    def _record(self, request, message):
        user_admin = self._registry[get_user_model()]
        user_admin.log_change(request, request.user, message)

    def _next(self, request: HttpRequest) -> str:
        to = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
        safe = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
        return to if safe else reverse("admin:index")

    def _page(self, request: HttpRequest, name: str, title: str, context: dict) -> HttpResponse:
        shared = {**self.each_context(request), "title": title, "next": self._next(request)}
        return TemplateResponse(request, f"admin/accounts/{name}.html", {**shared, **context})
