"""The bytes of a record say all of it, and two different records never have the same."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from amends.core.value import changed, field, value
from amends.log.canonical import canonical, canonical_packed
from amends.log.codec import CodecError, pack
from amends.log.forms import forms_of
from amends.log.upcast import STEPS, keep
from tests.log.samples import MOVED, OPENED, Moved, Opened, contents, values


def decoded(canonical_bytes: bytes) -> Any:
    """What canonical bytes say, read by the rules in the manual and no code of the log."""
    found, rest = _decoded(canonical_bytes)
    assert rest == b""
    return found


def _decoded(rest: bytes) -> tuple[Any, bytes]:
    head, tail = rest[:1], rest[1:]
    if head in b"tfn":
        return {b"t": True, b"f": False, b"n": None}[head], tail
    if head == b"i":
        number, tail = tail.split(b"e", 1)
        return int(number), tail
    if head in b"ld":
        items = []
        while tail[:1] != b"e":
            item, tail = _decoded(tail)
            items.append(item)
        pairs = zip(items[::2], items[1::2], strict=True) if head == b"d" else ()
        return (items if head == b"l" else dict(pairs)), tail[1:]
    size, tail = rest.split(b":", 1)
    return tail[: int(size)].decode(), tail[int(size) :]


@given(values(Moved))
def test_canonical_bytes_say_all_that_is_packed(moved: Moved) -> None:
    assert decoded(canonical(moved).encode()) == pack(moved)


@given(values(Moved) | values(Opened))
def test_a_value_has_the_same_bytes_packed_and_not(either: Moved | Opened) -> None:
    assert canonical(either) == canonical_packed(pack(either))


@given(st.data())
def test_one_field_changed_changes_the_bytes(chance: st.DataObject) -> None:
    before = chance.draw(values(Moved))
    name, (_, form) = chance.draw(st.sampled_from(sorted(forms_of(Moved).items())))
    after = changed(before, **{name: chance.draw(contents(form)())})
    assume(after != before)
    assert canonical(after) != canonical(before)


@given(values(Opened), values(Opened))
def test_different_values_have_different_bytes(one: Opened, other: Opened) -> None:
    assert (one == other) == (canonical(one) == canonical(other))


def test_the_bytes_are_what_the_manual_says() -> None:
    assert canonical(OPENED) == (
        "d7:grounds6:broken4:line6:kettle4:note17:der Deckel – ä8:quantityi1e8:receivedte"
    )
    assert canonical(changed(OPENED, note="", limit=-3, refused=False, received=False)) == (
        "d7:grounds6:broken5:limiti-3e4:line6:kettle8:quantityi1e8:receivedf7:refusedfe"
    )


def test_the_order_of_keys_is_no_part_of_them() -> None:
    packed = pack(MOVED)
    assert canonical_packed(dict(reversed(packed.items()))) == canonical_packed(packed)


@pytest.mark.parametrize("stray", [1.5, ("a",), b"x", {"a": 2.0}, ["\ud800"], {"\ud800": 1}])
def test_what_the_codec_never_writes_has_no_bytes(stray: Any) -> None:
    with pytest.raises(CodecError):
        canonical_packed(stray)


def test_there_is_an_end_to_nesting() -> None:
    deep: Any = []
    for _ in range(63):
        deep = [deep]
    assert canonical_packed(deep) == "l" * 64 + "e" * 64
    with pytest.raises(CodecError, match="deeper than 64"):
        canonical_packed([deep])


@pytest.mark.parametrize(
    "wrong",
    [{"quantity": True}, {"received": 1}, {"grounds": "brocken"}, {"note": "\ud800"}],
)
def test_a_value_that_the_type_checker_let_through_is_not_hashed(wrong: dict[str, Any]) -> None:
    with pytest.raises(CodecError):
        canonical(changed(OPENED, **wrong))


def test_a_field_added_with_a_default_changes_no_old_bytes() -> None:
    @value
    class Before:
        minor: int

    @value
    class After:
        added: str = "none"
        minor: int
        table: dict[str, int] = field(default_factory=dict, hash=False)

    assert canonical(After(minor=3)) == canonical(Before(minor=3))
    assert canonical(After(minor=3, added="x")) != canonical(Before(minor=3))


def test_the_shape_is_part_of_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    @value
    class Grown:
        minor: int
        tail: str = ""

    monkeypatch.setitem(STEPS, ("Grown", 1), keep)
    grown = Grown(minor=3, tail="x")
    assert canonical(grown) == "d5:minori3e5:shapei2e4:tail1:xe" == canonical_packed(pack(grown))
