"""Rulings, returns, promises and appeals: the sentences of `core/refusals/rulings.py`."""

from amends.telling.mark import N_
from amends.telling.refused import By, Row, Rows

ROWS: Rows = {
    "raised_already": Row(N_("You have raised this twice already."), N_("Make a statement.")),
    "nothing_raised": Row(N_("You did not raise this."), N_("Who raised it can withdraw it.")),
    "withdrawn_already": Row(
        N_("A second raising cannot be withdrawn."), N_("Wait for the ruling.")
    ),
    "not_the_arbitrator": By(
        "why",
        {
            "ruled_it": Row(
                N_("This needs another arbitrator: you ruled yourself."),
                N_("Leave it to a colleague."),
            ),
            "decided_before": Row(
                N_("This needs another arbitrator: you decided this dispute before."),
                N_("Leave it to a colleague."),
            ),
        },
    ),
    "proposal_stands": Row(
        N_("The platform's proposal stands until {due}."),
        N_("Rule when it is rejected or its time has passed."),
    ),
    "ruling_pending": Row(
        N_("A ruling waits for the second person."),
        N_("Another arbitrator confirms it, or rules differently."),
    ),
    "no_pending_ruling": Row(N_("No ruling waits for a second person."), N_("Rule first.")),
    "reasons_needed": Row(
        N_("A ruling states its reasons."),
        "Write why.",
        instead_on_page=N_("Write why, also where the draft leaves it open with “…”."),
    ),
    "liable_needed": Row(
        N_("A ruling that refunds says who bears it."),
        "Name `liable`.",
        instead_on_page=N_("Say who bears the loss."),
    ),
    "liable_not_needed": Row(
        N_("A ruling that refunds nothing names nobody as liable."), N_("Leave it out.")
    ),
    "shares_do_not_sum": Row(
        N_("Shares are whole percents of {bearers} that sum to 100."),
        "Write for example liable = {{ seller = 50, carrier = 50 }}.",
        instead_on_page=N_("Write for example 50 for the seller and 50 for the carrier."),
    ),
    "carrier_not_platforms": Row(
        N_("The carrier was the seller's, so it cannot be liable to the platform."),
        N_("Hold the seller liable, who can turn to the carrier."),
    ),
    "remedy_not_for_ruling": Row(
        N_("An arbitrator does not order {remedy} here."), N_("Choose one of: {choices}.")
    ),
    "address_needed": Row(N_("A return needs an address."), N_("Give the address to send it to.")),
    "waybill_needed": Row(
        N_("For this account's country the seller gives the waybill number."),
        "Add `waybill`.",
        instead_on_page=N_("Add the waybill number."),
    ),
    "waybill_mismatch": Row(
        N_("The goods go back with the waybill that the seller gave."),
        N_("Ship it with that number."),
    ),
    "address_elsewhere": Row(
        N_("The return address lies in {country}; it has to be in one of {countries}."),
        N_("Give an address there."),
    ),
    "addresses_used": Row(
        N_("The address has been changed once already."), N_("Make a statement to the buyer.")
    ),
    "wrong_step": Row(
        N_("This comes at another step: now it is to {step}."), N_("Wait for that step.")
    ),
    "raised_not_possible_twice": Row(
        N_("You have said once that the return is not possible."),
        N_("Ship the goods, or make a statement."),
    ),
    "no_promise": Row(N_("No promise waits to be kept."), N_("Nothing to do.")),
    "not_appealable": By(
        "why",
        {
            "settled": Row(
                N_("This cannot be appealed: it was settled between you."), N_("It is final.")
            ),
            "final": Row(N_("This cannot be appealed: it is final."), N_("It is final.")),
            "later_dispute": Row(
                N_("This cannot be appealed: the same goods are in a later dispute."),
                N_("It is final."),
            ),
            "ruled": Row(
                N_("This cannot be appealed: the platform has ruled."), N_("It is final.")
            ),
        },
    ),
    "appeal_too_late": Row(N_("Appeals were open until {until}."), N_("It is final.")),
    "appealed_already": Row(N_("Each party appeals once."), N_("It is final for you.")),
    "appeal_unanswered": Row(
        N_("The other party has until {due} to join or decline."), N_("Decide after that.")
    ),
    "nothing_to_repay": Row(N_("At most {most} can be paid back."), N_("Pay back at most that.")),
    "protection_closed": Row(
        N_("Words are taken while an appeal is open to anyone."), N_("It is final.")
    ),
}
