"""Environments of their own for other people's packages that ours are measured against."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

from platformdirs import user_cache_path


class NotInstalled(Exception):
    """A package cannot be had here."""


def environment(requirements: Path) -> Path:
    """Return the Python that has some packages, installing them where they are not.

    Raises:
        NotInstalled: They cannot be installed.
    """
    wanted = requirements.read_bytes() + sys.version.encode()
    name = f"{requirements.parent.name}-{hashlib.sha256(wanted).hexdigest()[:12]}"
    folder = user_cache_path("sco-graph") / "benchmark" / name
    python, ready = folder / "bin" / "python", folder / "ready"
    if not (ready.exists() and python.exists()):
        _install(folder, python, requirements)
        ready.touch()
    return python


def _install(folder: Path, python: Path, requirements: Path) -> None:
    """Make the environment; pip takes nothing but wheels, so that no compiler is needed."""
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    try:
        venv.create(folder, clear=True, with_pip=True)
        subprocess.run(
            [*pip, "--only-binary", ":all:", "-r", str(requirements)],
            check=True,
            capture_output=True,
            text=True,
        )
    except subprocess.CalledProcessError as error:
        said = str(error.stderr or error).strip().rpartition("\n")[2]
        raise NotInstalled(said) from error
    except OSError as error:
        raise NotInstalled(str(error)) from error
