"""The notebook runs from top to bottom, each cell with an answer, and holds no answer of old."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbclient import NotebookClient

from sco_graph.graph import CACHE_VARIABLE, Graph
from tests.pages import CHECKOUT

if TYPE_CHECKING:
    import pytest

NOTEBOOK = CHECKOUT / "docs" / "tour.ipynb"


def test_the_notebook_keeps_no_output() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)

    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(code) >= 10
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


def test_every_cell_of_the_notebook_runs(
    shipped: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(shipped.build.folder))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    notebook = nbformat.read(NOTEBOOK, as_version=4)

    NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}, timeout=120).execute()

    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    silent = [cell.source for cell in code[1:] if not cell.outputs]
    assert silent == []
    tables = [one for cell in code for one in cell.outputs if "text/html" in one.get("data", {})]
    assert tables
