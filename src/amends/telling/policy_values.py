"""The values of a policy's rows in words: windows, amounts, shares, lists, and rows of tables."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from amends.core.moments import DAY, HOUR, MINUTE, SECOND
from amends.core.money import parse_minor
from amends.core.policy import Policy
from amends.policies.spelling import NONE, WEEKDAYS, grounds_classes, window
from amends.telling.mark import N_
from amends.telling.policy_names import FIELDS
from amends.telling.recommending import BEARS
from amends.telling.tongue import Tongue

# Tables of amounts by currency.
AMOUNTS = ("order.advance_cap", "platform.second_person")
_STEPS_COUNT = frozenset(
    ("platform.from_opening", "platform.from_escalation", "platform.ruling_within")
)
_CARRIED = {
    "platform": N_("Carried by the platform's carrier."),
    "seller": N_("Carried by the seller's carrier."),
}


def value_told(tongue: Tongue, place: str, of: str, given: Any, policy: Policy) -> tuple[str, ...]:
    """The lines that say a value; `of` is the currency of an amount.

    Texts of the policy itself, its reasons, come as they are written.
    """
    if place == "opening.grounds":
        return _grounds(tongue, given)
    if place == "platform.liability":
        return _liability(tongue, given)
    if place == "rates.bands":
        return _band(tongue, given)
    if place == "platform.steps":
        return (tongue.word(given["name"]), span(tongue, given["window"]))
    if place in AMOUNTS:
        return (tongue.money(parse_minor(given, of), of),)
    return _single(tongue, place, given, policy)


def _single(tongue: Tongue, place: str, given: Any, policy: Policy) -> tuple[str, ...]:
    if place == "negotiation.buyer_silent" and policy.negotiation.buyer_turn is None:
        return (tongue.say("never falls, the buyer's turn has no deadline"),)
    if place in _STEPS_COUNT and policy.platform.steps:
        return (span(tongue, given), tongue.say("Not used: the steps count."))
    if isinstance(given, str) and given in FIELDS[place].words:
        return (tongue.say(FIELDS[place].words[given]),)
    if given in (NONE, []):
        return (tongue.say("none"),)
    if place.endswith("_percent"):
        return (tongue.percent(given / 100),)
    if isinstance(given, int):
        return (tongue.number(given),)
    if isinstance(given, list):
        return (_list(tongue, place, given),)
    return (given if place == "calendar.zone" else span(tongue, given),)


def _list(tongue: Tongue, place: str, given: list[str]) -> str:
    from amends.telling import locales

    if place == "calendar.weekend":
        return tongue.listed([locales.weekday(WEEKDAYS.index(e), tongue.language) for e in given])
    if place == "calendar.holidays":
        first, last = (
            locales.day(datetime.fromisoformat(each), "yMMMd", tongue.language)
            for each in (given[0], given[-1])
        )
        return tongue.count(
            "{count} day, {first} to {last}",
            "{count} days, {first} to {last}",
            len(given),
            first=first,
            last=last,
        )
    return tongue.listed([tongue.country(each) for each in given])


def span(tongue: Tongue, written: str) -> str:
    """A window with all its units: `10 working days`, `1 day 12 hours`, `at once`."""
    length = window(written)
    if length.working_days:
        return tongue.count("{count} working day", "{count} working days", length.working_days)
    days, hours = length.span // DAY, length.span % DAY // HOUR
    minutes, seconds = length.span % HOUR // MINUTE, length.span % MINUTE // SECOND
    parts = [
        tongue.count("{count} day", "{count} days", days) if days else "",
        tongue.count("{count} hour", "{count} hours", hours) if hours else "",
        tongue.count("{count} minute", "{count} minutes", minutes) if minutes else "",
        tongue.count("{count} second", "{count} seconds", seconds) if seconds else "",
    ]
    return " ".join(part for part in parts if part) or tongue.say("at once")


def _words(tongue: Tongue, codes: Sequence[str]) -> str:
    # Some of these words hold commas themselves.
    between = "；" if tongue.language == "zh-hans" else "; "
    return between.join(tongue.word(code) for code in codes)


def _grounds(tongue: Tongue, given: dict[str, Any]) -> tuple[str, ...]:
    say, liable = tongue.say, given["liable_by_default"]
    lines = [
        "" if given["offered"] else say("Not offered to buyers."),
        say("Remedies: {remedies}.", remedies=_words(tongue, given["remedies"])),
        say("Asks for: {exhibits}.", exhibits=_words(tongue, given["asked"]))
        if given["asked"]
        else "",
        "" if given["evidence_when_received"] else say("No exhibit is needed."),
        say("If no row of “Who is liable” fits, the claim fails.")
        if liable == "claim_fails"
        else say(
            "Liable, if no row of “Who is liable” fits: {liable}.", liable=tongue.word(liable)
        ),
        say("Return freight is paid by: {who}.", who=tongue.word(given["return_freight"]))
        if given["return_freight"] != "seller"
        else "",
        say("Within {span}.", span=span(tongue, given["within"]))
        if given["within"] != NONE
        else "",
    ]
    return tuple(line for line in lines if line)


def _liability(tongue: Tongue, given: dict[str, Any]) -> tuple[str, ...]:
    say = tongue.say
    names = _words(tongue, grounds_codes(given["grounds"]))
    lines = [say("Grounds: {grounds}.", grounds=names)]
    if "logistics" in given:
        lines.append(say(_CARRIED[given["logistics"]]))
    if given["tracking"] != "any":
        lines.append(say("Tracking: {state}.", state=tongue.word(given["tracking"])))
    if given["facts"]:
        lines.append(say("Noted: {facts}.", facts=_words(tongue, given["facts"])))
    if given["without"]:
        lines.append(say("Not noted: {facts}.", facts=_words(tongue, given["without"])))
    if given["lacks"]:
        lines.append(say("Not given: {exhibits}.", exhibits=_words(tongue, given["lacks"])))
    return (*lines, _bears(tongue, given["liable"], given["shares"]), given["reason"])


def _bears(tongue: Tongue, liable: str, shares: dict[str, int]) -> str:
    if liable != "shared":
        return tongue.say(BEARS[liable])
    parts = [
        tongue.say("{who} {share}%", who=tongue.word(bearer), share=share)
        for bearer, share in shares.items()
    ]
    return tongue.say("The loss should be shared: {shares}.", shares=tongue.listed(parts))


def _band(tongue: Tongue, given: dict[str, Any]) -> tuple[str, ...]:
    return (
        tongue.say("Rate: {rate}.", rate=tongue.word(given["rate"])),
        tongue.say(
            "From {share} on, with at least {orders} orders and {disputes} disputes.",
            share=tongue.percent(given["share_permille"] / 1000),
            orders=tongue.number(given["orders"]),
            disputes=tongue.number(given["disputes"]),
        ),
        tongue.say("Consequence: {consequence}.", consequence=tongue.word(given["consequence"])),
        given["reason"],
    )


def grounds_codes(items: Sequence[str]) -> list[str]:
    """The items of the grounds, a whole class by its own name."""
    names = list(items)
    for of, each in grounds_classes().items():
        whole = [f"{of}.{item}" for item in each]
        if len(whole) > 1 and set(whole) <= set(names):
            names = [of, *(name for name in names if name not in whole)]
    return names
