"""The members of a case file, packed as a ZIP and unpacked as if an enemy had written it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

LARGEST = 64 * 1024 * 1024  # bytes, of the file and of all its members unpacked
_WHEN = (1980, 1, 1, 0, 0, 0)  # a fixed time, so that the same case gives the same bytes
# What the standard library raises for archives that were damaged or tampered with.
_DAMAGE = (
    zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip


class CaseError(ValueError):
    """A case file that cannot be written or read at all; the message says why."""


def pack_members(members: Mapping[str, bytes]) -> bytes:
    """A ZIP with these members in this order."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def unpack_members(packed: bytes, names: Sequence[str]) -> dict[str, bytes]:
    """The members of a ZIP, which must have exactly these names; `CaseError` for any other thing."""
    if len(packed) > LARGEST:
        raise CaseError(f"A case file has at most {LARGEST} bytes, this one has {len(packed)}.")
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            _check_names(archive.namelist(), names)
            return _unpack(archive)
    except CaseError:
        raise
    except _DAMAGE as error:
        raise CaseError(f"This is no case file, or it is damaged: {error!r}.") from error


def _unpack(archive: zipfile.ZipFile) -> dict[str, bytes]:
    members: dict[str, bytes] = {}
    left = LARGEST
    for member in archive.infolist():
        # Other methods unpack without a bound, and what a header says of a size is no bound.
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise CaseError(f"{member.filename} is compressed by a method that is not read.")
        with archive.open(member) as stream:
            content = stream.read(left + 1)
        if len(content) > left:
            raise CaseError(f"The members unpack to more than {LARGEST} bytes.")
        members[member.filename] = content
        left -= len(content)
    return members


def _check_names(found: Sequence[str], names: Sequence[str]) -> None:
    for name in found:
        if name not in names:
            raise CaseError(f"It holds {name!r}, which is no part of a case file.")
    for name in names:
        if found.count(name) != 1:
            raise CaseError(f"{name} is {'twice' if name in found else 'not'} in it.")
