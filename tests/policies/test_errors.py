"""Every kind of error is named with its file, its line and its field, and all of them at once."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from amends.policies import FAULTS, PolicyError, builtin_names, check, load
from amends.telling.policy_faults import SENTENCES, ToldProblem, said, told_problems
from amends.telling.tongue import ENGLISH, LANGUAGES, Tongue

HEAD = """\
extends = "aliexpress-2017@1"
name = "dave-shop"
version = 1
title = "Dave's shop"
"""
# A line below HEAD counts from here.
FIRST = 5


def written(folder: Path, text: str) -> Path:
    path = folder / "dave.toml"
    path.write_text(text, encoding="utf-8")
    return path


def told(path: Path) -> list[ToldProblem]:
    return told_problems(ENGLISH, check(path))


def problems(folder: Path, below: str) -> list[ToldProblem]:
    return told(written(folder, HEAD + below))


# (what stands below HEAD, line below HEAD, field, part of the sentence)
WRONG = [
    # windows
    ('order.ship_within = "P1M"', 0, "order.ship_within", "has months or years"),
    ('order.ship_within = "P1Y"', 0, "order.ship_within", "has months or years"),
    ('order.ship_within = "P1M3D"', 0, "order.ship_within", "has months or years"),
    ('order.ship_within = "5 days"', 0, "order.ship_within", 'write it like "P5D"'),
    ('order.ship_within = "-P5D"', 0, "order.ship_within", "is negative"),
    ('order.ship_within = "P-5D"', 0, "order.ship_within", "is negative"),
    ('order.ship_within = "P0D"', 0, "order.ship_within", "is no time at all"),
    ('order.ship_within = "P99999D"', 0, "order.ship_within", "longer than ten years"),
    ('order.ship_within = "none"', 0, "order.ship_within", 'write it like "P5D"'),
    ("order.ship_within = 5", 0, "order.ship_within", 'write it as text like "P5D"'),
    ('order.ship_within = "0 working days"', 0, "order.ship_within", "write 1 to 366"),
    ('order.ship_within = "999 working days"', 0, "order.ship_within", "write 1 to 366"),
    # amounts and currencies
    ('[order.advance_cap]\nUSD = "1.005"', 1, "order.advance_cap.USD", "has 3 decimals"),
    ('[order.advance_cap]\nJPY = "1.5"', 1, "order.advance_cap.JPY", "JPY has 0"),
    ('[order.advance_cap]\nUSD = "-1.00"', 1, "order.advance_cap.USD", "is negative"),
    ("[order.advance_cap]\nUSD = 500", 1, "order.advance_cap.USD", "write it as text"),
    ('[order.advance_cap]\nusd = "5.00"', 1, "order.advance_cap.usd", "ISO 4217"),
    ('[order]\nadvance_cap = "500"', 1, "order.advance_cap", "is not a table"),
    ('platform.second_person.XYZ = "1.00"', 0, "platform.second_person.XYZ", "ISO 4217"),
    # countries, routes, days
    ('order.promised_caps = { XX = "P9D" }', 0, "order.promised_caps.XX", "not a country"),
    ('returns.waybill_countries = [\n"IT",\n"Italy"]', 2, "returns.waybill_countries[1]", "like IT"),
    ('returns.waybill_countries = ["IT", "IT"]', 0, "returns.waybill_countries", "stands 2 times"),
    ('signals.usual_promises.CNBR = "P9D"', 0, "signals.usual_promises.CNBR", "like CN-BR"),
    ('calendar.zone = "Mars/Olympus"', 0, "calendar.zone", 'like "Asia/Shanghai"'),
    ('calendar.zone = "../../etc/passwd"', 0, "calendar.zone", 'like "Asia/Shanghai"'),
    ('calendar.weekend = ["Caturday"]', 0, "calendar.weekend[0]", '"Saturday"'),
    ('calendar.holidays = ["2026-02-30"]', 0, "calendar.holidays[0]", "like 2026-10-01"),
    ("calendar.holidays = [2026-02-03T00:00:00Z]", 0, "calendar.holidays[0]", "like 2026-10-01"),
    (
        'calendar.weekend = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",'
        '"Sunday"]', 0, "calendar.weekend", "leaves no working day",
    ),
    # closed lists
    ('negotiation.seller_silent = "win"', 0, "negotiation.seller_silent", '"execute", "escalate"'),
    ('order.recover_from = "buyer"', 0, "order.recover_from", '"seller" or "platform"'),
    (
        'opening.grounds.not_received.in_transit.remedies = ["refund"]', 0,
        "opening.grounds.not_received.in_transit.remedies[0]", '"refund_only"',
    ),
    (
        "opening.grounds.not_received.in_transit.remedies = []", 0,
        "opening.grounds.not_received.in_transit.remedies", "name at least one",
    ),
    (
        '[opening.grounds.not_received]\nabducted = { remedies = ["refund_only"] }', 1,
        "opening.grounds.not_received.abducted", "is not known",
    ),
    ("[opening.grounds.lost_interest]", 0, "opening.grounds.lost_interest", "is not known"),
    # numbers and types
    ("opening.per_piece = 0", 0, "opening.per_piece", "write 1 or more"),
    ("opening.per_piece = true", 0, "opening.per_piece", "whole number"),
    ("opening.per_piece = 3.0", 0, "opening.per_piece", "whole number"),
    ('opening.per_piece = "3"', 0, "opening.per_piece", "without quotes"),
    ("negotiation.silent_floor_percent = 101", 0, "negotiation.silent_floor_percent", "100 or less"),
    ("negotiation = 5", 0, "negotiation", "under [negotiation]"),
    ('platform.steps = "talks"', 0, "platform.steps", "is not a list"),
    (
        'opening.grounds.not_received.in_transit.offered = "no"', 0,
        "opening.grounds.not_received.in_transit.offered", "neither true nor false",
    ),
    # unknown fields
    ('order.ship_whithin = "P5D"', 0, "order.ship_whithin", "did you mean ship_within?"),
    ("moon = 1", 0, "moon", "remove it, or write name, version"),
    # contradictions
    ('[order]\nextension_total = "P5D"', 1, "order.extension_total", "shorter than one"),
    (
        '[negotiation]\nbuyer_escalates_until = "P9D"', 0,
        "negotiation.buyer_escalates_from", "although buyer_escalates_until",
    ),
    (
        '[negotiation]\nbuyer_escalates_from = "P9D"\nbuyer_escalates_until = "P9D"', 2,
        "negotiation.buyer_escalates_until", "not later",
    ),
    (
        '[negotiation]\nseller_silent = "wait"\ntalks_end = "close"', 0,
        "negotiation.buyer_escalates_from", "a silent seller would win",
    ),
    (
        '[[platform.steps]]\nname = "talks"\nwindow = "P1D"', 0, "platform.steps", "do not end",
    ),
    (
        '[[platform.steps]]\nname = "ruling"', 0, "platform.steps[0].window", "is missing",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("below", "line", "field", "says"), WRONG)
def test_an_error_is_named_by_line_and_field(
    tmp_path: Path, below: str, line: int, field: str, says: str
) -> None:
    found = problems(tmp_path, below)

    assert [(each.line, each.field) for each in found] == [(FIRST + line, field)]
    assert says in found[0].message
    assert found[0].file == str(tmp_path / "dave.toml")
    assert str(found[0]) == f"{found[0].file}:{FIRST + line}: {field}: {found[0].message}"


def test_every_fault_has_one_sentence_with_its_details() -> None:
    assert list(SENTENCES) == list(FAULTS)
    for code, cls in FAULTS.items():
        named = set(re.findall(r"{(\w+)}", SENTENCES[code]))
        assert named == {each.name for each in fields(cls)}, code  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_what_is_wrong_is_told_in_every_language(tmp_path: Path, language: str) -> None:
    below = 'order.ship_within = "P1M"\nopening.per_piece = 0\nnegotiation.talks_end = "win"\n'
    found = check(written(tmp_path, HEAD + below))
    here, there = (told_problems(Tongue(each), found) for each in (language, "en"))
    assert [each.code for each in here] == ["window_of_months", "too_small", "not_one_of"]
    for ours, english in zip(here, there, strict=True):
        assert ours.message != english.message
        assert (ours.line, ours.field, ours.code) == (english.line, english.field, english.code)
    assert "'P1M'" in here[0].message
    assert '"escalate"' in here[2].message
    assert '"close"' in here[2].message


ROW = '[[platform.liability]]\ngrounds = ["not_received"]\nreason = "So it is."\n'


@pytest.mark.parametrize(
    ("row", "line", "field", "says"),
    [
        ('liable = "shared"', 3, "liable", "write shares"),
        (
            'liable = "shared"\nshares = { seller = 50, buyer = 40 }', 4, "shares",
            "sum to 90; write percents that sum to 100",
        ),
        ('liable = "shared"\nshares = { eve = 100 }', 4, "shares.eve", "cannot bear a loss"),
        ('liable = "shared"\nshares = { seller = 0 }', 4, "shares.seller", "from 1 to 100"),
        ('liable = "seller"\nshares = { seller = 100 }', 4, "shares", "leave them out"),
        ('liable = "carrier"', 0, "logistics", 'only with logistics = "platform"'),
        (
            'logistics = "seller"\nliable = "shared"\nshares = { seller = 50, carrier = 50 }', 3,
            "logistics", 'only with logistics = "platform"',
        ),
        ('liable = "nobody"', 3, "liable", '"claim_fails"'),
        ('liable = "seller"\nfacts = ["it_rained"]', 4, "facts[0]", '"labels_match"'),
        (
            'liable = "seller"\nfacts = ["labels_match"]\nwithout = ["labels_match"]', 5,
            "without", "the row would never fit",
        ),
        ('liable = "seller"\ntracking = "gone"', 4, "tracking", '"lost"'),
    ],
)  # fmt: skip
def test_an_error_in_a_row_of_liability_names_the_row(
    tmp_path: Path, row: str, line: int, field: str, says: str
) -> None:
    fine = ROW + 'liable = "seller"\n'
    found = problems(tmp_path, fine + ROW + row)

    assert [(each.line, each.field) for each in found] == [
        (FIRST + 4 + line, f"platform.liability[1].{field}")
    ]
    assert says in found[0].message


def test_a_ground_that_does_not_exist_is_named(tmp_path: Path) -> None:
    row = ROW.replace("not_received", "not_received.eaten") + 'liable = "seller"'
    found = problems(tmp_path, row)

    assert [(each.line, each.field) for each in found] == [
        (FIRST + 1, "platform.liability[0].grounds[0]")
    ]


def test_all_errors_are_told_and_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        '[negotiation]\ntalks = "P1M"\nturns = 3\n[order]\nship_within = 5\npayout_hold = "x"\n',
    )

    assert [(each.line, each.field) for each in found] == [
        (FIRST + 1, "negotiation.talks"),
        (FIRST + 2, "negotiation.turns"),
        (FIRST + 4, "order.ship_within"),
        (FIRST + 5, "order.payout_hold"),
    ]


def test_a_policy_that_extends_nothing_must_be_complete(tmp_path: Path) -> None:
    found = told(written(tmp_path, 'name = "dave"\nversion = 1\n[appeal]\nbuyer_within = "P9D"\n'))

    fields = {each.field for each in found}
    assert {"title", "rules", "order", "negotiation", "appeal.seller_within"} <= fields
    missing = next(each for each in found if each.field == "appeal.seller_within")
    assert missing.line == 3
    assert missing.message == 'is missing; write for example seller_within = "P7D"'
    whole = next(each for each in found if each.field == "order")
    assert 'extends = "aliexpress-2017"' in whole.message


def test_a_policy_that_extends_another_has_a_name_version_and_title_of_its_own(
    tmp_path: Path,
) -> None:
    found = told(written(tmp_path, 'extends = "aliexpress-2017"\n'))

    assert [each.field for each in found] == ["name", "version", "title"]
    assert 'write for example name = "my-shop"' in found[0].message


@pytest.mark.parametrize(
    ("extends", "says"),
    [
        ('"paypal"', "aliexpress-2017, aliexpress-2010 or ebay-money-back"),
        ('"aliexpress-2017@9"', 'write "aliexpress-2017@1"'),
        ("3", "is no built-in policy"),
        ('"../aliexpress-2017"', "is no built-in policy"),
    ],
)
def test_only_a_built_in_policy_can_be_extended(tmp_path: Path, extends: str, says: str) -> None:
    found = told(written(tmp_path, f"\n\nextends = {extends}\n"))

    assert [(each.line, each.field) for each in found] == [(3, "extends")]
    assert says in found[0].message


def test_a_policy_for_later_rules_is_refused(tmp_path: Path) -> None:
    found = problems(tmp_path, "rules = 2")

    assert [(each.line, each.field) for each in found] == [(FIRST, "rules")]
    assert "use a newer Amends" in found[0].message


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('name = "Dave\'s"', "name"),
        ('name = "dave@2"', "name"),
        ('name = ""', "name"),
        ("version = 0", "version"),
        ('title = ""', "title"),
        ('title = "two\\nlines"', "title"),
        ('title = "\\u001b[31mred"', "title"),
    ],
)
def test_name_version_and_title_are_plain(tmp_path: Path, line: str, field: str) -> None:
    kept = [each for each in HEAD.splitlines() if not each.startswith(field)]
    found = told(written(tmp_path, "\n".join([*kept, line])))

    assert [(each.line, each.field) for each in found] == [(4, field)]
    assert "\x1b" not in str(found[0])


def test_what_is_short_and_right_is_accepted(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        HEAD
        + """
        [order]
        confirm_after_delivery = "none"
        promised_caps = { BR = "none", PT = "P2W" }
        [negotiation]
        seller_turn = "3 working days"
        [platform.second_person]
        JPY = "75000"
        [[platform.liability]]
        grounds = ["not_received", "not_as_described.quality"]
        liable = "shared"
        shares = { buyer = 25, seller = 75 }
        reason = "Half and half would be too simple."
        """,
    )

    assert check(path) == []
    policy, base = load(path).policy, load("aliexpress-2017").policy
    assert policy.reference == "dave-shop@1"
    assert policy.order.confirm_after_delivery is None
    assert [country for country, _ in policy.order.promised_caps] == ["PT", "RU"]
    assert str(policy.negotiation.seller_turn) == "3 working days"
    assert dict(policy.platform.second_person) == {"EUR": 500_00, "USD": 500_00, "JPY": 75_000}
    (row,) = policy.platform.liability
    assert len(row.grounds) == 9
    assert row.shares == (("seller", 75), ("buyer", 25))
    assert policy.returns == base.returns


def test_load_raises_what_check_tells(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "moon = 1\nsun = 2\n")

    with pytest.raises(PolicyError) as caught:
        load(path)
    assert list(caught.value.problems) == check(path)
    assert said(caught.value).splitlines() == [
        f"{path}:{FIRST}: moon: {problems(tmp_path, 'moon = 1')[0].message}",
        f"{path}:{FIRST + 1}: sun: {problems(tmp_path, 'sun = 1')[0].message}",
    ]
    assert str(caught.value).splitlines() == [
        f"{path}:{FIRST}: moon: unknown_field", f"{path}:{FIRST + 1}: sun: unknown_field",
    ]  # fmt: skip


def test_a_name_that_is_no_policy_is_told_the_names() -> None:
    with pytest.raises(PolicyError) as caught:
        load("paypal")
    for name in builtin_names():
        assert name in said(caught.value)
    with pytest.raises(PolicyError) as caught:
        load("aliexpress-2017@2")
    assert said(caught.value) == "aliexpress-2017@2: has version 1; write aliexpress-2017@1"
    assert load("aliexpress-2017@1") == load("aliexpress-2017")
