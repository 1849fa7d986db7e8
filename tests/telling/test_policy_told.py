"""A policy is told in the reader's language, whole; what somebody else wrote stays as it is."""

import json
from dataclasses import is_dataclass, replace
from typing import Literal, get_args, get_origin, get_type_hints

import pytest

from amends.core.policy import Policy
from amends.policies import builtin_names, load
from amends.telling.policy_names import FIELDS, TEXTS
from amends.telling.policy_told import as_written, told_changes, told_rows
from amends.telling.policy_values import span
from amends.telling.recommending import REASONS
from amends.telling.tongue import ENGLISH as TONGUE
from amends.telling.tongue import LANGUAGES, Tongue

RUSSIAN = Tongue("ru")


def policy(name: str) -> Policy:
    return load(name).policy


@pytest.mark.parametrize("name", builtin_names())
def test_every_text_of_a_built_in_policy_is_recognised(name: str) -> None:
    found = policy(name)
    assert found.title in TEXTS
    assert {band.reason for band in found.rates.bands} <= TEXTS
    assert {row.reason for row in found.platform.liability} <= REASONS


def test_a_text_of_somebody_elses_policy_is_said_as_it_wrote_it() -> None:
    assert as_written(RUSSIAN, "Ten days to answer {this}") == "Ten days to answer {this}"
    assert as_written(RUSSIAN, "") == ""


def test_every_word_that_a_field_may_hold_has_its_meaning() -> None:
    for section, cls in get_type_hints(Policy).items():
        for name, kind in get_type_hints(cls).items() if is_dataclass(cls) else ():
            if get_origin(kind) is Literal:
                assert set(FIELDS[f"{section}.{name}"].words) == set(get_args(kind))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", builtin_names())
def test_every_row_is_told_in_every_language(name: str, language: str) -> None:
    told = told_rows(Tongue(language), policy(name))
    assert {each.field for each in told} == {each.field for each in told_rows(TONGUE, policy(name))}
    assert all(row.name and row.value and all(row.value) and row.rule for row in told)


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("name", builtin_names())
def test_reasons_of_built_in_policies_are_told_in_every_language(name: str, language: str) -> None:
    found = policy(name)
    reasons = {band.reason for band in found.rates.bands}
    for reason in reasons | {row.reason for row in found.platform.liability}:
        assert as_written(Tongue(language), reason) != reason


@pytest.mark.parametrize("language", ["zh-hans", "ru"])
@pytest.mark.parametrize("name", builtin_names())
def test_nothing_is_left_in_english(name: str, language: str) -> None:
    for row in told_rows(Tongue(language), policy(name)):
        for line in (row.name, *row.value):
            assert not line.isascii() or not any(len(word) > 3 and word.isalpha() and word.islower() for word in line.split()), line  # fmt: skip


def test_windows_amounts_lists_and_tables_are_told_in_words() -> None:
    told = {each.field: each for each in told_rows(TONGUE, policy("aliexpress-2017"))}
    assert told["negotiation.seller_turn"].value == ("5 days",)
    assert told["order.promised_caps.BR"].name == (
        "Promised delivery time to a country, at most: Brazil"
    )
    assert told["platform.second_person.EUR"].value == (TONGUE.money(50_000, "EUR"),)
    assert told["order.payout_hold"].value == ("at once",)
    assert told["calendar.holidays"].value == ("none",)
    assert told["signals.usual_promises.CN-RU"].name == "Usual promise by route: China to Russia"
    assert told["opening.grounds.not_received.delivered_but_not_received"].value == (
        "Remedies: refund, goods kept; goods sent again.",
        "Asks for: screenshot of the tracking.",
        "If no row of “Who is liable” fits, the claim fails.",
    )
    grounds = told["opening.grounds.not_received.in_transit"]
    assert (grounds.name, grounds.code) == ("Grounds: still on its way", "not_received.in_transit")
    assert told["platform.liability[0]"].value == (
        "Grounds: wrong item.",
        "Carried by the platform's carrier.",
        "Noted: the labels differ.",
        "The carrier should bear the loss.",
        "The parcel carries two labels that do not match: the platform's carrier relabelled the"
        " wrong parcel.",
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("P0D", "at once"),
        ("P1DT2H3M4S", "1 day 2 hours 3 minutes 4 seconds"),
        ("PT90S", "1 minute 30 seconds"),
        ("1 working days", "1 working day"),
    ],
)
def test_a_window_is_told_with_all_its_units(written: str, said: str) -> None:
    assert span(TONGUE, written) == said


def test_what_differs_is_told_and_long_lists_that_read_alike_are_told_apart() -> None:
    old, new = policy("aliexpress-2017"), policy("aliexpress-2010")
    told = told_changes(RUSSIAN, old, new)
    before, after = ({row.field: row.text for row in told_rows(RUSSIAN, p)} for p in (old, new))
    assert {each.field for each in told} == {
        field for field in before | after if before.get(field) != after.get(field)
    }
    assert told[-1].before == ("–",)

    first, second, *others = new.calendar.holidays
    calendar = replace(new.calendar, holidays=(first, second.replace(day=28), *others))
    (change,) = told_changes(TONGUE, new, replace(new, calendar=calendar))
    assert change.before != change.after
    assert json.loads(change.before[0])[0] == first.isoformat()
