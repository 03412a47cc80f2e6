"""Verify the environment with Python alone: ``python -I -S verify_alone.py ENVIRONMENT LOCK [options]``.

-S keeps the environment's start-up files from running before they are looked at, and its libraries out of
reach; the launchers and ``gongkai verify`` start it so. Ends 0 good, 1 problems, 2 what cannot be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

# Last: what lies beside the package must not stand in for a module of Python.
sys.path.append(str(Path(__file__).resolve().parents[2]))

from generator.supply.markers import this_environment
from generator.supply.verify import Verification, surplus, verify
from generator.supply.wheels import verify_wheels

SHOWN = 20


def main(arguments: list[str]) -> int:
    """Verify and say so; return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("environment", type=Path)
    parser.add_argument("lock", type=Path)
    parser.add_argument("--surplus", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--wheels", type=Path)
    asked = parser.parse_args(arguments)
    markers = this_environment()
    try:
        if asked.surplus:
            print(*surplus(asked.environment, asked.lock, markers))
            return 0
        result = verify(asked.environment, asked.lock, markers)
        if asked.wheels:
            more = verify_wheels(asked.environment, asked.lock, markers, asked.wheels)
            known = {problem.path for problem in result.problems}
            extra = tuple(problem for problem in more if problem.path not in known)
            result = Verification(result.problems + extra, result.distributions, result.files)
    except (OSError, ValueError) as error:
        print(f"没有完成核对：{error}", file=sys.stderr)
        return 2
    if asked.json:
        print(json.dumps(result.as_json(), ensure_ascii=False, indent=2))
    else:
        _say(result)
    return 1 if result.problems else 0


def _say(result: Verification) -> None:
    for problem in result.problems[:SHOWN]:
        print(f"错误 {problem.message}　[{problem.code}]\n　　改法：{problem.hint}")
    if len(result.problems) > SHOWN:
        print(f"……还有{len(result.problems) - SHOWN}个问题。")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
