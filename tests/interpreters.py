"""The Pythons on this machine that the wheel is tried on.

Looks at the running one, at PATH and at the versions that pyenv has installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

SUPPORTED = ("3.11", "3.12", "3.13")
TELL_VERSION = "import sys, ensurepip, venv; print('{}.{}'.format(*sys.version_info))"


@cache
def find_interpreters() -> dict[str, str]:
    """Return a Python that can make environments for each supported version that is here."""
    running = "{}.{}".format(*sys.version_info)
    found = {running: sys.executable}
    for version in SUPPORTED:
        for candidate in _candidates(version):
            if version not in found and _version_of(candidate) == version:
                found[version] = candidate
    return dict(sorted(found.items()))


def missing_versions() -> tuple[str, ...]:
    """Return the supported versions that no Python here has."""
    return tuple(version for version in SUPPORTED if version not in find_interpreters())


def _candidates(version: str) -> list[str]:
    on_path = shutil.which(f"python{version}")
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    installed = sorted(map(str, pyenv.glob(f"{version}.*/bin/python")))
    return [*installed, on_path] if on_path else installed


def _version_of(python: str) -> str:
    # A shim of pyenv is found in PATH even where its Python is not.
    run = subprocess.run([python, "-c", TELL_VERSION], capture_output=True, text=True, check=False)
    return run.stdout.strip()
