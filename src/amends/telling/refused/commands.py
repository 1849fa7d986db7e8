"""Any command, and the engine: the sentences of `core/refusals/commands.py`."""

from amends.telling.mark import N_
from amends.telling.refused import By, Row, Rows

ROWS: Rows = {
    "unknown_order": Row(
        N_("There is no such order."), N_("Check the number, or the account you use.")
    ),
    "not_your_role": Row(N_("The {role} does not give this command."), N_("It is for: {roles}.")),
    "unknown_dispute": By(
        "disputes",
        {
            "yes": Row(
                N_("This order has no dispute {dispute}."),
                "Name one that it has: {disputes}.",
                instead_on_page=N_("Choose one that it has: {disputes}."),
            ),
            "no": Row(N_("This order has no dispute."), N_("Open one first.")),
        },
    ),
    "which_dispute": Row(
        N_("This order has several disputes."),
        "Name one of them: {disputes}.",
        instead_on_page=N_("Choose one of them: {disputes}."),
    ),
    "not_in_this_stage": Row(
        N_("The {role} cannot do this while the dispute is in stage {stage}."),
        N_("What you can do now: {moves}."),
    ),
    "bad_argument": Row(
        "",
        "Send the command again, corrected.",
        instead_on_page=N_("Write it again and send it once more."),
    ),
    "bad_amount": Row(
        "",
        "Send the command again with a right amount.",
        instead_on_page=N_("Write the amount again."),
    ),
    "frozen_by_bank": Row(
        N_("The bank is deciding about this payment; until then the order stands still."),
        N_("Statements and exhibits are still taken."),
    ),
    "put_aside": Row(
        N_("This order could not be worked on and was put aside; the operator has been told."),
        N_("Nothing is lost; send it again later. The time until then will not count."),
    ),
    "key_reused": Row(
        N_("This idempotency key was used for another command."),
        "Use a new key for a new command.",
        instead_on_page=N_("Open the page again and send it once more."),
    ),
    "order_number_used": Row(
        N_("The shop has already placed an order with this number, with other contents."),
        N_("Give the order a number of its own."),
    ),
    "not_yet_erasable": By(
        "why",
        {
            "bank": Row(
                "These texts cannot be erased yet: the bank is deciding about the payment.",
                "Ask again when it has decided.",
            ),
            "dispute": By(
                "earliest",
                {
                    "yes": Row(
                        "These texts cannot be erased yet: dispute {dispute} is open.",
                        "Ask again when it is closed, at the earliest after {earliest}.",
                    ),
                    "no": Row(
                        "These texts cannot be erased yet: dispute {dispute} is open.",
                        "Ask again when it is closed.",
                    ),
                },
            ),
            "appeal": Row(
                "These texts cannot be erased yet: an appeal is possible.",
                "Ask again after {earliest}.",
            ),
            "order": By(
                "earliest",
                {
                    "yes": Row(
                        "These texts cannot be erased yet: the order is not completed.",
                        "Ask again when it is, at the earliest after {earliest}.",
                    ),
                    "no": Row(
                        "These texts cannot be erased yet: the order is not completed.",
                        "Ask again when it is.",
                    ),
                },
            ),
            "protection": Row(
                "These texts cannot be erased yet: protection runs.", "Ask again after {earliest}."
            ),
        },
    ),
}
