"""A file that is made while it is read: only what `IO[bytes]` needs around an iterator of its parts."""

import io
from collections.abc import Generator
from typing import IO


class Pipe(io.RawIOBase):
    """Takes what is written, to be taken out again; it cannot go back, so that nothing of it need be kept."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        self._written += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self._written)
        self._written.clear()
        return taken


class _Parts(io.RawIOBase):
    def __init__(self, parts: Generator[bytes]) -> None:
        self._parts = parts
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        while not self._left:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._left = part
        taken, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def close(self) -> None:
        """Whoever makes the parts hears that nobody reads on."""
        self._parts.close()
        super().close()


def reading(parts: Generator[bytes]) -> IO[bytes]:
    return io.BufferedReader(_Parts(parts), buffer_size=64 * 1024)
