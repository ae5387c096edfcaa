"""The `interview-rules` command, also available as `python -m interview_rules`."""

from __future__ import annotations

import sys

from interview_rules.cli.garbage import collect_seldom

__all__ = ["main"]


def main() -> None:
    """Run the command; exit with a hint if the extra `cli` is not installed."""
    collect_seldom()
    # This import takes most of a short command's time, so Ctrl-C often arrives during it.
    try:
        from interview_rules.cli.app import run  # noqa: PLC0415  # the extra may be missing
    except KeyboardInterrupt:
        sys.exit(130)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in {"typer", "rich"}:
            raise
        print("the command needs an extra: pip install 'interview-rules[cli]'", file=sys.stderr)  # noqa: T201  # this is the command
        sys.exit(2)
    run()


if __name__ == "__main__":
    main()
