"""Keep Python from loading modules out of the current folder, which is as a rule a portal's.

``python -m`` puts that folder first on the path, so that a file ``yaml.py`` in it would stand for the library.
The launchers start Python so that it does not; this is for those who start it otherwise. Of a folder
``generator`` there Python has run the code before any of this: only its option ``-P`` keeps that out.
"""

import os
import sys


def leave_current_folder(path: list[str]) -> None:
    """Take the current folder off Python's path here, and for every process begun from here on.

    Where the program itself lies there, it stays last: it then shadows nothing.
    """
    os.environ["PYTHONSAFEPATH"] = "1"
    if sys.flags.safe_path:
        return
    here = os.path.realpath(".")
    home = os.path.realpath(os.path.dirname(os.path.dirname(__file__)))  # noqa: PTH120 - nothing more is loaded yet
    path[:] = [each for each in path if os.path.realpath(each or ".") != here]
    if home == here:
        path.append(home)
