"""What a worker says, taken from the bytes that arrive: nothing in them is believed."""

from __future__ import annotations

import msgspec


class Reply(msgspec.Struct):
    """A frame from the worker; which fields are set says which kind it is.

    `waiting` is what the system says that it waits for while it is at an article, `gpu` the GPU
    that it says it uses. `garbage` says what arrived that is no frame of ours; nothing after it
    can be trusted.
    """

    ready: bool = False
    done: bool = False
    takes: str | None = None
    error: str | None = None
    failure: str | None = None
    prediction: msgspec.Raw = msgspec.Raw()
    wall: int = 0
    cpu: int = 0
    total: int = 0
    children: int = 0
    late: tuple[str, ...] = ()
    isolation: dict[str, str] | None = None
    gpu: str = ""
    waiting: str = ""
    garbage: str | None = None


_decode = msgspec.json.Decoder(Reply).decode


def harmless(said: str) -> str:
    """Return what a worker says as one short line that no terminal acts on."""
    return " ".join("".join(one if one.isprintable() else " " for one in said).split())[:300]


class Replies:
    """Bytes on their way to become frames."""

    def __init__(self, limit: int) -> None:
        """Take the most bytes that a frame may have."""
        self._limit = limit
        self._bytes = bytearray()

    def add(self, part: bytes) -> list[Reply]:
        """Return the frames that are whole with this part; a wrong one is the last."""
        self._bytes += part
        frames, start = [], 0
        while len(self._bytes) - start >= 4:
            size = int.from_bytes(self._bytes[start : start + 4], "big")
            if size > self._limit:
                frames.append(Reply(garbage="an answer over the limit"))
                break
            if start + 4 + size > len(self._bytes):
                break
            try:
                frames.append(_decode(bytes(self._bytes[start + 4 : start + 4 + size])))
            except (msgspec.MsgspecError, UnicodeDecodeError):
                frames.append(Reply(garbage="bytes that are no answer"))
            start += 4 + size
        del self._bytes[:start]
        return frames
