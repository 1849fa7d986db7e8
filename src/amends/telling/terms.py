"""What proposals and rulings give, as phrases that stand after a colon or in brackets."""

from amends.core.dispute import Proposal, Ruling
from amends.telling.mark import N_
from amends.telling.words import Words

_REMEDIES = {
    "refund_only": N_("{amount} back, goods kept"),
    "return_and_refund": N_("{amount} back for the goods"),
    "replacement": N_("new goods for the old ones"),
    "resend": N_("the goods sent again"),
    "coupon": N_("a coupon worth {amount}"),
}


def terms(words: Words, proposal: Proposal | Ruling) -> str:
    """What a proposal or ruling gives the buyer."""
    if proposal.remedy is None:
        return words.say("nothing")
    amount = words.money(proposal.amount)
    payer = "arbitrator" if proposal.return_freight == "platform" else proposal.return_freight
    if proposal.remedy == "return_and_refund":
        return words.by(
            payer,
            "{amount} back for the goods, return freight paid by you",
            "{amount} back for the goods, return freight paid by {who}",
            "{amount} back for the goods, return freight paid by the platform",
            amount=amount,
        )
    if proposal.remedy == "replacement":
        return words.by(
            payer,
            "new goods for the old ones, return freight paid by you",
            "new goods for the old ones, return freight paid by {who}",
            "new goods for the old ones, return freight paid by the platform",
        )
    return words.say(_REMEDIES[proposal.remedy], amount=amount)


def briefly(words: Words, proposal: Proposal) -> str:
    """What a proposal is about, where there is little room."""
    if proposal.remedy is None:
        return words.say("nothing")
    if proposal.remedy == "refund_only":
        return words.money(proposal.amount)
    return words.say(_REMEDIES[proposal.remedy], amount=words.money(proposal.amount))


def liable(words: Words, shares: tuple[tuple[str, int], ...]) -> str:
    """Who bears a loss, in words: `Bob 50% and the carrier 50%`."""
    bearers = [
        (words.who("arbitrator" if bearer == "platform" else bearer), share)
        for bearer, share in shares
        if share
    ]
    return words.tongue.listed(
        [who if share == 100 else words.say("{who} {share}%", who=who, share=share)
         for who, share in bearers]
    )  # fmt: skip
