"""Exhibits of a dispute: adding files to it, and getting them back."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.uploads.attaching import room_left
from amends.uploads.formats import FORMATS
from amends.uploads.models import Upload
from amends.web.asking import order_for
from amends.web.doing import give, tell
from amends.web.files import How, send
from amends.web.forms import Tried
from amends.web.pages.disputes import dispute as dispute_page
from amends.web.reader import Request
from amends.web.shown.refused import why
from amends.web.uploading import (
    Gathered,
    Kept,
    RefusedFile,
    gathered,
    let_go,
    lock_in,
    may_see_original,
    recorded,
    takes_files,
)


@login_required
@require_POST
@takes_files
def add_exhibits(request: Request, order_id: uuid.UUID, number: int) -> HttpResponse:
    """Take the files in and add each to the dispute; what was refused is said with its reason."""
    order, reader = order_for(request, str(order_id))
    if order.dispute(number) is None:
        raise Http404
    got = gathered(request, order.id)
    if "remove" in request.POST:
        return redirect("dispute", order_id, number)
    tried = _added(request, reader, order.id, number, got)
    for each in got.refused:
        _say(request, each)
    if tried is not None:
        return dispute_page(request, order_id=order_id, number=number, tried=tried)
    if got.refused:
        answer = dispute_page(request, order_id=order_id, number=number)
        answer.status_code = 413 if got.too_large else 422
        return answer
    return redirect("dispute", order_id, number)


def _added(
    request: Request, reader: Actor, order_id: str, number: int, got: Gathered
) -> Tried | None:
    """Give a command for each file; the first that is refused ends it, and gives its file back."""
    for each in got.kept:
        if each.upload.order == "" and _is_full(reader, order_id, number, each):
            _say(request, RefusedFile("", "no_room_for_more"))
            continue
        if not lock_in(order_id, number, [each]):
            continue
        given: dict[str, object] = {"dispute": number, **each.exhibit()}
        # An upload goes into a dispute once, however often the form is sent.
        answer = give(reader, order_id, "submit_exhibit", given, f"exhibit:{number}:{each.id}")
        if isinstance(answer, Refusal):
            let_go([each])
            return Tried("submit_exhibit", given, answer)
        recorded(order_id, number, [each])
        tell(request, reader, answer)
    return None


def _is_full(reader: Actor, order_id: str, number: int, kept: Kept) -> bool:
    return room_left(reader.name, order_id, number) < kept.upload.size


def _say(request: Request, refused: RefusedFile) -> None:
    sentence = why(request.tongue, refused.reason)
    messages.error(request, f"{refused.name}: {sentence}" if refused.name else sentence)


@login_required
@require_safe
def exhibit(
    request: Request, order_id: uuid.UUID, number: int, exhibit_number: int
) -> HttpResponseBase:
    """The file of an exhibit: a clean copy, with `size=small` a small one, for who sees the dispute.

    The original (`original=1`) is for its owner and the arbitrators; so is one that was withdrawn.
    What is not there, not theirs and not a file look the same.
    """
    order, actor = order_for(request, str(order_id))
    dispute = order.dispute(number)
    found = None
    if dispute is not None:
        found = next((x for x in dispute.exhibits if x.number == exhibit_number), None)
    if found is None or (found.withdrawn and not may_see_original(actor, found)):
        raise Http404
    upload = Upload.objects.filter(order=order.id, sha256=found.sha256, state="ready").first()
    if upload is None:
        raise Http404
    name = f"exhibit-{number}-{exhibit_number}"
    if "original" in request.GET:
        if not may_see_original(actor, found):
            raise Http404
        made = FORMATS[upload.format]  # type: ignore[index] # written from that list alone
        return send(
            request, upload.sha256, made.media_type, f"{name}-original.{made.ending}", "attachment"
        )
    return send_copy(request, upload, name)


def send_copy(request: Request, upload: Upload, name: str) -> HttpResponseBase:
    """The copy that others see; documents and texts as downloads only."""
    made = FORMATS[upload.format]  # type: ignore[index] # written from that list alone
    if made.medium == "picture":
        small = request.GET.get("size") == "small"
        sha256 = upload.small_copy if small else upload.clean_copy
        return send(request, sha256, "image/jpeg", f"{name}.jpg", _how(request))
    if request.GET.get("size") == "small":
        raise Http404
    how = _how(request) if made.medium == "video" else "attachment"
    return send(request, upload.clean_copy, made.media_type, f"{name}.{made.ending}", how)


def _how(request: Request) -> How:
    return "attachment" if "download" in request.GET else "inline"
