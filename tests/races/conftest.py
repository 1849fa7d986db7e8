"""The databases of the engine's scenes."""

from tests.engine.conftest import address as address
from tests.engine.conftest import market as market
