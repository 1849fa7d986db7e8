"""Which work each kind of job is."""

from collections.abc import Callable

from amends.web.jobs.audits import audit
from amends.web.jobs.clocks import change_clocks
from amends.web.jobs.exports import case_file, export_everything
from amends.web.jobs.figures import reckon_figures
from amends.web.jobs.scenarios import play_scenarios
from amends.web.jobs.under_way import UnderWay

KINDS: dict[str, Callable[[UnderWay], None]] = {
    "audit": audit,
    "case": case_file,
    "clock": change_clocks,
    "export": export_everything,
    "figures": reckon_figures,
    "scenarios": play_scenarios,
}
