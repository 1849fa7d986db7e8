"""Policies as data: the built-in files, their loader, and how they are shown and compared."""

from amends.policies.canonical import fingerprint as fingerprint
from amends.policies.canonical import from_body as from_body
from amends.policies.loading import DEFAULT as DEFAULT
from amends.policies.loading import Loaded as Loaded
from amends.policies.loading import builtin_names as builtin_names
from amends.policies.loading import check as check
from amends.policies.loading import load as load
from amends.policies.loading import read_source as read_source
from amends.policies.problems import PolicyError as PolicyError
from amends.policies.problems import Problem as Problem
from amends.policies.table import Change as Change
from amends.policies.table import Row as Row
from amends.policies.table import diff as diff
from amends.policies.table import rows as rows
