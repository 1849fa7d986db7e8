"""Who reads: their language and zone on every request."""

from collections.abc import Callable
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from amends.accounts.models import Person
from amends.telling.tongue import LANGUAGES, Tongue

ZONE_COOKIE = "zone"
_ZONES = frozenset(available_timezones())


class Request(HttpRequest):
    """A request after the middleware: `user` is a person or nobody, `tongue` is the reader's."""

    tongue: Tongue
    htmx: Any


class ReaderMiddleware:
    """Gives every request its `tongue`: what the person chose, or else what the browser says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Settle language and zone before the page is made."""
        person = request.user if isinstance(request.user, Person) else None
        if person is not None and person.language in LANGUAGES:
            translation.activate(person.language)
            request.LANGUAGE_CODE = person.language
        language = translation.get_language() or "en"
        zone = (person.zone if person else "") or request.COOKIES.get(ZONE_COOKIE, "")
        request.tongue = Tongue(
            language=language if language in LANGUAGES else "en",
            zone=zone if zone in _ZONES else "UTC",
        )
        return self._get_response(request)


def about_the_reader(request: Request) -> dict[str, Any]:
    """What every template has: the reader's tongue, the language of the page, and those there are."""
    tongue = getattr(request, "tongue", Tongue())
    return {"tongue": tongue, "language": tongue.language, "languages": settings.LANGUAGES}
