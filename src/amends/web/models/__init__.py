"""What pages remember between requests. Disputes and orders live in the engine alone."""

from amends.web.models.desk import CaseTaken, DeskPreference, OnDesk
from amends.web.models.draft import Draft
from amends.web.models.jobs import DayFigure, Job, JobOrder

__all__ = ["CaseTaken", "DayFigure", "DeskPreference", "Draft", "Job", "JobOrder", "OnDesk"]
