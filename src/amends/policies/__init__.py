"""Policies as data: the built-in files, their loader, and the form in which they are kept."""

from amends.policies.canonical import KeptPolicyError as KeptPolicyError
from amends.policies.canonical import document as document
from amends.policies.canonical import fingerprint as fingerprint
from amends.policies.canonical import from_body as from_body
from amends.policies.faults import FAULTS as FAULTS
from amends.policies.faults import Fault as Fault
from amends.policies.loading import DEFAULT as DEFAULT
from amends.policies.loading import Loaded as Loaded
from amends.policies.loading import builtin_names as builtin_names
from amends.policies.loading import check as check
from amends.policies.loading import load as load
from amends.policies.loading import read_source as read_source
from amends.policies.problems import PolicyError as PolicyError
from amends.policies.problems import Problem as Problem
