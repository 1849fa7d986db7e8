"""What a seller's rates lead to: the policy's bands, each with its statement of reasons."""

from amends.core.policy import Band, Policy
from amends.core.value import value
from amends.rates.rates import Rate, Rates


@value
class Consequence:
    """One consequence in force, with the figures and the policy's words it rests on.

    It can be appealed like a ruling (rules.md section 7); nothing else in the program decides one.
    """

    consequence: str
    rate: str
    measured: Rate
    band: Band
    reasons: str


def consequences(rates: Rates, policy: Policy) -> tuple[Consequence, ...]:
    """Every band that is reached, in the policy's order.

    A band needs its share and both its minimum numbers, of orders counted and of disputed ones:
    one dispute of two orders says nothing about a seller.
    """
    measured = {
        "dispute": rates.dispute, "escalation": rates.escalation, "liability": rates.liability,
    }  # fmt: skip
    return tuple(
        _consequence(band, measured[band.rate])
        for band in policy.rates.bands
        if measured[band.rate].reaches(band.share_permille)
        and measured[band.rate].below >= band.orders
        and rates.dispute.above >= band.disputes
    )


def _consequence(band: Band, rate: Rate) -> Consequence:
    share = f"{band.share_permille / 10:g} percent"
    return Consequence(
        consequence=band.consequence,
        rate=band.rate,
        measured=rate,
        band=band,
        reasons=(
            f"{band.reason} The {band.rate} rate is {rate}, which reaches {share}"
            f" with at least {band.orders} orders and {band.disputes} disputes."
        ),
    )
