"""The scenes that other tests begin with hold what they promise."""

from tests import invariants
from tests.core import scene


def test_an_order_waits_for_the_platform() -> None:
    play = scene.arbitrated()
    assert play.order.disputes[0].stage.name == "arbitration"
    invariants.all_of(play)
    invariants.folded(play.order, play.happened)
