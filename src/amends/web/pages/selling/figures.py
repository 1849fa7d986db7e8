"""A seller's figures: the rates with what moved them, and the money with what holds it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amends.web.asking import for_role, person_of
from amends.web.engine import engine
from amends.web.reader import Request
from amends.web.shown.selling.money import accounts_of
from amends.web.shown.selling.rates import rates_page


@for_role("seller")
@require_safe
def rates(request: Request) -> HttpResponse:
    """The three rates, their trend, the orders behind them, and what follows from them."""
    page = rates_page(engine(), person_of(request).username, request.tongue)
    return render(request, "amends/selling/rates.html", {"page": page})


@for_role("seller")
@require_safe
def money(request: Request) -> HttpResponse:
    """What can be paid out now, and why the rest cannot."""
    accounts = accounts_of(engine(), person_of(request).username, request.tongue)
    return render(request, "amends/selling/money.html", {"accounts": accounts})
