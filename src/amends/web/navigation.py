"""The main navigation: where each person's work is."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from amends.accounts.models import Person
from amends.core.people import Role
from amends.telling.mark import N_
from amends.web.reader import Request

# Address, words and icon of each role's place.
_PLACES: dict[Role, tuple[str, str, str]] = {
    "buyer": ("home", N_("My orders"), "shopping-bag"),
    "seller": ("selling", N_("Selling"), "store"),
    "arbitrator": ("deciding", N_("Deciding"), "scale"),
    "operator": ("running", N_("Running"), "gauge"),
}


@dataclass(frozen=True)
class Place:
    """One entry of the navigation."""

    address: str
    name: str
    icon: str
    here: bool


def places(request: Request) -> dict[str, Any]:
    """The entries for the person who reads; nobody in particular has none."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return {"places": []}
    found = []
    for role, (name, words, icon) in _PLACES.items():
        if person.may_be(role):
            address = reverse(name)
            here = request.path == address or (address != "/" and request.path.startswith(address))
            found.append(Place(address, request.tongue.say(words), icon, here))
    return {
        "places": found,
        "account_address": reverse("account_settings"),
        "account_here": request.path.startswith("/account/"),
    }
