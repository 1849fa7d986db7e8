"""What happens in a dispute until it is decided, a sentence an event."""

from amends.core import events as e
from amends.telling.codes import PRESETS
from amends.telling.terms import liable, terms
from amends.telling.words import Words


def opened(w: Words, x: e.DisputeOpened) -> str:
    """The claim, with its words."""
    dispute = x.dispute
    said = w.by(
        "buyer",
        "You opened dispute {dispute} ({item}, {grounds}) and asked for {terms}.",
        "{Who} opened dispute {dispute} ({item}, {grounds}) and asked for {terms}.",
        dispute=dispute.number,
        item=w.line(dispute.line),
        grounds=w.tongue.word(dispute.grounds),
        terms=terms(w, dispute.proposals[0]),
    )
    return w.tongue.together(said, quoted(w, dispute.proposals[0].statement))


def quoted(w: Words, text: str) -> str:
    """Somebody's own words, as they wrote them."""
    return w.say("“{text}”", text=w.text(text)) if text else ""


def proposed(w: Words, x: e.ProposalMade) -> str:
    """An offer of one side, or of the platform."""
    offer = x.proposal
    if offer.remedy is None:
        return w.by(
            offer.owner,
            "You offered nothing (proposal {proposal}).",
            "{Who} offered nothing (proposal {proposal}).",
            "The platform offered nothing (proposal {proposal}).",
            proposal=offer.number,
        )
    return w.by(
        offer.owner,
        "You proposed {terms} (proposal {proposal}).",
        "{Who} proposed {terms} (proposal {proposal}).",
        "The platform proposed {terms} (proposal {proposal}).",
        terms=terms(w, offer),
        proposal=offer.number,
    )


def withdrawn(w: Words, x: e.ProposalWithdrawn) -> str:
    """An offer is gone."""
    return w.say("Proposal {proposal} was withdrawn.", proposal=x.proposal)


def rejected(w: Words, x: e.ProposalRejected) -> str:
    """The other side said no."""
    return w.by(
        x.by,
        "You rejected proposal {proposal}.",
        "{Who} rejected proposal {proposal}.",
        "The platform rejected proposal {proposal}.",
        proposal=x.proposal,
    )


def accepted(w: Words, x: e.ProposalAccepted) -> str:
    """The other side said yes, or nothing."""
    if x.by_silence:
        return w.by(
            x.by,
            "You did not answer, so proposal {proposal} is carried out.",
            "{Who} did not answer, so proposal {proposal} is carried out.",
            "The platform did not answer, so proposal {proposal} is carried out.",
            proposal=x.proposal,
        )
    return w.by(
        x.by,
        "You accepted proposal {proposal}.",
        "{Who} accepted proposal {proposal}.",
        "The platform accepted proposal {proposal}.",
        proposal=x.proposal,
    )


def proposal_lapsed(w: Words, x: e.ProposalLapsed) -> str:
    """Not both sides accepted the platform's offer in time."""
    return w.say("The time of the platform's proposal {proposal} passed.", proposal=x.proposal)


def turn(w: Words, x: e.TurnPassed) -> str:
    """Whose move it is now."""
    if x.stage.waiting:
        return w.say("Dispute {dispute} waits for goods under way.", dispute=x.dispute)
    if x.stage.turn in ("none", "bank"):
        return w.say("The talks about dispute {dispute} go on.", dispute=x.dispute)
    return w.by(
        x.stage.turn,
        "It is your turn in dispute {dispute}.",
        "{Who} is to answer in dispute {dispute}.",
        "The platform is to answer in dispute {dispute}.",
        dispute=x.dispute,
    )


def escalated(w: Words, x: e.Escalated) -> str:
    """Now the platform decides."""
    preset = PRESETS.get(x.stage.preset)
    because = "" if preset is None else w.say("The reason: {reason}.", reason=w.say(preset))
    if x.by == "clock":
        said = w.say("Dispute {dispute} went to the platform by itself.", dispute=x.dispute)
        return w.tongue.together(said, because)
    said = w.by(
        x.by,
        "You asked the platform to decide dispute {dispute}.",
        "{Who} asked the platform to decide dispute {dispute}.",
        dispute=x.dispute,
    )
    return w.tongue.together(said, because, quoted(w, x.reason))


def escalation_withdrawn(w: Words, x: e.EscalationWithdrawn) -> str:
    """The return or replacement goes on."""
    return w.by(x.by, "You took back what was raised.", "{Who} took back what was raised.")


def exhibit(w: Words, x: e.ExhibitSubmitted) -> str:
    """A piece of evidence."""
    known = {"exhibit": x.exhibit.number, "kind": w.tongue.word(x.exhibit.kind)}
    if x.exhibit.late:
        return w.by(
            x.exhibit.owner,
            "You added exhibit {exhibit} ({kind}), late.",
            "{Who} added exhibit {exhibit} ({kind}), late.",
            "The platform added exhibit {exhibit} ({kind}), late.",
            **known,
        )
    return w.by(
        x.exhibit.owner,
        "You added exhibit {exhibit} ({kind}).",
        "{Who} added exhibit {exhibit} ({kind}).",
        "The platform added exhibit {exhibit} ({kind}).",
        **known,
    )


def exhibit_withdrawn(w: Words, x: e.ExhibitWithdrawn) -> str:
    """The history keeps it."""
    return w.say("Exhibit {exhibit} was withdrawn.", exhibit=x.exhibit)


def wrote(w: Words, x: e.StatementMade) -> str:
    """Somebody's words."""
    return w.by(
        x.statement.author,
        "You wrote: “{text}”",
        "{Who} wrote: “{text}”",
        "The platform wrote: “{text}”",
        text=w.text(x.statement.text),
    )


def noted(w: Words, x: e.FactNoted) -> str:
    """A fact of the closed list."""
    return w.by(
        x.noted.by,
        "You noted: {fact}.",
        "{Who} noted: {fact}.",
        "The platform noted: {fact}.",
        fact=w.tongue.word(x.noted.fact),
    )


def requested(w: Words, x: e.ExhibitRequested) -> str:
    """What the platform wants to see, and by when."""
    return w.by(
        x.request.of,
        "The platform asked you for evidence by {due}: {kinds}.",
        "The platform asked {who} for evidence by {due}: {kinds}.",
        kinds=w.tongue.listed([w.tongue.word(kind) for kind in x.request.kinds]),
        due=w.instant(x.request.due),
    )


def request_lapsed(w: Words, x: e.RequestLapsed) -> str:
    """It did not come."""
    return w.say("What was asked for in request {request} did not come in time.", request=x.request)


def stepped_in(w: Words, x: e.PlatformSteppedIn) -> str:
    """An arbitrator has begun."""
    return w.say("The platform is working on dispute {dispute}.", dispute=x.dispute)


def missed(w: Words, x: e.PlatformDeadlineMissed) -> str:
    """It is counted and decides nothing."""
    return w.say("The platform missed a deadline of its own; nobody loses anything by it.")


def ruled(w: Words, x: e.RulingIssued) -> str:
    """The decision, in force or waiting."""
    said = w.say("The platform ruled: {terms}.", terms=terms(w, x.ruling))
    waits = "" if x.ruling.in_force else w.say("It waits for a second arbitrator.")
    return w.tongue.together(said, borne(w, x.ruling.liable), waits)


def ruling_confirmed(w: Words, x: e.RulingConfirmed) -> str:
    """The second person has agreed."""
    said = w.say("A second arbitrator confirmed the ruling: {terms}.", terms=terms(w, x.ruling))
    return w.tongue.together(said, borne(w, x.ruling.liable))


def borne(w: Words, shares: tuple[tuple[str, int], ...]) -> str:
    """Who bears the loss; empty where there is none."""
    return w.say("The loss is borne by {bearers}.", bearers=liable(w, shares)) if shares else ""
