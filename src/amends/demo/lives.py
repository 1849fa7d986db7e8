"""Which lives there are in the marketplace: every stage and every outcome, under both policies.

The figure beside a story's name says how many orders live so.
"""

from collections.abc import Callable

from amends.demo.goods import (
    exchange,
    replaced,
    replacement_sent,
    replacement_to_ship,
    return_address,
    return_lapsed,
    return_sent,
    return_to_ship,
    returned,
)
from amends.demo.life import EARLY, WHOLE, Life
from amends.demo.ordinary import (
    cancellation_asked,
    cancelled,
    completed_by_time,
    confirmed,
    delivered,
    extension,
    on_the_way,
    paid,
    two_parcels,
)
from amends.demo.platform import (
    appeal_decided,
    appealed,
    asked_for_packaging,
    at_platform,
    platforms_proposal,
    ruled_carrier,
    ruled_for_seller,
    ruled_seller,
    second_person,
)
from amends.demo.talks import (
    bank_asked,
    bank_decided,
    buyers_turn,
    coupon,
    given_up,
    invalid_number,
    paused,
    scam,
    sellers_turn,
    settled,
    silent_buyer,
    silent_seller,
    waiting,
)

Story = Callable[[Life], None]

MIX: dict[str, tuple[tuple[Story, int], ...]] = {
    WHOLE: (
        (sellers_turn, 8), (buyers_turn, 7), (waiting, 5), (invalid_number, 3), (scam, 2),
        (at_platform, 6), (asked_for_packaging, 4), (platforms_proposal, 4), (second_person, 2),
        (ruled_seller, 6), (ruled_carrier, 4), (ruled_for_seller, 3), (appealed, 4),
        (appeal_decided, 3), (return_address, 3), (return_to_ship, 3), (return_sent, 3),
        (returned, 4), (return_lapsed, 3), (replacement_to_ship, 2), (replacement_sent, 3), (exchange, 2),
        (replaced, 3), (settled, 14), (silent_seller, 8), (silent_buyer, 5), (given_up, 6),
        (coupon, 3), (bank_asked, 2), (bank_decided, 2), (paused, 1),
        (paid, 12), (on_the_way, 22), (two_parcels, 6), (delivered, 14), (confirmed, 55),
        (completed_by_time, 18), (cancelled, 5), (cancellation_asked, 2), (extension, 3),
    ),
    EARLY: (
        (sellers_turn, 4), (buyers_turn, 4), (waiting, 2), (at_platform, 3),
        (platforms_proposal, 1), (ruled_seller, 3), (appealed, 1), (return_to_ship, 1),
        (return_lapsed, 1), (replacement_sent, 1), (exchange, 1), (settled, 5),
        (silent_seller, 3), (given_up, 2), (bank_decided, 1),
        (confirmed, 12), (on_the_way, 5), (delivered, 4),
    ),
}  # fmt: skip
