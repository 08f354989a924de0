"""What holds for every test: skips can be forbidden, slow tests come last.

Fixtures stand in tests/conftest.py. This file lies here so that it also rules the doctests.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence

import pytest
from hypothesis import settings

# A slow machine is no failure; a deadline would make it one.
settings.register_profile("steady", deadline=None, print_blob=True)
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the slow tests behind all others."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)


def pytest_report_collectionfinish(items: Sequence[pytest.Item]) -> list[str]:
    """Name the Pythons that the wheel can't be tried on, and how to get them."""
    if not any(item.get_closest_marker("slow") for item in items):
        return []
    from tests.interpreters import missing_versions

    return [
        f"the wheel is not tried on Python {version}, which is not here; "
        f"get it from python.org/downloads or with: pyenv install {version}"
        for version in missing_versions()
    ]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip or an expected failure into a failure where SCO_GRAPH_NO_SKIP is set."""
    report = yield
    if report.skipped and _skips_are_forbidden():
        report.outcome = "failed"
        report.longrepr = f"skipped, but SCO_GRAPH_NO_SKIP is set: {report.longrepr}"
        vars(report).pop("wasxfail", None)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a file that is skipped whole into a failure where SCO_GRAPH_NO_SKIP is set."""
    report = yield
    if report.skipped and _skips_are_forbidden():
        report.outcome = "failed"
        report.longrepr = f"skipped, but SCO_GRAPH_NO_SKIP is set: {report.longrepr}"
    return report


def _skips_are_forbidden() -> bool:
    return bool(os.environ.get("SCO_GRAPH_NO_SKIP"))
