"""Why the policy's table recommends whom: its reasons in the reader's language.

A policy's file holds its reasons in English. Those of the built-in policies stand here as well, to
be translated; a reason of somebody else's policy is said as that policy wrote it.
"""

from amends.core.liability import Recommendation
from amends.telling.mark import N_
from amends.telling.words import Words

REASONS = frozenset((
    N_("What this kind of case usually comes to; no noted fact differs."),
    N_("The return was delivered to the seller by its tracking."),
    N_("The seller did not give what was promised."),
    N_("Look at the return's tracking and exhibits."),
    N_("The parcel carries two labels that do not match: the platform's carrier relabelled the wrong parcel."),
    N_("The labels do not match, and the seller chose the carrier and answers for it."),
    N_("No second, different label was found: what was sent is what the seller packed."),
    N_("The outer packaging was not to standard, and packing is the seller's part."),
    N_("The outer packaging was crushed on the way, and the platform's carrier had it."),
    N_("The outer packaging was crushed on the way, and the seller chose the carrier and answers for it."),
    N_("The outer packaging is intact, so the goods were damaged before they were packed."),
    N_("There is no photo of the outer packaging: ask the buyer for one."),
    N_("Nobody has noted what the photo of the outer packaging shows: look at it and note it."),
    N_("The platform's carrier confirms that it erred."),
    N_("The carrier confirms that it erred, and the seller chose it and answers for it."),
    N_("Tracking shows a delivery to the order's postcode, and the carrier confirms no error."),
    N_("The platform's carrier reports the parcel as lost or destroyed."),
    N_("The carrier reports the parcel as lost or destroyed, and the seller chose it and answers for it."),
    N_("Customs holds the goods for their papers or their kind, which are the seller's part."),
    N_("Customs holds the goods for a reason that lies in the buyer's country."),
    N_("Nobody has noted why customs holds the goods: ask for the document."),
    N_("The buyer refused the parcel."),
    N_("The tracking number is invalid or was never scanned, so there is no proof that the goods left."),
    N_("No delivery to the order's postcode is on record: ask the carrier where it left the parcel."),
    N_("No error of the carrier is known."),
    N_("The goods did not arrive, and the seller answers for sending them to the right place in time."),
    N_("Photos or a video of the fault were asked for and none was given."),
    N_("What was sold and what was packed are the seller's part."),
    N_("The goods are as described and the buyer changed their mind."),
))  # fmt: skip
# Whom the table recommends; `shared` is said with its shares.
BEARS = {
    "seller": N_("The seller should bear the loss."),
    "carrier": N_("The carrier should bear the loss."),
    "platform": N_("The platform should bear the loss."),
    "buyer": N_("The buyer should bear the loss."),
    "undecided": N_("It cannot be said yet who should bear the loss."),
    "claim_fails": N_("The claim should fail: nothing is refunded."),
}


def because(words: Words, reason: str) -> str:
    """A reason of the table in the reader's language."""
    return words.say(reason) if reason in REASONS else reason


def advised(words: Words, advice: Recommendation) -> str:
    """What the table recommends, in one sentence."""
    if advice.liable == "shared":
        shares = words.tongue.listed([
            words.say(
                "{who} {share}%",
                who=words.name("arbitrator" if bearer == "platform" else bearer),
                share=share,
            )
            for bearer, share in advice.shares
        ])  # fmt: skip
        return words.say("The loss should be shared: {shares}.", shares=shares)
    return words.say(BEARS[advice.liable])
