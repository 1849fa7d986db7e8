"""The arbitrators' queue: what waits, the most urgent first, and who has taken it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from amends.core.judging import TASKS, Task
from amends.core.moments import Instant
from amends.engine.worklists_deciding import MOST_COUNTED, Waiting
from amends.telling.clean import clean
from amends.telling.mark import N_
from amends.telling.tongue import Tongue
from amends.telling.writing import person
from amends.web.desk import Case, Holder

PAGE = 25
_LONGEST_NAME = 20
TASK_WORDS: dict[Task, str] = {
    "new": N_("Step in"),
    "answered": N_("Proposal answered"),
    "lapsed": N_("Not given in time"),
    "rule": N_("Rule"),
    "second": N_("Second person"),
    "appeal": N_("Appeal"),
}
# Names of the languages that shops name most; others are shown by their code.
_LANGUAGES = {
    "": N_("language not given"),
    "ar": N_("Arabic"),
    "de": N_("German"),
    "en": N_("English"),
    "es": N_("Spanish"),
    "fr": N_("French"),
    "it": N_("Italian"),
    "ja": N_("Japanese"),
    "ko": N_("Korean"),
    "nl": N_("Dutch"),
    "pl": N_("Polish"),
    "pt": N_("Portuguese"),
    "ru": N_("Russian"),
    "tr": N_("Turkish"),
    "zh": N_("Chinese"),
}


@dataclass(frozen=True)
class QueueRow:
    """A case in the queue; `state` says in a word whether there is something unread."""

    address: str
    sentence: str
    task: str
    language: str
    number: str
    answer_by: Instant
    late: bool
    held: str
    mine: bool
    here: bool
    fresh: bool


@dataclass(frozen=True)
class Choice:
    """A filter that can be chosen: its address, its words, and how many wait."""

    address: str
    words: str
    count: str
    chosen: bool


@dataclass(frozen=True)
class Queue:
    """The page of the queue; `next_page` is empty on the last one."""

    rows: tuple[QueueRow, ...]
    tasks: tuple[Choice, ...]
    languages: tuple[tuple[str, str], ...]
    language: str
    task: str
    next_page: str
    now: Instant


def language_name(tongue: Tongue, code: str) -> str:
    """A language in words."""
    return tongue.say(_LANGUAGES[code]) if code in _LANGUAGES else clean(code)


def queue_rows(
    tongue: Tongue,
    found: Sequence[Waiting],
    now: Instant,
    *,
    held: Mapping[Case, Holder],
    read: Mapping[Case, int],
    blind: bool,
    here: Case | None = None,
) -> tuple[QueueRow, ...]:
    """The rows as one arbitrator reads them; without names where they want none."""
    return tuple(
        QueueRow(
            address=reverse("case", args=case),
            sentence=_sentence(tongue, each, blind=blind),
            task=tongue.say(TASK_WORDS[each.task]),
            language=language_name(tongue, each.language),
            number=clean(each.order_number),
            answer_by=each.answer_by,
            late=each.answer_by < now,
            held=_held(tongue, held.get(case)),
            mine=case in held and held[case].mine,
            here=case == here,
            fresh=read.get(case, 0) < each.version,
        )
        for each in found
        for case in ((each.order_id, each.number),)
    )


def shown_queue(
    tongue: Tongue,
    rows: tuple[QueueRow, ...],
    *,
    counts: Mapping[Task, int],
    languages: Sequence[str],
    language: str,
    task: str,
    next_page: str,
    now: Instant,
) -> Queue:
    """The queue with its filters."""
    return Queue(
        rows=rows,
        tasks=_tasks(tongue, counts, language, task),
        languages=tuple((code, language_name(tongue, code)) for code in languages if code),
        language=language,
        task=task,
        next_page=f"?{_query(language, task, after=next_page)}" if next_page else "",
        now=now,
    )


def _tasks(
    tongue: Tongue, counts: Mapping[Task, int], language: str, task: str
) -> tuple[Choice, ...]:
    chosen = [
        Choice(
            address=f"?{_query(language, each)}",
            words=tongue.say(TASK_WORDS[each]),
            count=_count(tongue, counts.get(each, 0)),
            chosen=each == task,
        )
        for each in TASKS
    ]
    everything = _count(tongue, sum(counts.values()))
    return (
        Choice(f"?{_query(language, '')}", tongue.say("Everything"), everything, not task),
        *chosen,
    )


def _query(language: str, task: str, after: str = "") -> str:
    given = {"language": language, "task": task, "after": after}
    return urlencode({name: value for name, value in given.items() if value})


def _count(tongue: Tongue, count: int) -> str:
    if count > MOST_COUNTED:
        return tongue.say("{count}+", count=tongue.number(MOST_COUNTED))
    return tongue.number(count)


def _sentence(tongue: Tongue, waiting: Waiting, *, blind: bool) -> str:
    details = {
        "claim": tongue.money(waiting.claim, waiting.currency),
        "grounds": tongue.word(waiting.grounds),
    }
    # Accounts that are long ids are nobody's names.
    if blind or max(len(waiting.buyer), len(waiting.seller)) > _LONGEST_NAME:
        return tongue.say("The buyer asks for {claim}: {grounds}", **details)
    return tongue.say(
        "{buyer} asks {seller} for {claim}: {grounds}",
        buyer=person(waiting.buyer),
        seller=person(waiting.seller),
        **details,
    )


def _held(tongue: Tongue, holder: Holder | None) -> str:
    if holder is None:
        return ""
    until = tongue.instant(holder.until)
    if holder.mine:
        return tongue.say("You have it until {until}", until=until)
    return tongue.say("{who} has it until {until}", who=clean(holder.name), until=until)
