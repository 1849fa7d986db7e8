"""The secret with which sessions and links are signed."""

import secrets
from pathlib import Path

from amends.config import Settings

SECRET_NAME = "secret.key"  # noqa: S105 - the name of the file, not what is in it
SHORTEST = 50


class WeakSecretError(ValueError):
    """The secret can be guessed; the message says what to do."""


def secret_key(settings: Settings) -> str:
    """`AMENDS_SECRET_KEY`, or else the home's own, which is made when it is first needed.

    Raises `WeakSecretError` for one that is short or of few different characters.
    """
    given = settings.secret_key
    return _strong(given.value, given.name) if given.value else _of_the_home(settings.folder)


def _of_the_home(folder: Path) -> str:
    file = folder / SECRET_NAME
    try:
        return _strong(file.read_text("ascii").strip(), str(file))
    except FileNotFoundError:
        pass
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{SECRET_NAME}.{secrets.token_hex(8)}"
    # Nobody else reads it, and whoever finds it finds all of it.
    fresh.touch(mode=0o600, exist_ok=False)
    fresh.write_text(secrets.token_urlsafe(64), "ascii")
    try:
        file.hardlink_to(fresh)
    except FileExistsError:
        pass  # another process was first
    finally:
        fresh.unlink()
    return _of_the_home(folder)


def _strong(secret: str, where: str) -> str:
    if len(secret) < SHORTEST or len(set(secret)) < 10:
        raise WeakSecretError(
            f"{where} is too weak to sign with; give at least {SHORTEST} characters by chance,"
            " for example from `openssl rand -base64 64`"
        )
    return secret
