"""What this installation is connected to, as far as it is, and whether each answers."""

import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail

from amends.accounts.models import ShopKey
from amends.config import Settings
from amends.engine.errors import EngineError
from amends.ports.storage.opening import open_storage
from amends.ports.storage.port import StorageError
from amends.telling.mark import N_
from amends.telling.tongue import Tongue
from amends.web.engine import engine

_SECONDS = 10
# The SHA-256 of no bytes at all.
_EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@dataclass(frozen=True)
class Connection:
    """One connection: what it is for, where it leads (without secrets), whether it is there."""

    name: str
    title: str
    meaning: str
    address: str
    there: bool


@dataclass(frozen=True)
class Shop:
    """The keys of one shop, with which it signs links."""

    name: str
    good: int
    ended: int


def connections(tongue: Tongue) -> tuple[Connection, ...]:
    """Every connection that Amends knows, present or not."""
    found = settings_here()
    rows = (
        ("database", N_("Database"), N_("Orders, disputes, the log, people."), found.database.shown),
        ("storage", N_("Storage"), N_("The files of exhibits and exports."), found.storage.shown),
        ("mail", N_("Mail"), N_("Sign-in codes and notices."), found.mail.shown),
        (
            "provider", N_("Identity provider"),
            N_("Staff sign in with the accounts that they have there."), found.oidc_url.shown,
        ),
    )  # fmt: skip
    return tuple(
        Connection(name, tongue.say(title), tongue.say(meaning), address, bool(address))
        for name, title, meaning, address in rows
    )


def shops() -> tuple[Shop, ...]:
    """The shops whose links let people in."""
    counts: dict[str, list[int]] = {}
    for shop, ended in ShopKey.objects.order_by("shop").values_list("shop", "ended")[:1000]:
        counts.setdefault(shop, [0, 0])[ended is not None] += 1
    return tuple(Shop(name, good, ended) for name, (good, ended) in counts.items())


def settings_here() -> Settings:
    """The settings with which this process was started."""
    found: Settings = settings.AMENDS_SETTINGS
    return found


def check(tongue: Tongue, name: str) -> tuple[bool, str]:
    """Whether a connection answers, and a sentence about it."""
    try:
        CHECKS[name]()
    except (EngineError, StorageError, OSError, ValueError) as error:
        return False, tongue.say("It does not answer: {problem}", problem=str(error)[:300])
    return True, tongue.say("It answers.")


def _database() -> None:
    engine().store.check()


def _storage() -> None:
    """Writes a file of no bytes, and reads that it is there."""
    storage = open_storage(settings.AMENDS_STORAGE)
    storage.put(_EMPTY, BytesIO())
    if storage.size(_EMPTY) is None:
        raise StorageError("What was written is not there.")


def _mail() -> None:
    """Opens the connection with name and password, and sends nothing."""
    connection = mail.mailers.default
    try:
        connection.open()
    finally:
        connection.close()


def _provider() -> None:
    address = settings_here().oidc_url.value
    if urlsplit(address).scheme not in ("https", "http"):
        raise ValueError("There is no identity provider.")
    well_known = f"{address.rstrip('/')}/.well-known/openid-configuration"
    with urllib.request.urlopen(well_known, timeout=_SECONDS) as answer:  # noqa: S310 (looked at)
        answer.read(1)


CHECKS: dict[str, Callable[[], None]] = {
    "database": _database,
    "storage": _storage,
    "mail": _mail,
    "provider": _provider,
}
