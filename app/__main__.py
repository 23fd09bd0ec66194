"""Where the program starts, as `stridetui` and as `python -m app`."""

import sys


def main(argv: list[str] | None = None) -> int:
    """Run the command line in `argv` (the process's own when None); return the exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments == ["--version"]:
        # Before any other import: scripts ask for it, and it should cost nothing.
        from app import __version__

        sys.stdout.write(f"stridetui {__version__}\n")
        return 0

    from app.commands.line import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
