"""The first page: each person comes to where their work is."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from amends.accounts.models import Person
from amends.web.engine import engine
from amends.web.navigation import places
from amends.web.pages.opening.drafts import drafted
from amends.web.reader import Request
from amends.web.shown.bought import URGENT, all_bought, urgent, with_drafts


def home(request: Request) -> HttpResponse:
    """A buyer's orders and disputes; others come to their desks, and strangers read what this is."""
    person = request.user
    if not isinstance(person, Person):
        return render(request, "amends/welcome.html")
    desks = [place for place in places(request)["places"] if not place.here]
    if len(person.roles) == 1 and desks:
        return redirect(desks[0].address)
    going_on = urgent(engine(), person, request.tongue) if person.may_be("buyer") else ()
    listed = {row.order_id for row in going_on}
    # Where little is going on, the newest orders fill the page.
    rest = len(going_on) < URGENT and person.may_be("buyer")
    newest = all_bought(engine(), person, request.tongue).rows if rest else ()
    others = tuple(row for row in newest if row.order_id not in listed)
    waiting = drafted(person, sorted(listed), engine().now()) if listed else set()
    context = {
        "going_on": with_drafts(going_on, waiting),
        "others": others[: URGENT // 2],
        "desks": desks,
        "buys": person.may_be("buyer"),
    }
    return render(request, "amends/home.html", context)
