"""The machine that is measured."""

import os
import platform
import re
from pathlib import Path

ISAS = ["avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16"]


def cpu(key):
    found = re.search(rf"^{key}\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1].strip() if found else ""


FLAGS = set(cpu("flags").split())
HAS_AVX512 = "avx512f" in FLAGS
HAS_BF16 = bool(FLAGS & {"avx512_bf16", "amx_bf16"})


def cores():
    return len(os.sched_getaffinity(0))


def model():
    """The processor's name, and family and model where a hypervisor hides which it is."""
    return f"{cpu('model name')} (family {cpu('cpu family')}, model {cpu('model')})"


def instruction_sets():
    return ", ".join(isa for isa in ISAS if isa in FLAGS)


def memory():
    return f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB"


def system():
    release = Path("/etc/os-release")
    found = re.search(r'^PRETTY_NAME="?(.*?)"?$', release.read_text(), re.MULTILINE) if release.exists() else None
    return f"{found[1] if found else platform.system()}, kernel {platform.release()}"
