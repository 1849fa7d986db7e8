"""People and roles: who may act how, given and taken by the operator."""

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.accounts import roles
from amends.accounts.entering import FIRST_HOURS, first_token
from amends.accounts.making import MakingError, make_person
from amends.accounts.models import PEOPLES_ROLES, Person
from amends.core.people import Role
from amends.telling.tongue import Tongue
from amends.web.asking import for_role, person_of
from amends.web.reader import Request

_PAGE = 50
_LONGEST = 150


@for_role("operator")
def people(request: Request) -> HttpResponse:
    """Everybody, by account; those who act for the platform first."""
    begins = request.GET.get("q", "").strip()[:_LONGEST]
    after = request.GET.get("after", "")[:_LONGEST]
    rows = roles.found(begins, after, _PAGE + 1)
    return _people(
        request,
        begins=begins,
        rows=rows[:_PAGE],
        next=rows[_PAGE - 1].username if len(rows) > _PAGE else "",
        staff=[] if begins or after else roles.staff(),
    )


def _people(request: Request, status: int = 200, **content: object) -> HttpResponse:
    every = [(role, request.tongue.word(role)) for role in PEOPLES_ROLES]
    context = {"every_role": every, "here": "people", **content}
    return render(request, "amends/running/people.html", context, status=status)


@for_role("operator")
@require_POST
def add(request: Request) -> HttpResponse:
    """Make an account, with its first roles."""
    typed = {name: request.POST.get(name, "").strip() for name in ("username", "name", "email")}
    chosen = [role for role in PEOPLES_ROLES if role in request.POST.getlist("roles")]
    try:
        person = make_person(
            typed["username"], chosen, email=typed["email"], called=typed["name"],
            by=person_of(request),
        )  # fmt: skip
    except MakingError as error:
        return _people(
            request, 422, begins="", rows=roles.found("", "", _PAGE), next="", staff=roles.staff(),
            problem=error.sentence, typed=typed, chosen=chosen,
        )  # fmt: skip
    messages.success(
        request, request.tongue.say("The account {name} was made.", name=person.username)
    )
    return redirect("running-person", person.pk)


@for_role("operator")
def person(request: Request, pk: int) -> HttpResponse:
    """One person: roles, history, a way in."""
    return _person(request, _found(pk))


def _person(request: Request, found: Person, link: str = "") -> HttpResponse:
    return render(
        request,
        "amends/running/person.html",
        {
            "person": found,
            "mine": found.pk == person_of(request).pk,
            "roles": PEOPLES_ROLES,
            "changes": roles.changes(found),
            "link": link,
            "here": "people",
        },
    )


@for_role("operator")
@require_POST
def change(request: Request, pk: int) -> HttpResponse:
    """Give or take a role, shut an account or open it again."""
    found = _found(pk)
    what, role = request.POST.get("change", ""), _role(request.POST.get("role", ""))
    try:
        with transaction.atomic():
            # Two operators who take each other's role at once would leave none: one waits here.
            list(Person.objects.select_for_update().filter(staff=True).order_by("pk"))
            by = Person.objects.get(pk=person_of(request).pk)
            if not by.may_be("operator"):
                raise Http404
            changed = _change(found, what, role, by)
    except roles.RolesError as error:
        messages.error(
            request,
            request.tongue.say("Another operator has to do this, so that one is always left.")
            if error.code == "own"
            else error.sentence,
        )
        return redirect("running-person", pk)
    say = request.tongue.say
    done = say("Done. It holds at once.") if changed else say("It was so already.")
    messages.success(request, done)
    return redirect("running-person", pk)


def _change(found: Person, what: str, role: Role | None, by: Person) -> bool:
    if what == "give" and role:
        return roles.give_role(found, role, by)
    if what == "take" and role:
        return roles.take_role(found, role, by)
    if what == "shut":
        return roles.deactivate(found, by)
    if what == "open":
        return roles.activate(found, by)
    raise Http404


@for_role("operator")
@require_POST
def way_in(request: Request, pk: int) -> HttpResponse:
    """A link that signs somebody in once: mailed, or shown once to print."""
    found = _found(pk)
    say = request.tongue.say
    if not found.is_active:
        messages.error(request, say("The account is shut; open it first."))
        return redirect("running-person", pk)
    link = f"{settings.SITE_URL}{reverse('first', args=[first_token(found)])}"
    if request.POST.get("how") == "mail" and found.email:
        _mail(request, found, link)
        messages.success(request, say("The link was sent to {address}.", address=found.email))
        return redirect("running-person", pk)
    return _person(request, found, link=link)


def _mail(request: Request, found: Person, link: str) -> None:
    # In the language of whoever gets it, where they have chosen one.
    tongue = Tongue(found.language, request.tongue.zone) if found.language else request.tongue
    text = tongue.say(
        "Hello {name},\n\nwith this link you sign in to Amends. It is good once, and for {hours} hours:\n\n{link}\n",
        name=str(found),
        hours=FIRST_HOURS,
        link=link,
    )  # fmt: skip
    send_mail(tongue.say("Your way in to Amends"), text, None, [found.email])


def _found(pk: int) -> Person:
    found = Person.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _role(text: str) -> Role | None:
    return next((role for role in PEOPLES_ROLES if role == text), None)
