"""The settings of every installation, with a clock that the tests move."""

from amends.engine.clock import SteppedClock
from amends.web.settings import *  # noqa: F403 - settings are made from settings

START = 1_790_000_000_000
CLOCK = SteppedClock(START)


def _the_clock() -> SteppedClock:
    return CLOCK


# The one clock of the tests.
AMENDS_CLOCK = _the_clock
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
