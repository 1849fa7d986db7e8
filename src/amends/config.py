"""The three settings, read from the environment: where things are kept.

| variable | meaning | default |
|---|---|---|
| `AMENDS_HOME` | the folder for everything that is not kept elsewhere | `./amends-data` |
| `DATABASE_URL` | `sqlite:///…` or `postgresql://…` | `amends.sqlite3` in the home |
| `AMENDS_STORAGE_URL` | `file:///…` or `s3://bucket/prefix` | the folder `files` in the home |
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

DEFAULT_HOME = "amends-data"
DATABASE_NAME = "amends.sqlite3"
FILES_NAME = "files"
MEANINGS = {
    "AMENDS_HOME": "the folder for everything that is not kept elsewhere",
    "DATABASE_URL": "the database: sqlite:///… or postgresql://…",
    "AMENDS_STORAGE_URL": "where files are kept: file:///… or s3://bucket/prefix",
}

_SECRET = re.compile(r"([?&][a-z_]*(?:password|secret|token|key)[a-z_]*=)[^&]*", re.IGNORECASE)


class SettingsError(ValueError):
    """The environment cannot be meant; the message holds one line a problem, with what to do."""


@dataclass(frozen=True)
class Setting:
    """One setting: its value and where it came from, `environment` or `default`."""

    name: str
    value: str
    source: str

    @property
    def shown(self) -> str:
        """The value as it may be printed: without passwords."""
        return mask(self.value)


@dataclass(frozen=True)
class Settings:
    """What is in force. Paths are absolute, and every address is normalised."""

    home: Setting
    database: Setting
    storage: Setting

    @property
    def folder(self) -> Path:
        """The home as a path."""
        return Path(self.home.value)

    @property
    def sqlite(self) -> Path | None:
        """The file of the SQLite database; no value when the database is PostgreSQL."""
        return _local(self.database.value, "sqlite:///")

    @property
    def files(self) -> Path | None:
        """The folder of the files; no value when they are kept in object storage."""
        return _local(self.storage.value, "file://")

    def all(self) -> tuple[Setting, ...]:
        """Every setting, in the order in which they are told."""
        return (self.home, self.database, self.storage)


def read_settings(
    environment: Mapping[str, str] | None = None, here: Path | None = None
) -> Settings:
    """The settings in force, from the process's environment and working folder unless given.

    Raises `SettingsError` naming every setting that cannot be meant.
    """
    environment = os.environ if environment is None else environment
    here = Path.cwd() if here is None else here
    folder = _absolute(environment.get("AMENDS_HOME", "").strip() or DEFAULT_HOME, here)
    fallback = {
        "AMENDS_HOME": str(folder),
        "DATABASE_URL": _file_url("sqlite", folder / DATABASE_NAME),
        "AMENDS_STORAGE_URL": _file_url("file", folder / FILES_NAME),
    }
    readers = {"AMENDS_HOME": _home, "DATABASE_URL": _database, "AMENDS_STORAGE_URL": _storage}
    found, problems = [], []
    for name, read in readers.items():
        given = environment.get(name, "").strip()
        try:
            value = read(given or fallback[name], here)
        except SettingsError as error:
            problems.append(f"{name}: {error}")
        else:
            found.append(Setting(name, value, "environment" if given else "default"))
    if problems:
        raise SettingsError("\n".join(problems))
    home, database, storage = found
    return Settings(home, database, storage)


def mask(url: str) -> str:
    """The address with every password, secret and token in it replaced by `***`."""
    scheme, mark, rest = url.partition("://")
    login, at, tail = rest.rpartition("@")
    if mark and at and ":" in login:
        url = f"{scheme}://{login.split(':', 1)[0]}:***@{tail}"
    return _SECRET.sub(r"\1***", url)


def _home(text: str, here: Path) -> str:
    folder = _absolute(text, here)
    if folder.exists() and not folder.is_dir():
        raise SettingsError(f"{folder} is a file; name a folder, it is made when missing")
    return str(folder)


def _database(text: str, here: Path) -> str:
    scheme, rest = _parts(text, "sqlite:///amends.sqlite3 or postgresql://user@host/name")
    if scheme == "sqlite":
        if not rest.startswith("/") or rest == "/":
            raise SettingsError(
                "three slashes come before the file; write sqlite:///amends.sqlite3"
            )
        # As everywhere: three slashes and a path below the working folder, or four and an absolute one.
        return _file_url("sqlite", _absolute(unquote(rest[1:]), here))
    if scheme not in ("postgres", "postgresql"):
        raise SettingsError(
            f"{scheme}:// is no database that Amends knows; write sqlite:///… or postgresql://…"
        )
    # With libpq, a name left out would be the user's; nobody means that.
    if not urlsplit(f"postgresql://{rest}").path.strip("/"):
        raise SettingsError("no database is named; write postgresql://user@host/name")
    return f"postgresql://{rest}"


def _storage(text: str, here: Path) -> str:
    if "://" not in text:
        return _file_url("file", _absolute(text, here))
    scheme, rest = _parts(text, "file:///folder or s3://bucket/prefix")
    if scheme == "file":
        if not rest.startswith("/"):
            raise SettingsError(
                "three slashes come before a folder; write file:///srv/amends/files"
            )
        return _file_url("file", _absolute(unquote(rest), here))
    if scheme != "s3":
        raise SettingsError(
            f"{scheme}:// is no storage that Amends knows; write file:///… or s3://…"
        )
    if not rest.split("/", 1)[0]:
        raise SettingsError("no bucket is named; write s3://bucket/prefix")
    return f"s3://{rest.rstrip('/')}"


def _parts(text: str, example: str) -> tuple[str, str]:
    scheme, mark, rest = text.partition("://")
    if not mark or not rest:
        raise SettingsError(f"{mask(text)!r} is no address; write it like {example}")
    return scheme.lower(), rest


def _local(url: str, start: str) -> Path | None:
    return Path(unquote(url.removeprefix(start))) if url.startswith(start) else None


def _absolute(text: str, here: Path) -> Path:
    return (here / Path(text).expanduser()).resolve()


def _file_url(scheme: str, path: Path) -> str:
    return f"{scheme}://{'/' if scheme == 'sqlite' else ''}{quote(str(path))}"
