"""Every refusal: its code, its sentence, what can be done instead, and whether it may pass later.

A refusal is a value, not an exception. The order of checks in each rule decides which one is given.
"""

from amends.core.value import value


@value
class Refusal:
    """A no with a name. `later`: whether the very same request may succeed at another time.

    `details` are what the sentences were filled in with, by name, for whoever says them in another
    language.
    """

    code: str
    sentence: str
    instead: str
    later: bool
    details: tuple[tuple[str, str], ...] = ()


@value
class Form:
    """A refusal before its details are filled in."""

    sentence: str
    instead: str
    later: bool = False


REFUSALS: dict[str, Form] = {
    # Anybody, anywhere
    "unknown_order": Form(
        sentence="There is no such order.", instead="Check the number, or the account you use."
    ),
    "not_your_role": Form(
        sentence="The {role} does not give this command.",
        instead="It is for: {roles}.",
    ),
    "unknown_dispute": Form(
        sentence="This order has no dispute {dispute}.", instead="Name one that it has: {disputes}."
    ),
    "which_dispute": Form(
        sentence="This order has several disputes.", instead="Name one of them: {disputes}."
    ),
    "not_in_this_stage": Form(
        sentence="The {role} cannot do this while the dispute is in stage {stage}.",
        instead="What you can do now: {moves}.",
        later=True,
    ),
    "bad_amount": Form(
        sentence="{problem}.", instead="Send the command again with a right amount."
    ),
    "bad_argument": Form(sentence="{problem}.", instead="Send the command again, corrected."),
    "frozen_by_bank": Form(
        sentence="The bank is deciding about this payment; until then the order stands still.",
        instead="Statements and exhibits are still taken.",
        later=True,
    ),
    # The engine's own
    "put_aside": Form(
        sentence="This order could not be worked on and was put aside; the operator has been told.",
        instead="Nothing is lost; send it again later. The time until then will not count.",
        later=True,
    ),
    "key_reused": Form(
        sentence="This idempotency key was used for another command.",
        instead="Use a new key for a new command.",
    ),
    "order_number_used": Form(
        sentence="The shop has already placed an order with this number, with other contents.",
        instead="Give the order a number of its own.",
    ),
    # Orders
    "order_exists": Form(sentence="This order has been placed already.", instead="Open it."),
    "nothing_ordered": Form(sentence="An order has at least one line.", instead="Name its lines."),
    "order_closed": Form(
        sentence="The order is {status}; this cannot be done any more.",
        instead="Open a dispute while protection runs, if something is wrong.",
    ),
    "not_paid_any_more": Form(
        sentence="Everything of this order has been shipped.",
        instead="To correct a parcel, use its name before its first scan.",
    ),
    "cancellation_pending": Form(
        sentence="The buyer has asked to cancel this order.",
        instead="Answer that first.",
        later=True,
    ),
    "more_than_is_left": Form(
        sentence="There are {left} of {line} left to ship, not {asked}.",
        instead="Ship at most what is left.",
    ),
    "unknown_line": Form(
        sentence="This order has no line {line}.", instead="Its lines are: {lines}."
    ),
    "tracking_used": Form(
        sentence="This tracking number is already used on this order.",
        instead="Each parcel has a number of its own.",
    ),
    "correction_too_late": Form(
        sentence="This parcel cannot be corrected any more: {why}.",
        instead="Make a statement, or ship what is left as another parcel.",
    ),
    "unknown_tracking": Form(
        sentence="No parcel of this order has this tracking number.",
        instead="Report it once the parcel has been entered.",
        later=True,
    ),
    "needs_confirmation": Form(
        sentence="This cannot be undone: {lost}.",
        instead="Say `confirm = true` if that is what you want. {safer}",
    ),
    "dispute_is_open": Form(
        sentence="A dispute about this order is open.",
        instead="Settle or cancel it first.",
        later=True,
    ),
    "not_shipped_yet": Form(
        sentence="Not everything of this order has been shipped.",
        instead="Wait for the rest, or ask to cancel it.",
        later=True,
    ),
    "already_confirmed": Form(
        sentence="The order is completed already.",
        instead="If something is wrong, open a dispute while protection runs.",
    ),
    "extension_days": Form(
        sentence="{days} days are not possible; this order can still be extended by {left}.",
        instead="Choose from 1 to {left} days.",
    ),
    "extension_stands": Form(
        sentence="An extension has been offered and waits for an answer.",
        instead="Consent to it, or wait for it to lapse.",
        later=True,
    ),
    "no_extension": Form(
        sentence="No extension waits for your consent.",
        instead="Ask for one, or offer one.",
        later=True,
    ),
    "own_extension": Form(
        sentence="An extension needs the consent of the other side.",
        instead="Wait for the other party's answer.",
    ),
    "protection_over": Form(
        sentence="Protection of this order ended at {until}.",
        instead="Nothing can be opened or extended after that.",
    ),
    "extension_too_late": Form(
        sentence="The promised time cannot be extended any more: {why}.",
        instead="Open a dispute if something is wrong.",
    ),
    "cancellation_used": Form(
        sentence="A cancellation has been asked for once already.",
        instead="Talk to the seller, who can still cancel.",
    ),
    "already_shipped": Form(
        sentence="Goods of this order have been shipped.",
        instead="When they come, or should have come, you can open a dispute.",
    ),
    "no_cancellation": Form(
        sentence="Nobody has asked to cancel this order.",
        instead="A seller can cancel what is not shipped with `approve = true`.",
        later=True,
    ),
    # The bank and the operator
    "chargeback_open": Form(
        sentence="The bank is already deciding about this payment.",
        instead="Wait for its decision.",
        later=True,
    ),
    "no_chargeback": Form(sentence="No chargeback is open.", instead="Open one first.", later=True),
    "chargeback_too_much": Form(
        sentence="More than was paid cannot be charged back: {most} is the most.",
        instead="Report at most that.",
    ),
    "already_paused": Form(
        sentence="The clock of this order is paused already.",
        instead="Resume it first.",
        later=True,
    ),
    "not_paused": Form(
        sentence="The clock of this order is not paused.", instead="Nothing to resume.", later=True
    ),
    "pause_too_long": Form(
        sentence="A pause names its end, at most {most} from now.",
        instead="Choose an earlier end; it can be paused again.",
    ),
    # Opening a dispute
    "not_open_yet": Form(
        sentence="A dispute about this can be opened from {opens}.",
        instead="Wait until then; an invalid tracking number can be reported at once.",
        later=True,
    ),
    "never_shipped": Form(
        sentence="These pieces have not been shipped.",
        instead="Ask to cancel, or wait: what is not shipped in time is refunded.",
        later=True,
    ),
    "unknown_grounds": Form(
        sentence="{grounds} is not among the grounds of this order's policy.",
        instead="Choose one of: {choices}.",
    ),
    "received_mismatch": Form(
        sentence="These grounds are for goods that were {which}.",
        instead="Choose grounds that agree with whether the goods came.",
    ),
    "confirmed_receipt": Form(
        sentence="You have confirmed receipt, so the goods came.",
        instead="Open a dispute about what they are like.",
    ),
    "remedy_not_offered": Form(
        sentence="{remedy} is not a remedy for {grounds}.",
        instead="Choose one of: {choices}.",
    ),
    "amount_not_for_remedy": Form(
        sentence="The remedy {remedy} names no amount.", instead="Leave the amount out."
    ),
    "amount_missing": Form(
        sentence="The remedy {remedy} names an amount.", instead="Say how much."
    ),
    "freight_not_claimed": Form(
        sentence="The buyer claimed {claimed} for the freight of the return.",
        instead="Name at most that.",
    ),
    "amount_of_nothing": Form(
        sentence="A claim is for more than nothing.", instead="Say how much you want back."
    ),
    "more_than_was_paid": Form(
        sentence="The most for these pieces is {most}.", instead="Ask for at most that."
    ),
    "exhibit_needed": Form(
        sentence="When the goods came, show what is wrong: at least one exhibit.",
        instead="Add one of: {kinds}.",
    ),
    "statement_needed": Form(
        sentence="Say in a few words what happened.", instead="Add a statement."
    ),
    "quantity": Form(
        sentence="{available} pieces of {line} can be disputed now, not {asked}.",
        instead="Choose from 1 to {available}.",
        later=True,
    ),
    "no_piece_left": Form(
        sentence="No piece of {line} can be disputed any more.",
        instead="What was decided stands; look at the disputes of this order.",
    ),
    "unknown_parcel": Form(
        sentence="This order has no parcel {parcel}.", instead="Its parcels are: {parcels}."
    ),
    "line_in_dispute": Form(
        sentence="A dispute about this line is open.",
        instead="Say it there: one dispute a line at a time.",
        later=True,
    ),
    "too_many_disputes": Form(
        sentence="At most {most} disputes of an order can be opened in {days}.",
        instead="Wait until {opens}.",
        later=True,
    ),
    "order_cancelled": Form(
        sentence="The order was cancelled and refunded.", instead="There is nothing to dispute."
    ),
    # Negotiation
    "no_such_proposal": Form(
        sentence="There is no proposal {proposal}.", instead="Name one of: {proposals}."
    ),
    "enough_said": Form(
        sentence="One person adds at most {most} {what} to a dispute.",
        instead="What is there already counts; the other side and the platform see all of it.",
    ),
    "own_proposal": Form(
        sentence="This proposal is your own.", instead="The other side accepts or rejects it."
    ),
    "not_your_proposal": Form(
        sentence="Only its owner withdraws a proposal.", instead="You can reject it."
    ),
    "proposal_not_standing": Form(
        sentence="Proposal {proposal} was {state} and stands no more.",
        instead="Make a new one.",
    ),
    "already_accepted": Form(
        sentence="You have accepted this proposal; it waits for the other side.",
        instead="Nothing more is needed.",
    ),
    "nothing_proposed": Form(
        sentence="There is nothing to accept: it proposes nothing.",
        instead="To give up the claim, cancel the dispute.",
    ),
    # Exhibits, facts
    "no_such_exhibit": Form(
        sentence="There is no exhibit {exhibit}.", instead="Name one of: {exhibits}."
    ),
    "not_your_exhibit": Form(
        sentence="Only its owner can do this with an exhibit.",
        instead="Say what you think of it in a statement.",
    ),
    "exhibit_stays": Form(
        sentence="The dispute rests on this exhibit, so it stays.",
        instead="Add a better one, and say why.",
    ),
    "fact_needs_exhibit": Form(
        sentence="A party notes a fact about its own exhibit.", instead="Name the exhibit."
    ),
    # Cancelling, escalating
    "escalate_not_yet": Form(
        sentence="The platform can be asked from {opens} until {closes}.",
        instead="Talk to the other side until then.",
        later=True,
    ),
    "escalate_by_clock": Form(
        sentence="The platform is asked in by itself when the talks end.",
        instead="Talk to the other side until then.",
    ),
    "raised_already": Form(
        sentence="You have raised this twice already.", instead="Make a statement."
    ),
    "nothing_raised": Form(
        sentence="You did not raise this.", instead="Who raised it can withdraw it."
    ),
    "withdrawn_already": Form(
        sentence="A second raising cannot be withdrawn.", instead="Wait for the ruling."
    ),
    # Arbitration
    "not_the_arbitrator": Form(
        sentence="This needs another arbitrator: {why}.", instead="Leave it to a colleague."
    ),
    "proposal_stands": Form(
        sentence="The platform's proposal stands until {due}.",
        instead="Rule when it is rejected or its time has passed.",
        later=True,
    ),
    "ruling_pending": Form(
        sentence="A ruling waits for the second person.",
        instead="Another arbitrator confirms it, or rules differently.",
        later=True,
    ),
    "no_pending_ruling": Form(
        sentence="No ruling waits for a second person.", instead="Rule first.", later=True
    ),
    "reasons_needed": Form(sentence="A ruling states its reasons.", instead="Write why."),
    "liable_needed": Form(
        sentence="A ruling that refunds says who bears it.", instead="Name `liable`."
    ),
    "liable_not_needed": Form(
        sentence="A ruling that refunds nothing names nobody as liable.", instead="Leave it out."
    ),
    "shares_do_not_sum": Form(
        sentence="Shares are whole percents of {bearers} that sum to 100.",
        instead="Write for example liable = {{ seller = 50, carrier = 50 }}.",
    ),
    "carrier_not_platforms": Form(
        sentence="The carrier was the seller's, so it cannot be liable to the platform.",
        instead="Hold the seller liable, who can turn to the carrier.",
    ),
    "remedy_not_for_ruling": Form(
        sentence="An arbitrator does not order {remedy} here.",
        instead="Choose one of: {choices}.",
    ),
    # Returns and replacements
    "address_needed": Form(
        sentence="A return needs an address.", instead="Give the address to send it to."
    ),
    "waybill_needed": Form(
        sentence="For this account's country the seller gives the waybill number.",
        instead="Add `waybill`.",
    ),
    "waybill_mismatch": Form(
        sentence="The goods go back with the waybill that the seller gave.",
        instead="Ship it with that number.",
    ),
    "address_elsewhere": Form(
        sentence="The return address lies in {country}; it has to be in one of {countries}.",
        instead="Give an address there.",
    ),
    "addresses_used": Form(
        sentence="The address has been changed once already.",
        instead="Make a statement to the buyer.",
    ),
    "wrong_step": Form(
        sentence="This comes at another step: now it is to {step}.",
        instead="Wait for that step.",
        later=True,
    ),
    "raised_not_possible_twice": Form(
        sentence="You have said once that the return is not possible.",
        instead="Ship the goods, or make a statement.",
    ),
    # Promises, appeals, paying back
    "no_promise": Form(sentence="No promise waits to be kept.", instead="Nothing to do."),
    "not_appealable": Form(sentence="This cannot be appealed: {why}.", instead="It is final."),
    "appeal_too_late": Form(sentence="Appeals were open until {until}.", instead="It is final."),
    "appealed_already": Form(sentence="Each party appeals once.", instead="It is final for you."),
    "appeal_unanswered": Form(
        sentence="The other party has until {due} to join or decline.",
        instead="Decide after that.",
        later=True,
    ),
    "nothing_to_repay": Form(
        sentence="At most {most} can be paid back.", instead="Pay back at most that."
    ),
    "protection_closed": Form(
        sentence="Words are taken while an appeal is open to anyone.", instead="It is final."
    ),
}


def refuse(code: str, /, **details: object) -> Refusal:
    """The refusal of that code, with its details filled in."""
    form = REFUSALS[code]
    return Refusal(
        code=code,
        sentence=form.sentence.format(**details),
        instead=form.instead.format(**details),
        later=form.later,
        details=tuple((name, str(detail)) for name, detail in details.items()),
    )
