"""Everything once more before a claim is sent, and what happens then."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from amends.core.commands import CommandError, build
from amends.core.commands.open_dispute import OpenDispute
from amends.core.deadlines import due_of
from amends.core.moments import Instant
from amends.core.refusals import Refusal
from amends.core.rules import Would
from amends.telling import refusals
from amends.telling.seen import Seen
from amends.telling.standing import headline
from amends.telling.terms import terms
from amends.web.shown.opening.steps import Answers, Step, mended_at, steps_of
from amends.web.uploading import Kept


@dataclass(frozen=True)
class Answered:
    """One answer in words, with the step at which it can be changed."""

    step: Step
    name: str
    words: str


@dataclass(frozen=True)
class Refused:
    """Why it would not be taken, and the step that can mend it."""

    sentence: str
    instead: str
    code: str
    step: Step | None


@dataclass(frozen=True)
class Check:
    """The last step: the answers, the button, and what happens next by itself."""

    answered: tuple[Answered, ...]
    files: Sequence[Kept]
    button: str
    next: str
    due: Instant | None
    refused: Refused | None


def check(
    seen: Seen, answers: Answers, kept: Sequence[Kept] = (), refusal: Refusal | None = None
) -> Check:
    """The claim as it would be opened now; `refusal` is what sending it was answered with."""
    done = refusal or _tried(seen, answers, kept)
    rows = _rows(seen, answers, done, kept)
    if isinstance(done, Refusal):
        return Check(rows, kept, "", "", None, refused(seen, done))
    after = seen.after(done)
    dispute = done.order.disputes[-1]
    claim = terms(after.words, dispute.proposals[0])
    return Check(
        answered=rows,
        files=kept,
        button=seen.tongue.say("Send the claim: {claim}", claim=claim),
        next=headline(after, dispute),
        due=due_of(done.order, dispute),
        refused=None,
    )


def refused(seen: Seen, refusal: Refusal) -> Refused:
    """A refusal in words with the step that can mend it."""
    sentence, instead = refusals.told(seen.tongue, refusal)
    return Refused(sentence, instead, refusal.code, mended_at(seen, refusal))


def _tried(seen: Seen, answers: Answers, kept: Sequence[Kept]) -> Refusal | Would:
    try:
        command = build(
            "open_dispute", {**answers.arguments(), "exhibits": [each.exhibit() for each in kept]}
        )
    except CommandError as error:
        return error.refusal
    assert isinstance(command, OpenDispute)
    return seen.rules.would(command)


def _rows(
    seen: Seen, answers: Answers, done: Refusal | Would, kept: Sequence[Kept]
) -> tuple[Answered, ...]:
    say, words = seen.tongue.say, seen.words
    about = words.line(answers.line)
    if answers.quantity is not None:
        about = say("{count} × {title}", count=answers.quantity, title=about)
    elif isinstance(done, Would):
        about = say("{count} × {title}", count=len(done.order.disputes[-1].pieces), title=about)
    want = seen.tongue.word(answers.remedy)
    if isinstance(done, Would):
        want = terms(words, done.order.disputes[-1].proposals[0])
    rows = (
        Answered("what", say("About"), about),
        Answered("why", say("What happened"), seen.tongue.question(answers.grounds)),
        Answered("want", say("What you want"), want[:1].upper() + want[1:]),
        Answered("show", say("What you show"), _kinds(seen, kept)),
        Answered("show", say("In your words"), answers.statement or say("Nothing written yet")),
    )
    there = steps_of(seen)
    return tuple(
        row if row.step in there else Answered("check", row.name, row.words) for row in rows
    )


def _kinds(seen: Seen, kept: Sequence[Kept]) -> str:
    """What there is of which kind, in words."""
    say = seen.tongue.say
    counts = Counter(each.kind for each in kept)
    said = [
        say("{count} × {title}", count=count, title=seen.tongue.word(kind))
        for kind, count in counts.items()
    ]
    return seen.tongue.listed(said) if said else say("Nothing")
