"""Running systems: in processes of their own, which see texts only, and on the clock.

`run` stores predictions, `time_system` measures; `open_system` says what a SYSTEM argument is.
"""

from copydesk.run.doors import embedded, open_system
from copydesk.run.environment import environment
from copydesk.run.figures import Throughput, Timing
from copydesk.run.infrastructure import InfrastructureError
from copydesk.run.journal import RunRecord, read_record, record_path
from copydesk.run.launch import Launch, hash_folder, hash_system
from copydesk.run.runner import run
from copydesk.run.tally import Progress, RunReport
from copydesk.run.timing import time_system

__all__ = [
    "InfrastructureError",
    "Launch",
    "Progress",
    "RunRecord",
    "RunReport",
    "Throughput",
    "Timing",
    "embedded",
    "environment",
    "hash_folder",
    "hash_system",
    "open_system",
    "read_record",
    "record_path",
    "run",
    "time_system",
]
