"""One case as a file that anybody can keep and check without us.

A case file is a ZIP with these members, and `write_case` and `verify_case` speak of its bytes:

    manifest.json   format, order, policy, where the log ends, size and SHA-256 of the others
    records.jsonl   a line for each record, with its hashes
    texts.jsonl     the erasable texts that are still kept, each with its digest
    salts.jsonl     the salts that are still kept; without its salt a digest says nothing
    policy.json     the policy version that the order pins

`verify_case` checks the chain, the end of the log, each text against its digest, and the members
against the manifest. What was erased is missing and counted; it breaks nothing.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import orjson

from amends.core.people import Role
from amends.core.value import value
from amends.log.chain import START, Broken, Head, verify
from amends.log.codec import CodecError, dumps, loads, pack, parse, unpack
from amends.log.container import LARGEST, CaseError, pack_members, unpack_members
from amends.log.private import SALT_BYTES, stands_for
from amends.log.record import Entry

__all__ = ["LARGEST", "Case", "CaseError", "KeptText", "Verdict", "verify_case", "write_case"]

_FORMAT = "amends case 1"
_MANIFEST, _RECORDS, _TEXTS = "manifest.json", "records.jsonl", "texts.jsonl"
_SALTS, _POLICY = "salts.jsonl", "policy.json"
MEMBERS = (_MANIFEST, _RECORDS, _TEXTS, _SALTS, _POLICY)
_DIGEST = re.compile(rb"hmac:[0-9a-f]{64}")


@value
class KeptText:
    """A text that was not erased: what `digest` in the records stands for."""

    digest: str
    scope: str
    field: str
    text: str


@value
class Case:
    """What a case file is made of. `head` is where the order itself says that its log ends."""

    order_id: str
    policy: str  # name@version
    policy_body: bytes  # JSON
    entries: tuple[Entry, ...]
    head: Head
    texts: tuple[KeptText, ...] = ()
    salts: tuple[tuple[str, bytes], ...] = ()  # by scope


@value
class Verdict:
    """What was found in a case file. `faults` are sentences about anything but the chain."""

    order_id: str
    records: int
    texts: int
    erased: int  # digests whose text is not there
    broken: Broken | None
    faults: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing at all is wrong."""
        return self.broken is None and not self.faults


@value
class _Member:
    name: str
    size: int
    sha256: str


@value
class _Manifest:
    format: str
    order: str
    policy: str
    position: int
    hash: str
    members: tuple[_Member, ...]


@value
class _Line:
    """A line of `records.jsonl` without its body, which stands in it as an object."""

    order: str
    position: int
    at: int
    role: Role
    name: str
    type: str
    previous: str
    hash: str


@value
class _Salt:
    scope: str
    salt: str


def write_case(case: Case) -> bytes:
    """The case file; the same case gives the same bytes. `CaseError` for a body that is no JSON."""
    members = {
        _RECORDS: _lines(_record_line(entry) for entry in case.entries),
        _TEXTS: _lines(dumps(text) for text in case.texts),
        _SALTS: _lines(dumps(_Salt(scope=scope, salt=salt.hex())) for scope, salt in case.salts),
        _POLICY: case.policy_body,
    }
    manifest = _Manifest(
        format=_FORMAT,
        order=case.order_id,
        policy=case.policy,
        position=case.head.position,
        hash=case.head.hash.hex(),
        members=tuple(_described(name, content) for name, content in members.items()),
    )
    described = orjson.dumps(pack(manifest), option=orjson.OPT_INDENT_2)
    return pack_members({_MANIFEST: described, **members})


def verify_case(content: bytes) -> Verdict:
    """Check a case file offline, without any database. Read no more than `LARGEST` of a file.

    Raises `CaseError` for what is no case file: too large, damaged, or not in the format. Whatever
    else is wrong stands in the verdict, with the first broken position.
    """
    members = unpack_members(content, MEMBERS)
    manifest = _read_manifest(members[_MANIFEST])
    entries, unreadable = _read_records(members[_RECORDS])
    head = Head(position=manifest.position, hash=_bytes_of(manifest.hash, _MANIFEST))
    # Where a line cannot be read the end of the log cannot be looked at either.
    broken = verify(entries, head=None if unreadable else head) or unreadable
    faults = [*_member_faults(manifest, members), *_pin_faults(manifest, entries)]
    texts, text_faults = _read_texts(members[_TEXTS], members[_SALTS])
    digests = {found.decode() for entry in entries for found in _DIGEST.findall(entry.body)}
    return Verdict(
        order_id=manifest.order,
        records=len(entries),
        texts=len(texts),
        erased=len(digests - {text.digest for text in texts}),
        broken=broken,
        faults=(*faults, *text_faults),
    )


def _lines(lines: Iterator[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _described(name: str, content: bytes) -> _Member:
    return _Member(name=name, size=len(content), sha256=sha256(content).hexdigest())


def _record_line(entry: Entry) -> bytes:
    line = _Line(
        order=entry.order_id,
        position=entry.position,
        at=entry.at,
        role=entry.role,
        name=entry.name,
        type=entry.type,
        previous=entry.previous.hex(),
        hash=entry.hash.hex(),
    )
    try:
        return orjson.dumps({**pack(line), "body": parse(entry.body)})
    except CodecError as error:
        raise CaseError(f"record {entry.position} cannot be exported: its body {error}.") from error


def _read_manifest(content: bytes) -> _Manifest:
    try:
        manifest = loads(_Manifest, content)
    except CodecError as error:
        raise CaseError(f"{_MANIFEST} is no manifest: {error}.") from error
    if manifest.format != _FORMAT:
        raise CaseError(f"{_MANIFEST} names the format {manifest.format!r}, not {_FORMAT!r}.")
    return manifest


def _read_records(content: bytes) -> tuple[list[Entry], Broken | None]:
    """The entries up to the first line that cannot be read, and that line as broken."""
    entries: list[Entry] = []
    for number, line in enumerate(content.splitlines(), start=1):
        try:
            entries.append(_entry(parse(line)))
        except (CodecError, CaseError) as error:
            last = entries[-1].position if entries else START.position
            sentence = f"Line {number} of {_RECORDS} cannot be read: {error}"
            return entries, Broken(position=last + 1, reason="body", sentence=sentence)
    return entries, None


def _entry(line: Any) -> Entry:
    if type(line) is not dict or "body" not in line:
        raise CodecError("is not a record with a body")
    body = _rewritten(line.pop("body"))
    found = unpack(_Line, line)
    return Entry(
        order_id=found.order,
        position=found.position,
        at=found.at,
        role=found.role,
        name=found.name,
        type=found.type,
        body=body,
        previous=_bytes_of(found.previous, _RECORDS),
        hash=_bytes_of(found.hash, _RECORDS),
    )


def _rewritten(body: Any) -> bytes:
    try:
        return orjson.dumps(body)
    except orjson.JSONEncodeError as error:
        raise CodecError(f"its body cannot be kept: {error}") from error


def _bytes_of(hexadecimal: str, member: str) -> bytes:
    try:
        return bytes.fromhex(hexadecimal)
    except ValueError:
        raise CaseError(f"{member}: {hexadecimal[:70]!r} is not hexadecimal.") from None


def _member_faults(manifest: _Manifest, members: dict[str, bytes]) -> Iterator[str]:
    described = {member.name: member for member in manifest.members}
    for name, content in members.items():
        if name != _MANIFEST and described.get(name) != _described(name, content):
            yield f"{name} is not what {_MANIFEST} describes."


def _pin_faults(manifest: _Manifest, entries: list[Entry]) -> Iterator[str]:
    if entries and entries[0].order_id != manifest.order:
        yield f"The records are of order {entries[0].order_id}, the manifest of {manifest.order}."
    first = parse(entries[0].body) if entries else None
    pinned = first.get("policy", manifest.policy) if type(first) is dict else manifest.policy
    if pinned != manifest.policy:
        yield f"The order pins the policy {pinned}, the file holds {manifest.policy}."


def _read_texts(texts: bytes, salts: bytes) -> tuple[list[KeptText], list[str]]:
    """The texts that are what their digest stands for, and what is wrong with the others."""
    kept = [_parsed(KeptText, line, _TEXTS) for line in texts.splitlines()]
    salt_of = {
        found.scope: _bytes_of(found.salt, _SALTS)
        for found in (_parsed(_Salt, line, _SALTS) for line in salts.splitlines())
    }
    sound, faults = [], []
    for number, text in enumerate(kept, start=1):
        salt = salt_of.get(text.scope, b"")
        if len(salt) != SALT_BYTES:
            faults.append(f"Line {number} of {_TEXTS}: its scope {text.scope!r} has no salt.")
        elif not stands_for(text.digest, salt, text.scope, text.field, text.text):
            faults.append(f"Line {number} of {_TEXTS} is not the text that its digest stands for.")
        else:
            sound.append(text)
    return sound, faults


def _parsed[T](cls: type[T], line: bytes, member: str) -> T:
    try:
        return loads(cls, line)
    except CodecError as error:
        raise CaseError(f"{member} cannot be read: {error}.") from error
