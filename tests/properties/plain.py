"""A scene as plain data, for who must not know the rules: what was said, what moved, how it ended."""

from amends.core.dispute import Appeal, Closed
from amends.core.refusals import Refusal
from tests.auditor import Ended, Heard, Moved
from tests.core.scene import Scene


def heard(scene: Scene) -> list[Heard]:
    """Every command with its answer."""
    return [
        Heard(
            at=told.at,
            by=told.actor.role,
            name=told.name,
            arguments=dict(told.arguments),
            accepted=not isinstance(told.answer, Refusal),
        )
        for told in scene.told
    ]


def moved(scene: Scene) -> list[Moved]:
    """Every transfer, with its instant and the event that it belongs to."""
    return [
        Moved(at, position, t.debit, t.credit, t.minor, t.purpose, type(event).__name__)
        for position, (at, event) in enumerate(scene.happened, 1)
        for t in getattr(event, "transfers", ())
    ]


def outcomes(scene: Scene) -> list[Ended]:
    """How each dispute stands or ended."""
    ended = []
    for dispute in scene.order.disputes:
        stage = dispute.stage
        if isinstance(stage, Appeal):
            stage = stage.closed
        closed = stage if isinstance(stage, Closed) else None
        ended.append(
            Ended(
                number=dispute.number,
                line=dispute.line,
                pieces=dispute.pieces,
                opened=dispute.opened_at,
                stage=dispute.stage.name,
                outcome=closed.outcome if closed else "",
                at=closed.at if closed else 0,
                refund=closed.refund if closed else 0,
                liable=dict(closed.liable) if closed else {},
                goods_back=closed.goods_back if closed else False,
                ruled_again=len(dispute.appealed) > 0,
            )
        )
    return ended
