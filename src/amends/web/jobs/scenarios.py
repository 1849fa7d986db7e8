"""The plays of the rule book as a job, against a policy that is not in use yet."""

from amends.policies import load, read_source
from amends.scenarios.playing import found, play_files, shipped
from amends.web.jobs.under_way import UnderWay

_TOLD = 100


def play_scenarios(job: UnderWay) -> None:
    """Play every scenario that comes with Amends under the policy; after a crash from the start.

    `source` is the text of a policy file, or `name` a built-in one. Those that fail need not be
    faults: a scenario of a rule that the policy changes must fail.
    """
    arguments = job.job.arguments
    if arguments.get("source"):
        loaded = read_source(str(arguments["file"]), str(arguments["source"]).encode())
    else:
        loaded = load(str(arguments["name"]))
    files = found([shipped()])
    played: set[str] = set()
    passed = 0
    failures: list[dict[str, str]] = []
    job.tell(0, len(files), cursor={})
    for performance in play_files(files, loaded):
        played.add(performance.file)
        passed += performance.passed
        if performance.failures and len(failures) < _TOLD:
            failures.append(
                {
                    "file": performance.file.rpartition("/")[2],
                    "title": performance.title,
                    "workers": performance.workers or "",
                    "failure": str(performance.failures[0]),
                }
            )
        job.tell(len(played))
    job.tell(len(played), len(files), cursor={})
    job.answer(
        reference=loaded.policy.reference, files=len(played), passed=passed, failures=failures
    )
