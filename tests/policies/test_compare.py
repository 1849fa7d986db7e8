"""Fingerprints, the kept form, the table and the difference."""

from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.core.moments import DAY, SECOND, Window
from amends.core.policy import Policy
from amends.policies import KeptPolicyError, builtin_names, fingerprint, from_body, load
from amends.policies.spelling import window
from amends.telling.policy_names import FIELDS
from amends.telling.policy_told import ToldChange, told_changes, told_rows
from amends.telling.tongue import ENGLISH

FOLDER = Path(__file__).parents[2] / "src/amends/policies"
SOURCE = (FOLDER / "aliexpress-2017.toml").read_text(encoding="utf-8")


def test_comments_blanks_and_order_do_not_change_the_fingerprint(tmp_path: Path) -> None:
    bare = [line.partition(" #")[0].strip() for line in SOURCE.splitlines()]
    start = bare.index("[appeal]")
    appeal, rest = bare[start : start + 5], bare[:start] + bare[start + 5 :]
    path = tmp_path / "same.toml"
    path.write_text("\n\n".join([*rest, appeal[0], *reversed(appeal[1:])]), encoding="utf-8")

    assert load(path).sha256 == load("aliexpress-2017").sha256
    assert load(path).source != load("aliexpress-2017").source


def test_a_value_written_in_two_ways_has_one_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "same.toml"
    path.write_text(SOURCE.replace('seller_turn = "P5D"', 'seller_turn = "PT120H"'), "utf-8")

    assert load(path).sha256 == load("aliexpress-2017").sha256


def test_one_changed_number_changes_the_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "other.toml"
    path.write_text(SOURCE.replace('seller_turn = "P5D"', 'seller_turn = "P6D"'), "utf-8")

    assert load(path).sha256 != load("aliexpress-2017").sha256


@pytest.mark.parametrize("name", builtin_names())
def test_what_is_kept_can_be_read_again(name: str) -> None:
    loaded = load(name)

    assert from_body(loaded.body) == loaded.policy
    assert loaded.sha256 == fingerprint(loaded.policy)
    assert b"extends" not in loaded.body


@pytest.mark.parametrize("source", [b"", b"{}", b"[1]", b"\xff", b"[" * 100_000, b'{"name": 1}'])
def test_what_was_not_kept_by_us_is_refused(source: bytes) -> None:
    with pytest.raises(KeptPolicyError, match="is not a kept policy"):
        from_body(source)


@given(
    st.one_of(
        st.integers(1, 3650 * DAY // SECOND).map(lambda seconds: Window(span=seconds * SECOND)),
        st.integers(1, 366).map(lambda days: Window(working_days=days)),
        st.just(Window()),
    )
)
def test_a_window_is_read_as_it_was_written(length: Window) -> None:
    assert window(str(length)) == length


def test_every_field_of_a_policy_has_words_and_a_rule() -> None:
    policy = load("aliexpress-2017").policy
    sections = [each.name for each in fields(policy) if is_dataclass(getattr(policy, each.name))]
    places = {
        f"{section}.{each.name}"
        for section in sections
        for each in fields(getattr(policy, section))
    }

    assert places == set(FIELDS)
    assert all(each.name and each.rules for each in FIELDS.values())


def test_the_table_says_windows_and_defaults_in_words() -> None:
    said = {row.field: row.value for row in told_rows(ENGLISH, load("aliexpress-2017").policy)}

    assert said["negotiation.seller_turn"] == ("5 days",)
    assert said["negotiation.seller_silent"] == ("the buyer's claim is executed",)
    assert said["order.promised_caps.BR"] == ("120 days",)
    assert said["platform.second_person.EUR"] == ("€500.00",)
    assert said["negotiation.buyer_escalates_from"] == ("none",)
    assert said["platform.liability[0]"][:-1] == (
        "Grounds: wrong item.",
        "Carried by the platform's carrier.",
        "Noted: the labels differ.",
        "The carrier should bear the loss.",
    )


def differing(old: Policy, new: Policy) -> tuple[ToldChange, ...]:
    return told_changes(ENGLISH, old, new)


def changed(before: str, after: str) -> dict[str, tuple[str, str]]:
    return {
        change.field: ("; ".join(change.before), "; ".join(change.after))
        for change in differing(load(before).policy, load(after).policy)
    }


def test_2010_and_2017_differ_in_exactly_what_readings_28_lists() -> None:
    assert changed("aliexpress-2017", "aliexpress-2010") == {
        "calendar.zone": ("UTC", "Asia/Shanghai"),
        "calendar.holidays": ("none", "306 days, 1 Jan 2010 to 7 Oct 2026"),
        "order.confirm_after_delivery": ("5 days", "a delivery shortens nothing"),
        "negotiation.buyer_turn": ("5 days", "no deadline"),
        "negotiation.talks": ("5 days", "16 days"),
        "negotiation.buyer_escalates_from": ("none", "4 days"),
        "negotiation.buyer_escalates_until": ("none", "15 days"),
        "platform.steps[0]": ("–", "platform steps in; 2 working days"),
        "platform.steps[1]": ("–", "proof of delivery; 3 days"),
        "platform.steps[2]": ("–", "talks; 3 days"),
        "platform.steps[3]": ("–", "ruling; 5 days"),
    }


def test_ebay_differs_in_every_section_that_section_9_speaks_of() -> None:
    found = changed("aliexpress-2017", "ebay-money-back")

    assert found["negotiation.seller_turn"] == ("5 days", "3 working days")
    assert found["negotiation.seller_silent"] == (
        "the buyer's claim is executed", "nothing falls, the buyer may ask the platform",
    )  # fmt: skip
    assert found["negotiation.talks"] == ("5 days", "21 working days")
    assert found["appeal.seller_within"] == ("7 days", "30 days")
    assert {field.partition(".")[0] for field in found} >= {
        "calendar", "negotiation", "platform", "returns", "appeal",
    }  # fmt: skip


@pytest.mark.parametrize("name", builtin_names())
def test_a_policy_does_not_differ_from_itself(name: str) -> None:
    assert differing(load(name).policy, load(name).policy) == ()


def test_two_lists_that_read_alike_are_told_apart() -> None:
    old = load("aliexpress-2010").policy
    first, second, *others = old.calendar.holidays
    other = second.replace(day=28)
    calendar = replace(old.calendar, holidays=(first, other, *others))

    (change,) = differing(old, replace(old, calendar=calendar))
    assert change.field == "calendar.holidays"
    assert change.before != change.after


def test_a_row_that_only_one_policy_has_stands_beside_nothing() -> None:
    old = load("aliexpress-2017").policy
    shorter: Policy = replace(old, rates=replace(old.rates, bands=old.rates.bands[:-1]))

    (change,) = differing(old, shorter)
    assert (change.field, change.after) == ("rates.bands[4]", ("–",))


def test_loading_twice_gives_values_that_nobody_shares_by_accident(tmp_path: Path) -> None:
    path = tmp_path / "short.toml"
    path.write_text(
        'extends = "aliexpress-2017"\nname = "short"\nversion = 1\ntitle = "Short"\n'
        '[opening.grounds.not_received.in_transit]\nremedies = ["refund_only"]\n',
        encoding="utf-8",
    )
    short = load(path).policy

    item = "not_received.in_transit"
    assert short.opening.grounds[item].remedies == ("refund_only",)
    assert load("aliexpress-2017").policy.opening.grounds[item].remedies == (
        "refund_only", "resend",
    )  # fmt: skip
