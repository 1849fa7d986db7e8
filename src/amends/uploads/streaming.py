"""How files of a request are taken in: piece by piece, only where a page takes files, up to a limit.

A request without end fills neither memory nor disk: it is stopped at the first byte too many. The
files have no names on the disk, so that a process that is killed leaves none.
"""

import tempfile
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

from amends.uploads.limits import FILES_AT_ONCE, LARGEST_FILE, LARGEST_REQUEST
from amends.uploads.reasons import Reason

# Where a page finds out why not all of its request was read.
STOPPED = "upload_stopped"


def takes_files(page: Any) -> Any:
    """Mark a page as one that takes files; of requests to others every file is dropped unread."""
    page.takes_files = True
    return page


def stopped(request: HttpRequest) -> Reason | None:
    """Why reading of the request was ended before its end, if it was."""
    return cast("Reason | None", getattr(request, STOPPED, None))


class GateUpload(FileUploadHandler):
    """Takes the files of one request."""

    chunk_size = 256 * 1024

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._file: BinaryIO | None = None
        self._all = self._files = self._told = 0

    def handle_raw_input(
        self,
        stream: Any,
        META: Any,  # noqa: N803 - Django's name
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Remember what the request says of its length."""
        self._told = content_length

    def new_file(self, *args: Any, **more: Any) -> None:
        """Begin a file, if this page takes files and it is not one too many."""
        super().new_file(*args, **more)
        if not self._wanted():
            raise SkipFile
        # Not earlier: the fields before the first file prove that the form is ours.
        if self._told > LARGEST_REQUEST:
            self._end("request_too_large")
        self._files += 1
        if self._files > FILES_AT_ONCE:
            self._end("too_many_files")
        self._file = cast(BinaryIO, tempfile.TemporaryFile(buffering=0))  # noqa: SIM115

    def receive_data_chunk(self, piece: bytes, start: int) -> bytes | None:
        """Write a piece; stop at the limit of a file or of the request."""
        if self._file is None:
            return None
        self._all += len(piece)
        if start + len(piece) > LARGEST_FILE:
            self._end("too_large")
        if self._all > LARGEST_REQUEST:
            self._end("request_too_large")
        self._file.write(piece)
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """The whole file, with the name that its sender gave it: for showing, never for a path."""
        file, self._file = self._file, None
        if file is None:
            return None
        file.seek(0)
        return UploadedFile(
            file=cast(Any, file),
            name=self.file_name,
            content_type="application/octet-stream",
            size=file_size,
        )

    def upload_interrupted(self) -> None:
        """The connection ended: what had come is gone with its last reference."""
        self._close()

    def _wanted(self) -> bool:
        request = self.request
        if request is None or not getattr(request.user, "is_authenticated", False):
            return False
        match = request.resolver_match
        return bool(match and getattr(match.func, "takes_files", False))

    def _end(self, reason: Reason) -> None:
        self._close()
        setattr(self.request, STOPPED, reason)
        raise StopUpload(connection_reset=True)

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
