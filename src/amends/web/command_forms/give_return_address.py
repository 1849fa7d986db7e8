"""Saying where the goods go back to."""

from amends.telling.mark import N_
from amends.web.doable import Doable
from amends.web.forms import Field, Form


def form(able: Doable) -> Form:
    """With the country, and a prepaid waybill where there is one."""
    say, order = able.say, able.seen.order
    places = [each for each in (order.seller_country, order.ship_from, order.ship_to) if each]
    countries = tuple((each, each) for each in dict.fromkeys(places))
    return able.form(
        "give_return_address", say(N_("Tell {buyer} where to send the goods"), buyer=able.seen.words.who("buyer")),
        Field("address", "text", say(N_("Address, with the country in the last line"))),
        Field("country", "choice", say(N_("Country")), places[0] if places else "", countries),
        Field("waybill", "line", say(N_("Number of a prepaid waybill, if there is one"))),
        tone="main" if able.next == "give_return_address" else "",
    )  # fmt: skip
