"""Where things are kept, and how an address is read and printed."""

import re
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

_SECRET = re.compile(r"([?&][a-z_]*(?:password|secret|token|key)[a-z_]*=)[^&]*", re.IGNORECASE)


class SettingsError(ValueError):
    """The environment cannot be meant; the message holds one line a problem, with what to do."""


def mask(url: str) -> str:
    """The address with every password, secret and token in it replaced by `***`."""
    scheme, mark, rest = url.partition("://")
    login, at, tail = rest.rpartition("@")
    if mark and at and ":" in login:
        url = f"{scheme}://{login.split(':', 1)[0]}:***@{tail}"
    return _SECRET.sub(r"\1***", url)


def home(text: str, here: Path) -> str:
    """The folder for everything."""
    folder = absolute(text, here)
    if folder.exists() and not folder.is_dir():
        raise SettingsError(f"{folder} is a file; name a folder, it is made when missing")
    return str(folder)


def database(text: str, here: Path) -> str:
    """`sqlite:///…` or `postgresql://…`."""
    scheme, rest = parts(text, "sqlite:///amends.sqlite3 or postgresql://user@host/name")
    if scheme == "sqlite":
        if not rest.startswith("/") or rest == "/":
            raise SettingsError(
                "three slashes come before the file; write sqlite:///amends.sqlite3"
            )
        # As everywhere: three slashes and a path below the working folder, or four and an absolute one.
        return file_url("sqlite", absolute(unquote(rest[1:]), here))
    if scheme not in ("postgres", "postgresql"):
        raise SettingsError(
            f"{scheme}:// is no database that Amends knows; write sqlite:///… or postgresql://…"
        )
    # With libpq, a name left out would be the user's; nobody means that.
    if not urlsplit(f"postgresql://{rest}").path.strip("/"):
        raise SettingsError("no database is named; write postgresql://user@host/name")
    return f"postgresql://{rest}"


def storage(text: str, here: Path) -> str:
    """`file:///…` or `s3://…`."""
    if "://" not in text:
        return file_url("file", absolute(text, here))
    scheme, rest = parts(text, "file:///folder or s3://bucket/prefix")
    if scheme == "file":
        if not rest.startswith("/"):
            raise SettingsError(
                "three slashes come before a folder; write file:///srv/amends/files"
            )
        return file_url("file", absolute(unquote(rest), here))
    if scheme != "s3":
        raise SettingsError(
            f"{scheme}:// is no storage that Amends knows; write file:///… or s3://…"
        )
    if not rest.split("/", 1)[0]:
        raise SettingsError("no bucket is named; write s3://bucket/prefix")
    return f"s3://{rest.rstrip('/')}"


def parts(text: str, example: str) -> tuple[str, str]:
    """Scheme and rest of an address."""
    scheme, mark, rest = text.partition("://")
    if not mark or not rest:
        raise SettingsError(f"{mask(text)!r} is no address; write it like {example}")
    return scheme.lower(), rest


def local(url: str, start: str) -> Path | None:
    """The path of an address that begins so."""
    return Path(unquote(url.removeprefix(start))) if url.startswith(start) else None


def absolute(text: str, here: Path) -> Path:
    """A path from the working folder."""
    return (here / Path(text).expanduser()).resolve()


def file_url(scheme: str, path: Path) -> str:
    """The address of a file or folder."""
    return f"{scheme}://{'/' if scheme == 'sqlite' else ''}{quote(str(path))}"
