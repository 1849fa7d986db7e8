"""A process of its own that holds the engine, to be killed: `python -m tests.sim.child HOME SEED`.

It takes requests as pickles on its standard input and answers on its standard output.
"""

import pickle
import sys
from pathlib import Path
from typing import Any

from amends.engine.accounts import Accounts
from amends.engine.clock import SteppedClock
from amends.engine.engine import Engine, open_store
from amends.sim.chance import SeededSalts


def main() -> None:
    home, seed = Path(sys.argv[1]), int(sys.argv[2])
    clock = SteppedClock(0)
    engine = Engine(open_store(home), clock, salts=SeededSalts(seed))
    while True:
        try:
            now, wish, argument = pickle.load(sys.stdin.buffer)
        except EOFError:
            break
        clock.set(now)
        answer: Any
        if wish == "execute":
            answer = engine.execute(argument)
        elif wish == "sweep":
            answer = engine.sweep(argument).more
        else:
            answer = Accounts(engine.store, clock.now, engine.policy).pay_out(*argument)
        pickle.dump(answer, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    engine.close()


if __name__ == "__main__":
    main()
