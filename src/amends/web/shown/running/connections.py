"""What this installation is connected to, as far as it is, and whether each answers."""

import urllib.request
from collections.abc import Callable
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail
from django.db.models import Count

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


def connections() -> tuple[tuple[str, str, str, str], ...]:
    """Every connection that Amends knows: its name, its title and what it is for (both marked).

    The last is where it leads, without secrets; empty where it is not set.
    """
    found = settings_here()
    return (
        ("database", N_("Database"), N_("Orders, disputes, the log, people."), found.database.shown),
        ("storage", N_("Storage"), N_("The files of exhibits and exports."), found.storage.shown),
        ("mail", N_("Mail"), N_("Sign-in codes and notices."), found.mail.shown),
        (
            "provider", N_("Identity provider"),
            N_("Staff sign in with the accounts that they have there."), found.oidc_url.shown,
        ),
    )  # fmt: skip


def shops() -> tuple[tuple[str, int, int], ...]:
    """The shops whose links let people in, with how many keys are in use and how many ended."""
    ended = Count("ended")
    rows = ShopKey.objects.values("shop").annotate(good=Count("*") - ended, over=ended)
    return tuple(rows.order_by("shop").values_list("shop", "good", "over")[:1000])


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
