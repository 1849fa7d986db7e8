"""Opening a dispute, and the talks: the sentences of `core/refusals/disputes.py`."""

from amends.telling.mark import N_
from amends.telling.refused import By, Row, Rows

ROWS: Rows = {
    "not_open_yet": Row(
        N_("A dispute about this can be opened from {opens}."),
        N_("Wait until then; an invalid tracking number can be reported at once."),
    ),
    "never_shipped": Row(
        N_("These pieces have not been shipped."),
        N_("Ask to cancel, or wait: what is not shipped in time is refunded."),
    ),
    "unknown_grounds": Row(
        N_("{grounds} is not among the grounds of this order's policy."),
        N_("Choose one of: {choices}."),
    ),
    "received_mismatch": By(
        "received",
        {
            "yes": Row(
                "These grounds are for goods that were received.",
                "Choose grounds that agree with whether the goods came.",
                on_page=N_("This is for goods that came."),
                instead_on_page=N_("Choose something that agrees with whether the goods came."),
            ),
            "no": Row(
                "These grounds are for goods that were not received.",
                "Choose grounds that agree with whether the goods came.",
                on_page=N_("This is for goods that did not come."),
                instead_on_page=N_("Choose something that agrees with whether the goods came."),
            ),
        },
    ),
    "confirmed_receipt": Row(
        N_("You have confirmed receipt, so the goods came."),
        N_("Open a dispute about what they are like."),
    ),
    "remedy_not_offered": Row(
        N_("{remedy} is not a remedy for {grounds}."), N_("Choose one of: {choices}.")
    ),
    "amount_not_for_remedy": Row(
        N_("The remedy {remedy} names no amount."), N_("Leave the amount out.")
    ),
    "amount_missing": Row(N_("The remedy {remedy} names an amount."), N_("Say how much.")),
    "freight_not_claimed": Row(
        N_("The buyer claimed {claimed} for the freight of the return."), N_("Name at most that.")
    ),
    "amount_of_nothing": Row(
        N_("A claim is for more than nothing."), N_("Say how much you want back.")
    ),
    "more_than_was_paid": Row(
        N_("The most for these pieces is {most}."), N_("Ask for at most that.")
    ),
    "exhibit_needed": Row(
        N_("When the goods came, show what is wrong: at least one exhibit."),
        N_("Add one of: {kinds}."),
    ),
    "statement_needed": Row(N_("Say in a few words what happened."), N_("Add a statement.")),
    "quantity": Row(
        N_("{available} pieces of {line} can be disputed now, not {asked}."),
        N_("Choose from 1 to {available}."),
    ),
    "no_piece_left": Row(
        N_("No piece of {line} can be disputed any more."),
        N_("What was decided stands; look at the disputes of this order."),
    ),
    "unknown_parcel": Row(
        N_("This order has no parcel {parcel}."), N_("Its parcels are: {parcels}.")
    ),
    "line_in_dispute": Row(
        N_("A dispute about this line is open."), N_("Say it there: one dispute a line at a time.")
    ),
    "too_many_disputes": Row(
        N_("At most {most} disputes of an order can be opened in {within}."),
        N_("Wait until {opens}."),
    ),
    "order_cancelled": Row(
        N_("The order was cancelled and refunded."), N_("There is nothing to dispute.")
    ),
    "no_such_proposal": By(
        "wanted",
        {
            "named": Row(N_("There is no proposal {proposal}."), N_("Name one of: {proposals}.")),
            "to_accept": Row(N_("There is no proposal that you could accept."), N_("Make one.")),
            "to_reject": Row(N_("There is no proposal that you could reject."), N_("Make one.")),
            "to_withdraw": Row(N_("No proposal of yours is open."), N_("Make one.")),
        },
    ),
    "enough_said": By(
        "what",
        {
            "statements": Row(
                N_("One person adds at most {most} statements to a dispute."),
                N_("What is there already counts; the other side and the platform see all of it."),
            ),
            "proposals": Row(
                N_("One person adds at most {most} proposals to a dispute."),
                N_("What is there already counts; the other side and the platform see all of it."),
            ),
            "exhibits": Row(
                N_("One person adds at most {most} exhibits to a dispute."),
                N_("What is there already counts; the other side and the platform see all of it."),
            ),
        },
    ),
    "own_proposal": Row(
        N_("This proposal is your own."), N_("The other side accepts or rejects it.")
    ),
    "not_your_proposal": Row(N_("Only its owner withdraws a proposal."), N_("You can reject it.")),
    "proposal_not_standing": Row(
        N_("Proposal {proposal} was {state} and stands no more."), N_("Make a new one.")
    ),
    "already_accepted": Row(
        N_("You have accepted this proposal; it waits for the other side."),
        N_("Nothing more is needed."),
    ),
    "nothing_proposed": Row(
        N_("There is nothing to accept: it proposes nothing."),
        N_("To give up the claim, cancel the dispute."),
    ),
    "no_such_exhibit": By(
        "wanted",
        {
            "named": Row(N_("There is no exhibit {exhibit}."), N_("Name one of: {exhibits}.")),
            "to_withdraw": Row(
                N_("There is no exhibit of yours that can be withdrawn."),
                N_("What the dispute rests on stays."),
            ),
        },
    ),
    "not_your_exhibit": Row(
        N_("Only its owner can do this with an exhibit."),
        N_("Say what you think of it in a statement."),
    ),
    "exhibit_stays": Row(
        N_("The dispute rests on this exhibit, so it stays."), N_("Add a better one, and say why.")
    ),
    "fact_needs_exhibit": Row(
        N_("A party notes a fact about its own exhibit."), N_("Name the exhibit.")
    ),
    "escalate_not_yet": By(
        "closes",
        {
            "yes": Row(
                N_("The platform can be asked from {opens} until {closes}."),
                N_("Talk to the other side until then."),
            ),
            "no": Row(
                N_("The platform can be asked from {opens} until the talks end."),
                N_("Talk to the other side until then."),
            ),
        },
    ),
    "escalate_by_clock": Row(
        N_("The platform is asked in by itself when the talks end."),
        N_("Talk to the other side until then."),
    ),
}
