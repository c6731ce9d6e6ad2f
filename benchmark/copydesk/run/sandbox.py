"""Shuts the worker in before any of the system's code runs: files by Landlock, network by seccomp.

Loaded by the worker from this file, so standard library alone. Both mechanisms need no rights,
bind root as well, pass on to every descendant and cannot be taken off again. Where the kernel
lacks one, the system runs without it and the answer says "none"; nothing fails for that.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import stat
import struct
import sys
from collections.abc import Iterable, Mapping

NONE = "none"
LANDLOCK = "landlock"
SECCOMP = "seccomp"
ALLOWED = "allowed"

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same on every architecture
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2

# Rights of linux/landlock.h. Listing a folder is left free: names may be seen, contents not.
_WRITE_FILE, _READ_FILE, _REFER, _TRUNCATE = 1 << 1, 1 << 2, 1 << 13, 1 << 14
_CHANGE_FOLDER = sum(1 << bit for bit in range(4, 13))  # remove and make entries of any kind
#: Versions of Landlock from which on a right, a network or a scope can be named.
_REFER_SINCE, _TRUNCATE_SINCE, _NETWORK_SINCE, _SCOPE_SINCE = 2, 3, 4, 6
_SCOPES = 0b11  # abstract sockets and signals: none to processes outside

#: Machine -> (audit architecture, number of socket(2)); io_uring_setup is 425 on both.
_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_IO_URING_SETUP = 425
_AF_UNIX = 1

#: Folders of /dev that programs write to, beside the character devices.
_WRITABLE_DEVICES = ("shm", "pts", "dri")


def restrict(
    readable: Mapping[str, bool], writable: Iterable[str], network: bool
) -> dict[str, str]:
    """Shut this process in for good; return what holds: `{"files": ..., "network": ...}`.

    `readable` says of real paths whether what lies there may be read; the longest one that
    holds a file decides, and what none of them holds may be read. `writable` are the folders
    in which alone files may be made and changed. `network`: whether sockets may be opened.
    """
    held = {"files": NONE, "network": ALLOWED if network else NONE}
    if sys.platform != "linux":
        return held
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, *map(ctypes.c_ulong, (1, 0, 0, 0))):
        return held
    version = libc.syscall(ctypes.c_long(_CREATE), None, ctypes.c_size_t(0), ctypes.c_uint(1))
    if version >= 1 and _restrict_files(libc, version, readable, writable, network):
        held["files"] = LANDLOCK
        if not network and version >= _NETWORK_SINCE:
            held["network"] = f"{LANDLOCK} (TCP only)"
    if not network and _restrict_sockets(libc):
        held["network"] = SECCOMP
    return held


def _restrict_files(
    libc: ctypes.CDLL,
    version: int,
    readable: Mapping[str, bool],
    writable: Iterable[str],
    network: bool,
) -> bool:
    to_file = _WRITE_FILE | (_TRUNCATE if version >= _TRUNCATE_SINCE else 0)
    to_folder = to_file | _CHANGE_FOLDER | (_REFER if version >= _REFER_SINCE else 0)
    attributes = struct.pack("=Q", to_folder | _READ_FILE)
    if version >= _NETWORK_SINCE:
        attributes += struct.pack("=Q", 0 if network else 0b11)
    if version >= _SCOPE_SINCE:
        attributes += struct.pack("=Q", _SCOPES)
    rules = libc.syscall(
        ctypes.c_long(_CREATE), attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint(0)
    )
    if rules < 0:
        return False
    try:
        for path in _readable("/", readable):
            _allow(libc, rules, path, _READ_FILE)
        for path in writable:
            _allow(libc, rules, path, to_folder)
        for path in _devices():
            _allow(libc, rules, path, to_folder if os.path.isdir(path) else to_file)
        return not libc.syscall(ctypes.c_long(_RESTRICT), ctypes.c_int(rules), ctypes.c_uint(0))
    except OSError:
        return False
    finally:
        os.close(rules)


def _allow(libc: ctypes.CDLL, rules: int, path: str, rights: int) -> None:
    """Add a rule for a file or everything beneath a folder; nothing for what is not there."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return
    try:
        rule = struct.pack("=Qi", rights, place)
        kind = ctypes.c_int(1)
        if libc.syscall(ctypes.c_long(_ADD), ctypes.c_int(rules), kind, rule, ctypes.c_uint(0)):
            raise OSError(ctypes.get_errno(), path)
    finally:
        os.close(place)


def _readable(folder: str, marks: Mapping[str, bool], given: bool = True) -> list[str]:
    """Return the topmost paths beneath which everything may be read.

    Links are left out: a rule holds for what a path leads to, which has a path of its own.
    """
    given = marks.get(folder, given)
    inside = folder.rstrip("/") + "/"
    if not any(path.startswith(inside) and path != folder for path in marks):
        return [folder] if given else []
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not entry.is_symlink():
                    found += _readable(inside + entry.name, marks, given)
    except OSError:
        pass  # what cannot be listed cannot hold a readable path that matters here
    return found


def _devices() -> list[str]:
    """Return what may be written to in /dev."""
    found = []
    with os.scandir("/dev") as entries:
        for entry in entries:
            if entry.name in _WRITABLE_DEVICES or (
                not entry.is_symlink() and stat.S_ISCHR(entry.stat().st_mode)
            ):
                found.append(entry.path)
    return found


def _restrict_sockets(libc: ctypes.CDLL) -> bool:
    """Refuse every socket but local ones (AF_UNIX), and io_uring, which could make others."""
    if platform.machine() not in _SOCKET or sys.byteorder != "little":
        return False
    architecture, socket = _SOCKET[platform.machine()]
    allow, refuse = 0x7FFF0000, 0x00050000
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    filters = (
        (load, 0, 0, 4),  # the architecture of the call
        (equal, 0, 7, architecture),
        (load, 0, 0, 0),  # its number
        (at_least, 5, 0, 0x40000000),  # the x32 calls of x86_64
        (equal, 4, 0, _IO_URING_SETUP),
        (equal, 0, 4, socket),
        (load, 0, 0, 16),  # the address family
        (equal, 2, 0, _AF_UNIX),
        (give, 0, 0, refuse | errno.ENETDOWN),
        (give, 0, 0, refuse | errno.ENOSYS),
        (give, 0, 0, allow),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *one) for one in filters))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filters", ctypes.c_void_p))

    program = Program(len(filters), ctypes.cast(code, ctypes.c_void_p))
    return not libc.prctl(
        _PR_SET_SECCOMP,
        ctypes.c_ulong(_SECCOMP_MODE_FILTER),
        ctypes.byref(program),
        ctypes.c_ulong(0),
        ctypes.c_ulong(0),
    )
