"""The command line: arguments to api, results to text or JSON, problems to standard error, and an exit status."""

from kronika.cli.app import main

__all__ = ["main"]
