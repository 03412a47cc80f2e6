"""Where the jobs of a fleet run: processes of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from generator.errors import GongkaiError, UsageError

# A scheduler that is there answers at once.
_PATIENCE = "15s"


@contextmanager
def local_executor(processes: int) -> Iterator[Executor]:
    """Give an executor that has so many processes at work at a time: a thread waits for each."""
    executor = ThreadPoolExecutor(processes, thread_name_prefix="fleet")
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def cluster_executor(address: str) -> Iterator[Executor]:
    """Give the executor of a Dask cluster whose scheduler is at an address, ``tcp://10.0.0.5:8786``.

    Each worker takes one portal a thread. Raises UsageError without the library, GongkaiError when nobody is there.
    """
    client = _connect(address)
    try:
        if not client.scheduler_info()["workers"]:
            raise GongkaiError(f"集群{address}现在没有worker。先启动dask worker，再运行一次。")
        # A job is done again although it was done before: what it does is on the disk.
        yield client.get_executor(pure=False)
    finally:
        client.close()


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            "没有装Dask。用--cluster要先装requirements/fleet.txt里的软件包，见docs/部署/网站群.md。"
        ) from None
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise GongkaiError(f"连不上集群{address}：{type(error).__name__}。") from error
