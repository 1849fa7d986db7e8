"""Why a file is refused: a closed list. The sentences are in `amends.web.shown.refused`."""

from typing import Literal, get_args

Reason = Literal[
    "empty",  # no bytes at all
    "too_large",  # more than a file of its kind may have
    "request_too_large",  # more than a request may have
    "too_many_files",  # more than a request may have
    "no_room_for_more",  # what one person may have waiting, or in one dispute
    "not_let_in",  # a kind of file that is not on the list
    "broken",  # of a kind on the list, but it cannot be read
    "too_many_pixels",
    "took_too_long",
    "needs_too_much",  # memory
    "heic_not_here",  # HEIC where the extra is not installed
    "not_a_video",  # boxes without moving pictures in them
    "locked_document",  # a PDF behind a password
    "active_document",  # a PDF with scripts, or one that starts programs
    "busy",  # no turn came; trying again helps
    "no_space",  # the storage is full
    "cut_off",  # the connection ended
]
REASONS: tuple[Reason, ...] = get_args(Reason)
# The same file may be let in when it is sent again.
PASSING: frozenset[Reason] = frozenset(("busy", "no_space", "cut_off"))


class RefusedFileError(Exception):
    """A file that is not let in, with its reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
