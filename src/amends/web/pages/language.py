"""Choosing the language of the pages, from the foot of every one of them."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from amends.accounts.models import Person
from amends.telling.tongue import LANGUAGES
from amends.web.reader import Request


@require_POST
def choose(request: Request) -> HttpResponse:
    """Keep the language for this browser, and for the account of who is signed in."""
    language = request.POST.get("language", "")
    if isinstance(request.user, Person) and language in LANGUAGES:
        Person.objects.filter(pk=request.user.pk).update(language=language)
    return set_language(request)
