"""Sending a kept file: never as a page, never by its sender's name, in parts where asked."""

import re
from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from amends.ports.storage import MissingFileError
from amends.uploads.kept import storage

How = Literal["inline", "attachment"]

_RANGE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})")
# No script, no form, no origin of its own, whatever a browser takes it for.
_CSP = "default-src 'none'; sandbox"
# A browser plays a video that is opened by itself in a page of its own making, which has to be
# allowed to load it with the reader's session. Scripts stay forbidden.
_CSP_OF_VIDEOS = "default-src 'none'; media-src 'self'; sandbox allow-same-origin"


def send(
    request: HttpRequest,
    sha256: str,
    media_type: str,
    name: str,
    how: How,
) -> HttpResponseBase:
    """The file of that hash as an answer; `Http404` where the storage has lost it."""
    size = storage().size(sha256)
    if size is None:
        raise Http404
    if request.headers.get("If-None-Match") == f'"{sha256}"':
        return _dressed(HttpResponse(status=304), sha256, name, how)
    part = _part(request, sha256, size)
    if part is None:
        refused = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        return _dressed(refused, sha256, name, how)
    start, end = part
    try:
        content = storage().read(sha256, start, end - start)
    except MissingFileError as error:
        raise Http404 from error
    whole = (start, end) == (0, size)
    response = StreamingHttpResponse(content, status=200 if whole else 206)
    response.headers["Content-Type"] = media_type
    if media_type.startswith("video/"):
        response.headers["Content-Security-Policy"] = _CSP_OF_VIDEOS
    response.headers["Content-Length"] = str(end - start)
    if not whole:
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return _dressed(response, sha256, name, how)


def _part(request: HttpRequest, sha256: str, size: int) -> tuple[int, int] | None:
    """Start and end of what is asked for; all of it where nothing is, none for what is not there."""
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or request.headers.get("If-Range", f'"{sha256}"') != f'"{sha256}"':
        return 0, size
    first, last = asked.groups()
    if first:
        start, end = int(first), min(size, int(last) + 1) if last else size
    elif last:
        start, end = max(0, size - int(last)), size
    else:
        return 0, size
    return (start, end) if start < end else None


def _dressed(response: HttpResponseBase, sha256: str, name: str, how: How) -> HttpResponseBase:
    response.headers.setdefault("Content-Security-Policy", _CSP)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = f'"{sha256}"'
    return response
