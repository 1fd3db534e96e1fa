"""All settings, in one file, read from the environment. README.md lists the variables."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined

from careersite.environment import (
    cache,
    command_in_history,
    contacts,
    database,
    directory,
    env,
    fingerprint,
    flag,
    host_names,
    ip_address,
    listening,
    mode,
    names,
    origins,
    positive,
    required,
    secret_key,
    some_of,
    stored_secret,
    time_zone,
)
from careersite.logs import logging_config
from careersite.static_files import add_validator

BASE_DIR = Path(__file__).resolve().parent.parent
# Everything the project writes: the embedded database, the secret key, collected static files, screenshots.
VAR = Path(env("CAREERSITE_VAR", default="") or BASE_DIR / "var").expanduser().resolve()
# "demo": on your own machine, with nothing to set. "production": does not start while something is missing.
ENV = mode()
PRODUCTION = ENV == "production"
DEBUG = flag("DEBUG", default=False) and not PRODUCTION
SMALL = flag("SMALL", default=False)  # the first start of a demonstration: forty occupations in place of the country

if PRODUCTION:
    SECRET_KEY = secret_key()
    ALLOWED_HOSTS = host_names()
    DATABASE_URL = required("DATABASE_URL", "set it to postgres://user:password@host:5432/name")
else:
    SECRET_KEY = env("SECRET_KEY", default="") or stored_secret(VAR / "secret_key")
    ALLOWED_HOSTS = names("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
    DATABASE_URL = env("DATABASE_URL", default="")

# Identifies the deployed code. Part of every ETag: after a deploy nobody gets "not modified".
BUILD = env("CAREERSITE_BUILD", default="") or fingerprint(
    *(BASE_DIR / name for name in ("careersite", "occupations", "comparisons", "templates", "static"))
)

# Applications

INSTALLED_APPS = [
    "careersite",
    "occupations",
    "comparisons",
    "pgtrigger",
    "pghistory",
    "django_filters",
    "django_htmx",
    "careersite.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "django_tasks",
    "django_tasks_db",
]

ROOT_URLCONF = "careersite.urls"
WSGI_APPLICATION = "careersite.wsgi.application"

MIDDLEWARE = [
    "careersite.health.Health",
    "careersite.middleware.RequestId",
    "careersite.middleware.Headers",
    "careersite.middleware.Gate",
    "careersite.fair_share.FairShare",
    "django.middleware.security.SecurityMiddleware",
    "careersite.middleware.OutOfTouch",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "careersite.compression.Compression",
    "careersite.byte_order_mark.ByteOrderMark",
    "careersite.middleware.WritersSession",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "careersite.middleware.WritersUser",
    "careersite.middleware.WritersSecondFactor",
    "careersite.middleware.WritersMessages",
    "careersite.typed_work.TypedWork",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "careersite.middleware.SecondTry",
    "axes.middleware.AxesMiddleware",
    "careersite.monitoring.requests.InView",
]

# Which requests the gate accepts.
GATE_METHODS = ("GET", "HEAD", "OPTIONS")
GATE_WRITABLE: tuple[str, ...] = (
    "/admin/",
    "/corrections/report/",
    "/for-employers/draft/",
    "/search/not-meant/",
)  # also POST
GATE_SESSIONS = ("/admin/",)  # also cookies and, with them, sessions, users and messages
GATE_LONGEST_PATH = 1_000
GATE_LONGEST_QUERY = 4_000
# Bytes of a body: for editors' files, and for everybody else.
GATE_LARGEST_FILE = 20 * 1024**2
GATE_LARGEST_BODY = 64 * 1024

CSRF_FAILURE_VIEW = "careersite.typed_work.csrf_failure"
# The fields of a form: the page of an occupation with hundreds of job titles has thousands.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Two engines, one for each kind of page: Django's own for the admin, and Jinja2, eight times faster, for the public.

_TEMPLATE_LOADERS = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]

TEMPLATES = [
    {
        "NAME": "django",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": _TEMPLATE_LOADERS if DEBUG else [("django.template.loaders.cached.Loader", _TEMPLATE_LOADERS)],
        },
    },
    {
        "NAME": "public",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        # Django's backend turns autoescape on.
        "OPTIONS": {
            "environment": "careersite.jinja2.environment",
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "auto_reload": DEBUG,
        },
    },
]

# Database

# How long a statement may take, and how long it may wait for a lock meanwhile. `wsgi.py` says that this is the web;
# commands may take as long as they need.
_WEB = flag("CAREERSITE_WEB", default=False)
_STATEMENT_TIMEOUT, _LOCK_TIMEOUT = ("3s", "2s") if _WEB else ("0", "0")

if DATABASE_URL:
    _database = database(DATABASE_URL)
else:
    _database = {
        "ENGINE": "careersite.postgresql",
        "NAME": "careersite",
        "USER": "careersite",
        "OPTIONS": {"embedded": str(VAR / "postgres")},
    }

DATABASES = {
    "default": {
        **_database,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 2,
            # A server that is not reached any more is noticed after seconds, not after minutes.
            "tcp_user_timeout": 5_000,  # milliseconds
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 2,
            # The server ends a statement sooner; one that is frozen ends nothing.
            "longest_wait": 4.0 if _WEB else None,  # seconds
            # Triggers that have to ask whether they are ignored would abort a subtransaction for each row.
            "options": f"-c statement_timeout={_STATEMENT_TIMEOUT} -c lock_timeout={_LOCK_TIMEOUT} "
            f"-c pgtrigger.ignore={{}}{command_in_history()}",
            **_database.get("OPTIONS", {}),
        },
    },
    # What public pages read: a copy of all that is live, in a file of this machine (occupations/local_copy/).
    "live": {
        "ENGINE": "occupations.local_copy.engine",
        "NAME": str(VAR / "live"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE"},
    },
}
DATABASE_ROUTERS = ["occupations.local_copy.router.OnlyRead"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# When a row was changed, not when its transaction began: somebody else may have had the lock in between.
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"

# People

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = ["careersite.accounts.door.Door", "careersite.accounts.door.Hasher"]

# After this many wrong passwords for a name from an address, both together are locked out for a while; the name is
# slowed down everywhere (careersite/accounts/door.py).
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "careersite.accounts.door.address_of"
AXES_LOCKOUT_CALLABLE = "careersite.accounts.door.locked_out"
AXES_SENSITIVE_PARAMETERS: list[str] = []  # the log has the name and the address, never the password
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

# Whether everybody who signs in needs a second factor, or only those who have set one up.
SECOND_FACTOR_REQUIRED = flag("SECOND_FACTOR_REQUIRED", default=PRODUCTION)
OTP_TOTP_ISSUER = "Careersite"

# A session ends after this time without use, and at the latest this long after signing in.
SESSION_COOKIE_AGE = positive("SESSION_IDLE_HOURS", default=8) * 3600
SESSION_LONGEST = positive("SESSION_LONGEST_HOURS", default=12) * 3600  # seconds
SESSION_SAVE_EVERY_REQUEST = True

# Language and time

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
SITE_TIME_ZONE = time_zone("SITE_TIME_ZONE", default="America/New_York")  # in which editors enter moments

# What two people have to agree on before visitors see it (occupations/publishing/reviews.py).

REVIEW_REQUIRED_FOR = some_of("REVIEW_REQUIRED_FOR", ["overrides", "pairs", "withdrawals", "batches"])

# Work that a web process does not do: a worker does (`manage.py db_worker`).

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# How many bulk releases are kept (occupations/bulk/).
BULK_KEPT = positive("BULK_KEPT", default=10, least=2)
# Where editors may import releases from, in addition to what they upload; None: from nowhere.
RELEASES_DIR = directory("RELEASES_DIR")

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = add_validator
# Nothing is requested by its plain name; without these, collecting takes half the time.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Safety

# The names of Django 6, whose own middleware takes this over.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
X_FRAME_OPTIONS = "DENY"
# What other sites may show in a frame, and nothing else: it has no scripts, no forms and no cookies.
FRAMED = ("/embed/",)
FRAMED_CSP = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "form-action": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["*"],
}
# What other sites may load: cards and their style sheet (a frame in a sandbox is another site), pictures, and the API.
# What scripts of other sites may read.
OPEN_DATA = ("/api/v", "/id/", "/oembed/", "/llms.txt")
OPEN_DATA_ENDINGS = (".json", ".csv", ".md", ".bib", ".png")
CROSS_ORIGIN = (*FRAMED, f"{STATIC_URL}card.", *OPEN_DATA)
CROSS_ORIGIN_ENDINGS = OPEN_DATA_ENDINGS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True

if PRODUCTION:
    SECURE_SSL_REDIRECT = flag("SECURE_SSL_REDIRECT", default=True)
    # Behind a proxy that terminates TLS, the header it always sets or removes, as in "X-Forwarded-Proto=https".
    if _proxy_header := env("SECURE_PROXY_SSL_HEADER", default=""):
        _name, _, _value = _proxy_header.partition("=")
        SECURE_PROXY_SSL_HEADER = (f"HTTP_{_name.strip().upper().replace('-', '_')}", _value.strip() or "https")
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 3600)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    # Browsers that have a site on their preload lists keep it there for months, so it is the operator's decision.
    SECURE_HSTS_PRELOAD = flag("SECURE_HSTS_PRELOAD", default=False)
    SILENCED_SYSTEM_CHECKS = ["security.W021"]  # asks for preloading
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = origins("CSRF_TRUSTED_ORIGINS")

# The source of client addresses. Behind a proxy: the header with the client's address and nothing else.
_address_header = env("CLIENT_ADDRESS_HEADER", default="").strip().upper().replace("-", "_")
CLIENT_ADDRESS_KEY = f"HTTP_{_address_header}" if _address_header else "REMOTE_ADDR"
# If that header lists several, as X-Forwarded-For does: how many of them, counted from the right, our own proxies have
# added.
TRUSTED_PROXIES = positive("TRUSTED_PROXIES", default=1)

# The API: what the pages show, for programs

API_ENABLED = flag("API_ENABLED", default=True)
API_REQUESTS_A_MINUTE = positive("API_REQUESTS_A_MINUTE", default=600, least=0)  # of one client; 0: no limit
if API_ENABLED:
    GATE_WRITABLE += ("/api/v1/titles/match/",)
REST_FRAMEWORK: dict[str, Any] = {
    # Public resources do not authenticate, so a stray Authorization header cannot turn a public response into an error.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Careersite",
    "DESCRIPTION": "Occupations and their comparisons, with the source of every figure: what the pages show, in one "
    "call. You need no key. We may add members, parameters and resources to version 1. What exists keeps its "
    "meaning, and we announce a removal at least six months ahead in the headers Deprecation and Sunset.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "POSTPROCESSING_HOOKS": ["occupations.api.openapi.add_shapes"],
}

# Where requests are counted: per process, or exactly if processes share a Redis.

REDIS_URL = env("REDIS_URL", default="")
CACHES = {"default": cache(REDIS_URL)}

# The part of each process's time, in percent, that one client may use; 0: no limit.

CLIENT_SHARE = positive("CLIENT_SHARE", default=10, least=0)

# What each process may cache, in MiB: editions (a thousand, with what is rendered from them), their figures for one
# place, their pay in all places, responses of the API, and finished answers.

EDITION_CACHE_MB = positive("EDITION_CACHE_MB", default=160)
PLACE_CACHE_MB = positive("PLACE_CACHE_MB", default=24)
PLACE_PAY_CACHE_MB = positive("PLACE_PAY_CACHE_MB", default=24)
API_CACHE_MB = positive("API_CACHE_MB", default=16)
ANSWER_CACHE_MB = positive("ANSWER_CACHE_MB", default=24)

# What all processes of a machine together may store under var/pictures, in MiB.

PICTURES_MB = positive("PICTURES_MB", default=64)

# `manage.py serve`: where it listens, how many processes it has, and how many requests each of them works on.

BIND = ip_address("BIND", default="127.0.0.1")
WORKERS = positive("WORKERS", default=min(os.cpu_count() or 1, 4))
THREADS = positive("THREADS", default=4)

# What the operator sees: a line for each request, numbers for Prometheus, and errors sent to a Sentry.

ACCESS_LOG = flag("ACCESS_LOG", default=PRODUCTION)
METRICS = listening("METRICS")
SENTRY_DSN = env("SENTRY_DSN", default="").strip()

# Who is told of vulnerabilities, in /.well-known/security.txt.

SECURITY_CONTACT = contacts("SECURITY_CONTACT")

LOGGING = logging_config(json=PRODUCTION, level=env("LOG_LEVEL", default="INFO"))
