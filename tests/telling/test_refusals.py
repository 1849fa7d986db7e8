"""Refusals in words: whole sentences, and every detail in the reader's format."""

from dataclasses import fields
from string import Formatter
from typing import get_args, get_type_hints

import pytest

from amends.core import faults
from amends.core.moments import DAY, Window, parse_instant
from amends.core.money import Money
from amends.core.refusals import Refusal
from amends.core.refusals.commands import BadAmount, BadArgument, NotInThisStage, UnknownDispute
from amends.core.refusals.disputes import (
    EnoughSaid,
    EscalateNotYet,
    ExhibitNeeded,
    MoreThanWasPaid,
    NoSuchExhibit,
    NoSuchProposal,
    NotOpenYet,
    TooManyDisputes,
)
from amends.core.refusals.every import FAULTS, REFUSALS
from amends.core.refusals.orders import NeedsConfirmation, PauseTooLong, UnknownLine
from amends.core.refusals.rulings import WrongStep
from amends.dev.sentences import every_message
from amends.telling import refusals
from amends.telling.refusals import ROWS, packed, said
from amends.telling.refused import By, Row
from amends.telling.refused.faults import FAULTS as FAULT_ROWS
from amends.telling.tongue import Tongue

MADRID = Tongue("en", "Europe/Madrid")
OPENS = parse_instant("2024-03-19T14:00:00Z")
MOST = Money(minor=1800, currency="USD")


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        (
            NotOpenYet(opens=OPENS),
            (
                "A dispute about this can be opened from Tue 19 March 2024, 15:00 (Madrid).",
                "Wait until then; an invalid tracking number can be reported at once.",
            ),
        ),
        (
            MoreThanWasPaid(most=MOST),
            ("The most for these pieces is $18.00.", "Ask for at most that."),
        ),
        (
            TooManyDisputes(most=3, within=Window(span=30 * DAY), opens=OPENS + 1),
            (
                "At most 3 disputes of an order can be opened in 30 days.",
                "Wait until Tue 19 March 2024, 15:00 (Madrid).",
            ),
        ),
        (
            PauseTooLong(most=Window(working_days=3)),
            (
                "A pause names its end, at most 3 working days from now.",
                "Choose an earlier end; it can be paused again.",
            ),
        ),
        (
            ExhibitNeeded(kinds=("photo", "packaging_photo", "video")),
            (
                "When the goods came, show what is wrong: at least one exhibit.",
                "Add one of: photo, photo of the packaging or video.",
            ),
        ),
        (
            EnoughSaid(most=100, what="statements"),
            (
                "One person adds at most 100 statements to a dispute.",
                "What is there already counts; the other side and the platform see all of it.",
            ),
        ),
        (
            NoSuchProposal(wanted="to_accept"),
            ("There is no proposal that you could accept.", "Make one."),
        ),
        (
            NoSuchExhibit(exhibit=3),
            ("There is no exhibit 3.", "Name one of: none."),
        ),
        (
            UnknownDispute(dispute=0, disputes=()),
            ("This order has no dispute.", "Open one first."),
        ),
        (
            UnknownDispute(dispute=3, disputes=(1, 2)),
            ("This order has no dispute 3.", "Choose one that it has: 1, 2."),
        ),
        (
            NotInThisStage(role="buyer", stage="arbitration", moves=()),
            (
                "The buyer cannot do this while the dispute is in stage platform decides.",
                "What you can do now: nothing.",
            ),
        ),
        (
            WrongStep(step="ship_return"),
            (
                "This comes at another step: now it is to send the goods back.",
                "Wait for that step.",
            ),
        ),
        (
            NeedsConfirmation(lost="goods", amount=MOST),
            (
                "This cannot be undone: $18.00 go to the seller, and these goods cannot be disputed"
                " again.",
                "Confirm it if that is what you want. Or extend protection first.",
            ),
        ),
        (
            BadArgument(field="statement", fault=faults.Missing()),
            ("“statement” is missing.", "Write it again and send it once more."),
        ),
        (
            BadArgument(field="exhibits[0].kind", fault=faults.NotAmong(given="x", choices=())),
            ("“exhibits” is not among the choices.", "Write it again and send it once more."),
        ),
        (
            BadAmount(field="amount", fault=faults.NotAnAmount(given="5,", example="12.00")),
            ("“5,” is not an amount; write it like 12.00.", "Write the amount again."),
        ),
        (
            BadArgument(field="within", fault=faults.TimeTooLong(most=30 * DAY)),
            ("A request gives up to 30 days.", "Write it again and send it once more."),
        ),
    ],
    ids=lambda given: given.code if isinstance(given, Refusal) else "",
)
def test_a_refusal_is_told_in_the_readers_format(refusal: Refusal, told: tuple[str, str]) -> None:
    assert refusals.told(MADRID, refusal) == told


@pytest.mark.parametrize(
    ("refusal", "words", "details"),
    [
        (
            MoreThanWasPaid(most=MOST),
            "The most for these pieces is 18.00 USD. Ask for at most that.",
            {"most": {"amount": "18.00", "currency": "USD"}},
        ),
        (
            EscalateNotYet(opens=OPENS, closes=None),
            "The platform can be asked from 2024-03-19T14:00:00Z until the talks end."
            " Talk to the other side until then.",
            {"opens": "2024-03-19T14:00:00Z", "closes": None},
        ),
        (
            TooManyDisputes(most=3, within=Window(span=30 * DAY), opens=OPENS),
            "At most 3 disputes of an order can be opened in P30D."
            " Wait until 2024-03-19T14:00:00Z.",
            {"most": 3, "within": "P30D", "opens": "2024-03-19T14:00:00Z"},
        ),
        (
            ExhibitNeeded(kinds=("photo", "packaging_photo")),
            "When the goods came, show what is wrong: at least one exhibit."
            " Add one of: photo, packaging_photo.",
            {"kinds": ["photo", "packaging_photo"]},
        ),
        (
            BadArgument(field="text", fault=faults.TooLong(most=20_000)),
            "text: is longer than 20000 characters; add a document instead."
            " Send the command again, corrected.",
            {"field": "text", "fault": {"code": "too_long", "most": 20_000}},
        ),
        (
            BadArgument(field="within", fault=faults.TimeTooLong(most=30 * DAY)),
            "A request gives up to P30D. Send the command again, corrected.",
            {"field": "within", "fault": {"code": "time_too_long", "most": "P30D"}},
        ),
    ],
    ids=lambda given: given.code if isinstance(given, Refusal) else "",
)
def test_programs_get_plain_words_and_typed_details(
    refusal: Refusal, words: str, details: dict[str, object]
) -> None:
    assert str(said(refusal)) == words
    assert packed(refusal)["details"] == details
    assert packed(refusal)["code"] == refusal.code


def test_what_somebody_wrote_is_never_taken_for_a_sentence() -> None:
    refusal = UnknownLine(line="{lines} {0} it is final", lines=("kettle",))
    sentence, _ = refusals.told(Tongue("ru"), refusal)
    assert "{lines} {0} it is final" in sentence


def test_every_code_has_its_row_and_every_row_its_code() -> None:
    assert set(ROWS) == set(REFUSALS)
    assert set(FAULT_ROWS) == set(FAULTS)
    assert len(REFUSALS) > 90


def _fields(cls: type) -> set[str]:
    return {each.name for each in fields(cls)}


# A fault's sentence may also name the argument.
_ROWS = [
    *((cls, _fields(cls) - {"fault"}, ROWS[code]) for code, cls in REFUSALS.items()),
    *((cls, _fields(cls) | {"field"}, FAULT_ROWS[code]) for code, cls in FAULTS.items()),
]


@pytest.mark.parametrize(("cls", "details", "row"), _ROWS)
def test_a_sentence_names_only_the_details_that_there_are(
    cls: type, details: set[str], row: Row | By
) -> None:
    for _, each in row.all():
        for text in (each.sentence, each.instead, each.on_page, each.instead_on_page):
            named = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
            assert named <= details, text


@pytest.mark.parametrize(("cls", "details", "row"), _ROWS)
def test_every_reason_has_a_sentence(cls: type, details: set[str], row: Row | By) -> None:
    while isinstance(row, By):
        hint = get_type_hints(cls).get(row.detail, str)
        codes = get_args(hint) if hint is not bool and type(None) not in get_args(hint) else ()
        reasons = set(codes) if codes and isinstance(codes[0], str) else {"yes", "no"}
        assert set(row.rows) == reasons
        inner = [each for each in row.rows.values() if isinstance(each, By)]
        row = inner[0] if inner else Row("")


# What only a shop's program meets, in placing an order; what only its operator meets; and a
# command, an envelope or a name that no form of ours sends.
_FOR_PROGRAMS = {
    "not_yet_erasable", "no_currency", "not_a_percentage", "not_a_language", "not_a_country",
    "too_many_pieces", "name_too_long", "too_soon", "policy_not_usable",
    "not_as_required: rule = order_number", "not_as_required: rule = buyer_and_seller",
    "not_as_required: rule = two_people", "not_as_required: rule = line_ids",
    "not_as_required: rule = quantities", "not_as_required: rule = key_and_actor",
    "not_as_required: rule = own_name", "too_much: what = order", "too_much: what = payment_fee",
}  # fmt: skip


def test_every_sentence_that_a_page_can_show_is_translated() -> None:
    known = {one for one, _ in every_message()}
    missing = {
        f"{code}: {by}" if by and code not in _FOR_PROGRAMS else code
        for rows in (ROWS, FAULT_ROWS)
        for code, row in rows.items()
        for by, each in row.all()
        for text in (each.on_page or each.sentence, each.instead_on_page or each.instead)
        if text and text not in known
    }
    assert missing == _FOR_PROGRAMS
