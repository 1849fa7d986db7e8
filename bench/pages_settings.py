"""The settings of an installation whose clock stands still: what was filled in is never overdue."""

from amends.engine.clock import SteppedClock
from amends.web.settings import *  # noqa: F403 - settings are made from settings
from bench.pages_fill import END

_CLOCK = SteppedClock(END)


def _the_clock() -> SteppedClock:
    return _CLOCK


AMENDS_CLOCK = _the_clock
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
