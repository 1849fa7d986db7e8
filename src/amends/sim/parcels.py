"""Tracking numbers, and what the carrier will report of each: late, twice, out of order, or never."""

from typing import Any

from amends.core.grounds import TrackingStatus
from amends.core.moments import DAY, HOUR, Instant, format_instant
from amends.core.value import value
from amends.guard.tracking_numbers import check_digit
from amends.sim.chance import Chance
from amends.sim.orders import Fate

CARRIERS = ("upu", "yanwen", "parcelpost")
# Sellers who cheat give this number again and again.
USED_AGAIN = "RB123456785GB"
ELSEWHERE = "99999"


@value
class Scan:
    """A report that the carrier will make at an instant; the arguments of `report_tracking`."""

    at: Instant
    arguments: dict[str, Any]


def new_number(chance: Chance, *, wrong: bool = False) -> str:
    """A number by the standard of the postal union, on demand with a wrong check digit."""
    serial = f"{chance.randrange(100_000_000):08}"
    digit = (check_digit(serial) + wrong) % 10
    return f"{chance.choice(('RB', 'LP', 'EA'))}{serial}{digit}{chance.choice(('CN', 'GB', 'SG'))}"


def planned(
    chance: Chance, tracking: str, sent: Instant, fate: Fate, postcode: str
) -> tuple[Scan, ...]:
    """What the carrier will report of a parcel that is sent now."""
    if fate == "never_sent":
        statuses: list[TrackingStatus] = ["info_received"] if chance.happens(30) else []
    else:
        statuses = _journey(chance, fate)
    pace = 3.0 if fate == "late" else 1.0
    at = sent
    scans = []
    for status in statuses:
        at += int(chance.hours(6, 110) * pace)
        scans.append(_scan(chance, tracking, status, at, sent, postcode))
        if chance.happens(12):  # the same report comes twice
            scans.append(_scan(chance, tracking, status, at + chance.hours(1, 60), sent, postcode))
    if len(scans) > 2 and chance.happens(15):  # two reports come in the wrong order
        first, second = scans[-2], scans[-1]
        scans[-2:] = [
            Scan(at=first.at, arguments=second.arguments),
            Scan(at=second.at, arguments=first.arguments),
        ]
    return tuple(scans)


def _journey(chance: Chance, fate: Fate) -> list[TrackingStatus]:
    statuses: list[TrackingStatus] = ["info_received", "in_transit"]
    if chance.happens(25):
        statuses.append("customs")
    if fate == "lost":
        end: TrackingStatus = chance.choice(("lost", "destroyed", "returned", "in_transit"))
        return [*statuses, end]
    if chance.happens(15):
        statuses.append("attempt_failed")
    if fate == "damaged" and chance.happens(30):
        statuses.append("damaged")
    statuses += ["out_for_delivery", "delivered"]
    if chance.happens(5):  # a delivery that is taken back
        statuses.append(chance.choice(("returned", "lost")))
    if chance.happens(8):  # reports that never come
        statuses.pop(chance.randrange(len(statuses)))
    return statuses


def _scan(
    chance: Chance, tracking: str, status: TrackingStatus, at: Instant, sent: Instant, postcode: str
) -> Scan:
    arguments: dict[str, Any] = {"tracking": tracking, "status": status}
    late = chance.hours(12, 120) if chance.happens(15) else 0
    if late:
        arguments["scanned_at"] = format_instant(at)
    elif chance.happens(2):
        arguments["scanned_at"] = format_instant(sent - DAY)
    if status == "delivered" and chance.happens(70):
        arguments["postcode"] = ELSEWHERE if chance.happens(6) else postcode
    # Reports come by the hour, so that many come at once.
    return Scan(at=_hour(at + late), arguments=arguments)


def _hour(at: Instant) -> Instant:
    return -(-at // (2 * HOUR)) * 2 * HOUR
