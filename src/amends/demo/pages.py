"""The demo's own pages: be one of its people with a click, and move the clock."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from amends.accounts.models import Person
from amends.core.moments import DAY
from amends.demo.cast import PEOPLE
from amends.demo.clock import MovedClock
from amends.telling.mark import N_
from amends.web.engine import engine
from amends.web.reader import Request

_ABOUT = {
    "alice": N_("She bought a kettle with a cracked lid, and more. See where each case stands."),
    "bob": N_("He sells. His list begins with what is lost first if nobody answers."),
    "carol": N_("She decides for the platform. Her queue begins with what is due first."),
    "dan": N_("He decides too: large rulings need a second person, appeals another one."),
    "dave": N_("He runs the platform: people, policies, clocks, money, and what is late."),
}
_STEPS = {"day": DAY, "week": 7 * DAY}


def people(request: Request) -> HttpResponse:
    """Who one can be, and what each comes to do."""
    say = request.tongue.say
    cast = [
        {
            "name": name,
            "called": called,
            "role": role,
            "about": say(_ABOUT[name]),
            "button": say("Be {name}", name=called),
        }
        for name, (called, role) in PEOPLE.items()
    ]
    return render(request, "demo/people.html", {"demo_cast": cast})


@require_POST
def be(request: Request, name: str) -> HttpResponse:
    """Sign in as one of the five."""
    if name not in PEOPLE:
        raise Http404
    person = Person.objects.get(username=name)
    # Whoever was signed in before leaves nothing behind.
    logout(request)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    # So that it stands among the places where they are signed in.
    UserSession.objects.create_from_request(request)
    return redirect(_back(request))


@require_POST
def move(request: Request) -> HttpResponse:
    """Move the clock to the next deadline, a day or a week on, and let deadlines fall."""
    to = request.POST.get("to", "")
    clock = MovedClock(settings.DEMO_CLOCK)
    if to in _STEPS:
        clock.move(_STEPS[to])
    elif to == "deadline":
        due = engine().next_due(engine().now())
        if due is not None:
            clock.move(due - clock.now() + 1000)
    while engine().sweep().more:
        pass
    return redirect(_back(request))


def about_the_demo(request: Request) -> dict[str, Any]:
    """The bar on top of every page."""
    return {
        "banners": ["demo/bar.html"],
        "demo_people": PEOPLE,
        "demo_now": MovedClock(settings.DEMO_CLOCK).now(),
    }


def _back(request: Request) -> str:
    wanted = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if here else "/"
