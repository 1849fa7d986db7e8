"""The settings that migrations need: one database, one application."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from amends.config import read_settings

_settings = read_settings()


def _database() -> dict[str, Any]:
    """Django's form of DATABASE_URL."""
    file = _settings.sqlite
    if file is not None:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}
    url = urlsplit(_settings.database.value)
    options = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", None) or url.hostname or "",
        "PORT": options.pop("port", None) or url.port or "",
        "OPTIONS": options,
    }


DATABASES = {"default": _database()}
INSTALLED_APPS = ["amends.web.apps.AmendsConfig"]
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
