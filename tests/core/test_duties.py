"""Whose move it is, what the seller has to do, what waits for an arbitrator and who may not decide."""

from amends.core.arbitration import at_stake
from amends.core.duties import duty_of, order_duty, order_duty_due, turn_of
from amends.core.judging import answer_by, barred_from, judged_by, ready_at, task_of
from amends.core.liability import bearer_of
from amends.core.moments import DAY
from tests.core import scene
from tests.core.scene import START, Scene
from tests.people import ALICE, BANK, BOB, CAROL, DAN


def ruled(amount: str = "9.00", **order: object) -> Scene:
    """Carol has ruled on day 21."""
    play = scene.arbitrated(order=order).at(21)
    return play.does(CAROL, "issue_ruling", amount=amount, liable="seller")


def test_the_seller_ships_or_answers_a_request_to_cancel() -> None:
    play = scene.placed()
    duty = order_duty(play.order)
    assert duty == "ship"
    assert order_duty_due(play.order, duty) == play.order.clocks[0].due
    play.does(ALICE, "request_cancellation")
    duty = order_duty(play.order)
    assert duty == "cancellation"
    assert order_duty_due(play.order, duty) == play.order.clocks[-1].due
    assert order_duty(scene.shipped().order) is None


def test_a_chargeback_makes_it_the_banks_turn_and_nobody_elses_duty() -> None:
    play = scene.disputed()
    dispute = play.order.disputes[0]
    assert (turn_of(play.order, dispute), duty_of(play.order, dispute)) == ("seller", "answer")
    play.does(BANK, "open_chargeback", amount="5.00")
    dispute = play.order.disputes[0]
    assert (turn_of(play.order, dispute), duty_of(play.order, dispute)) == ("bank", None)
    assert order_duty(play.order) is None
    waits = scene.arbitrated()
    assert task_of(waits.order, waits.order.disputes[0]) == "new"
    waits.does(BANK, "open_chargeback", amount="5.00")
    assert task_of(waits.order, waits.order.disputes[0]) is None


def test_the_seller_gives_an_address_and_confirms_what_came_back() -> None:
    play = scene.disputed(remedy="return_and_refund").does(BOB, "accept_proposal", proposal=1)
    assert duty_of(play.order, play.order.disputes[0]) == "address"
    play.does(BOB, "give_return_address", address="Bob, 1 Long Road, Shenzhen 518057, CN")
    assert duty_of(play.order, play.order.disputes[0]) is None
    play.does(ALICE, "ship_return", carrier="upu", tracking="R1")
    assert duty_of(play.order, play.order.disputes[0]) == "receipt"


def test_what_waits_for_an_arbitrator_and_until_when() -> None:
    play = scene.arbitrated()
    dispute = play.order.disputes[0]
    assert task_of(play.order, dispute) == "new"
    assert answer_by(dispute) == min(clock.due for clock in dispute.clocks)
    play.does(CAROL, "request_exhibit", of="buyer", kinds=["photo"])
    assert task_of(play.order, play.order.disputes[0]) is None
    play.does(ALICE, "submit_exhibit", kind="photo")
    assert task_of(play.order, play.order.disputes[0]) == "rule"


def test_who_ruled_may_not_be_the_second_person_nor_decide_the_appeal() -> None:
    play = scene.arbitrated(order={"lines": [{"id": "kettle", "price": "700.00"}]}).at(21)
    assert barred_from(play.order.disputes[0]) == frozenset()
    play.does(CAROL, "issue_ruling", amount="700.00", liable="seller")
    dispute = play.order.disputes[0]
    assert (task_of(play.order, dispute), barred_from(dispute)) == ("second", {"carol"})
    assert judged_by(dispute) == (None, None)
    play.does(DAN, "confirm_ruling")
    assert barred_from(play.order.disputes[0]) == frozenset()
    assert judged_by(play.order.disputes[0]) == ("carol", None)
    play.at(22).does(BOB, "appeal", statement="That is wrong.")
    dispute = play.order.disputes[0]
    assert (task_of(play.order, dispute), barred_from(dispute)) == ("appeal", {"carol", "dan"})
    assert ready_at(dispute) == START + 25 * DAY
    play.does(ALICE, "decline_appeal")
    assert ready_at(play.order.disputes[0]) is None
    play.refuses(DAN, "decide_appeal", "not_the_arbitrator", upheld=True)


def test_an_appeal_upholds_a_ruling_or_overturns_it() -> None:
    for how, review in (({"upheld": True}, "upheld"), ({"amount": "0.00"}, "overturned")):
        play = ruled().at(22).does(BOB, "appeal", statement="That is wrong.")
        play.does(ALICE, "decline_appeal").does(DAN, "decide_appeal", **how)
        assert judged_by(play.order.disputes[0]) == ("carol", review)


def test_stakes_are_added_up_as_long_as_the_policy_says_and_for_each_person_alone() -> None:
    play = ruled()
    disputes = play.order.disputes
    ruling = disputes[0].rulings[0]
    last = play.policy.due(play.policy.platform.second_person_window, ruling.at)
    assert ruling.at == START + 21 * DAY
    assert at_stake(disputes, "carol", play.policy, last) == ruling.at_stake == 11_00
    assert at_stake(disputes, "carol", play.policy, last + 1) == 0
    assert at_stake(disputes, "dan", play.policy, last) == 0


def test_a_loss_is_one_roles_or_shared_or_nobodys() -> None:
    assert bearer_of(()) == ""
    assert bearer_of((("carrier", 100),)) == "carrier"
    assert bearer_of((("seller", 100), ("carrier", 0))) == "seller"
    assert bearer_of((("seller", 50), ("carrier", 50))) == "shared"
