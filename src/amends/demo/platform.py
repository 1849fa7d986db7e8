"""Disputes at the platform: looked at, proposed, ruled, appealed."""

from amends.demo.cast import CAROL, DAN
from amends.demo.life import Life


def at_platform(o: Life) -> None:
    """No agreement; the platform looks at it."""
    o.dispute()
    o.go_to_platform()
    o.wait(0.1, 1.2)


def asked_for_packaging(o: Life) -> None:
    """The arbitrator has asked for a photo of the packaging."""
    o.dispute("not_as_described.damaged")
    o.go_to_platform()
    o.wait(0.3)
    o.do(CAROL, "request_exhibit", of="buyer", kinds=["packaging_photo"])
    o.wait(0.5, 1.5)


def platforms_proposal(o: Life) -> None:
    """The platform has made a proposal that both may accept."""
    o.dispute()
    o.go_to_platform()
    o.wait(0.5)
    o.do(CAROL, "propose", remedy="refund_only", amount=o.share(45), statement="Half is fair.")
    o.wait(0.2)
    o.do(o.buyer, "accept_proposal", proposal=len(_proposals(o)))
    o.wait(0.3, 1.5)


def second_person(o: Life) -> None:
    """A ruling above an amount waits for a second arbitrator."""
    _dear(o)
    o.do(
        CAROL, "issue_ruling", remedy="refund_only", amount=o.share(90), liable="seller",
        facts="The photo shows the fault.", reasons="The goods are not as sold.",
    )  # fmt: skip
    o.wait(0.3, 1)


def ruled_seller(o: Life) -> None:
    """Ruled: the seller bears it."""
    o.dispute()
    o.go_to_platform()
    o.wait(0.5)
    _rule(o, "seller", 50)
    o.wait(1, 9)


def ruled_carrier(o: Life) -> None:
    """Ruled: the platform's carrier mixed up the parcels and bears it."""
    o.dispute("not_as_described.wrong_item", kind="label_photo")
    o.go_to_platform()
    o.wait(0.5)
    o.do(CAROL, "note_fact", fact="labels_differ", exhibit=1)
    _rule(o, "carrier", 100)
    o.wait(1, 9)


def ruled_for_seller(o: Life) -> None:
    """Ruled: nothing is refunded."""
    o.dispute()
    o.go_to_platform()
    o.wait(0.5)
    o.do(
        CAROL, "issue_ruling", remedy="refund_only", amount="0",
        facts="The photo shows no fault.", reasons="The goods are as described.",
    )  # fmt: skip
    o.wait(1, 5)


def appealed(o: Life) -> None:
    """The buyer appealed; another arbitrator decides."""
    o.dispute()
    o.go_to_platform()
    o.wait(0.5)
    _rule(o, "seller", 20)
    o.wait(2)
    o.do(o.buyer, "appeal", grounds="result", statement="The video was not looked at.")
    o.wait(0.5, 4)


def appeal_decided(o: Life) -> None:
    """Another arbitrator gave more; only the difference moved."""
    o.dispute()
    o.go_to_platform()
    o.wait(0.5)
    _rule(o, "seller", 20)
    o.wait(2)
    o.do(o.buyer, "appeal", grounds="result", statement="The video was not looked at.")
    o.wait(4)
    o.do(
        DAN, "decide_appeal", remedy="refund_only", amount=o.share(55), liable="seller",
        facts="The video shows the fault.", reasons="The fault was there on delivery.",
    )  # fmt: skip
    o.wait(1, 5)


def _proposals(o: Life) -> list[int]:
    """One for each proposal: the claim, what was proposed since, and a refusal of nothing else."""
    made = ("open_dispute", "propose", "reject_proposal")
    return [n for n, act in enumerate(o.acts) if act.command in made]


def _dear(o: Life) -> None:
    """A dispute about something dear, at the platform."""
    o.currency, o._rate, o.country, o.postcode = "USD", 100, "US", "10001"
    o.pay(dollars=640)
    o.wait(1)
    o.ship()
    o.wait(7)
    o.scan("delivered")
    o.wait(1)
    o.complain("not_as_described.quality", percent=90)
    o.go_to_platform()
    o.wait(0.5)


def _rule(o: Life, liable: str, percent: int) -> None:
    o.do(
        CAROL, "issue_ruling", remedy="refund_only", amount=o.share(percent), liable=liable,
        facts="The photo shows the fault.", reasons="What came is not what was sold.",
    )  # fmt: skip
