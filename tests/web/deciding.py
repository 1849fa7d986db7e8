"""Scenes of the arbitrators' desk: cases that have come to the platform."""

import re
from typing import Any

from tests.web.conftest import World

DAY = 86_400_000


def at_the_platform(world: World, who: str = "bob", **claim: Any) -> str:
    """Alice's claim of $9.00, rejected by Bob, before the platform."""
    order = world.disputed(**claim)
    world.done(who, "seller", "reject_proposal", order, proposal=1, statement="It left here whole.")
    world.clock.step(6 * DAY)
    while world.engine.sweep().more:
        pass
    return order


def at_desk(world: World, who: str = "carol") -> Any:
    """A browser in which an arbitrator is signed in."""
    return world.browser(who, "arbitrator")


def ruled(world: World, order: str, by: str = "carol", **more: Any) -> None:
    """A ruling of $5.00 at the seller's cost."""
    given = {"amount": "5.00", "liable": "seller", "reasons": "The lid is cracked."} | more
    world.done(by, "arbitrator", "issue_ruling", order, **given)


def appealed(world: World, order: str) -> None:
    """Alice appeals, and Bob leaves it to her."""
    world.done("alice", "buyer", "appeal", order, grounds="result", statement="It is all broken.")
    world.done("bob", "seller", "decline_appeal", order)


def send(client: Any, order: str, what: str, **fields: Any) -> Any:
    """Send a form of the case, as a browser does."""
    fields.setdefault("key", f"{what} {len(fields)} {order}")
    fields = {name.replace("__", "."): value for name, value in fields.items()}
    return client.post(f"/deciding/{order}/1/{what}/", fields)


def fields_of(page: str, start: str) -> dict[str, str]:
    """What stands in the fields of the form that begins with `start`."""
    form = page[page.index(start) :]
    form = form[: form.index("</form>")]
    found = dict(
        re.findall(r'<input (?:type="hidden" )?name="([^"]+)"[^>]*? value="([^"]*)"', form)
    )
    found |= {
        name: text.lstrip("\n")
        for name, text in re.findall(
            r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL
        )
    }
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found
