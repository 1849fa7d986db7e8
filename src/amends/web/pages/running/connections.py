"""What this installation is connected to, and whether it answers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from amends.web.asking import for_role
from amends.web.reader import Request
from amends.web.shown.running.connections import CHECKS, check, connections, shops


@for_role("operator")
def all_connections(request: Request) -> HttpResponse:
    """Every connection that there is or could be."""
    return render(
        request,
        "amends/running/connections.html",
        {"connections": connections(), "shops": shops(), "here": "connections"},
    )


@for_role("operator")
@require_POST
def try_out(request: Request, name: str) -> HttpResponse:
    """Ask a connection whether it answers."""
    titles = {each: title for each, title, _, address in connections() if address}
    if name not in titles or name not in CHECKS:
        raise Http404
    well, sentence = check(request.tongue, name)
    say = request.tongue.say
    told = say("{connection}: {answer}", connection=say(titles[name]), answer=sentence)
    (messages.success if well else messages.error)(request, told)
    return redirect("running-connections")
