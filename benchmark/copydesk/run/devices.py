"""Whether a GPU, or a device like one, is at work: then CPU time says little of a system.

Loaded by the worker from this file too, so standard library alone.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable

#: Device files that whoever computes on them holds open: NVIDIA's, AMD's, Intel's, those of WSL,
#: of accelerators in the kernel's own class, of AWS Neuron.
DEVICES = re.compile(r"/dev/(nvidia\d+|kfd|dri/renderD\d+|dxg|accel\d+|accel/accel\d+|neuron\d+)")


def open_device(processes: Iterable[int]) -> str:
    """Return a device file that one of the processes holds open, "" for none; from /proc."""
    for number in processes:
        folder = f"/proc/{number}/fd"
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for name in names:
            try:
                target = os.readlink(f"{folder}/{name}")
            except OSError:
                continue
            if DEVICES.fullmatch(target):
                return target
    return ""


def torch_device() -> str:
    """Return the kind of GPU that PyTorch has begun to use in this process, "" for none.

    For machines without /proc; nothing is imported that is not there.
    """
    torch = sys.modules.get("torch")
    try:
        if torch is None:
            return ""
        if torch.cuda.is_initialized():
            return "cuda"
        return "mps" if torch.backends.mps.is_available() and _mps_bytes(torch) else ""
    except Exception:  # another version, or half of one
        return ""


def _mps_bytes(torch: object) -> int:
    mps = getattr(torch, "mps", None)
    return int(mps.current_allocated_memory()) if mps is not None else 0
