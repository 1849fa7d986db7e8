"""Every safeguard that concerns the core has its attack: by number, in a play or in a scene.

Plays stand in `amends/scenarios/plays/safeguards`, and begin with `S01-` or `01-`. Scenes are tests
of this folder. Safeguards 25 to 32 are the engine's.
"""

import importlib
from importlib.resources import files

import pytest

# Number: what is tried, how many plays at least, and the scenes that try it at its exact instants.
SAFEGUARDS: dict[int, tuple[str, int, tuple[str, ...]]] = {
    1: ("an offer slipped in at the last minute is executed by silence", 10, (
        "test_auditor.test_silence_ends_it_at_that_instant_and_not_before",
    )),
    2: ("the talks run out while goods are waited for", 2, ()),
    3: ("a claim for goods that are on their way is won by silence", 6, ()),
    4: ("somebody is talked out of a claim and loses the goods' money", 3, ()),
    5: ("a pause, or two, gives more time than it took", 8, (
        "test_standstill.test_the_talks_do_not_end_during_a_pause",
        "test_standstill.test_protection_does_not_end_during_a_pause",
        "test_standstill.test_the_other_party_keeps_its_three_days",
        "test_standstill.test_a_wait_for_the_promise_that_begins_in_a_pause_ends_with_it",
        "test_chargebacks.test_a_pause_inside_a_chargeback_counts_once",
        "test_chargebacks.test_a_chargeback_inside_a_pause_counts_once",
    )),
    6: ("the order completes before the silence of the same instant", 4, (
        "test_clocks.test_the_last_instant_is_in_time",
        "test_clocks.test_silence_comes_before_the_completion_of_the_same_instant",
        "test_clocks.test_one_deadline_after_another_falls_in_one_run",
    )),
    7: ("extensions without end", 3, ()),
    8: ("a delivery to somebody else counts", 5, (
        "test_returns.test_new_goods_for_another_address_are_not_delivered",
        "test_returns.test_a_return_number_of_another_parcel_does_not_count",
        "test_standstill.test_a_standstill_after_the_promised_time_counts_for_who_has_to_confirm",
    )),
    9: ("goods are taken out of a parcel again", 5, (
        "test_shipping.test_what_a_correction_leaves_unshipped_is_cancelled_in_time",
        "test_shipping.test_what_was_decided_stays_in_its_parcel",
        "test_shipping.test_a_correction_keeps_its_dispatch_and_comes_twice_at_most",
        "test_standstill.test_a_request_to_cancel_and_a_pause_count_once",
    )),
    10: ("pieces that were never sent, or that came, are claimed as lost", 3, ()),
    11: ("one dispute more, and another, to hold the rest of the order", 5, (
        "test_appeals.test_no_new_dispute_about_goods_under_appeal",
    )),
    12: ("addresses that change until nobody can ship", 4, (
        "test_returns.test_any_earlier_waybill_counts", "test_returns.test_refusals_by_step",
    )),
    13: ("raising and withdrawing for ever", 2, (
        "test_returns.test_the_countdown_goes_on_after_a_withdrawn_complaint_about_the_goods",
    )),
    14: ("new goods that never come are confirmed by silence", 2, (
        "test_returns.test_new_goods_that_turn_out_lost_are_waited_for_again",
    )),
    15: ("a coupon's code that does not work", 2, ()),
    16: ("the evidence on which it rests is withdrawn", 1, (
        "test_arbitration.test_whose_turn_it_is_while_an_exhibit_is_asked_for",
    )),
    17: ("somebody else is made to pay without a person's ruling", 4, (
        "test_arbitration.test_two_labels_are_a_fact_only_when_an_arbitrator_says_so",
        "test_arbitration.test_refusals_of_a_ruling_in_order",
    )),
    18: ("large sums in slices, by one person", 4, (
        "test_arbitration.test_what_is_at_stake",
        "test_arbitration.test_other_peoples_money_needs_two_sooner",
        "test_arbitration.test_the_second_person_is_another",
        "test_arbitration.test_a_ruling_of_two_waits_for_the_platforms_proposal_as_well",
    )),
    19: ("an appeal that pays twice", 2, (
        "test_appeals.test_a_repayment_counts_when_an_appeal_goes_down",
        "test_appeals.test_a_repayment_counts_when_an_appeal_goes_up",
        "test_appeals.test_a_chargeback_in_between_puts_nothing_into_escrow",
        "test_appeals.test_an_appeal_ends_where_the_new_ruling_would_have",
        "test_appeals.test_what_the_buyer_spent_is_the_platforms_to_bear",
    )),
    20: ("goods and money at once; commission on what was no sale", 2, (
        "test_appeals.test_goods_and_money_are_not_both_the_sellers_after_an_appeal",
        "test_chargebacks.test_commission_goes_back_with_what_the_bank_took",
        "test_settlement.test_every_settlement_balances_and_can_be_undone",
        "test_repaying.test_many_small_repayments_end_where_one_does",
    )),
    21: ("more comes out than went in", 1, (
        "test_settlement.test_every_settlement_balances_and_can_be_undone",
        "test_auditor.test_every_fault_is_found",
    )),
    22: ("the platform's fund is opened without a person, or without end", 1, (
        "test_advance.test_at_most_the_cap_and_only_what_is_short",
        "test_advance.test_no_advance_without_a_person",
    )),
    23: ("refunded by the seller and by the bank", 2, (
        "test_chargebacks.test_the_bank_may_say_more_than_is_left_but_not_more_than_was_paid",
        "test_chargebacks.test_while_the_bank_decides_the_order_stands_still",
        "test_chargebacks.test_unshipped_pieces_come_back_when_the_bank_takes_a_part",
    )),
    24: ("slow parcels fall out of the rates", 1, ()),
}  # fmt: skip


def test_none_is_missing() -> None:
    assert sorted(SAFEGUARDS) == [*range(1, 25)]


@pytest.mark.parametrize("number", SAFEGUARDS)
def test_its_attack_is_tried(number: int) -> None:
    _, plays, scenes = SAFEGUARDS[number]
    folder = files("amends.scenarios") / "plays" / "safeguards"
    names = [each.name for each in folder.iterdir()]
    found = [n for n in names if n.startswith((f"S{number:02}-", f"{number:02}-"))]
    assert len(found) >= plays, found
    for scene in scenes:
        module, _, test = scene.partition(".")
        assert callable(getattr(importlib.import_module(f"tests.core.{module}"), test))
