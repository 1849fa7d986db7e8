"""The platform on the page: requests, facts, rulings with their reasons, appeals."""

from typing import Any

from tests.web import scenes
from tests.web.conftest import World
from tests.web.scenes import events, page_of


def test_what_the_platform_asks_for_stands_out_for_whom_it_asks(world: World) -> None:
    order = scenes.at_platform(world)
    world.done(
        "carol", "arbitrator", "request_exhibit", order, of="buyer", kinds=["packaging_photo"]
    )

    alice, bob = page_of(world, order, "alice", "buyer"), page_of(world, order, "bob", "seller")

    assert 'class="asked mine"' in alice
    assert "Add what the platform asked for" in alice
    assert 'class="asked"' in bob
    assert "Add what the platform asked for" not in bob


def test_a_fact_is_noted_on_an_exhibit(world: World, do: Any) -> None:
    order = scenes.at_platform(world)
    do(
        world.browser("carol", "arbitrator"), order, "note_fact",
        dispute=1, fact="photo_shows_defect", exhibit=1,
    )  # fmt: skip
    page = page_of(world, order, "alice", "buyer")
    assert page.index('id="exhibit-1"') < page.index('class="fact"') < page.index("</figcaption>")


def test_alice_notes_facts_on_her_own_exhibits_alone(world: World) -> None:
    order = scenes.at_platform(world)
    world.done("bob", "seller", "submit_exhibit", order, kind="document", sha256="ab" * 32)
    page = page_of(world, order, "alice", "buyer")
    choices = page.split('name="exhibit"')[1].split("</select>")[0]
    assert 'value="1"' in choices
    assert 'value="2"' not in choices
    assert 'value="0"' not in choices


def test_a_ruling_is_told_in_full(world: World) -> None:
    order = scenes.ruled(world)
    for who, role in (("alice", "buyer"), ("bob", "seller"), ("dave", "operator")):
        page = page_of(world, order, who, role)
        for words in (
            "The photo shows a crack.",
            "It was sold as whole.",
            "Borne by",
            "$5.00 back",
        ):
            assert words in page


def test_a_ruling_not_in_force_is_for_arbitrators_alone(world: World) -> None:
    dear = [{"id": "kettle", "title": "Kettle", "price": "900.00", "quantity": 1}]
    order = world.order(lines=dear)
    world.done("bob", "seller", "ship", order, parcel="p1", carrier="upu", tracking="RB123456785GB")
    world.clock.step(10 * 86_400_000)
    world.done(
        "carrier", "carrier", "report_tracking", order, tracking="RB123456785GB", status="delivered"
    )
    world.done(
        "alice", "buyer", "open_dispute", order, line="kettle", received=True,
        grounds="not_as_described.quality", remedy="refund_only", amount="800.00",
        statement="It is broken.", exhibits=["photo"],
    )  # fmt: skip
    world.done("bob", "seller", "reject_proposal", order, proposal=1)
    world.clock.step(5 * 86_400_000 + 1)
    world.done(
        "carol", "arbitrator", "issue_ruling", order, remedy="refund_only", amount="700.00",
        liable="seller", facts="Seen by nobody yet.", reasons="It waits.",
    )  # fmt: skip

    dan = page_of(world, order, "dan", "arbitrator")
    assert "waits for a second arbitrator" in dan
    assert "Seen by nobody yet." in dan
    assert '<td class="n">$700.00</td>' in dan
    for who, role in (("alice", "buyer"), ("bob", "seller"), ("dave", "operator")):
        page = page_of(world, order, who, role)
        assert "Seen by nobody yet." not in page
        assert "$700.00" not in page


def test_alice_appeals_and_bob_leaves_it_to_her(world: World, do: Any) -> None:
    order = scenes.ruled(world)
    alice = world.browser("alice", "buyer")
    page = page_of(world, order, "alice", "buyer")
    assert "You can appeal until" in page

    empty = do(alice, order, "appeal", dispute=1, grounds="service", statement=" ")
    assert empty.status_code == 422
    assert empty.text.count('role="alert"') == 1

    do(
        alice,
        order,
        "appeal",
        dispute=1,
        grounds="service",
        statement="Nobody looked at the video.",
    )
    page = page_of(world, order, "bob", "seller")
    assert "appealed against how it was handled" in page
    assert "Nobody looked at the video." in page
    assert "Appeal as well" in page

    do(world.browser("bob", "seller"), order, "decline_appeal", dispute=1)
    page = page_of(world, order, "bob", "seller")
    assert "You did not join" in page
    assert "Appeal as well" not in page


def test_the_appeals_decision_is_told(world: World, do: Any) -> None:
    order = scenes.appealed(world)
    do(world.browser("bob", "seller"), order, "join_appeal", dispute=1, statement="Too much.")
    world.done(
        "dan", "arbitrator", "decide_appeal", order, remedy="refund_only", amount="7.00",
        liable="seller", facts="The video shows it.", reasons="The crack was there on delivery.",
    )  # fmt: skip
    page = page_of(world, order, "alice", "buyer")
    assert "The appeal: decided anew" in page
    assert "The crack was there on delivery." in page
    assert "joined the appeal" in page


def test_a_withdrawn_exhibit_is_marked_and_stays_in_the_history(world: World, do: Any) -> None:
    order = world.disputed()
    world.done(
        "alice",
        "buyer",
        "submit_exhibit",
        order,
        kind="video",
        sha256="cd" * 32,
        note="See <i>this</i>",
    )
    page = page_of(world, order, "alice", "buyer")
    assert "Withdraw exhibit 2" in page
    assert "Withdraw exhibit 1" not in page  # the opening rests on it
    assert "See &lt;i&gt;this&lt;/i&gt;" in page
    before = events(world, order)

    do(world.browser("alice", "buyer"), order, "withdraw_exhibit", dispute=1, exhibit=2)

    assert events(world, order) == before + 1
    page = page_of(world, order, "bob", "seller")
    assert 'class="exhibit withdrawn"' in page
