"""A case file tells by itself whether it is whole, whoever has had it in hands."""

import io
import json
import re
import zipfile
from collections.abc import Callable

import pytest

from amends.core.value import changed, value
from amends.log import container
from amends.log.casefile import Case, CaseError, KeptText, Verdict, verify_case, write_case
from amends.log.chain import GENESIS, Head, close_entry
from amends.log.private import digest
from amends.log.record import Record
from tests.conftest import Figure
from tests.log.samples import OPENED, chain_of
from tests.people import ALICE

SALTS = (("buyer", bytes(range(32))), ("parcel", bytes(range(1, 33))))
STATEMENT = digest(SALTS[0][1], "buyer", "statement", "The lid is cracked.")
TRACKING = digest(SALTS[1][1], "parcel", "tracking", "RB123456785GB")
LOG = chain_of(changed(OPENED, note=STATEMENT), changed(OPENED, line="cup", note=TRACKING), OPENED)
TEXTS = (
    KeptText(digest=STATEMENT, scope="buyer", field="statement", text="The lid is cracked."),
    KeptText(digest=TRACKING, scope="parcel", field="tracking", text="rb 123456785 gb"),
)
CASE = Case(
    order_id="0190-order",
    policy="aliexpress-2017@1",
    policy_body=b'{"name":"aliexpress-2017","version":1}',
    entries=tuple(LOG),
    head=Head(position=3, hash=LOG[-1].hash),
    texts=TEXTS,
    salts=SALTS,
)
FILE = write_case(CASE)


def members(content: bytes = FILE) -> dict[str, bytes]:
    """The members of a case file by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents: dict[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    """A ZIP of these members, whatever they are."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in contents.items() if isinstance(contents, dict) else contents:
            archive.writestr(name, member)
    return content.getvalue()


def with_member(name: str, change: Callable[[bytes], bytes]) -> Verdict:
    """The verdict on the case file with one member changed."""
    found = members()
    return verify_case(packed({**found, name: change(found[name])}))


def test_a_whole_case_is_sound_and_always_the_same_bytes() -> None:
    verdict = verify_case(FILE)
    assert verdict == Verdict(order_id="0190-order", records=3, texts=2, erased=0, broken=None)
    assert verdict.sound
    assert write_case(CASE) == FILE


def test_people_can_read_it_without_us() -> None:
    lines = [json.loads(line) for line in members()["records.jsonl"].splitlines()]
    assert [line["position"] for line in lines] == [1, 2, 3]
    assert lines[1]["body"]["line"] == "cup"
    assert lines[1]["role"] == "seller"
    assert json.loads(members()["manifest.json"])["format"] == "amends case 1"


@pytest.mark.parametrize(
    ("texts", "salts", "erased"), [(TEXTS[1:], SALTS[1:], 1), (TEXTS[:1], SALTS, 1), ((), (), 2)]
)
def test_erasure_still_verifies(
    texts: tuple[KeptText, ...], salts: tuple[tuple[str, bytes], ...], erased: int
) -> None:
    verdict = verify_case(write_case(changed(CASE, texts=texts, salts=salts)))
    assert verdict.sound
    assert verdict.erased == erased


def test_a_changed_record_is_named_by_its_position() -> None:
    verdict = with_member("records.jsonl", lambda lines: lines.replace(b'"cup"', b'"cap"'))
    assert verdict.broken is not None
    assert (verdict.broken.position, verdict.broken.reason) == (2, "hash")
    assert verdict.faults == ("records.jsonl is not what manifest.json describes.",)


@pytest.mark.parametrize(
    ("change", "position", "reason"),
    [
        (lambda lines: lines[:-30], 3, "body"),
        (lambda lines: b"\n".join(lines.splitlines()[:2]), 3, "head"),
        (lambda lines: b"\n".join(lines.splitlines()[1:]), 1, "gap"),
        (lambda lines: b"", 1, "head"),
        (lambda lines: b"{}\n" + lines, 1, "body"),
        (lambda lines: lines.replace(b'"seller"', b'"king"'), 2, "body"),
        (lambda lines: lines.replace(b'"position":2', b'"position":"2"'), 2, "body"),
        (lambda lines: lines.replace(b'"position":2', b'"position":2,"x":1'), 2, "body"),
        (lambda lines: lines.replace(b'"hash":"', b'"hash":"zz'), 1, "body"),
        (lambda lines: lines.replace(b'"body":{', b'"body":[{}],"more":{', 1), 1, "body"),
        (lambda lines: lines.replace(b'"cup"', b"[" * 300 + b"]" * 300), 2, "body"),
        (lambda lines: lines.replace(b'"cup"', b"[" * 100 + b"]" * 100), 2, "body"),
        (lambda lines: lines.replace(b'"cup"', b"1e999"), 2, "body"),
        (lambda lines: b"\xff\xfe\n" + lines, 1, "body"),
    ],
)
def test_the_first_broken_position_is_named_whatever_was_done(
    change: Callable[[bytes], bytes], position: int, reason: str
) -> None:
    verdict = with_member("records.jsonl", change)
    assert verdict.broken is not None
    assert (verdict.broken.position, verdict.broken.reason) == (position, reason)


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        ("texts.jsonl", lambda c: c.replace(b"cracked", b"fine"), "Line 1 of texts.jsonl is not"),
        ("texts.jsonl", lambda c: c.replace(b'"buyer"', b'"seller"'), "'seller' has no salt"),
        ("salts.jsonl", lambda c: c.replace(b'"000102', b'"000103'), "is not the text that"),
        ("salts.jsonl", lambda c: c.replace(b'"000102', b'"0102'), "has no salt"),
        ("policy.json", lambda c: c.replace(b"2017", b"2010"), "policy.json is not what"),
        ("manifest.json", lambda c: c.replace(b"0190", b"0191"), "The records are of order 0190"),
    ],
)
def test_whatever_else_was_changed_is_told(
    name: str, change: Callable[[bytes], bytes], fault: str
) -> None:
    verdict = with_member(name, change)
    assert verdict.broken is None
    assert not verdict.sound
    assert any(fault in sentence for sentence in verdict.faults)


@value
class Placed:
    """The order was placed under a policy."""

    policy: str


def test_another_policy_than_the_order_pins_is_told() -> None:
    record = Record(order_id="o", position=1, at=1, actor=ALICE, event=Placed(policy="fair@1"))
    entry = close_entry(record, GENESIS)
    case = Case(
        order_id="o",
        policy="fair@1",
        policy_body=b"{}",
        entries=(entry,),
        head=Head(position=1, hash=entry.hash),
    )
    assert verify_case(write_case(case)).sound
    verdict = verify_case(write_case(changed(case, policy="fair@2")))
    assert verdict.faults == ("The order pins the policy fair@1, the file holds fair@2.",)


def test_a_body_that_is_no_json_cannot_be_exported() -> None:
    case = changed(CASE, entries=(LOG[0], changed(LOG[1], body=b"{")))
    with pytest.raises(CaseError, match="record 2 cannot be exported"):
        write_case(case)


def _without(name: str) -> dict[str, bytes]:
    return {key: content for key, content in members().items() if key != name}


def _twice(name: str) -> bytes:
    with pytest.warns(UserWarning, match="Duplicate"):
        return packed([*members().items(), (name, b"")])


def _compressed_by(method: int) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, member in members().items():
            archive.writestr(name, member)
    return content.getvalue()


def _encrypted() -> bytes:
    # Bit 0 of the flags says that a member is encrypted, in its header and in the directory.
    content = bytearray(FILE)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("hostile", "message"),
    [
        (lambda: b"", "no case file"),
        (lambda: b"PK", "no case file"),
        (lambda: b"{}" * 500, "no case file"),
        (lambda: packed({}), "manifest.json is not in it"),
        (lambda: packed(_without("salts.jsonl")), "salts.jsonl is not in it"),
        (lambda: _twice("records.jsonl"), "records.jsonl is twice in it"),
        (lambda: packed({**members(), "../../etc/passwd": b""}), "'../../etc/passwd', which is no"),
        (lambda: packed({**members(), "/texts.jsonl": b""}), "no part of a case file"),
        (lambda: _compressed_by(zipfile.ZIP_LZMA), "a method that is not read"),
        (lambda: _compressed_by(zipfile.ZIP_BZIP2), "a method that is not read"),
        (_encrypted, "no case file, or it is damaged"),
        (lambda: packed({**members(), "manifest.json": b"[]"}), "manifest.json is no manifest"),
        (lambda: packed({**members(), "manifest.json": b"{"}), "is not JSON"),
        (lambda: packed({**members(), "texts.jsonl": b"{}"}), "digest: is missing"),
        (lambda: packed({**members(), "salts.jsonl": b"7"}), "salts.jsonl cannot be read"),
    ],
)
def test_what_is_no_case_file_is_refused_with_a_reason(
    hostile: Callable[[], bytes], message: str
) -> None:
    with pytest.raises(CaseError, match=re.escape(message)):
        verify_case(hostile())


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (b"amends case 1", b"amends case 2", "names the format 'amends case 2'"),
        (b'"hash": "', b'"hash": "x', "is not hexadecimal"),
        (b'"position": 3', b'"position": null', "position: should be a whole number"),
    ],
)
def test_a_manifest_of_another_form_is_refused(before: bytes, after: bytes, message: str) -> None:
    with pytest.raises(CaseError, match=message):
        with_member("manifest.json", lambda content: content.replace(before, after, 1))


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed({**members(), "texts.jsonl": bytes(300_000)})
    monkeypatch.setattr(container, "LARGEST", 100_000)
    assert verify_case(FILE).sound
    assert len(bomb) < 100_000
    with pytest.raises(CaseError, match="unpack to more than 100000 bytes"):
        verify_case(bomb)
    with pytest.raises(CaseError, match="at most 100000 bytes"):
        verify_case(bytes(100_001))


def test_a_truncated_file_is_refused_wherever_it_ends() -> None:
    for length in range(0, len(FILE), 7):
        with pytest.raises(CaseError):
            verify_case(FILE[:length])


def test_no_flipped_byte_passes_for_another_content(figure: Figure) -> None:
    whole = members()
    for index in range(len(FILE)):
        content = FILE[:index] + bytes([FILE[index] ^ 0x41]) + FILE[index + 1 :]
        try:
            sound = verify_case(content).sound
        except CaseError:
            continue
        # Some bytes of a ZIP say nothing of its members, such as the time of writing.
        assert not sound or members(content) == whole, f"byte {index}"
    figure("bytes of a case file flipped, none passed for another content", len(FILE))
