"""A digest stands for a text as long as its salt is kept, and says nothing after."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.log.private import digest, is_digest, normalise, stands_for

SALT = bytes(range(32))
OTHER = bytes(32)


@pytest.mark.parametrize(
    "written",
    [
        "RB123456785GB", "rb 123 456 785 gb", "RB-1234-56785-GB", " rb123456785gb\n",
        "ＲＢ１２３４５６７８５ＧＢ", "RB\u00a0123456785\u2013GB", "RB123\u200b456785GB", "RB−123456785GB",
    ],
)  # fmt: skip
def test_a_number_is_one_number_however_it_is_written(written: str) -> None:
    expected = digest(SALT, "parcel", "tracking", "RB123456785GB")
    assert digest(SALT, "parcel", "tracking", written) == expected
    assert stands_for(expected, SALT, "parcel", "waybill", written)


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise("parcel", normalise("parcel", text)) == normalise("parcel", text)


def test_words_are_kept_as_they_are() -> None:
    assert normalise("buyer", " The lid – is cracked. ") == " The lid – is cracked. "


def test_equal_texts_have_equal_digests_only_under_one_salt_and_field() -> None:
    found = digest(SALT, "buyer", "statement", "cracked")
    assert is_digest(found)
    assert found == digest(SALT, "buyer", "statement", "cracked")
    others = [
        digest(OTHER, "buyer", "statement", "cracked"),
        digest(SALT, "buyer", "note", "cracked"),
        digest(SALT, "buyer", "statement", "Cracked"),
        digest(SALT, "buyer", "statementc", "racked"),
    ]
    assert found not in others
    assert len(set(others)) == len(others)
    assert not stands_for(found, OTHER, "buyer", "statement", "cracked")
    assert not stands_for("cracked", SALT, "buyer", "statement", "cracked")


def test_a_digest_is_what_it_always_was() -> None:
    assert digest(SALT, "buyer", "statement", "cracked") == (
        "hmac:00485464725b105c82e7f9748a7bdb9f2b25fb148c811e81cb916389116b7b56"
    )
    assert digest(SALT, "parcel", "tracking", "rb 1") == (
        "hmac:09dc3390018332b727ba78d8c72d68edfb07b1c4db55ac4f80d57556f53dac53"
    )


@pytest.mark.parametrize("text", ["hmac:", "hmac:12", "HMAC:" + "a" * 64, "x" * 69, ""])
def test_other_texts_are_no_digests(text: str) -> None:
    assert not is_digest(text)


@pytest.mark.parametrize("salt", [b"", b"short", bytes(31), bytes(33)])
def test_a_weak_salt_is_refused(salt: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        digest(salt, "buyer", "statement", "cracked")


@given(st.text(st.characters(max_codepoint=127)))
def test_the_short_way_for_plain_letters_gives_what_the_long_way_gives(text: str) -> None:
    # A letter that is not ASCII takes the long way, and is cut off again.
    assert normalise("parcel", text) == normalise("parcel", f"{text}Ж").removesuffix("Ж")
