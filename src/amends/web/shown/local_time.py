"""Days and times that somebody typed, in the zone in which they read."""

from datetime import datetime
from zoneinfo import ZoneInfo

from amends.core.moments import Instant, instant, to_datetime
from amends.telling.tongue import Tongue


def typed_instant(tongue: Tongue, text: str) -> Instant | None:
    """The instant of `2026-03-01T14:00` as a browser sends it; none where it is no time."""
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(tongue.zone))
        return instant(moment)
    except (ValueError, OverflowError):
        return None


def typing_of(tongue: Tongue, at: Instant) -> str:
    """An instant as the value of a field for day and time."""
    return f"{to_datetime(at).astimezone(ZoneInfo(tongue.zone)):%Y-%m-%dT%H:%M}"
