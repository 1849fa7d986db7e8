"""An answer without a word would leave somebody before an empty window: it becomes a page."""

from collections.abc import Callable

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from amends.web.reader import Request

_LOOKING = frozenset(("GET", "HEAD"))


class WordsMiddleware:
    """Who comes by a link to where a form is sent is told so.

    That happens when somebody had to sign in before their form was taken, or loads again.
    """

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Leave every answer as it is but an empty "not by this method"."""
        answer = self._get_response(request)
        if answer.status_code != 405 or request.method not in _LOOKING:
            return answer
        page: HttpResponse = render(request, "405.html", status=405)
        page["Allow"] = answer["Allow"]
        return page
