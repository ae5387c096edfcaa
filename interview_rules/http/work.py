"""Work of a service: operations and tables, in which every error becomes an answer."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_rules.calendars.regions import country_days
from interview_rules.errors import InterviewRulesError, MissingExtraError
from interview_rules.service.operations import OPERATIONS, perform
from interview_rules.service.pickled import advisor_from
from interview_rules.service.problem_details import PROBLEM_JSON, ProblemDetails, invalid, refused

try:
    import resource
except ModuleNotFoundError:  # on Windows
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from interview_rules.advisor import Advisor

__all__ = [
    "FAULT",
    "Outcome",
    "failed",
    "performed",
    "performed_elsewhere",
    "tabulated_elsewhere",
    "warm_up",
]

FAULT = "internal error: see the log of the service"


class Outcome(NamedTuple):
    """The answer to a request: its status, its media type and its content.

    `fault` is the kind and the place of an unexpected error, for the log; empty if there is none.
    """

    status: int
    media_type: str
    content: bytes
    fault: str = ""


def warm_up(advisor: Advisor) -> None:
    """Prepare what the first requests would otherwise have to prepare, on the event loop.

    Beyond `Advisor.warm_up`, this loads the holidays, which applications in one process may never
    need, but a service does.
    """
    advisor.warm_up()
    country_days("US", year=2026)


def failed(problem: ProblemDetails) -> Outcome:
    """Return problem details as the answer to a request."""
    return Outcome(problem.status, PROBLEM_JSON, problem.model_dump_json().encode())


def performed(advisor: Advisor, name: str, body: bytes) -> Outcome:
    """Return the answer of an operation to the body of a request; errors become answers too."""
    operation = OPERATIONS[name]
    return _outcome(lambda: Outcome(200, operation.media_type, perform(operation, advisor, body)))


def performed_elsewhere(pickled: bytes, name: str, body: bytes) -> Outcome:
    """Do what `performed` does with a pickled advisor, so that another process can call it."""
    return performed(advisor_from(pickled), name, body)


def tabulated_elsewhere(
    pickled: bytes, source: str, target: str, most: int, options: dict[str, Any]
) -> Outcome:
    """Write the advice for the table in the file `source` to the file `target`.

    The advisor is pickled, so that another process can call this. The content of the answer is
    empty unless it is an error, such as advice of more than `most` bytes. `options` are those of
    `advise_file`.
    """

    def tabulate() -> Outcome:
        from interview_rules.tables.files import advise_file  # noqa: PLC0415  # the extra may be missing

        advise_file(Path(source), Path(target), rules=advisor_from(pickled).pack, **options)
        return Outcome(200, "", b"")

    with _files_limited(most) as limit:
        outcome = _outcome(tabulate, in_json=False)
    if limit.exceeded:
        detail = f"the advice for this table takes more than {most:,} bytes: send fewer rows"
        return failed(refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail))
    return outcome


@dataclass
class _FileLimit:
    exceeded: bool = False


@contextmanager
def _files_limited(most: int) -> Iterator[_FileLimit]:
    """Let this process write no file of more than `most` bytes, where the system can limit it."""
    limit = _FileLimit()
    if resource is None:
        yield limit
        return

    def exceed(_number: int, _frame: object) -> None:
        limit.exceeded = True

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, exceed)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield limit
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def _outcome(work: Callable[[], Outcome], *, in_json: bool = True) -> Outcome:
    try:
        return work()
    except InterviewRulesError as error:
        return failed(invalid(error, in_json=in_json))
    except MissingExtraError as error:
        return failed(refused(HTTPStatus.NOT_IMPLEMENTED, str(error)))
    except Exception as error:  # noqa: BLE001  # an answer for whatever goes wrong
        # The message and the values may be personal data, so neither is kept.
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        at = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown place"
        outcome = failed(refused(HTTPStatus.INTERNAL_SERVER_ERROR, FAULT))
        return outcome._replace(fault=f"{type(error).__name__} at {at}")
