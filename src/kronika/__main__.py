"""`python -m kronika` is `kronika`."""

from kronika.cli import main

main()
