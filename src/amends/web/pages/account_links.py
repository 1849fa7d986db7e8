"""Where links lead: from the host shop, and the first link of an operator. GET changes nothing."""

from allauth.account.utils import perform_login
from allauth.usersessions.models import UserSession
from django.contrib.auth import login, logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from amends.accounts.entering import Entry, enter, first_person, order_meant, was_used
from amends.accounts.links import LinkError, read
from amends.accounts.models import Person
from amends.web.engine import engine
from amends.web.reader import Request

_GONE = ("expired", "used")
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def from_shop(request: Request, token: str) -> HttpResponse:
    """A link from the shop: one button, and behind it the order."""
    here = request.user if isinstance(request.user, Person) else None
    try:
        claim = read(token)
        order_id = order_meant(engine(), claim)
        same = here is not None and here.username == claim.person
        if request.method != "POST":
            if not was_used(claim):
                page = {"claim": claim, "other": here is not None and not same}
                return render(request, "account/from_shop.html", page)
            if not same:
                raise LinkError("used")
            # Back or reload, by whom the link has signed in: nothing is used up by going there.
            return redirect("order", order_id)
        entry = enter(engine(), claim, here)
    except LinkError as error:
        return _refused(request, error)
    if here is None or entry.person.pk != here.pk:
        # Whoever was signed in before leaves nothing behind.
        logout(request)
        login(request, entry.person, backend=_BACKEND)
        UserSession.objects.create_from_request(request)
    return redirect(_goal(entry))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first(request: Request, token: str) -> HttpResponse:
    """The operator's first link: signs one person in once, a second factor still asked for."""
    try:
        person = first_person(token, use_up=request.method == "POST")
    except LinkError as error:
        return _refused(request, error, of_shop=False)
    if request.method != "POST":
        return render(request, "account/first.html", {"person": person})
    logout(request)
    person.backend = _BACKEND
    answer: HttpResponse = perform_login(
        request, person, email_verification="none", redirect_url=reverse("account_settings")
    )
    return answer


def _goal(entry: Entry) -> str:
    if entry.dispute:
        return reverse("dispute", args=[entry.order_id, entry.dispute])
    return reverse("order", args=[entry.order_id])


def _refused(request: Request, error: LinkError, *, of_shop: bool = True) -> HttpResponse:
    status = 410 if error.code in _GONE else 403
    page = {"code": error.code, "of_shop": of_shop}
    return render(request, "account/link_refused.html", page, status=status)
