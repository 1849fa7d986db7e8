"""The first page: each person comes to where their work is."""

from django.http import HttpResponse
from django.shortcuts import render

from amends.accounts.models import Person
from amends.web.engine import engine
from amends.web.reader import Request


def home(request: Request) -> HttpResponse:
    """Somebody's orders and disputes, or for a stranger what this is."""
    if not isinstance(request.user, Person):
        return render(request, "amends/welcome.html")
    name = request.user.username
    return render(
        request,
        "amends/home.html",
        {"bought": engine().orders(buyer=name), "sold": engine().orders(seller=name)},
    )
