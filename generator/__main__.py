"""``python -m generator`` is the command."""

import sys

from generator.isolate import leave_current_folder

# Before anything else is loaded: the folder may be a portal that came from anywhere.
leave_current_folder(sys.path)

from generator.cli.main import run  # noqa: E402

run()
