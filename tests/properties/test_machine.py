"""State machines: people do what they like, and what must be true stays true.

`AMENDS_PROFILE=nightly uv run pytest tests/properties` plays a hundred times as much, at random.
"""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from amends.core.view import view
from tests import invariants
from tests.auditor import audit
from tests.core.scene import Scene
from tests.properties import play
from tests.properties.plain import heard, moved, outcomes
from tests.properties.play import PEOPLE, POLICIES

NIGHTLY = os.environ.get("AMENDS_PROFILE") == "nightly"
PROFILE = settings(
    max_examples=3000 if NIGHTLY else 30,
    stateful_step_count=40 if NIGHTLY else 20,
    deadline=None,
    derandomize=not NIGHTLY,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Marketplace(RuleBasedStateMachine):
    """One order under one policy; the rules are driven as the engine drives them."""

    policy = "2017"
    scene: Scene | None = None

    @initialize(chance=st.data())
    def begins(self, chance: Any) -> None:
        """An order that has come some way."""
        self.choose = lambda options: chance.draw(st.sampled_from(list(options)))
        self.scene = play.under_way(self.choose, self.policy)

    @rule(chance=st.data())
    def somebody_acts(self, chance: Any) -> None:
        """Whoever it is, whatever it is, whenever it is: it never raises."""
        assert self.scene is not None
        play.step(self.scene, lambda options: chance.draw(st.sampled_from(list(options))))

    @precondition(lambda self: self.scene is not None)
    @rule(actor=st.sampled_from(PEOPLE))
    def moves_are_true(self, actor: Any) -> None:
        """What is listed is accepted, what is not listed is refused, and both can be shown."""
        assert self.scene is not None
        self.scene.sweep()
        play.moves_tell_the_truth(self.scene, actor)
        play.previews_come_true(self.scene)
        view(self.scene.order, actor, self.scene.policy, self.scene.now)

    @invariant()
    def nothing_is_lost(self) -> None:
        """Money, commission, shape: at every position."""
        if self.scene is not None:
            invariants.all_of(self.scene)

    def teardown(self) -> None:
        """The fold is the state, workers change nothing, and the auditor agrees."""
        if self.scene is None:
            return
        scene = self.scene
        scene.sweep()
        invariants.folded(scene.order, scene.happened)
        punctual = play.replayed(scene, punctual=True)
        assert punctual == play.replayed(scene, punctual=False) == scene.happened
        until = scene.now if self.policy == "2017" else None
        fund_pays = scene.policy.order.recover_from == "platform"
        problems = audit(heard(scene), moved(scene), outcomes(scene), until, fund_pays=fund_pays)
        assert not problems, "\n".join(problems)


def _machine(name: str) -> type:
    made = type(f"Under {name}", (Marketplace,), {"policy": name})
    case = made.TestCase  # type: ignore[attr-defined]
    case.settings = PROFILE
    return case


@pytest.mark.parametrize("name", POLICIES)
def test_nothing_is_lost_under(name: str) -> None:
    _machine(name)("runTest").runTest()
