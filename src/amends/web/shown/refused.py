"""Why a file was not let in, and what to send instead, in words."""

from amends.telling.mark import N_
from amends.telling.tongue import Tongue
from amends.uploads.limits import (
    FILES_AT_ONCE,
    FOR_ONE_DISPUTE,
    LARGEST,
    LARGEST_REQUEST,
    MEGABYTE,
    MOST_PIXELS,
)
from amends.uploads.reasons import Reason

_SENTENCES: dict[Reason, str] = {
    "empty": N_("This file is empty. Choose it again, or take the picture again."),
    "too_large": N_(
        "This file is too large. Pictures may have {picture} MB, videos {video} MB, documents"
        " {document} MB and texts {text} MB; make a video shorter, or film it in a lower quality."
    ),
    "request_too_large": N_(
        "These files are too large to be sent together: {request} MB go at once. Send fewer at a time."
    ),
    "too_many_files": N_("{files} files go at once. Send the others afterwards."),
    "no_room_for_more": N_(
        "There is no room for more of your files: {dispute} MB may be in one dispute. Remove what is"
        " not needed, or send smaller files."
    ),
    "not_let_in": N_(
        "Files of this kind are not taken. Send a picture as JPEG, PNG, WebP, GIF or HEIC, a video as"
        " MP4, MOV or WebM, a document as PDF, or plain text."
    ),
    "broken": N_(
        "This file cannot be read: it is damaged, or not all of it came. Open it on your device, save"
        " it again or take a screenshot of it, and send that."
    ),
    "too_many_pixels": N_(
        "This picture has more than {pixels} megapixels. Send it in a smaller size."
    ),
    "took_too_long": N_(
        "Reading this picture took too long. Save it again as JPEG, or send a screenshot of it."
    ),
    "needs_too_much": N_(
        "Reading this picture needs too much memory. Send it in a smaller size, as JPEG."
    ),
    "heic_not_here": N_(
        "Pictures in the format HEIC cannot be read here. Send it as JPEG: on an iPhone choose Most"
        " Compatible under Settings, Camera, Formats, or send a screenshot of the picture."
    ),
    "not_a_video": N_("There are no moving pictures in this file. Send the video itself."),
    "locked_document": N_(
        "This PDF is behind a password. Print it to a new PDF without one, and send that."
    ),
    "active_document": N_(
        "This PDF holds programs. Print it to a new PDF, or send pictures of its pages."
    ),
    "busy": N_("Too many pictures are being read right now. Send it again in a minute."),
    "no_space": N_(
        "The file could not be kept; this is not your fault, and nothing else was lost. Try again later."
    ),
    "cut_off": N_("The connection ended before all of the file had come. Send it again."),
}


def why(tongue: Tongue, reason: Reason) -> str:
    """What is so, and what to send instead."""
    details = {kind: most // MEGABYTE for kind, most in LARGEST.items()} | {
        "request": LARGEST_REQUEST // MEGABYTE,
        "dispute": FOR_ONE_DISPUTE // MEGABYTE,
        "files": FILES_AT_ONCE,
        "pixels": MOST_PIXELS // 1_000_000,
    }
    return tongue.say(_SENTENCES[reason], **details)
