"""Long work: asked for on a page, carried out by a thread of the server, seen on a page.

A job is a row. Whoever takes it says every moment that it lives; when it falls silent, by a crash
or a restart, the next server takes the job and goes on from its cursor. Work that needs no page is
done by `amends.app.jobs`.
"""

from amends.web.jobs.asking import ask, stop
from amends.web.jobs.running import run_next, start

__all__ = ["ask", "run_next", "start", "stop"]
