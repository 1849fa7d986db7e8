"""What is packed comes back as it was, and nothing else is taken for it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any, Literal

import pytest
from hypothesis import given

from amends.core.transfers import Transfer
from amends.core.value import changed, field, value
from amends.log.codec import (
    CodecError,
    UnknownShape,
    dumps,
    loads,
    pack,
    parse,
    recall,
    recall_packed,
    unpack,
)
from amends.log.upcast import STEPS, keep
from tests.log.samples import MOVED, OPENED, Moved, Opened, Over, values


@given(values(Moved))
def test_a_value_comes_back_as_it_was(moved: Moved) -> None:
    packed = pack(moved)
    assert unpack(Moved, packed) == moved
    assert recall_packed(Moved, packed) == moved
    assert parse(dumps(moved)) == packed
    assert loads(Moved, dumps(moved)) == recall(Moved, dumps(moved)) == moved


@given(values(Opened))
def test_a_flat_value_comes_back_as_it_was(opened: Opened) -> None:
    assert loads(Opened, dumps(opened)) == recall(Opened, dumps(opened)) == opened


def test_fields_that_equal_their_default_are_left_out() -> None:
    packed = {"line": "kettle", "quantity": 1, "received": True, "grounds": "broken"}
    assert pack(changed(OPENED, note="", limit=10, refused=True)) == packed
    assert pack(changed(OPENED, note="", limit=0, refused=False)) == {
        **packed,
        "limit": 0,
        "refused": False,
    }


def test_one_of_several_classes_carries_its_name_and_a_single_class_does_not() -> None:
    packed = pack(MOVED)
    assert packed["phase"]["is"] == "Talks"
    assert packed["last"] == {"is": "Over", "before": {"is": "Talks", "turn": "buyer"}}
    assert packed["actor"] == {"role": "arbitrator", "name": "carol"}


def test_a_table_that_was_left_out_is_nobody_elses() -> None:
    packed = pack(Moved(phase=Over(), exhibits=()))
    for read in (unpack, recall_packed):
        read(Moved, packed).numbers["a"] = (1,)
        assert read(Moved, packed).numbers == {}


FAULTS: list[tuple[dict[str, Any], str, str]] = [
    ({"quantity": "1"}, ".quantity", "a whole number"),
    ({"quantity": True}, ".quantity", "is true"),
    ({"quantity": 1.0}, ".quantity", "a whole number"),
    ({"quantity": None}, ".quantity", "is null"),
    ({"received": 1}, ".received", "true or false"),
    ({"grounds": "brocken"}, ".grounds", "one of 'broken', 'late'"),
    ({"grounds": ["broken"]}, ".grounds", "is a list"),
    ({"line": {}}, ".line", "text, is an object"),
    ({"colour": "red"}, ".colour", "is not a field"),
    ({"is": "Opened"}, ".is", "is not a field"),
    ({"line": ...}, ".line", "is missing"),
]


@pytest.mark.parametrize(("change", "path", "message"), FAULTS)
def test_what_is_wrong_with_a_flat_value_is_named(
    change: dict[str, Any], path: str, message: str
) -> None:
    packed = {key: v for key, v in {**pack(OPENED), **change}.items() if v is not ...}
    with pytest.raises(CodecError) as caught:
        unpack(Opened, packed)
    assert caught.value.path == path
    assert message in str(caught.value)


DEEP_FAULTS: list[tuple[dict[str, Any], str, str]] = [
    ({"phase": {"is": "Talks", "turn": "both"}}, ".phase.turn", "one of 'buyer', 'seller'"),
    ({"phase": {"turn": "buyer"}}, ".phase.is", "one of Talks, Over, is null"),
    ({"phase": {"is": "Order"}}, ".phase.is", "is 'Order'"),
    ({"phase": {"is": ["Over"]}}, ".phase.is", "is a list"),
    ({"phase": None}, ".phase", "an object"),
    ({"phase": {"is": "Over", "x": 1}}, ".phase.x", "is not a field"),
    ({"phase": {"is": "Talks", "turn": "buyer", "due": "1"}}, ".phase.due", "or null"),
    ({"exhibits": ["a", 2]}, ".exhibits[1]", "text, is 2"),
    ({"exhibits": "ab"}, ".exhibits", "a list"),
    ({"shares": [["seller", 1], ["buyer"]]}, ".shares[1]", "a list of 2"),
    ({"shares": [["seller", "1"]]}, ".shares[0][1]", "a whole number"),
    ({"phases": [{"is": "Over"}, {"is": "Talks"}]}, ".phases[1].turn", "is missing"),
    ({"transfers": [{"debit": "world"}]}, ".transfers[0].credit", "is missing"),
    ({"nested": [[1], None, ["2"]]}, ".nested[2][0]", "a whole number"),
    ({"numbers": {"a": [1, "2"]}}, ".numbers.a[1]", "a whole number"),
    ({"numbers": []}, ".numbers", "an object"),
    ({"day": "2024-02-30"}, ".day", "a day like"),
    ({"day": "20240301"}, ".day", "a day like"),
    ({"day": 20240301}, ".day", "a day like"),
    ({"matches": 0}, ".matches", "true or false or null"),
    ({"actor": {"role": "king", "name": "x"}}, ".actor.role", "one of"),
]


@pytest.mark.parametrize(("change", "path", "message"), DEEP_FAULTS)
def test_what_is_wrong_far_inside_is_named_with_its_path(
    change: dict[str, Any], path: str, message: str
) -> None:
    with pytest.raises(CodecError) as caught:
        unpack(Moved, {**pack(MOVED), **change})
    assert caught.value.path == path
    assert message in str(caught.value)


@pytest.mark.parametrize("packed", [None, [], "x", 1])
def test_only_an_object_is_a_value(packed: Any) -> None:
    with pytest.raises(CodecError, match="an object"):
        unpack(Opened, packed)


@pytest.mark.parametrize("body", [b"", b"{", b'{"a":1}x', b"\xff", b"NaN", b"[" * 5000])
def test_what_is_no_json_is_refused(body: bytes) -> None:
    with pytest.raises(CodecError, match="is not JSON"):
        loads(Opened, body)


@pytest.mark.parametrize("text", ["\ud800", "a\udfff"])
def test_text_that_is_not_utf_8_is_refused(text: str) -> None:
    with pytest.raises(CodecError, match="Opened cannot be written"):
        dumps(changed(OPENED, note=text))


def test_a_number_beyond_64_bits_is_refused_both_ways() -> None:
    with pytest.raises(CodecError):
        dumps(changed(OPENED, quantity=2**64))
    with pytest.raises(CodecError, match=r"\.quantity"):
        loads(Opened, dumps(OPENED).replace(b'"quantity":1', b'"quantity":18446744073709551616'))


@value
class Weighed:
    grams: float


@value
class Mixed:
    either: int | str


@value
class Shaped:
    shape: int


@value
class Deep:
    inside: tuple[Weighed, ...] = ()


@value
class Uncompared:
    note: str = field(compare=False)


@pytest.mark.parametrize("cls", [Weighed, Mixed, Shaped, Deep, Uncompared])
def test_a_class_that_the_log_cannot_keep_is_refused_by_name_every_time(cls: type) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match=f"{cls.__name__}|Weighed"):
            unpack(cls, {})


@value
class Grown:
    """A class that had one field `amount` in shape 1, got `currency` in 2 and `day` in 3."""

    minor: int
    currency: str = "USD"
    day: date | None = None


def _renamed(packed: dict[str, Any]) -> dict[str, Any]:
    return {"minor": packed.pop("amount"), **packed}


@pytest.fixture
def grown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(STEPS, ("Grown", 1), _renamed)
    monkeypatch.setitem(STEPS, ("Grown", 2), keep)


@pytest.mark.usefixtures("grown")
def test_old_shapes_are_brought_up_to_date() -> None:
    for read in (unpack, recall_packed):
        assert read(Grown, {"amount": 5}) == Grown(minor=5)
        assert read(Grown, {"minor": 5, "currency": "JPY", "shape": 2}) == Grown(
            minor=5, currency="JPY"
        )
    assert pack(Grown(minor=5)) == {"shape": 3, "minor": 5}
    assert recall(Grown, dumps(Grown(minor=5))) == loads(Grown, dumps(Grown(minor=5)))


@pytest.mark.usefixtures("grown")
def test_what_was_read_is_not_edited() -> None:
    packed = {"amount": 5}
    unpack(Grown, packed)
    assert packed == {"amount": 5}


@pytest.mark.usefixtures("grown")
def test_a_newer_shape_is_left_to_others() -> None:
    for read in (unpack, recall_packed):
        with pytest.raises(UnknownShape, match="Grown has shape 4 and this release knows up to 3"):
            read(Grown, {"minor": 5, "shape": 4})
        with pytest.raises(UnknownShape):
            read(Opened, {**pack(OPENED), "shape": 2})


@pytest.mark.parametrize("shape", [0, -1, "2", None, True, 1.5])
def test_a_shape_is_a_number_from_1(shape: Any) -> None:
    with pytest.raises(CodecError, match="shape"):
        unpack(Opened, {**pack(OPENED), "shape": shape})


@pytest.mark.usefixtures("grown")
def test_an_old_shape_is_read_as_strictly() -> None:
    with pytest.raises(CodecError, match=r"\.extra: is not a field"):
        unpack(Grown, {"amount": 5, "extra": 1})


type Colour = Literal["red"] | Literal["blue"]


@value
class Painted:
    colour: Colour | None = None
    inside: "Painted | None" = None


def test_a_word_may_come_from_several_lists_and_a_class_may_hold_itself() -> None:
    painted = Painted(colour="blue", inside=Painted(inside=Painted(colour="red")))
    assert loads(Painted, dumps(painted)) == recall(Painted, dumps(painted)) == painted
    with pytest.raises(
        CodecError, match=r"\.inside\.inside\.colour: should be one of 'red', 'blue'"
    ):
        unpack(Painted, {"inside": {"inside": {"colour": "green"}}})


def test_threads_that_meet_a_class_for_the_first_time_all_read_it() -> None:
    @value
    class Own:
        transfer: Transfer
        colour: Colour = "red"

    own = Own(transfer=Transfer(debit="a", credit="b", minor=1, purpose="hold"))
    ready = Barrier(8)

    def read(_: int) -> bool:
        ready.wait()
        return loads(Own, dumps(own)) == own == recall(Own, dumps(own))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(read, range(8))) == [True] * 8
