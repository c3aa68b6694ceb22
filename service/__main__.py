"""Where `deutgi` begins: with little to import, so that Ctrl-C is answered in words at once."""

import sys

from service.stopping import STOPPED, interrupted


def main() -> None:
    """Run the command line."""
    try:
        from service.cli import app
    except BaseException as error:
        if not interrupted(error):
            raise
        print(f"Error: {STOPPED}", file=sys.stderr)
        raise SystemExit(130) from None
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what it has no letters for costs no more than those
            stream.reconfigure(errors="replace")
    app()


if __name__ == "__main__":
    main()
