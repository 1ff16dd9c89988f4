"""How fast texts are described: python benchmarks/describe.py [MEGABYTES of documents, 20 by default]

The seeds, repeated as documents of their own, are read and described by all recognisers on one core.
The reference of the same run reads the same lines and looks for one pattern, so that two machines can
be compared by the ratio. Start-up (models, names) is not counted; times are of the processor.
The memory is the highest of a process of its own that describes so many documents, each with names that
no other has.
"""

import platform
import re
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.memory import highest_memory  # noqa: E402
from catalog.ingest.describe import describe  # noqa: E402
from catalog.ingest.document import document_of  # noqa: E402

_PATTERN = re.compile(r"\b(?:[A-Z][a-z]+ )?\d{1,2},? (?:[A-Z][a-z]+ )?\d{4}\b")
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
MEGABYTE = 1_000_000
MEMORY = "--memory"


def texts(megabytes: float) -> list[str]:
    """The seeds one after another, until they are as long together as was asked."""
    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    chosen: list[str] = []
    length = 0
    for text in cycle(seeds):
        if length >= megabytes * MEGABYTE:
            return chosen
        chosen.append(text)
        length += len(text.encode())
    return chosen


def memory_of(documents: int) -> float:
    """The highest memory, in MB, of a process that describes so many documents one after another."""
    command = [sys.executable, __file__, MEMORY, str(documents)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def describe_unlike(documents: int) -> None:
    """Describes so many documents of unlike names, and prints the highest memory of this process in MB."""
    for number, text in enumerate(islice(cycle(texts(0.06)), documents)):
        ending = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        describe(document_of(_NAME.sub(rf"\g<0>{ending}", text)))
    print(highest_memory())


def reference(text: str) -> int:
    """Lines and one pattern: the least that any reader of a text does."""
    return sum(len(_PATTERN.findall(line)) for line in text.split("\n"))


def seconds(work: list[str], described: bool) -> float:
    """Processor seconds that all texts take."""
    start = time.process_time()
    for text in work:
        if described:
            describe(document_of(text))
        else:
            reference(text)
    return time.process_time() - start


def main() -> None:
    """Prints the machine, both speeds and their ratio, then texts of 5 MB and the memory."""
    if sys.argv[1:2] == [MEMORY]:
        describe_unlike(int(sys.argv[2]))
        return
    work = texts(float(sys.argv[1]) if len(sys.argv) > 1 else 20)
    size = sum(len(text.encode()) for text in work) / MEGABYTE
    seconds(work[:10], described=True)
    bare, full = seconds(work, described=False), seconds(work, described=True)
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, one core")
    print(f"{len(work)} documents, {size:.1f} MB: described at {size / full:.2f} MB/s ({full:.1f} s)")
    print(f"reference (lines and one pattern): {size / bare:.1f} MB/s; ratio {full / bare:.1f}")
    for name, text in (
        ("one line", "the naval base at Port Arthur, by 31 May 1955, " * 110_000),
        ("the seeds as one text", "\n\n".join(texts(5))),
    ):
        took = seconds([text], described=True)
        print(f"5 MB as {name}: {took:.2f} s")
    for documents in (100, 1_000, 2_000):
        print(f"{documents} documents of unlike names: {memory_of(documents):.0f} MB at most")


if __name__ == "__main__":
    main()
