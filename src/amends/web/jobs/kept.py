"""The files that jobs make: apart from those of exhibits, and for a week only.

An export holds what may have to be erased. Whoever needs it longer has fetched it by then.
"""

from django.conf import settings

from amends.core.moments import DAY
from amends.ports.storage.opening import open_storage
from amends.ports.storage.port import Storage
from amends.web.jobs.asking import clock_now
from amends.web.models.jobs import Job

KEPT = 7 * DAY


def files_of_jobs() -> Storage:
    """Where the files are kept. A file of an exhibit with the same bytes is another file."""
    return open_storage(f"{settings.AMENDS_STORAGE}/exports")


def forget_old() -> int:
    """Delete the files of jobs that ended a week ago; how many there were."""
    old = Job.objects.filter(ended__lt=clock_now() - KEPT).exclude(file="")
    count = 0
    for job in old.order_by("ended")[:100]:
        newer = Job.objects.filter(file=job.file, ended__gte=clock_now() - KEPT)
        if not newer.exists():
            files_of_jobs().delete(job.file)
        Job.objects.filter(pk=job.pk).update(file="")
        count += 1
    return count
