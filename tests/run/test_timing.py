"""What the clocks count; how fast anything is, is not asserted here."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import copydesk.run.timing as timing_module
from copydesk.errors import CopyDeskError
from copydesk.records import Article
from copydesk.run import calibration, clocks, devices, run, time_system
from copydesk.run.calibration import CHECKSUM, generated_text, lap
from copydesk.run.warmup import WARM_UP

from .conftest import Articles, MakeSystem, noting, read
from .test_faults import OK

BURN = """\
def burn(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
"""


@pytest.fixture(autouse=True)
def few_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not go on until there is enough to measure well."""
    monkeypatch.setattr(timing_module, "ENOUGH_SECONDS", 0.0)


def test_phases_are_told_apart(make_system: MakeSystem) -> None:
    system = make_system(f"burn(.02)\n{OK}", top=BURN + "burn(.06)")
    code = (system / "system.py").read_text().replace("return Tiny()", "burn(.04); return Tiny()")
    (system / "system.py").write_text(code)
    timing = time_system(system, Articles(5), repeats=2)
    cpu = {name: phase.cpu for name, phase in timing.phases.items()}
    assert 0.06 <= cpu["import"] < 0.15
    assert 0.04 <= cpu["load"] < 0.10
    assert 0.10 <= cpu["extract"] < 0.20
    assert cpu["warm_up"] >= 0.10
    assert 1 / 0.04 < timing.articles_per_cpu_second <= 1 / 0.02
    assert timing.cold_start >= 0.06 + 0.04 + 0.02
    assert timing.latency["p95"] >= timing.latency["median"] > 0
    assert len(timing.processes) == 2
    assert timing.ratio > 0
    assert json.dumps(timing.to_record(), allow_nan=False)


def test_sleep_is_wall_and_not_cpu(make_system: MakeSystem) -> None:
    timing = time_system(make_system(f"time.sleep(.02)\n{OK}"), Articles(5), repeats=1)
    assert timing.phases["extract"].wall >= 0.1
    assert timing.phases["extract"].cpu < 0.05


CHILD = "import time; end = time.process_time() + .05\\nwhile time.process_time() < end: pass"


@pytest.mark.parametrize(
    "body",
    [
        f"import subprocess; subprocess.run([sys.executable, '-c', '''{CHILD}'''])",
        "if os.fork() == 0:\n    burn(.05)\n    os._exit(0)\nos.wait()",
        "import threading; t = threading.Thread(target=burn, args=(.05,)); t.start(); t.join()",
    ],
)
def test_descendants_and_threads_count(body: str, make_system: MakeSystem) -> None:
    timing = time_system(make_system(f"{body}\n{OK}", top=BURN), Articles(3), repeats=1)
    assert timing.phases["extract"].cpu >= 0.14


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="ps is coarse")
def test_a_descendant_that_lives_on_counts(tmp_path: Path) -> None:
    script = tmp_path / "burn.py"
    script.write_text(
        f"import json, sys, time\n{BURN}x = bytearray(120_000_000)\n"
        "for line in sys.stdin:\n"
        "    burn(.05)\n"
        "    print(json.dumps({'id': json.loads(line)['id'], 'entities': []}), flush=True)\n"
    )
    timing = time_system(f"cmd:python {script}", Articles(3), repeats=1)
    assert 0.15 <= timing.phases["extract"].cpu < 0.35
    assert 120 < timing.peak_memory_mb < 200


def test_peak_memory_is_the_systems_own(make_system: MakeSystem) -> None:
    ballast = bytearray(200_000_000)  # would show in ru_maxrss of whatever we start
    ballast[::4096] = b"x" * len(ballast[::4096])
    small = time_system(make_system(OK), Articles(3), repeats=1)
    assert small.peak_memory_mb < 100
    top = "x = bytearray(150_000_000); x[::4096] = b'x' * len(x[::4096])"
    large = time_system(make_system(OK, top=top, name="large"), Articles(3), repeats=1)
    assert 150 < large.peak_memory_mb < 260
    assert len(ballast) == 200_000_000


def test_memory_of_earlier_articles_earns_nothing(make_system: MakeSystem) -> None:
    """Each article is given once a process, so a cache by text is never hit in the corpus."""
    body = f"if text not in seen:\n    burn(.03)\n    seen.add(text)\n{OK}"
    timing = time_system(make_system(body, top=BURN + "seen = set()"), Articles(4), repeats=2)
    assert all(process.phases["extract"].cpu >= 0.12 for process in timing.processes)


def test_each_article_once_and_warm_up_outside(make_system: MakeSystem, tmp_path: Path) -> None:
    log = tmp_path / "log"
    system = make_system(f"open({str(log)!r}, 'a').write(article['id'] + ' ')\n{OK}")
    time_system(noting(system), Articles(5), repeats=1, batch_size=2)
    ids = log.read_text().split()
    counted = [name for name in ids if not name.startswith(WARM_UP.id)]
    processes = len(counted) // 5
    assert counted == [f"a{number}" for number in range(5)] * processes
    assert ids[0] == WARM_UP.id


def test_the_answers_are_those_of_a_run(make_system: MakeSystem, tmp_path: Path) -> None:
    import hashlib

    system = make_system(f"if 'bad' in text: raise ValueError('no')\n{OK}")
    out = tmp_path / "p.jsonl"
    run(system, Articles(5), out)
    timing = time_system(system, Articles(5), repeats=1)
    assert timing.failures == 1
    assert timing.predictions_sha256 == hashlib.sha256(out.read_bytes()).hexdigest()


@pytest.mark.parametrize("fault", ["os._exit(3)", "time.sleep(60)"])
def test_an_article_that_ends_its_process_is_left_out(fault: str, make_system: MakeSystem) -> None:
    system = make_system(f"if 'bad' in text: {fault}\n{OK}")
    timing = time_system(system, Articles(5), repeats=1, timeout=0.5)
    assert timing.left_out == ("a2",)
    assert timing.articles == 4


def test_what_cannot_be_timed(make_system: MakeSystem) -> None:
    with pytest.raises(CopyDeskError, match="no articles"):
        time_system(make_system(), [])
    with pytest.raises(CopyDeskError, match=r"cannot be timed: exit: .*status 3"):
        time_system(make_system("os._exit(3)"), Articles(2))
    with pytest.raises(CopyDeskError, match="cannot be timed: ZeroDivisionError"):
        time_system(make_system(top="1/0"), Articles(2))


def test_a_forged_clock_is_noticed(make_system: MakeSystem) -> None:
    top = (
        BURN.replace("time.process_time", "real")
        + "real = time.process_time\n"
        + "main = sys.modules['__main__']\n"
        + "main.clocks.process_time_ns = main.process_time_ns = lambda: 0\n"
    )
    with pytest.raises(CopyDeskError, match="the kernel counted"):
        time_system(make_system(f"burn(.1)\n{OK}", top=top), Articles(5), repeats=1)


def test_imports_inside_the_timed_section_are_named(make_system: MakeSystem) -> None:
    body = f"if text.startswith('Article'): import colorsys\n{OK}"
    timing = time_system(make_system(body), Articles(2), repeats=1)
    assert timing.late_imports == ("colorsys",)
    assert time_system(make_system(OK), Articles(2), repeats=1).late_imports == ()


BATCHED = """
class B:
    def extract_batch(self, articles):
        open(LOG, 'a').write(f"{len(articles)} ")
        burn(.02 + .01 * len(articles))
        return [{'entities': []} for _ in articles]
"""


def test_a_system_that_takes_batches_is_timed_one_by_one_too(
    make_system: MakeSystem, tmp_path: Path
) -> None:
    system = make_system(top=f"LOG = {str(tmp_path / 'log')!r}\n{BURN}{BATCHED}")
    code = (system / "system.py").read_text().replace("return Tiny()", "return B()")
    (system / "system.py").write_text(code)
    timing = time_system(noting(system), Articles(7), repeats=2, batch_size=3)
    assert (timing.takes, timing.articles, timing.batch_size) == ("batch", 7, 3)
    assert [one.batch_size for one in timing.processes] == [3, 3, 1, 1]
    alone, together = timing.throughput["1"], timing.throughput["3"]
    assert alone.processes == together.processes == 2
    assert alone.articles_per_cpu_second
    assert together.articles_per_cpu_second == timing.articles_per_cpu_second
    assert 1.2 < timing.articles_per_cpu_second / alone.articles_per_cpu_second < 2.0
    assert alone.ratio
    assert timing.ratio == together.ratio
    assert alone.ratio > together.ratio
    assert alone.predictions_sha256 == together.predictions_sha256
    told = Counter((tmp_path / "log").read_text().split())
    assert told == {"3": 2 * 3, "1": 2 * 2 + 2 * 9}, "warm-up: 1 and 3, or 1 and 1"


def test_a_system_that_takes_articles_is_the_same_at_every_batch_size(
    make_system: MakeSystem,
) -> None:
    timing = time_system(make_system(OK), Articles(3), repeats=1)
    assert timing.throughput["1"] == timing.throughput["32"]
    assert len(timing.processes) == 1


def test_a_system_with_a_network_is_timed_by_the_wall_clock(make_system: MakeSystem) -> None:
    system = make_system(f"time.sleep(.02)\n{OK}", card="network = true\n")
    timing = time_system(system, Articles(5))
    assert (timing.contract, timing.clock, timing.clock_because) == (2, "wall", "network")
    assert 25 < timing.articles_per_wall_second <= 50
    assert timing.articles_per_cpu_second is None
    assert timing.cpu_seconds_per_1000_characters is None
    assert timing.ratio is None
    assert not timing.coarse
    assert len(timing.processes) == 1, "once, where each answer may be paid for"
    assert len(time_system(system, Articles(5), repeats=2).processes) == 2


GPU = {
    "a device file": "held = open('/dev/full')",
    "a child's": (
        "import subprocess; held = subprocess.Popen(['sleep', '9'], stdin=open('/dev/full'))"
    ),
    "what PyTorch says": "import torch",
    "PyTorch on the CPU": "import torch; torch.cuda.is_initialized = lambda: False",
    "none": "pass",
}
TORCH = """\
class cuda:
    is_initialized = staticmethod(lambda: True)
class backends:
    class mps:
        is_available = staticmethod(lambda: False)
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no /proc to see it in")
@pytest.mark.parametrize("how", GPU)
def test_a_gpu_is_seen(
    how: str, make_system: MakeSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(devices, "DEVICES", re.compile("/dev/full"))
    system = make_system(f"time.sleep(.01)\n{OK}", top=GPU[how])
    (system / "torch.py").write_text(TORCH)
    timing = time_system(system, Articles(3), repeats=1)
    report = run(system, Articles(3), tmp_path / "p.jsonl")
    seen = how not in ("none", "PyTorch on the CPU")
    assert (timing.clock, timing.clock_because) == (("wall", "gpu") if seen else ("cpu", ""))
    assert report.wall_because == ("gpu" if seen else "")
    assert (timing.ratio is None) == seen


def test_names_of_devices() -> None:
    for name in ("nvidia0", "kfd", "dri/renderD128", "dxg", "accel/accel0", "neuron3"):
        assert devices.DEVICES.fullmatch(f"/dev/{name}"), name
    for name in ("nvidiactl", "nvidia-uvm", "null", "dri/card0"):
        assert not devices.DEVICES.fullmatch(f"/dev/{name}"), name


def test_calibration_computes_the_same_everywhere() -> None:
    assert lap(generated_text()) == CHECKSUM
    words = [sys.executable, "-P", calibration.__file__]
    told = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)
    assert told["checksum"] == CHECKSUM
    assert told["version"] == calibration.VERSION


def test_ps_times_are_read() -> None:
    assert clocks.clock_ns("0:01.50") == 1_500_000_000
    assert clocks.clock_ns("01:02:03") == 3_723_000_000_000
    assert clocks.clock_ns("2-00:00:01") == 172_801_000_000_000


def test_the_warm_up_article_is_in_no_corpus(tmp_path: Path) -> None:
    from copydesk.resources import data_root

    assert WARM_UP.text
    for seed in (data_root() / "seeds").glob("*.txt"):
        text = seed.read_text(encoding="utf-8")
        assert not {line for line in WARM_UP.text.split("\n") if len(line) > 40} & set(
            text.split("\n")
        )


def test_the_environment_names_nobody() -> None:
    import getpass
    import platform

    from copydesk.run import environment

    told = json.dumps(environment(["numpy>=2", "no-such-package"]))
    assert platform.node() not in told or len(platform.node()) < 3
    assert getpass.getuser() not in told
    assert environment(["numpy>=2"])["packages"]["numpy"]
    assert environment(["no-such-package"])["packages"] == {"no-such-package": None}


def test_empty_texts_are_timed(make_system: MakeSystem, tmp_path: Path) -> None:
    empty = [Article(id="e", text="")]
    system = make_system("return {'entities': []}")
    assert time_system(system, empty, repeats=1).characters == 0
    run(system, empty, tmp_path / "p.jsonl")
    assert read(tmp_path / "p.jsonl") == [{"id": "e", "entities": []}]
