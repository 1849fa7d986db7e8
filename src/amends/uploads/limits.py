"""How large a file may be, how many at once, and how much for one dispute."""

from typing import Literal

Medium = Literal["picture", "video", "document", "text"]

MEGABYTE = 1_000_000

# The largest file of each kind, in bytes.
LARGEST: dict[Medium, int] = {
    "picture": 30 * MEGABYTE,
    "video": 100 * MEGABYTE,
    "document": 20 * MEGABYTE,
    "text": 1 * MEGABYTE,
}
LARGEST_FILE = max(LARGEST.values())
# One request: what a form without JavaScript sends at once.
FILES_AT_ONCE = 10
LARGEST_REQUEST = 250 * MEGABYTE
# One person in one dispute, and what one person may have waiting that is in no dispute yet.
FOR_ONE_DISPUTE = 500 * MEGABYTE
WAITING_BYTES = 300 * MEGABYTE
WAITING_FILES = 60
# What was attached to nothing is removed after this time.
KEPT_DAYS = 7
# No file takes as long to be stored.
LOOSE_HOURS = 24

# A picture's pixels, and the longer side of the two copies that are made of it.
MOST_PIXELS = 64_000_000
CLEAN_SIDE = 2400
SMALL_SIDE = 480

# The child process that decodes a picture.
CHILD_MEMORY = 1_200 * 1024 * 1024
CHILD_CPU_SECONDS = 20
CHILD_SECONDS = 45
CHILD_FILES = 64
CHILDREN_AT_ONCE = 2
# How long an upload waits for its turn to be decoded.
TURN_SECONDS = 60
LARGEST_ANSWER = 24 * MEGABYTE
