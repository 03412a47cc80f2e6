"""Build the pages of a portal without its search index: what is comparable to a generator without search.

    python benchmarks/pages_alone.py ROOT

The plan still computes the keys of the shards, so that the figure is a little too high.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from generator.cli.shared.options import processes
from generator.publish.build import build
from generator.publish.stages import Listener
from generator.render.site.plan import BUNDLE, SitePlan, plan_site


def plan_pages(*arguments: Any, **named: Any) -> SitePlan:
    """Return the plan of a site from which the search is left out."""
    plan = plan_site(*arguments, **named)
    files = {name: key for name, key in plan.files.items() if not name.startswith(f"{BUNDLE}/")}
    return replace(plan, files=files)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("root", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True)
    arguments = parser.parse_args()
    with patch("generator.publish.build.plan_site", plan_pages):
        result = build(arguments.root, arguments.as_of, Listener(), processes=processes())
    if result.stats is None:
        raise SystemExit("the portal has errors")


if __name__ == "__main__":
    main()
