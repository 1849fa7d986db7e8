"""Files on their way: sent one by one by a script, looked at and removed by who sent them."""

import uuid
from typing import BinaryIO, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from amends.uploads.attaching import medium_of
from amends.uploads.models import Upload
from amends.uploads.reasons import Reason
from amends.uploads.receiving import receive
from amends.uploads.removing import remove
from amends.uploads.streaming import stopped, takes_files
from amends.web.asking import person_of
from amends.web.pages.exhibits import send_copy
from amends.web.reader import Request
from amends.web.shown.refused import why
from amends.web.shown.uploads import size_in_words

_LONGEST_KEY = 150
_TOO_LARGE: frozenset[Reason] = frozenset(("too_large", "request_too_large", "too_many_files"))


@login_required
@require_POST
@takes_files
def uploads(request: Request) -> JsonResponse:
    """One file, `file`, under the sender's `key`: sent again with it, the answer is the same."""
    reason = stopped(request)
    if reason is not None:
        return _refused(request, reason)
    file = request.FILES.get("file")
    key = request.POST.get("key", "")
    if file is None or file.file is None or not 0 < len(key) <= _LONGEST_KEY:
        return _refused(request, "cut_off")
    upload = receive(person_of(request).username, cast(BinaryIO, file.file), key)
    if not upload.ready:
        return _refused(request, upload.reason)  # type: ignore[arg-type] # written from that list
    medium = medium_of(upload)
    return JsonResponse(
        {
            "upload": str(upload.id),
            "medium": medium,
            "small": reverse("upload", args=[upload.id]) if upload.small_copy else "",
            "removal": reverse("upload_removed", args=[upload.id]),
            "about": size_in_words(request.tongue, upload.size),
        },
        status=201,
    )


def _refused(request: Request, reason: Reason) -> JsonResponse:
    status = 413 if reason in _TOO_LARGE else 503 if reason in ("busy", "no_space") else 422
    told = {"refused": reason, "sentence": why(request.tongue, reason)}
    return JsonResponse(told, status=status)


@login_required
@require_safe
def upload(request: Request, upload_id: uuid.UUID) -> HttpResponseBase:
    """The sender's own file, small where it is a picture; to others it is not there."""
    return send_copy(request, _own(request, upload_id), "upload")


@login_required
@require_POST
def upload_removed(request: Request, upload_id: uuid.UUID) -> HttpResponse:
    """Remove a file that is in no case yet. What is gone already is no mistake."""
    found = Upload.objects.filter(id=upload_id, person=person_of(request).username).first()
    if found is not None:
        remove(found)
    return HttpResponse(status=204)


def _own(request: Request, upload_id: uuid.UUID) -> Upload:
    person = person_of(request).username
    found = Upload.objects.filter(id=upload_id, person=person, state="ready").first()
    if found is None:
        raise Http404
    return found
