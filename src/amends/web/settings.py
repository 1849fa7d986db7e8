"""Django's settings, from the settings that `amends config` shows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils.csp import CSP

from amends.accounts.setup import hosts, mailers, provider_origin, providers, roles_of
from amends.config import read_settings
from amends.engine.clock import Clock
from amends.web.secret import secret_key

_settings = read_settings()
_HERE = Path(__file__).parent


def _database() -> dict[str, Any]:
    """Django's form of DATABASE_URL."""
    file = _settings.sqlite
    if file is not None:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(file),
            "OPTIONS": {
                # The engine's writer and the sessions share one file: who writes waits its turn.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
            },
        }
    url = urlsplit(_settings.database.value)
    options: dict[str, Any] = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", None) or url.hostname or "",
        "PORT": options.pop("port", None) or url.port or "",
        "CONN_MAX_AGE": 60,
        "OPTIONS": options,
    }


# What the engine is opened with. A clock of its own is for the demo.
AMENDS_DATABASE = _settings.database.value
AMENDS_STORAGE = _settings.storage.value
# All of them, for the page that shows what this installation is connected to.
AMENDS_SETTINGS = _settings
AMENDS_CLOCK: Callable[[], Clock] | None = None

SECRET_KEY = secret_key(_settings)
DEBUG = False
ALLOWED_HOSTS = hosts(_settings)
ROOT_URLCONF = "amends.web.urls"
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "lucide",
    # Its templates come before allauth's.
    "amends.web.apps.AmendsConfig",
    "amends.accounts.apps.AccountsConfig",
    "amends.uploads.apps.UploadsConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "amends.web.reader.ReaderMiddleware",
    "amends.web.answers.WordsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "amends.web.reader.about_the_reader",
                "amends.web.navigation.places",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "lucide.templatetags.lucide",
                "amends.web.templatetags.amends",
            ],
        },
    }
]

# People, and how they come in.
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
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
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "amends.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
# Whoever signs up by themselves has to show that the mail is theirs, and learns of nobody else's.
SIGNUP_OPEN = _settings.signup.value == "open"
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if SIGNUP_OPEN else "optional"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _settings.secure else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = int(_settings.proxies.value)
MFA_ADAPTER = "amends.accounts.adapters.FactorAdapter"
MFA_FORMS = {"add_webauthn": "amends.accounts.forms.AddKeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Amends"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _settings.secure
SOCIALACCOUNT_ADAPTER = "amends.accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = providers(_settings)
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_EMAIL_REQUIRED = False
OIDC_ROLES = roles_of(_settings)
OIDC_ROLES_CLAIM = _settings.oidc_roles_claim.value
MAILERS = mailers(_settings)
DEFAULT_FROM_EMAIL = _settings.mail_from.value

# Words, instants and amounts.
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("zh-hans", "简体中文"),
    ("es", "Español"),
    ("pt-br", "Português (Brasil)"),
    ("ru", "Русский"),
]
LOCALE_PATHS = [str(_HERE.parent / "telling" / "locale")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Files come in piece by piece, and only where a page takes them.
FILE_UPLOAD_HANDLERS = ["amends.uploads.streaming.GateUpload"]

# Nothing from elsewhere, nothing inline.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "blob:"],
    "media-src": [CSP.SELF, "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    # Signing in with the identity provider is a form that leads there.
    "form-action": [CSP.SELF, *provider_origin(_settings)],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _settings.secure
SECURE_HSTS_SECONDS = 31_536_000 if _settings.secure else 0
CSRF_TRUSTED_ORIGINS = [_settings.url.value]
# By which address links in mails and at the command line begin.
SITE_URL = _settings.url.value
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
# A refusal of a forged form is a page like any other.
CSRF_USE_SESSIONS = False

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "amends.web.marked.MarkedStorage"},
}
WHITENOISE_USE_FINDERS = True
# Their addresses change with their content.
WHITENOISE_MAX_AGE = 30 * 24 * 3600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"scrubbed": {"()": "amends.web.logs.Scrubbed"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["scrubbed"]},
        "nowhere": {"class": "logging.NullHandler"},
    },
    # Whoever is refused something, or asks for another's name, was told so: no trouble of ours.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
