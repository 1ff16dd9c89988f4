"""Every setting, read from the environment; README.md lists them with their defaults."""

from datetime import timedelta
from pathlib import Path

import environ
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from config.secret_file import kept_secret

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

REGESTA_HOME = Path(env.str("REGESTA_HOME", default=str(BASE_DIR / "var"))).resolve()
REGESTA_HOME.mkdir(parents=True, exist_ok=True)
REGESTA_INBOX = env.str("REGESTA_INBOX", default="")
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
INSTITUTION_NAME = env.str("INSTITUTION_NAME", default="Regesta Reading Room")
OAI_NAMESPACE = env.str("OAI_NAMESPACE", default="")
OAI_ADMIN_EMAIL = env.str("OAI_ADMIN_EMAIL", default="archivist@regesta.invalid")
METADATA_LICENCE = env.str("METADATA_LICENCE", default="https://creativecommons.org/publicdomain/zero/1.0/")
API_RATE_LIMIT = env.int("API_RATE_LIMIT", default=300)
"""How often the public may ask the API in a minute; 0: no limit."""
FILE_LIMIT = env.int("FILE_LIMIT", default=200 * 1024 * 1024)
READING_ROOM_NETWORKS = env.list("READING_ROOM_NETWORKS", default=[])

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret(REGESTA_HOME / "secret-key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "config.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "catalog",
]
AUTH_USER_MODEL = "catalog.User"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "catalog.web.clean_request.without_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "catalog/web/templates", BASE_DIR / "catalog/admin/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{REGESTA_HOME / 'regesta.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # PostgreSQL would compile queries that it takes for long ones, which takes longer than they do.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
# A kept connection keeps what it read of the database, too: opening one costs a search page 3 ms.
DATABASES["default"]["CONN_MAX_AGE"] = 60

ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="")
ELASTICSEARCH_INDEX = env.str("ELASTICSEARCH_INDEX", default="regesta")
ELASTICSEARCH_TIMEOUT = env.float("ELASTICSEARCH_TIMEOUT", default=5.0)
ELASTICSEARCH_SHARDS = env.int("ELASTICSEARCH_SHARDS", default=1)
ELASTICSEARCH_REPLICAS = env.str("ELASTICSEARCH_REPLICAS", default="0-1")
ELASTICSEARCH_REFRESH = env.str("ELASTICSEARCH_REFRESH", default="1s")
ELASTICSEARCH_USER = env.str("ELASTICSEARCH_USER", default="")
ELASTICSEARCH_PASSWORD = env.str("ELASTICSEARCH_PASSWORD", default="")
ELASTICSEARCH_API_KEY = env.str("ELASTICSEARCH_API_KEY", default="")
ELASTICSEARCH_CA_FILE = env.str("ELASTICSEARCH_CA_FILE", default="")

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="")
"""Empty: the filesystem transport of config/broker.py, in REGESTA_HOME/broker."""

vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
"""Who sends mail: sets Django's EMAIL_BACKEND, EMAIL_HOST and so on."""
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=OAI_ADMIN_EMAIL)

LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en")
LANGUAGES = [("en", _("English"))]
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = REGESTA_HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "catalog/web/static", BASE_DIR / "catalog/admin/static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.GzippedStaticFiles"},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_MANIFEST_STRICT = False
FILE_UPLOAD_TEMP_DIR = str(REGESTA_HOME)
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
"""The sheet of 500 records, sent whole by a browser without scripts, has some 6,000."""

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
DESK_NEEDS_SECOND_STEP = env.bool("DESK_NEEDS_SECOND_STEP", default=False)
ACCOUNT_ADAPTER = "catalog.web.sign_in.SignInAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = INSTITUTION_NAME
# A name is locked out for the address that it was tried from: nobody locks others out from elsewhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "locked_out.html"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}

_OF_A_PROCESS = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "OPTIONS": {"MAX_ENTRIES": 20_000},
}
CACHE_URL = env.str("CACHE_URL", default=CELERY_BROKER_URL if CELERY_BROKER_URL.startswith("redis") else "")
CACHES = {
    "default": _OF_A_PROCESS,
    "counts": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": f"regesta {SITE_URL}",
        "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
    }
    if CACHE_URL
    else _OF_A_PROCESS,
}
"""``counts``: who asks the API how often. Of all processes together where there is Redis, else of each."""

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
}
SPECTACULAR_SETTINGS = {"TITLE": "Regesta", "VERSION": "1", "SERVE_INCLUDE_SCHEMA": False}

UNFOLD = {
    "SITE_TITLE": "Regesta",
    "SITE_HEADER": "Regesta",
    "SITE_URL": "/",
    "STYLES": ["catalog.admin.menu.stylesheet"],
    "COLORS": {
        "primary": {
            "50": "#fbf3f3",
            "100": "#f6e4e4",
            "200": "#eccccd",
            "300": "#dda8aa",
            "400": "#e08e8e",
            "500": "#a94a54",
            "600": "#8c2f3a",
            "700": "#7a1f2b",
            "800": "#661c26",
            "900": "#561b23",
            "950": "#2f0a0f",
        }
    },
    "SIDEBAR": {"navigation": "catalog.admin.menu.menu"},
    "ACCOUNT": {"navigation": [{"title": _("Your account"), "link": reverse_lazy("account")}]},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # That a worker was woken or a server asked, every few seconds, is no news.
    "loggers": {
        name: {"level": "WARNING"}
        for name in ("celery.worker.strategy", "celery.app.trace", "elastic_transport", "axes")
    }
    # What failed at one node and is asked of the next; that the node is lost is told beside it.
    | {"elastic_transport.transport": {"level": "ERROR"}},
}

JOB_LEASE = env.float("JOB_LEASE", default=60.0)
"""Seconds after which a job whose worker was lost is taken up by another."""
JOB_KINDS = {
    "export": "catalog.exports.whole.write_export",
    "ingest": "catalog.ingest.pipeline.ingest_file",
    "again": "catalog.ingest.again.read_again",
    "propagation": "catalog.records.propagate.propagate",
    "announcement": "catalog.records.announce.announce_again",
    "due": "catalog.records.due.carry_out",
    "headings": "catalog.records.linking.renew_headings",
    "authority merge": "catalog.records.merge_authorities.carry_merge",
    "authority import": "catalog.imports.authorities.import_authorities",
    "finding aid": "catalog.exports.finding_aids.make_finding_aid",
    "naming": "catalog.records.unlinked_names.carry_naming",
    "authority parting": "catalog.records.merge_authorities.carry_parting",
    "bulk edit": "catalog.records.bulk.bulk_edit",
    "sheet": "catalog.records.sheet.sheet",
    "undo": "catalog.records.undo.undo_job",
}
"""Each kind of long work and the function that does it: what stands higher up is named, not imported."""
