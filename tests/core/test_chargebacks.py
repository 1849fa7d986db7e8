"""The bank: a fact that stops the order, and what it takes (O10, readings 17, safeguards 23)."""

from tests import invariants
from tests.core import scene
from tests.core.test_appeals import accounts, appealed, ruled
from tests.people import ALICE, BANK, BOB, CAROL, DAVE


def test_commission_goes_back_with_what_the_bank_took() -> None:
    """Half of the sale stands, so half of the commission is kept (safeguards 20)."""
    play = scene.delivered(commission="10%").does(ALICE, "confirm_receipt", confirm=True)
    play.does(BANK, "open_chargeback", amount="10.00").does(
        BANK, "close_chargeback", won_by="buyer"
    )
    assert accounts(play) == {"world": -1000, "seller:bob": 900, "platform:fees": 100}
    invariants.all_of(play)


def test_a_repayment_is_still_possible_when_the_bank_ends_an_appeal() -> None:
    play = appealed(ruled())
    play.does(BANK, "open_chargeback", amount="5.00").does(BANK, "close_chargeback", won_by="buyer")
    dispute = play.order.disputes[0]
    assert dispute.stage.name == "closed"
    play.does(ALICE, "repay", amount="9.00")
    invariants.all_of(play)


def test_the_bank_may_say_more_than_is_left_but_not_more_than_was_paid() -> None:
    play = ruled("15.00")
    play.refuses(BANK, "open_chargeback", "chargeback_too_much", amount="20.01")
    play.refuses(BANK, "open_chargeback", "chargeback_too_much", amount="0.00")
    play.does(BANK, "open_chargeback", amount="20.00")
    play.refuses(BANK, "open_chargeback", "chargeback_open", amount="1.00")
    play.does(BANK, "close_chargeback", won_by="buyer")
    # 15.00 above what was left are Alice's to pay: she had them twice.
    assert accounts(play) == {}
    assert play.order.charged_back == 500
    invariants.all_of(play)


def test_while_the_bank_decides_the_order_stands_still() -> None:
    play = scene.disputed()
    play.does(BANK, "open_chargeback", amount="20.00")
    play.refuses(BOB, "accept_proposal", "frozen_by_bank", proposal=1)
    play.refuses(ALICE, "cancel_dispute", "frozen_by_bank", confirm=True)
    play.does(ALICE, "make_statement", text="I asked my bank.")
    play.does(BOB, "submit_exhibit", kind="photo")
    play.at(60).refuses(BOB, "propose", "frozen_by_bank", remedy="refund_only", amount="1.00")
    assert "DisputeClosed" not in play.seen()
    play.does(BANK, "close_chargeback", won_by="seller")
    play.refuses(BANK, "close_chargeback", "no_chargeback", won_by="seller")
    due = play.order.disputes[0].due
    assert due == scene.START + (19 + 46) * 86_400_000


def test_a_pause_inside_a_chargeback_counts_once() -> None:
    play = scene.disputed()
    play.does(BANK, "open_chargeback", amount="20.00")
    play.at(16).does(DAVE, "pause_clock", days=2).refuses(DAVE, "pause_clock", "already_paused")
    play.at(24).does(BANK, "close_chargeback", won_by="seller")
    assert play.order.disputes[0].due == scene.START + 29 * 86_400_000
    play.at(29, ms=1).sweep()
    assert play.order.disputes[0].stage.name == "closed"


def test_a_chargeback_inside_a_pause_counts_once() -> None:
    play = scene.disputed().at(15).does(DAVE, "pause_clock", days=10)
    play.at(16).does(BANK, "open_chargeback", amount="20.00")
    play.at(20).does(BANK, "close_chargeback", won_by="seller")
    play.at(26).sweep()
    assert play.order.disputes[0].due == scene.START + 29 * 86_400_000


def test_unshipped_pieces_come_back_when_the_bank_takes_a_part() -> None:
    play = scene.placed(lines=[{"id": "kettle", "price": "9.00", "quantity": 2}])
    play.does(BOB, "ship", carrier="upu", tracking="A", lines={"kettle": 1})
    play.does(BANK, "open_chargeback", amount="5.00").does(BANK, "close_chargeback", won_by="buyer")
    assert accounts(play) == {"world": -1500, "buyer:alice": 750, "escrow:o1": 750}
    invariants.all_of(play)


def test_an_order_of_nothing_cannot_be_charged_back() -> None:
    play = scene.placed(lines=[{"id": "gift", "price": "0.00"}], shipping="0.00")
    play.refuses(BANK, "open_chargeback", "chargeback_too_much")
    play.refuses(CAROL, "open_chargeback", "not_your_role")
