"""What Django and allauth are told of the settings: mail, hosts, and the identity provider."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from amends.config import Settings

PROVIDER_ID = "staff"
_MAIL = "django.core.mail.backends"
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
# However it is spelled, this machine is this machine.
_NEAR = ("localhost", "127.0.0.1", "::1")


def mailers(settings: Settings) -> dict[str, Any]:
    """Django's `MAILERS`: files in a folder, or a server that mail is handed to."""
    folder = settings.mails
    if folder is not None:
        return {
            "default": {
                "BACKEND": f"{_MAIL}.filebased.EmailBackend",
                "OPTIONS": {"file_path": str(folder)},
            }
        }
    url = urlsplit(settings.mail.value)
    tls = dict(parse_qsl(url.query)).get("tls", "starttls")
    return {
        "default": {
            "BACKEND": f"{_MAIL}.smtp.EmailBackend",
            "OPTIONS": {
                "host": url.hostname,
                "port": url.port or _PORTS[tls],
                "username": unquote(url.username or ""),
                "password": unquote(url.password or ""),
                "use_tls": tls == "starttls",
                "use_ssl": tls == "tls",
                "timeout": 20,
            },
        }
    }


def hosts(settings: Settings) -> list[str]:
    """By which names we answer: the site's, so that no mail holds a link to another's."""
    if settings.host in _NEAR:
        return ["localhost", "127.0.0.1", "[::1]"]
    return [f"[{settings.host}]" if ":" in settings.host else settings.host]


def providers(settings: Settings) -> dict[str, Any]:
    """allauth's `SOCIALACCOUNT_PROVIDERS`: the operator's identity provider, where there is one."""
    if not settings.oidc_url.value:
        return {}
    app = {
        "provider_id": PROVIDER_ID,
        "name": settings.oidc_name.value,
        "client_id": settings.oidc_client_id.value,
        "secret": settings.oidc_secret.value,
        "settings": {"server_url": settings.oidc_url.value, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def provider_origin(settings: Settings) -> list[str]:
    """Where a form may lead besides here: browsers hold redirects after a form against this."""
    url = urlsplit(settings.oidc_url.value)
    return [f"{url.scheme}://{url.netloc}"] if url.netloc else []


def roles_of(settings: Settings) -> dict[str, str]:
    """Which value of the provider's claim gives which role."""
    pairs = (each.rpartition("=") for each in settings.oidc_roles.value.split(",") if each.strip())
    return {value.strip(): role.strip() for value, _, role in pairs}
