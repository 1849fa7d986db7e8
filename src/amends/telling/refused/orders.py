"""Orders: the sentences of `core/refusals/orders.py`."""

from amends.telling.mark import N_
from amends.telling.refused import By, Row, Rows

ROWS: Rows = {
    "order_exists": Row(N_("This order has been placed already."), N_("Open it.")),
    "nothing_ordered": Row(N_("An order has at least one line."), N_("Name its lines.")),
    "order_closed": Row(
        N_("The order is {status}; this cannot be done any more."),
        N_("Open a dispute while protection runs, if something is wrong."),
    ),
    "not_paid_any_more": Row(
        N_("Everything of this order has been shipped."),
        N_("To correct a parcel, use its name before its first scan."),
    ),
    "cancellation_pending": Row(
        N_("The buyer has asked to cancel this order."), N_("Answer that first.")
    ),
    "more_than_is_left": Row(
        N_("There are {left} of {line} left to ship, not {asked}."),
        N_("Ship at most what is left."),
    ),
    "unknown_line": Row(N_("This order has no line {line}."), N_("Its lines are: {lines}.")),
    "tracking_used": Row(
        N_("This tracking number is already used on this order."),
        N_("Each parcel has a number of its own."),
    ),
    "correction_too_late": By(
        "why",
        {
            "scanned": Row(
                N_("This parcel cannot be corrected any more: the carrier has scanned it."),
                N_("Make a statement, or ship what is left as another parcel."),
            ),
            "corrected_often": Row(
                N_("This parcel cannot be corrected any more: it was corrected {most} times."),
                N_("Make a statement, or ship what is left as another parcel."),
            ),
            "dispute_open": Row(
                N_("This parcel cannot be corrected any more: a dispute about it is open."),
                N_("Make a statement, or ship what is left as another parcel."),
            ),
            "order_completed": Row(
                N_("This parcel cannot be corrected any more: the order is completed."),
                N_("Make a statement, or ship what is left as another parcel."),
            ),
            "decided": Row(
                N_(
                    "This parcel cannot be corrected any more: what was in it has been paid out or "
                    "disputed."
                ),
                N_("Make a statement, or ship what is left as another parcel."),
            ),
        },
    ),
    "unknown_tracking": Row(
        N_("No parcel of this order has this tracking number."),
        N_("Report it once the parcel has been entered."),
    ),
    "needs_confirmation": By(
        "lost",
        {
            "claim": Row(
                N_(
                    "This cannot be undone: your claim ends; {amount} stay held until protection ends."
                ),
                "Say `confirm = true` if that is what you want. Or extend protection first.",
                instead_on_page=N_(
                    "Confirm it if that is what you want. Or extend protection first."
                ),
            ),
            "goods": Row(
                N_(
                    "This cannot be undone: {amount} go to the seller, and these goods cannot be "
                    "disputed again."
                ),
                "Say `confirm = true` if that is what you want. Or extend protection first.",
                instead_on_page=N_(
                    "Confirm it if that is what you want. Or extend protection first."
                ),
            ),
            "not_received": Row(
                N_(
                    "This cannot be undone: {amount} go to the seller, and you cannot claim any "
                    "more that it did not come."
                ),
                "Say `confirm = true` if that is what you want. Ask for an extension first.",
                instead_on_page=N_(
                    "Confirm it if that is what you want. Ask for an extension first."
                ),
            ),
            "not_received_undelivered": Row(
                N_(
                    "This cannot be undone: {amount} go to the seller, and you cannot claim any "
                    "more that it did not come; no carrier has reported a delivery."
                ),
                "Say `confirm = true` if that is what you want. Ask for an extension first.",
                instead_on_page=N_(
                    "Confirm it if that is what you want. Ask for an extension first."
                ),
            ),
        },
    ),
    "dispute_is_open": Row(
        N_("A dispute about this order is open."), N_("Settle or cancel it first.")
    ),
    "not_shipped_yet": Row(
        N_("Not everything of this order has been shipped."),
        N_("Wait for the rest, or ask to cancel it."),
    ),
    "already_confirmed": Row(
        N_("The order is completed already."),
        N_("If something is wrong, open a dispute while protection runs."),
    ),
    "extension_days": Row(
        N_("{days} days are not possible; this order can still be extended by {left}."),
        N_("Choose from 1 to {left} days."),
    ),
    "extension_stands": Row(
        N_("An extension has been offered and waits for an answer."),
        N_("Consent to it, or wait for it to lapse."),
    ),
    "no_extension": Row(
        N_("No extension waits for your consent."), N_("Ask for one, or offer one.")
    ),
    "own_extension": Row(
        N_("An extension needs the consent of the other side."),
        N_("Wait for the other party's answer."),
    ),
    "protection_over": Row(
        N_("Protection of this order ended at {until}."),
        N_("Nothing can be opened or extended after that."),
    ),
    "extension_too_late": By(
        "why",
        {
            "still_over": Row(
                N_(
                    "The promised time cannot be extended any more: the promised time would still be over."
                ),
                N_("Open a dispute if something is wrong."),
            ),
            "delivered": Row(
                N_("The promised time cannot be extended any more: everything was delivered."),
                N_("Open a dispute if something is wrong."),
            ),
            "dispute_waits": Row(
                N_(
                    "The promised time cannot be extended any more: a dispute waits for the promised time."
                ),
                N_("Open a dispute if something is wrong."),
            ),
        },
    ),
    "cancellation_used": Row(
        N_("A cancellation has been asked for once already."),
        N_("Talk to the seller, who can still cancel."),
    ),
    "already_shipped": Row(
        N_("Goods of this order have been shipped."),
        N_("When they come, or should have come, you can open a dispute."),
    ),
    "no_cancellation": Row(
        N_("Nobody has asked to cancel this order."),
        "A seller can cancel what is not shipped with `approve = true`.",
        instead_on_page=N_("A seller can cancel what is not shipped."),
    ),
    "chargeback_open": Row(
        N_("The bank is already deciding about this payment."), N_("Wait for its decision.")
    ),
    "no_chargeback": Row(N_("No chargeback is open."), N_("Open one first.")),
    "chargeback_too_much": Row(
        N_("More than was paid cannot be charged back: {most} is the most."),
        N_("Report at most that."),
    ),
    "already_paused": Row(N_("The clock of this order is paused already."), N_("Resume it first.")),
    "not_paused": Row(N_("The clock of this order is not paused."), N_("Nothing to resume.")),
    "pause_too_long": Row(
        N_("A pause names its end, at most {most} from now."),
        N_("Choose an earlier end; it can be paused again."),
    ),
}
