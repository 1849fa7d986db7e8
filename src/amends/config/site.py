"""What the site is: its address, its mail, who may sign up, and the operator's identity provider."""

import re
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from amends.config.places import SettingsError, absolute, file_url, mask

# The roles that people have; `amends.core.people` knows them too, but stands beside us.
_ROLES = ("buyer", "seller", "arbitrator", "operator")
_TLS = ("starttls", "tls", "none")


def site(text: str, here: Path) -> str:
    """`https://host` or `http://host:port`, without a path."""
    try:
        url = urlsplit(text)
        port = f":{url.port}" if url.port else ""
    except ValueError as error:
        raise SettingsError(f"{mask(text)!r} is no address: {error}") from error
    if url.scheme not in ("http", "https") or not url.hostname or "@" in url.netloc:
        raise SettingsError(f"{mask(text)!r} is no address; write it like https://amends.example")
    if url.path.strip("/") or url.query or url.fragment:
        raise SettingsError("a site has no path; write it like https://amends.example")
    host = f"[{url.hostname}]" if ":" in url.hostname else url.hostname
    return f"{url.scheme}://{host}{port}"


def mail(text: str, here: Path) -> str:
    """`smtp://user:password@host:port?tls=starttls`, or a folder into which mails are written."""
    if "://" not in text:
        return file_url("file", absolute(text, here))
    try:
        url = urlsplit(text)
        has_port = url.port is None or url.port > 0
    except ValueError as error:
        raise SettingsError(f"{mask(text)!r} is no address: {error}") from error
    if url.scheme == "file" and url.path.strip("/"):
        return text
    if url.scheme != "smtp" or not url.hostname or not has_port:
        raise SettingsError(
            f"{mask(text)!r} sends no mail; write smtp://user:password@host:587 or file:///folder"
        )
    given = dict(parse_qsl(url.query))
    if given.get("tls", "starttls") not in _TLS or given.keys() - {"tls"}:
        raise SettingsError(f"after the question mark stands tls={', tls= or '.join(_TLS)}")
    return text


def sender(text: str, here: Path) -> str:
    """`disputes@shop.example` or `Disputes <disputes@shop.example>`."""
    name, address = parseaddr(text)
    if "@" not in address or re.search(r"[\r\n]", text) or not (name or text == address):
        raise SettingsError(
            f"{text[:80]!r} is no sender; write it like Amends <amends@shop.example>"
        )
    return text


def signup(text: str, here: Path) -> str:
    """`open` or `closed`."""
    if text not in ("open", "closed"):
        raise SettingsError("write open or closed")
    return text


def proxies(text: str, here: Path) -> str:
    """A small number."""
    if not text.isdecimal() or int(text) > 9:
        raise SettingsError("write how many proxies stand in front, 0 to 9")
    return str(int(text))


def provider(text: str, here: Path) -> str:
    """The issuer's address; discovery is asked for below it. `http` is for this machine alone."""
    if not text:
        return ""
    try:
        url = urlsplit(text)
        has_port = url.port is None or url.port > 0
    except ValueError as error:
        raise SettingsError(f"{mask(text)!r} is no address: {error}") from error
    near = url.hostname in ("localhost", "127.0.0.1", "::1")
    if (
        not url.hostname
        or not has_port
        or not (url.scheme == "https" or (url.scheme == "http" and near))
    ):
        raise SettingsError("write the issuer's address, like https://id.example/realms/staff")
    return text.rstrip("/")


def anything(text: str, here: Path) -> str:
    """As it is."""
    return text


def roles(text: str, here: Path) -> str:
    """`value=role` for each, with commas between."""
    for each in filter(None, (pair.strip() for pair in text.split(","))):
        value, mark, role = each.rpartition("=")
        if not mark or not value.strip() or role.strip() not in _ROLES:
            raise SettingsError(
                f"{each[:80]!r} gives no role; write value=role, value=role with the roles"
                f" {', '.join(_ROLES)}"
            )
    return text
