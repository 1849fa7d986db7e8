"""The free texts that stand in the core's refusals, each with the sentence that is translated."""

from amends.telling.mark import N_

# Reasons, losses and safer ways, said as the core says them.
_SAID = (
    N_("it was settled between you"),
    N_("it is final"),
    N_("the same goods are in a later dispute"),
    N_("the platform has ruled"),
    N_("you ruled yourself"),
    N_("you decided this dispute before"),
    N_("the promised time would still be over"),
    N_("everything was delivered"),
    N_("a dispute waits for the promised time"),
    N_("what was in it has been paid out or disputed"),
    N_("the carrier has scanned it"),
    N_("it was corrected {most} times"),
    N_("a dispute about it is open"),
    N_("the order is completed"),
    N_("Or extend protection first."),
    N_("Ask for an extension first."),
    N_("your claim ends; {amount} stay held until protection ends"),
    N_("{amount} go to the seller, and these goods cannot be disputed again"),
    N_("{amount} go to the seller, and you cannot claim any more that it did not come"),
    N_(
        "{amount} go to the seller, and you cannot claim any more that it did not come; no carrier"
        " has reported a delivery"
    ),
    N_("More than is refunded cannot be made whole"),
    N_("A coupon has a code"),
    N_("A parcel has a tracking number"),
    N_("A return has a tracking number"),
    N_("A request names at least one kind of exhibit"),
    N_("A request gives up to 30 days"),
    N_("This form has lost its key"),
)
_BAD = N_("“{field}” is not written as it should be")
_MEANT: dict[str, str] = {
    "'{text}' is not an amount; write it as text like '{example}'": N_(
        "“{text}” is not an amount; write it like {example}"
    ),
    "'{text}' has {count} decimals and {currency} has {decimals}; write it like '{example}'": N_(
        "“{text}” has too many decimals for {currency}; write it like {example}"
    ),
    "'{text}' is less than nothing": N_("“{text}” is less than nothing"),
    "'{text}' is not a span of time; write it like P5D, PT48H or P1DT12H": N_(
        "“{text}” is not a length of time"
    ),
    "'{text}' is not an instant; write it like 2024-03-01T00:00:00Z": N_("“{text}” is not a day"),
    "text cannot hold the character zero": N_("The text holds characters that no text has"),
    "{field}: is missing": N_("“{field}” is missing"),
    "{field}: is longer than {most} characters; add a document instead": N_(
        "“{field}” is longer than {most} characters; add a document instead"
    ),
    "{field}: holds characters that no text has": N_("“{field}” holds characters that no text has"),
    "{field}: is too large a number": N_("“{field}” is too large a number"),
    "{field}: is a whole number, not {given}": N_("“{field}” is a whole number"),
    "{field}: {given} is not among: {choices}": N_("“{field}” is not among the choices"),
    "{field}: is not an argument here; there are: {names}": N_("“{field}” is not known here"),
    "{field}: is {kind}": _BAD,
    "{field}: cannot be given here": _BAD,
}
TEXTS: dict[str, str] = {**{text: text for text in _SAID}, **_MEANT}

# Where a detail is half a sentence, the whole sentence is chosen by it: sentence and instead.
WHOLE: dict[tuple[str, str], tuple[str, str]] = {
    ("no_such_proposal", "that you could accept"): (
        N_("There is no proposal that you could accept."), N_("Make one."),
    ),
    ("no_such_proposal", "that you could reject"): (
        N_("There is no proposal that you could reject."), N_("Make one."),
    ),
    ("no_such_proposal", "of yours that stands"): (
        N_("No proposal of yours is open."), N_("Make one."),
    ),
    ("no_such_exhibit", "of yours that can be withdrawn"): (
        N_("There is no exhibit of yours that can be withdrawn."),
        N_("What the dispute rests on stays."),
    ),
    ("received_mismatch", "received"): (
        N_("This is for goods that came."),
        N_("Choose something that agrees with whether the goods came."),
    ),
    ("received_mismatch", "not received"): (
        N_("This is for goods that did not come."),
        N_("Choose something that agrees with whether the goods came."),
    ),
    ("enough_said", "statements"): (
        N_("One person adds at most {most} statements to a dispute."),
        N_("What is there already counts; the other side and the platform see all of it."),
    ),
    ("enough_said", "proposals"): (
        N_("One person adds at most {most} proposals to a dispute."),
        N_("What is there already counts; the other side and the platform see all of it."),
    ),
    ("enough_said", "exhibits"): (
        N_("One person adds at most {most} exhibits to a dispute."),
        N_("What is there already counts; the other side and the platform see all of it."),
    ),
    ("escalate_not_yet", "the talks end"): (
        N_("The platform can be asked from {opens} until the talks end."),
        N_("Talk to the other side until then."),
    ),
    ("unknown_dispute", ""): (N_("This order has no dispute."), N_("Open one first.")),
}  # fmt: skip

# What a page says instead, where the core names the arguments of a command.
ON_PAGES: dict[str, str] = {
    "not_in_this_stage": N_("What you can do now: {moves}."),
    "needs_confirmation": N_("Confirm it if that is what you want. {safer}"),
    "bad_amount": N_("Write the amount again."),
    "bad_argument": N_("Write it again and send it once more."),
    "no_cancellation": N_("A seller can cancel what is not shipped."),
    "liable_needed": N_("Say who bears the loss."),
    "reasons_needed": N_("Write why, also where the draft leaves it open with “…”."),
    "shares_do_not_sum": N_("Write for example 50 for the seller and 50 for the carrier."),
    "waybill_needed": N_("Add the waybill number."),
    "key_reused": N_("Open the page again and send it once more."),
    "unknown_dispute": N_("Choose one that it has: {disputes}."),
    "which_dispute": N_("Choose one of them: {disputes}."),
}


def core_sentences() -> set[str]:
    """Every sentence of the core's refusals that a page can show: what the catalogue must hold."""
    from amends.core.refusals import REFUSALS

    whole = {code for code, detail in WHOLE if code in ("received_mismatch", "enough_said")}
    said = {form.sentence for code, form in REFUSALS.items() if code not in whole}
    said |= {
        form.instead
        for code, form in REFUSALS.items()
        if code not in whole and code not in ON_PAGES
    }
    return said
