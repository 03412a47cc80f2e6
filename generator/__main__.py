"""``python -m generator`` is the command."""

from generator.cli.main import run

run()
