"""Every safeguard of the engine has its attack: by number, in scenes on both databases.

Safeguards 1 to 24 are the core's, see tests/core/test_safeguards_covered.py.
"""

import importlib

import pytest

# Number: what is tried, and the tests that try it, by module and name.
SAFEGUARDS: dict[int, tuple[str, tuple[str, ...]]] = {
    25: ("an instant of one's own choosing slips in before a deadline", (
        "engine.test_attacks.test_an_instant_that_a_door_makes_up_decides_nothing",
        "engine.test_attacks.test_a_batch_has_one_instant_and_it_is_the_databases",
        "engine.test_execute.test_the_clock_never_goes_behind_an_orders_last_event",
        "engine.test_silence.test_due_means_that_the_clock_has_passed_it",
    )),
    26: ("a refused or a stranger's command leaves a trace or lets time pass", (
        "engine.test_execute.test_a_refused_command_writes_nothing_and_costs_its_neighbours_nothing",
        "engine.test_execute.test_what_fell_due_before_a_refused_command_is_written",
        "engine.test_execute.test_a_strangers_command_expires_nothing_and_learns_nothing",
    )),
    27: ("one request is carried out twice, or answered to somebody else", (
        "engine.test_execute.test_the_same_key_gets_the_first_answer",
        "engine.test_execute.test_the_same_key_in_one_batch_is_carried_out_once",
        "engine.test_execute.test_a_key_with_another_body_is_refused",
        "engine.test_execute.test_a_refused_command_leaves_its_key_free",
        "engine.test_execute.test_an_order_number_is_placed_once",
        "engine.test_attacks.test_a_strangers_key_finds_nothing_of_somebody_elses",
        "races.test_races.test_one_key_from_everywhere_is_carried_out_once",
        "races.test_races.test_one_order_number_from_everywhere_is_one_order",
    )),
    28: ("one bad order stops all others, or its people lose time", (
        "engine.test_aside.test_an_order_that_raises_is_put_aside_and_its_neighbours_go_on",
        "engine.test_aside.test_the_worker_passes_over_what_is_aside_and_tries_again_later",
        "engine.test_aside.test_when_it_works_again_the_time_since_did_not_count",
        "engine.test_aside.test_a_batch_that_the_database_refuses_is_halved",
        "engine.test_aside.test_a_damaged_order_is_told_and_rebuilding_takes_it_back",
        "engine.test_aside.test_a_damaged_order_does_not_stop_what_asks_about_its_parties",
        "cli.test_show.test_a_damaged_order_is_put_aside_and_says_so",
    )),
    29: ("what lies between orders is taken twice or looked past", (
        "engine.test_known.test_small_rulings_between_the_same_two_add_up",
        "engine.test_known.test_they_add_up_within_one_batch_too",
        "accounts.test_payouts.test_a_payout_touches_no_order",
        "accounts.test_payouts.test_many_calls_at_once_pay_out_once",
        "accounts.test_payouts.test_only_the_accounts_write_payouts",
        "accounts.test_moving.test_a_forged_payout_is_not_taken_and_the_audit_finds_it",
    )),
    30: ("two act on the same state, or one floods everybody else", (
        "engine.test_attacks.test_two_engines_never_act_on_what_they_remember",
        "engine.test_store.test_a_position_is_written_once",
        "engine.test_writer.test_nobody_fills_a_batch_alone",
        "engine.test_writer.test_no_order_fills_a_batch_alone_and_its_commands_keep_their_order",
        "engine.test_writer.test_a_command_never_overtakes_one_of_its_order_that_stayed_behind",
        "races.test_races.test_every_race_has_one_winner",
    )),
    31: ("words stay after erasing, go too early, or are exchanged", (
        "engine.test_attacks.test_no_word_number_or_postcode_stands_anywhere_but_beside_its_salt",
        "engine.test_attacks.test_a_digest_that_somebody_writes_down_is_a_text_like_any_other",
        "engine.test_audit.test_damage_is_found_and_named",
        "engine.test_erase.test_a_buyers_words_go_and_the_sellers_stay",
        "engine.test_erase.test_nothing_is_erased_while_a_dispute_is_open",
        "engine.test_erase.test_nothing_is_erased_while_an_appeal_is_possible",
        "engine.test_erase.test_nothing_is_erased_while_the_bank_decides",
        "engine.test_erase.test_nothing_is_erased_while_goods_are_under_way",
        "engine.test_erase.test_nothing_is_erased_while_protection_runs",
        "engine.test_execute.test_equal_texts_of_two_orders_have_two_digests",
        "importing.test_jsonl.test_what_was_erased_stays_erased",
    )),
    32: ("a changed policy or an older release decides an order otherwise", (
        "engine.test_attacks.test_a_snapshot_of_a_later_shape_is_not_read_as_if_it_were_ours",
        "engine.test_aside.test_an_order_of_a_newer_release_is_left_to_others",
        "engine.test_audit.test_a_policy_that_was_changed_behind_its_hash_is_used_for_nothing",
        "engine.test_store.test_a_policy_that_orders_use_cannot_change",
        "log.test_codec.test_a_newer_shape_is_left_to_others",
        "policies.test_errors.test_a_policy_for_later_rules_is_refused",
    )),
}  # fmt: skip


def test_none_is_missing() -> None:
    assert sorted(SAFEGUARDS) == [*range(25, 33)]


@pytest.mark.parametrize("number", SAFEGUARDS)
def test_its_attack_is_tried(number: int) -> None:
    for scene in SAFEGUARDS[number][1]:
        module, _, test = scene.rpartition(".")
        assert callable(getattr(importlib.import_module(f"tests.{module}"), test)), scene
