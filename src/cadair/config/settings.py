"""Settings of every process; what an operator may decide is read in `environment`."""

from __future__ import annotations

import os
from email.utils import formataddr

from csp.constants import NONCE, NONE, SELF

from cadair.config import environment

ENVIRONMENT = environment.read(os.environ)
VAR_DIR = ENVIRONMENT.var

CADAIR_DEMO = ENVIRONMENT.is_demo
CADAIR_ROOT = ENVIRONMENT.root
CADAIR_LETTER_ROOT = ENVIRONMENT.letter_root
CADAIR_SERVICE = ENVIRONMENT.names["service"]
CADAIR_ORGANISER = ENVIRONMENT.names["organiser"]
CADAIR_CONTACT = ENVIRONMENT.contact

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
ROOT_URLCONF = "cadair.config.urls"
WSGI_APPLICATION = "cadair.config.wsgi.application"
APPEND_SLASH = True

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "cadair.foundation",
    "cadair.audit",
    "cadair.mail",
    "cadair.people",
    "cadair.files",
    "cadair.seasons",
    "cadair.nominations",
    "cadair.judging",
    "cadair.outcomes",
    "cadair.record",
    "cadair.publishing",
    "cadair.retention",
    "cadair.web.shared",
    "cadair.web.public",
    "cadair.web.account",
    "cadair.web.machine",
    "cadair.web.nominate",
    "cadair.web.respond",
    "cadair.web.jury",
    "cadair.web.panel",
    "cadair.web.staff",
    "cadair.web.staff.setup",
    "cadair.web.staff.life",
    "cadair.web.staff.nominations",
    "cadair.web.staff.reading",
    "cadair.web.staff.notices",
    "cadair.web.staff.letters",
    "cadair.web.staff.translations",
    "cadair.web.staff.figures",
    "cadair.web.staff.gathering",
    "cadair.web.staff.importing",
    "cadair.web.staff.interests",
    "cadair.web.staff.sharing",
    "cadair.web.staff.marking",
    "cadair.web.staff.finals",
    "cadair.web.staff.record",
    "cadair.web.staff.rounds",
    "cadair.demo",
    "cadair.config",
]

MIDDLEWARE = [
    # The first five are outermost, so that errors and static files get their headers too.
    "cadair.config.middleware.name_the_request",
    "cadair.config.middleware.security_headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cadair.web.shared.middleware.LanguageFromAddress",
    "cadair.config.middleware.limit_request_size",
    "cadair.config.middleware.refuse_cross_site",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cadair.config.middleware.EndOldSessions",
    "cadair.config.middleware.NoteDenied",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cadair.config.middleware.PublicReadsOnlyReleased",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "cadair.web.shared.context.frame",
            ],
        },
    },
]

FORM_RENDERER = "cadair.web.shared.forms.CadairRenderer"

# ── Databases ─────────────────────────────────────────────────────────────────────────────────────
# `public` leads to the same database and can read nothing but what is released.

PUBLIC_DATABASE = "public"
DATABASES = {
    "default": dict(ENVIRONMENT.database),
    "public": {**ENVIRONMENT.public_database, "TEST": {"MIRROR": "default"}},
}
DATABASE_ROUTERS = ["cadair.config.routers.PublicIsForReading"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# A per-process cache would count tries per process; this one is shared.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cadair_cache",
        # Beyond it a third of the rows is dropped at random: whoever floods the sign-in page must
        # not wash away what is counted against him.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# ── Languages and time ────────────────────────────────────────────────────────────────────────────

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("cy", "Cymraeg"), ("en", "English")]
# Welsh for what Django and allauth say; each app keeps its own beside its code.
LOCALE_PATHS = [environment.CHECKOUT / "src" / "cadair" / "locale"]

# ── Static files ──────────────────────────────────────────────────────────────────────────────────

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    # What people send, on this disk or in object storage: no address leads there.
    "files": ENVIRONMENT.files,
}

# ── Files that people send (SEC-13) ───────────────────────────────────────────────────────────────

CADAIR_SCANNER = ENVIRONMENT.scanner
CADAIR_FILES_MOST_BYTES = ENVIRONMENT.files_gigabytes * 1_000_000_000
# Only a view that asks for files gets any: `limit_request_size` gives it another handler.
FILE_UPLOAD_HANDLERS = ["cadair.files.uploads.NoFiles"]

# ── Who signs in, and how ─────────────────────────────────────────────────────────────────────────

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["cadair.web.account.backend.AccountBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_FORMS = {
    "request_login_code": "cadair.web.account.forms.SignInForm",
    "confirm_login_code": "cadair.web.account.forms.CodeForm",
}
ACCOUNT_ADAPTER = "cadair.web.account.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_PREVENT_ENUMERATION = True
# An unknown address gets a letter of ours instead: there is no sign-up to invite to.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# SEC-07: five codes an hour for one address, whoever asks; more for one place, because an
# office shares its connection. Nobody can fill a stranger's mailbox.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "5/1h/key,30/10m/ip",
    "login": "30/10m/ip",
    "login_failed": "10/10m/key",
}
MFA_ADAPTER = "cadair.web.account.adapter.SecondSteps"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.trusted_proxy else 0

CADAIR_ORGANISATION_SIGN_IN = ENVIRONMENT.organisation_sign_in

SESSION_ENGINE = "cadair.config.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = 30 * 60
# Whoever has shown no second step sees what they wrote themselves and nothing else (ACC-19).
SESSION_IDLE_SECONDS_OF_WRITERS = 2 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.is_https
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = ENVIRONMENT.is_https
CSRF_FAILURE_VIEW = "cadair.web.shared.errors.form_expired"
# A browser takes a cookie of this name only over HTTPS, from this very host, for the whole of it.
SESSION_COOKIE_NAME = "__Host-session" if ENVIRONMENT.is_https else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if ENVIRONMENT.is_https else "csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# ── Headers and limits ────────────────────────────────────────────────────────────────────────────

SECURE_SSL_REDIRECT = ENVIRONMENT.is_https
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if ENVIRONMENT.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        # A nonce is made only when a template asks for one, which no public page does.
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "upgrade-insecure-requests": ENVIRONMENT.is_https,
    },
}
# Preloading would bind every other name below the same domain: that is the operator's decision.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 2

# ── Mail ──────────────────────────────────────────────────────────────────────────────────────────

EMAIL_BACKEND = ENVIRONMENT.mail["EMAIL_BACKEND"]
EMAIL_FILE_PATH = ENVIRONMENT.mail.get("EMAIL_FILE_PATH")
EMAIL_HOST = ENVIRONMENT.mail.get("EMAIL_HOST", "")
EMAIL_PORT = ENVIRONMENT.mail.get("EMAIL_PORT", 0)
EMAIL_HOST_USER = ENVIRONMENT.mail.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = ENVIRONMENT.mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = ENVIRONMENT.mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
CADAIR_MAIL_DOMAIN = ENVIRONMENT.mail_from.rpartition("@")[2]
# Both names, Welsh first (WEL-09), or the one name there is.
_SENDER = " / ".join(dict.fromkeys((CADAIR_SERVICE["cy"], CADAIR_SERVICE["en"])))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = formataddr((_SENDER, ENVIRONMENT.mail_from))

# ── Logs: ids, not names ──────────────────────────────────────────────────────────────────────────

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"ids": {"()": "cadair.config.logs.IdsNotNames"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "ids"}},
    "root": {"handlers": ["stderr"], "level": ENVIRONMENT.log_level},
    "loggers": {"django": {"handlers": [], "level": ENVIRONMENT.log_level, "propagate": True}},
}
