"""The calibration workload: fixed text work in pure Python, the yardstick beside every timing.

Run as a process of its own, from the standard library alone, under the environment that systems
get. It prints one JSON object: the workload's version, units done, CPU and wall nanoseconds, and
a checksum of what it computed. A unit is 1,000 characters of generated text put through what
rule-based extractors do: regular expressions, dictionary look-ups, string work, sorting.
`VERSION` rises when the work changes; ratios of different versions are not comparable.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from collections.abc import Iterator
from time import perf_counter_ns, process_time_ns

VERSION = 1
SEED = 20240607
CHARACTERS = 40_000
LAPS = 16
#: CRC-32 of one lap's result: the same work everywhere, or none.
CHECKSUM = 566660769

_SYLLABLES = tuple(
    "ba ce di fo gu la me ni or pa re si to ur va wen xi yal zo ther min con ster".split()  # noqa: SIM905
)
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_NAME = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)*")
_QUOTE = re.compile(r"“([^“”]+)”[,.]? (?:said|added|wrote) (\w+)")
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z“])")


def numbers() -> Iterator[int]:
    """Yield an endless fixed sequence (a linear congruential generator, Knuth's constants)."""
    state = SEED
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 33


def generated_text() -> str:
    """Return the text: made-up words in sentences, with names, quotations and line breaks."""
    source = numbers()
    sentences: list[str] = []
    size = 0
    while size < CHARACTERS:
        words = [
            "".join(_SYLLABLES[next(source) % len(_SYLLABLES)] for _ in range(1 + next(source) % 4))
            for _ in range(6 + next(source) % 18)
        ]
        for _ in range(next(source) % 4):
            place = next(source) % len(words)
            words[place] = words[place].capitalize()
        body = " ".join(words).capitalize()
        name = words[0].capitalize()
        kind = next(source) % 5
        sentence = f"“{body},” said {name}." if kind == 0 else body + "."
        sentences.append(sentence + ("\n\n" if kind == 1 else " "))
        size += len(sentences[-1])
    return "".join(sentences)[:CHARACTERS]


def lap(text: str) -> int:
    """Do the work once over the text and return the CRC-32 of what came out."""
    counts: dict[str, int] = {}
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        counts[word] = counts.get(word, 0) + 1
    found: list[tuple[int, int, str]] = []
    for paragraph in text.split("\n"):
        for sentence in _SENTENCE.split(paragraph):
            head = sentence.strip().strip("“”.,")
            names = [
                match.span()
                for match in _NAME.finditer(head)
                if counts[match[0].split()[0].casefold()]
            ]
            quotes = [match.groups() for match in _QUOTE.finditer(sentence)]
            letters = sum(1 for letter in head if letter in "aeiou")
            found.append((len(names) + len(quotes), letters, head.replace("ther", "th")[:24]))
    found.sort()
    common = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:500]
    return zlib.crc32(repr((found, common)).encode())


def main() -> None:
    """Do one lap untimed and `LAPS` on the clock, and print the figures."""
    text = generated_text()
    checksum = lap(text)
    cpu, wall = process_time_ns(), perf_counter_ns()
    for _ in range(LAPS):
        lap(text)
    spent = {"wall": perf_counter_ns() - wall, "cpu": process_time_ns() - cpu}
    units = LAPS * len(text) // 1000
    figures = {"version": VERSION, "units": units, **spent, "checksum": checksum}
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
