"""The settings, read from the environment: where things are kept, and what the site is.

| variable | meaning | default |
|---|---|---|
| `AMENDS_HOME` | the folder for everything that is not kept elsewhere | `./amends-data` |
| `DATABASE_URL` | `sqlite:///…` or `postgresql://…` | `amends.sqlite3` in the home |
| `AMENDS_STORAGE_URL` | `file:///…` or `s3://bucket/prefix` | the folder `files` in the home |
| `AMENDS_URL` | the address at which people reach the site; with `https` cookies are secure and browsers are told to stay with it | `http://localhost:8000` |
| `AMENDS_PROXIES` | how many proxies stand in front and add `X-Forwarded-For` | `0` |
| `AMENDS_MAIL_URL` | `smtp://user:password@host:587?tls=starttls` (or `tls=tls` from the first byte, or `tls=none`), or a folder into which mails are written | the folder `mail` in the home |
| `AMENDS_MAIL_FROM` | the sender of mails | `amends@` and the site's host |
| `AMENDS_SIGNUP` | `open` lets anybody make an account (without any role), `closed` nobody | `closed` |
| `AMENDS_OIDC_URL` | the issuer of an identity provider that signs people in | none |
| `AMENDS_OIDC_CLIENT_ID` | what the provider calls us | none |
| `AMENDS_OIDC_SECRET` | the secret that it gave us; never shown | none |
| `AMENDS_OIDC_NAME` | what the button to sign in with it says | its host |
| `AMENDS_OIDC_ROLES_CLAIM` | the claim that holds somebody's groups or roles; dots go into it | `roles` |
| `AMENDS_OIDC_ROLES` | which of its values give which role: `disputes=arbitrator, admins=operator` | none |

`AMENDS_SECRET_KEY` is what sessions, links and the keys of shops are made with: at least 50
characters by chance. Without it the file `secret.key` in the home is used, and made when missing.
It is never shown. Who changes it ends every session and every key of a shop.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from amends.config import places
from amends.config import site as sites
from amends.config.places import SettingsError, mask

__all__ = [
    "DATABASE_NAME",
    "MEANINGS",
    "Setting",
    "Settings",
    "SettingsError",
    "mask",
    "read_settings",
]

DEFAULT_HOME = "amends-data"
DATABASE_NAME = "amends.sqlite3"
FILES_NAME = "files"
MAIL_NAME = "mail"
MEANINGS = {
    "AMENDS_HOME": "the folder for everything that is not kept elsewhere",
    "DATABASE_URL": "the database: sqlite:///… or postgresql://…",
    "AMENDS_STORAGE_URL": "where files are kept: file:///… or s3://bucket/prefix",
    "AMENDS_URL": "the address at which people reach the site",
    "AMENDS_PROXIES": "how many proxies stand in front",
    "AMENDS_MAIL_URL": "how mail leaves: smtp://… or a folder",
    "AMENDS_MAIL_FROM": "the sender of mails",
    "AMENDS_SIGNUP": "whether anybody may make an account: open or closed",
    "AMENDS_OIDC_URL": "the issuer of an identity provider",
    "AMENDS_OIDC_CLIENT_ID": "what the provider calls us",
    "AMENDS_OIDC_SECRET": "the secret that it gave us",
    "AMENDS_OIDC_NAME": "what the button to sign in with it says",
    "AMENDS_OIDC_ROLES_CLAIM": "the claim that holds groups or roles",
    "AMENDS_OIDC_ROLES": "which of its values give which role",
}
_READERS: dict[str, Callable[[str, Path], str]] = {
    "AMENDS_HOME": places.home,
    "DATABASE_URL": places.database,
    "AMENDS_STORAGE_URL": places.storage,
    "AMENDS_URL": sites.site,
    "AMENDS_PROXIES": sites.proxies,
    "AMENDS_MAIL_URL": sites.mail,
    "AMENDS_MAIL_FROM": sites.sender,
    "AMENDS_SIGNUP": sites.signup,
    "AMENDS_OIDC_URL": sites.provider,
    "AMENDS_OIDC_CLIENT_ID": sites.anything,
    "AMENDS_OIDC_SECRET": sites.anything,
    "AMENDS_OIDC_NAME": sites.anything,
    "AMENDS_OIDC_ROLES_CLAIM": sites.anything,
    "AMENDS_OIDC_ROLES": sites.roles,
}
_SECRETS = {"AMENDS_OIDC_SECRET"}


@dataclass(frozen=True)
class Setting:
    """One setting: its value and where it came from, `environment` or `default`."""

    name: str
    value: str
    source: str

    @property
    def shown(self) -> str:
        """The value as it may be printed: without passwords."""
        if self.name in _SECRETS:
            return "***" if self.value else ""
        return mask(self.value)


@dataclass(frozen=True)
class Settings:
    """What is in force. Paths are absolute, and every address is normalised."""

    home: Setting
    database: Setting
    storage: Setting
    url: Setting
    proxies: Setting
    mail: Setting
    mail_from: Setting
    signup: Setting
    oidc_url: Setting
    oidc_client_id: Setting
    oidc_secret: Setting
    oidc_name: Setting
    oidc_roles_claim: Setting
    oidc_roles: Setting

    @property
    def folder(self) -> Path:
        """The home as a path."""
        return Path(self.home.value)

    @property
    def sqlite(self) -> Path | None:
        """The file of the SQLite database; no value when the database is PostgreSQL."""
        return places.local(self.database.value, "sqlite:///")

    @property
    def files(self) -> Path | None:
        """The folder of the files; no value when they are kept in object storage."""
        return places.local(self.storage.value, "file://")

    @property
    def mails(self) -> Path | None:
        """The folder into which mails are written; no value when they are sent."""
        return places.local(self.mail.value, "file://")

    @property
    def host(self) -> str:
        """The site's host without its port."""
        return urlsplit(self.url.value).hostname or ""

    @property
    def secure(self) -> bool:
        """Whether people reach the site by https."""
        return self.url.value.startswith("https://")

    def all(self) -> tuple[Setting, ...]:
        """Every setting, in the order in which they are told."""
        return tuple(vars(self).values())


def read_settings(
    environment: Mapping[str, str] | None = None, here: Path | None = None
) -> Settings:
    """The settings in force, from the process's environment and working folder unless given.

    Raises `SettingsError` naming every setting that cannot be meant.
    """
    environment = os.environ if environment is None else environment
    here = Path.cwd() if here is None else here
    fallback = _defaults(environment, here)
    found, problems = [], []
    for name, read in _READERS.items():
        given = environment.get(name, "").strip()
        try:
            value = read(given or fallback.get(name, ""), here)
        except SettingsError as error:
            problems.append(f"{name}: {error}")
        else:
            found.append(Setting(name, value, "environment" if given else "default"))
    if not problems:
        problems = _incomplete({each.name: each.value for each in found})
    if problems:
        raise SettingsError("\n".join(problems))
    return Settings(*found)


def _defaults(environment: Mapping[str, str], here: Path) -> dict[str, str]:
    folder = places.absolute(environment.get("AMENDS_HOME", "").strip() or DEFAULT_HOME, here)
    url = environment.get("AMENDS_URL", "").strip() or "http://localhost:8000"
    provider = environment.get("AMENDS_OIDC_URL", "").strip()
    return {
        "AMENDS_HOME": str(folder),
        "DATABASE_URL": places.file_url("sqlite", folder / DATABASE_NAME),
        "AMENDS_STORAGE_URL": places.file_url("file", folder / FILES_NAME),
        "AMENDS_URL": url,
        "AMENDS_PROXIES": "0",
        "AMENDS_MAIL_URL": places.file_url("file", folder / MAIL_NAME),
        "AMENDS_MAIL_FROM": f"amends@{url.partition('://')[2].partition(':')[0] or 'localhost'}",
        "AMENDS_SIGNUP": "closed",
        "AMENDS_OIDC_NAME": provider.partition("://")[2].partition("/")[0],
        "AMENDS_OIDC_ROLES_CLAIM": "roles",
    }


def _incomplete(found: dict[str, str]) -> list[str]:
    """An identity provider needs all of what it gave us."""
    if not found["AMENDS_OIDC_URL"]:
        return []
    needed = ("AMENDS_OIDC_CLIENT_ID", "AMENDS_OIDC_SECRET")
    return [
        f"{name}: the identity provider of AMENDS_OIDC_URL gave you one; set it"
        for name in needed
        if not found[name]
    ]
