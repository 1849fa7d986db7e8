"""Plausible arguments for each command, as whoever gives it would choose them."""

from amends.sim.about_disputes import ABOUT_DISPUTES
from amends.sim.about_goods import ABOUT_GOODS
from amends.sim.about_orders import ABOUT_ORDERS
from amends.sim.ask import Arguments, Ask

_ARGUMENTS = {**ABOUT_ORDERS, **ABOUT_DISPUTES, **ABOUT_GOODS}


def arguments_for(name: str, ask: Ask) -> Arguments | None:
    """The arguments, with the dispute they are about; none where there is nothing sensible to say."""
    found = _ARGUMENTS[name](ask)
    if found is not None and ask.number:
        found["dispute"] = ask.number
    return found
