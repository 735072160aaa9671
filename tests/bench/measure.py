"""How long a command takes and how much memory it needs, from outside."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    seconds: float
    cpu_seconds: float
    peak_mb: float


def cost_of(command: list[str], *, log: Path) -> Cost:
    """Wall and processor time of one run, and the largest memory of any one of its processes."""
    begin = time.perf_counter()
    with log.open("ab") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    if status:
        raise SystemExit(f"{' '.join(command)} failed:\n{log.read_text()[-2000:]}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def fsyncs_per_second(folder: Path, *, seconds: float = 2.0) -> float:
    """What this disk can promise at the most: small writes, each synced."""
    path = folder / "fsync.probe"
    count, begin = 0, time.perf_counter()
    with path.open("wb") as file:
        while time.perf_counter() - begin < seconds:
            file.write(b"x" * 4096)
            file.flush()
            os.fdatasync(file.fileno())
            count += 1
    path.unlink()
    return count / (time.perf_counter() - begin)
