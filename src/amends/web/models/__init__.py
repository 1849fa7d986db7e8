"""What pages remember between requests. Disputes and orders live in the engine alone."""

from amends.web.models.draft import Draft
from amends.web.models.jobs import DayFigure, Job, JobOrder

__all__ = ["DayFigure", "Draft", "Job", "JobOrder"]
