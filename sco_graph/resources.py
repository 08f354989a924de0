"""Where the data folders lie: inside the installed package, or in the checkout beside it.

Nothing here reads a file of theirs; the licences alone are read, as they are no files of a folder.
"""

from __future__ import annotations

from pathlib import Path

from sco_graph.errors import StoreError

PACKAGE = Path(__file__).resolve().parent


def ontology_folder() -> Path:
    """Return the folder of the ontology, its shapes and its schemes.

    >>> ontology_folder().name
    'ontology'
    """
    return find_folder("ontology", package=PACKAGE)


def queries_folder() -> Path:
    """Return the folder that holds cypher/ and sparql/.

    >>> queries_folder().name
    'queries'
    """
    return find_folder("queries", package=PACKAGE)


def competency_folder() -> Path:
    """Return the folder of the competency questions' queries.

    >>> competency_folder().name
    'competency'
    """
    return find_folder("docs/competency", package=PACKAGE)


def records_folder() -> Path:
    """Return the folder of the shipped records.

    >>> records_folder().name
    'records'
    """
    return find_folder("records", package=PACKAGE)


def licence_text(name: str) -> str:
    """Return the text of a licence, which is installed beside the package.

    Raises:
        StoreError: It is not there.

    >>> licence_text("LICENSE-records").splitlines()[2]
    'CC0 1.0 Universal'
    """
    from importlib.metadata import PackageNotFoundError, distribution  # here, as in versions

    try:
        text = distribution("sco-graph").read_text(f"licenses/{name}")
    except PackageNotFoundError:
        text = None
    if text is None:
        raise StoreError(f"sco-graph has no text of its licence, {name}; install it again")
    return text


def find_folder(name: str, *, package: Path) -> Path:
    """Return a data folder of a package, the packed one before the one beside it.

    Raises:
        StoreError: neither is there.
    """
    # Packed first: in site-packages a folder of that name may be someone else's.
    packed = package / "_data" / name
    beside = package.parent / name
    for folder in (packed, beside):
        if folder.is_dir():
            return folder
    raise StoreError(
        f"sco-graph has no folder {name!r}, neither {packed} nor {beside}; "
        "install it again, or run it from a whole checkout"
    )
