"""Judges that nobody here wrote: Java programs of others, fetched by Maven and run on our files.

A judge is named by the pom.xml in the folder of its name. Its class path comes from an environment
variable such as SCO_GRAPH_JENA_CLASSPATH, else from the last run, else from Maven. Where it can't
be had, the test skips and says what was missing. What the findings mean is for the tests to say.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import platformdirs
import pytest
from filelock import FileLock

POMS = Path(__file__).resolve().parent
JENA: Mapping[str, str] = {
    "riot": "riotcmd.riot",
    "arq": "arq.arq",
    "sparql": "arq.sparql",
    "shacl": "shacl.shacl",
}
ROBOT = "org.obolibrary.robot.CommandLineInterface"
NEO4J_ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"
OLDEST_JAVA = {"neo4j4": 11, "neo4j5": 17, "neo4j2026": 21}
# As in the conf/neo4j.conf that a packaged Neo4j comes with.
PACKAGES = ("java.io", "java.lang", "java.nio", "sun.nio.ch")
OPENED = tuple(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in PACKAGES)
# Jena warns through its log: what it merely tells is left out, so that silence means no finding.
QUIET = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"
# The judges start often and run briefly: what makes long runs fast would only make them start late.
JVM = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8", QUIET)
# With one of these set Java talks on stderr, where a judge's findings go.
CHATTY = frozenset({"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
JVMS = Path("/usr/lib/jvm")
MAVEN_SECONDS = 900
JUDGE_SECONDS = 300


@cache
def classpath(judge: str) -> str:
    """Return the class path of a judge, such as "jena" or "robot"; skip where it can't be had."""
    variable = f"SCO_GRAPH_{judge.upper()}_CLASSPATH"
    if given := os.environ.get(variable):
        return given
    pom = POMS / judge / "pom.xml"
    digest = hashlib.sha256(pom.read_bytes()).hexdigest()[:16]
    kept = Path(platformdirs.user_cache_dir("sco-graph")) / "judges" / f"{judge}-{digest}.classpath"
    kept.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(kept.with_suffix(".lock")):
        if not _is_whole(kept):
            _ask_maven(pom, kept, variable)
        return kept.read_text(encoding="utf-8").strip()


def run_jena(
    command: str, *arguments: str | Path, text: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command of Apache Jena: riot, arq, sparql or shacl; `text` goes to its stdin."""
    return run_java("jena", JENA[command], *arguments, text=text)


def run_robot(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ROBOT with a command, or a chain of them in one start."""
    return run_java("robot", ROBOT, *arguments)


def run_neo4j_admin(
    judge: str, home: Path, folder: Path, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run the neo4j-admin of "neo4j5" or "neo4j2026" in a folder, on a Neo4j's home elsewhere."""
    options = (f"-Dbasedir={home}",)
    conf = home / "conf" / "neo4j.conf"
    conf.parent.mkdir(exist_ok=True)
    conf.write_text("".join(f"server.jvm.additional={option}\n" for option in OPENED), "utf-8")
    return run_java(judge, NEO4J_ADMIN, *arguments, options=options, folder=folder)


def run_java(
    judge: str,
    main_class: str,
    *arguments: str | Path,
    text: str | None = None,
    options: Sequence[str] = (),
    folder: Path = POMS.parent.parent,
) -> subprocess.CompletedProcess[str]:
    """Run a program of a judge, if not told else at the top of the checkout; skip without Java."""
    program = (java(OLDEST_JAVA.get(judge, 17)), *JVM, *options, "-cp", classpath(judge))
    return subprocess.run(
        [*program, main_class, *map(str, arguments)],
        input=text,
        stdin=subprocess.DEVNULL if text is None else None,
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=folder,
        env=quiet_environment(),
        timeout=JUDGE_SECONDS,
    )


def quiet_environment() -> dict[str, str]:
    """Return the environment without what makes Java talk."""
    return {key: value for key, value in os.environ.items() if key not in CHATTY}


@cache
def java(oldest: int = 17, newest: int | None = None) -> str:
    """Return a Java that is new enough, and not too new; skip where there is none.

    It comes from SCO_GRAPH_JAVA_HOME, which may name several, else from JAVA_HOME, PATH or the
    folder where Linux systems keep them.
    """
    for command in _javas():
        if oldest <= _java_version(command) <= (newest or sys.maxsize):
            return command
    wanted = f"{oldest} or newer" if newest is None else f"{oldest} to {newest}"
    pytest.skip(
        f"needs Java {wanted}, from adoptium.net or a package such as "
        f"openjdk-{newest or oldest}-jre-headless; in an unusual place: "
        "SCO_GRAPH_JAVA_HOME=/path/to/jdk"
    )


def _javas() -> Iterator[str]:
    named = os.environ.get("SCO_GRAPH_JAVA_HOME", "").split(os.pathsep)
    for home in (*named, os.environ.get("JAVA_HOME")):
        if home:
            yield str(Path(home) / "bin" / "java")
    if found := shutil.which("java"):
        yield found
    yield from sorted(map(str, JVMS.glob("*/bin/java")))


def _java_version(command: str) -> int:
    """Return the first number of a Java's version, 0 where it does not run."""
    try:
        run = subprocess.run(
            [command, "-version"],
            capture_output=True,
            encoding="utf-8",
            check=False,
            env=quiet_environment(),
        )
    except OSError:
        return 0
    found = re.search(r'version "(\d+)', run.stderr)
    return int(found[1]) if found else 0


def _is_whole(kept: Path) -> bool:
    """Return whether a class path is kept and all that it names is still there."""
    if not kept.exists():
        return False
    parts = kept.read_text(encoding="utf-8").strip().split(os.pathsep)
    return all(Path(part).is_file() for part in parts)


def _ask_maven(pom: Path, kept: Path, variable: str) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        pytest.skip(
            f"needs Maven to get the {pom.parent.name} judge, or its class path in {variable}; "
            "Debian, Ubuntu: apt install maven; other systems: maven.apache.org"
        )
    output = kept.with_suffix(".new")
    goal = ("dependency:build-classpath", f"-Dmdep.outputFile={output}")
    run = subprocess.run(
        [maven, "-q", "-B", "-f", str(pom), *goal],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=MAVEN_SECONDS,
    )
    if run.returncode != 0:
        told = (run.stdout + run.stderr).strip().splitlines()[:3]
        pytest.skip(
            f"Maven could not get the {pom.parent.name} judge; mend what it says, or give its "
            f"class path in {variable}: {' '.join(told)}"
        )
    output.replace(kept)
