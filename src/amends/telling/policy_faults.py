"""What is wrong with a policy file, in words: one sentence for each fault.

The file or the field stands before it, and is its subject where the sentence names no other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from amends.policies.faults import Fault
from amends.policies.problems import PolicyError, Problem, located
from amends.telling.mark import N_
from amends.telling.tongue import ENGLISH, Tongue

# By code, with the details of the fault in braces.
SENTENCES: dict[str, str] = {
    "unreadable": N_("cannot be read ({reason}); give the path of a policy file"),
    "file_too_large": N_("is larger than {kibibytes} KiB; a policy is a short text file"),
    "not_utf8": N_("is not UTF-8 text; save the file as UTF-8"),
    "line_too_long": N_("is longer than {characters} characters; break it into lines"),
    "too_deep": N_("is nested too deeply; a policy has tables and lists only"),
    "not_toml": N_("is not TOML: {reason}; see https://toml.io"),
    "more_faults": N_("and {count} more; begin with a smaller file"),
    "unknown_policy": N_("is no built-in policy; write {known}, or the path of a file"),
    "other_version": N_("has version {version}; write {reference}"),
    "cannot_extend": N_("{given} is no built-in policy; write {known}"),
    "cannot_extend_version": N_('{given} is not here; write "{reference}"'),
    "later_rules": N_("{given} is not known here; use a newer Amends, or write {known}"),
    "missing_field": N_("is missing; write for example {example}"),
    "missing_table": N_(
        'is missing; write the table [{table}], or begin the file with extends = "{base}" and write'
        " only what differs"
    ),
    "misspelled_field": N_("is not known; did you mean {near}?"),
    "unknown_field": N_("is not known; remove it, or write {known}"),
    "not_one_of": N_("{given} is not one of its values; write {choices}"),
    "not_text": N_('{given} is not text; write it in quotes, like "{example}"'),
    "not_a_whole_number": N_("{given} is not a whole number; write it without quotes, like 10"),
    "neither_true_nor_false": N_(
        "{given} is neither true nor false; write one of them without quotes"
    ),
    "not_a_list": N_('{given} is not a list; write it in brackets, like ["…"]'),
    "not_a_table": N_("{given} is not a table; write its fields under [{table}]"),
    "not_a_table_of_values": N_("{given} is not a table; write it like {example}"),
    "empty_list": N_("is empty; name at least one"),
    "too_small": N_("{given} is too small; write {least} or more"),
    "too_large": N_("{given} is too large; write {most} or less"),
    "cannot_be_meant": N_("{given} cannot be meant: {reason}"),
    "repeated": N_("{given} stands {times} times; write it once"),
    "not_a_window": N_('{given} is not a window; write it as text like "P5D"'),
    "unknown_window": N_('{given} is no window; write it like "P5D", "PT48H" or "3 working days"'),
    "window_of_months": N_(
        '{given} has months or years, which have no length; write it like "P5D", "PT48H" or'
        ' "3 working days"'
    ),
    "negative_window": N_('{given} is negative; write a length like "P5D"'),
    "empty_window": N_('{given} is no time at all; write a length like "P5D"'),
    "window_too_long": N_('{given} is longer than ten years; write at most "P{days}D"'),
    "working_days_out_of_bounds": N_("{given}: write 1 to {most} working days"),
    "not_an_amount": N_("{given} is not an amount; write it as text like {example}"),
    "unknown_currency": N_("{given} is not an ISO 4217 currency; write for example USD or JPY"),
    "too_many_decimals": N_(
        "{given} has {decimals} decimals and {currency} has {most}; write it like {example}"
    ),
    "negative_amount": N_("{given} is negative; write 0 or more"),
    "not_a_country": N_("{given} is not a country; write its two letters, like IT"),
    "not_a_route": N_("{given} is not a route; write two country codes like CN-BR"),
    "not_a_time_zone": N_('{given} is not a time zone; write it like "Asia/Shanghai"'),
    "not_a_day": N_("{given} is not a day; write it like 2026-10-01"),
    "not_in_the_grounds": N_("{given} is not in the grounds; write {choices}, or a class"),
    "cannot_bear_a_loss": N_("{given} cannot bear a loss; write {choices}"),
    "not_a_share": N_("{given} is not a share; write a whole percent from 1 to 100"),
    "shares_do_not_sum": N_("the shares sum to {total}; write percents that sum to 100"),
    "not_one_line": N_("{given}: write one line of 1 to {most} characters"),
    "not_a_name": N_("{given} is not a name; write small letters, digits and dashes"),
    "no_working_day": N_("leaves no working day; name fewer days"),
    "extensions_too_short": N_("is shorter than one extension_longest; write at least that"),
    "escalation_never_begins": N_('is "none" although buyer_escalates_until is given'),
    "escalation_ends_first": N_("is not later than buyer_escalates_from"),
    "silent_seller_wins": N_(
        'is "none": a silent seller would win; write a window, or talks_end = "escalate"'
    ),
    "shared_by_default": N_('has no shares; use a row of liability, or write "seller"'),
    "fact_both_ways": N_("holds {fact}, which stands in facts too; the row would never fit"),
    "shares_missing": N_("is shared; write shares = { seller = 50, carrier = 50 } beside it"),
    "shares_of_nothing": N_('go with liable = "shared" only; leave them out'),
    "not_the_platforms_carrier": N_(
        'a carrier bears a loss only with logistics = "platform" (safeguards.md 17)'
    ),
    "steps_without_ruling": N_('do not end; write { name = "ruling", window = "P5D" } as the last'),
}


@dataclass(frozen=True)
class ToldProblem:
    """One fault in words, with its code and where it stands; see `Problem`."""

    file: str
    line: int
    field: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{located(self.file, self.line, self.field)}: {self.message}"


def told_fault(tongue: Tongue, fault: Fault) -> str:
    """What is wrong and what to write instead."""
    details = {each.name: getattr(fault, each.name) for each in fields(type(fault))}  # type: ignore[arg-type]
    written = {
        name: tongue.listed(given, either=True) if isinstance(given, tuple) else str(given)
        for name, given in details.items()
    }
    return tongue.say(SENTENCES[fault.code], **written)


def told_problems(tongue: Tongue, problems: Iterable[Problem]) -> list[ToldProblem]:
    """Every problem in words, in their order."""
    return [
        ToldProblem(
            each.file, each.line, each.field, each.fault.code, told_fault(tongue, each.fault)
        )
        for each in problems
    ]


def said(error: PolicyError) -> str:
    """The error in English, a line for each problem."""
    return "\n".join(map(str, told_problems(ENGLISH, error.problems)))
