"""The members of a case file, in a ZIP or a folder, read as if an enemy had written them."""

import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

LARGEST = 64 * 1024 * 1024  # bytes, of the file and of all its members unpacked
_WHEN = (1980, 1, 1, 0, 0, 0)  # a fixed time, so that the same case gives the same bytes

# What the standard library raises, besides its own BadZipFile, for archives that were tampered with.
_DAMAGE = (EOFError, NotImplementedError, RuntimeError, ValueError, struct.error, zlib.error)


class CaseError(ValueError):
    """A case file that cannot be written or read at all; the message says why."""


def write_members(path: Path, members: Mapping[str, bytes]) -> None:
    """Write a ZIP where the path ends in `.zip`, else a new folder. Nothing is overwritten."""
    try:
        if path.suffix == ".zip":
            with path.open("xb") as file, zipfile.ZipFile(file, "w") as archive:
                for name, content in members.items():
                    member = zipfile.ZipInfo(name, _WHEN)
                    archive.writestr(member, content, zipfile.ZIP_DEFLATED)
        else:
            path.mkdir(parents=True)
            for name, content in members.items():
                (path / name).write_bytes(content)
    except FileExistsError as error:
        raise CaseError(f"{path} is there already; name a new file or folder") from error
    except OSError as error:
        raise CaseError(f"{path} cannot be written: {error}") from error


def read_members(path: Path, names: Sequence[str]) -> dict[str, bytes]:
    """The members with exactly these names; `CaseError` for any other thing."""
    try:
        return _read_folder(path, names) if path.is_dir() else _read_zip(path, names)
    except CaseError:
        raise
    except (OSError, zipfile.BadZipFile, *_DAMAGE) as error:
        raise CaseError(f"{path} cannot be read as a case file: {error!r}") from error


def _read_folder(path: Path, names: Sequence[str]) -> dict[str, bytes]:
    _check_names(path, [member.name for member in path.iterdir()], names)
    members: dict[str, bytes] = {}
    left = LARGEST
    for name in names:
        member = path / name
        if member.is_symlink() or not member.is_file():
            raise CaseError(f"{path}: {name} is not a file of its own")
        with member.open("rb") as stream:
            members[name] = stream.read(left + 1)
        left = _left(path, left, members[name])
    return members


def _read_zip(path: Path, names: Sequence[str]) -> dict[str, bytes]:
    if path.stat().st_size > LARGEST:
        raise CaseError(f"{path} is larger than {LARGEST} bytes")
    members: dict[str, bytes] = {}
    left = LARGEST
    with zipfile.ZipFile(path) as archive:
        _check_names(path, archive.namelist(), names)
        for info in archive.infolist():
            # Other methods unpack without a bound, and what a header says of a size is no bound.
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise CaseError(f"{path}: {info.filename} is compressed in a way that is not read")
            with archive.open(info) as stream:
                members[info.filename] = stream.read(left + 1)
            left = _left(path, left, members[info.filename])
    return members


def _check_names(path: Path, found: Sequence[str], names: Sequence[str]) -> None:
    for name in found:
        if name not in names:
            raise CaseError(f"{path} holds {name!r}, which is no part of a case file")
    for name in names:
        if found.count(name) != 1:
            count = "twice" if name in found else "not"
            raise CaseError(f"{path} is no whole case file: {name} is {count} in it")


def _left(path: Path, left: int, content: bytes) -> int:
    if len(content) > left:
        raise CaseError(f"{path} unpacks to more than {LARGEST} bytes")
    return left - len(content)
