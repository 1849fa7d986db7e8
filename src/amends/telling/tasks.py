"""What one side has to do next, and until when, as each reader is told."""

from amends.core.deadlines import due_of
from amends.core.dispute import Arbitration, Dispute, Replacement, Return
from amends.core.order import Order
from amends.telling.terms import briefly
from amends.telling.words import Words


def task(w: Words, order: Order, dispute: Dispute) -> str:
    """`Bob has until … to answer your claim of $9.00.`, `It is your turn: …`."""
    due = due_of(order, dispute)
    if due is None:
        return w.by(dispute.turn, "It is your turn.", "{Who} is to act next.")
    until = w.instant(due)
    if dispute.open_requests():
        return _exhibits(w, dispute, until)
    if isinstance(dispute.stage, Return):
        return _return(w, dispute.stage, until)
    if isinstance(dispute.stage, Replacement):
        return _replacement(w, dispute.stage, until)
    if isinstance(dispute.stage, Arbitration):
        return w.by(
            "seller",
            "It is your turn: prove the delivery by {due}.",
            "{Who} has until {due} to prove the delivery.",
            due=until,
        )
    return _answer(w, dispute, until)


def _exhibits(w: Words, dispute: Dispute, until: str) -> str:
    request = dispute.open_requests()[0]
    return w.by(
        dispute.turn,
        "It is your turn: give what the platform asked for by {due} ({kinds}).",
        "{Who} has until {due} to give what the platform asked for ({kinds}).",
        due=until,
        kinds=w.tongue.listed([w.tongue.word(kind) for kind in request.kinds]),
    )


def _return(w: Words, stage: Return, until: str) -> str:
    if stage.step == "ship":
        return w.by(
            "buyer",
            "It is your turn: send the goods back by {due}.",
            "{Who} has until {due} to send the goods back.",
            due=until,
        )
    if stage.step == "address":
        return w.by(
            "seller",
            "It is your turn: say by {due} where the goods go back to.",
            "{Who} has until {due} to say where the goods go back to.",
            due=until,
        )
    return w.by(
        "seller",
        "It is your turn: confirm the returned goods by {due}.",
        "{Who} has until {due} to confirm the returned goods.",
        due=until,
    )


def _replacement(w: Words, stage: Replacement, until: str) -> str:
    if stage.step == "ship":
        return w.by(
            "seller",
            "It is your turn: send the new goods by {due}.",
            "{Who} has until {due} to send the new goods.",
            due=until,
        )
    return w.by(
        "buyer",
        "It is your turn: say by {due} whether the new goods are right.",
        "{Who} has until {due} to say whether the new goods are right.",
        due=until,
    )


def _answer(w: Words, dispute: Dispute, until: str) -> str:
    asked = dispute.standing("seller" if dispute.turn == "buyer" else "buyer")
    if not asked:
        return w.by(
            dispute.turn,
            "It is your turn: answer by {due}.",
            "{Who} has until {due} to answer.",
            due=until,
        )
    terms = briefly(w, asked[-1])
    if dispute.turn == "seller":
        return w.told(
            "{Seller} has until {due} to answer your claim of {terms}.",
            "It is your turn: answer {buyer}'s claim of {terms} by {due}.",
            "{Seller} has until {due} to answer {buyer}'s claim of {terms}.",
            terms=terms,
            due=until,
        )
    return w.told(
        "It is your turn: answer {seller}'s offer of {terms} by {due}.",
        "{Buyer} has until {due} to answer your offer of {terms}.",
        "{Buyer} has until {due} to answer {seller}'s offer of {terms}.",
        terms=terms,
        due=until,
    )
