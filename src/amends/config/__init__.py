"""The settings, read from the environment: where things are kept, and what the site is."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from amends.config import places
from amends.config import site as sites
from amends.config.declared import Declared, Follows, Setting
from amends.config.places import SettingsError, file_url, mask

__all__ = [
    "DATABASE_NAME",
    "DECLARED",
    "Setting",
    "Settings",
    "SettingsError",
    "mask",
    "read_settings",
]

DATABASE_NAME = "amends.sqlite3"


def _in_the_home(scheme: str, name: str) -> Follows:
    kind = "the folder " if scheme == "file" else ""
    return Follows(
        f"{kind}`{name}` in the home",
        lambda read: file_url(scheme, Path(read["AMENDS_HOME"]) / name),
    )


class Settings:
    """What is in force. Paths are absolute, and every address is normalised."""

    def __init__(self, held: Mapping[str, Setting]) -> None:
        self.held = held

    home = Declared(
        "AMENDS_HOME",
        "the folder for everything that is not kept elsewhere",
        places.home,
        "./amends-data",
    )
    database = Declared(
        "DATABASE_URL",
        "the database: `sqlite:///…` or `postgresql://…`",
        places.database,
        _in_the_home("sqlite", DATABASE_NAME),
    )
    storage = Declared(
        "AMENDS_STORAGE_URL",
        "where files are kept: `file:///…` or `s3://bucket/prefix`",
        places.storage,
        _in_the_home("file", "files"),
    )
    url = Declared(
        "AMENDS_URL",
        "the address at which people reach the site; with `https` cookies are secure and browsers"
        " are told to stay with it",
        sites.site,
        "http://localhost:8000",
    )
    proxies = Declared(
        "AMENDS_PROXIES",
        "how many proxies stand in front and add `X-Forwarded-For`",
        sites.proxies,
        "0",
    )
    mail = Declared(
        "AMENDS_MAIL_URL",
        "how mail leaves: `smtp://user:password@host:587?tls=starttls` (or `tls=tls` from the first"
        " byte, or `tls=none`), or a folder into which mails are written",
        sites.mail,
        _in_the_home("file", "mail"),
    )
    mail_from = Declared(
        "AMENDS_MAIL_FROM",
        "the sender of mails",
        sites.sender,
        Follows(
            "`amends@` and the site's host",
            lambda read: f"amends@{urlsplit(read['AMENDS_URL']).hostname}",
        ),
    )
    signup = Declared(
        "AMENDS_SIGNUP",
        "whether anybody may make an account: `open` lets everybody (without any role), `closed`"
        " nobody",
        sites.signup,
        "closed",
    )
    secret_key = Declared(
        "AMENDS_SECRET_KEY",
        "what sessions, links and the keys of shops are made with: at least 50 characters by"
        " chance; who changes it ends every session and every key of a shop; never shown",
        sites.anything,
        Follows("the file `secret.key` in the home, made when missing", lambda read: ""),
        secret=True,
    )
    oidc_url = Declared(
        "AMENDS_OIDC_URL",
        "the issuer of an identity provider that signs people in",
        sites.provider,
    )
    oidc_client_id = Declared("AMENDS_OIDC_CLIENT_ID", "what the provider calls us", sites.anything)
    oidc_secret = Declared(
        "AMENDS_OIDC_SECRET",
        "the secret that it gave us; never shown",
        sites.anything,
        secret=True,
    )
    oidc_name = Declared(
        "AMENDS_OIDC_NAME",
        "what the button to sign in with it says",
        sites.anything,
        Follows("its host", lambda read: urlsplit(read["AMENDS_OIDC_URL"]).netloc),
    )
    oidc_roles_claim = Declared(
        "AMENDS_OIDC_ROLES_CLAIM",
        "the claim that holds somebody's groups or roles; dots go into it",
        sites.anything,
        "roles",
    )
    oidc_roles = Declared(
        "AMENDS_OIDC_ROLES",
        "which of its values give which role: `disputes=arbitrator, admins=operator`",
        sites.roles,
    )

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
        return tuple(self.held.values())


# What may be set, in the order in which it is read and told.
DECLARED = tuple(each for each in vars(Settings).values() if isinstance(each, Declared))


def read_settings(
    environment: Mapping[str, str] | None = None, here: Path | None = None
) -> Settings:
    """The settings in force, from the process's environment and working folder unless given.

    Raises `SettingsError` naming every setting that cannot be meant.
    """
    environment = os.environ if environment is None else environment
    here = Path.cwd() if here is None else here
    read: dict[str, str] = {}
    found: dict[str, Setting] = {}
    problems: list[str] = []
    for each in DECLARED:
        usual = each.fallback(read)
        given = environment.get(each.name, "").strip()
        try:
            read[each.name] = each.read(given or usual, here)
        except SettingsError as error:
            problems.append(f"{each.name}: {error}")
            # What follows from it is looked at all the same.
            read[each.name] = each.read(usual, here) if given else usual
        found[each.name] = Setting(each, read[each.name], "environment" if given else "default")
    settings = Settings(found)
    problems = problems or _incomplete(settings)
    if problems:
        raise SettingsError("\n".join(problems))
    return settings


def _incomplete(settings: Settings) -> list[str]:
    """An identity provider needs all of what it gave us."""
    if not settings.oidc_url.value:
        return []
    return [
        f"{each.name}: the identity provider of AMENDS_OIDC_URL gave you one; set it"
        for each in (settings.oidc_client_id, settings.oidc_secret)
        if not each.value
    ]
