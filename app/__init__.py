"""stridetui without its screens: the coach, the use cases and the command line."""

# A literal: asking the installed metadata costs more than everything else `--version` does.
__version__ = "0.1.0"
