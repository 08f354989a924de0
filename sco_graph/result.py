"""The answer to a question: its rows, and the forms that Python's users take them in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from sco_graph.errors import WrongUse

if TYPE_CHECKING:
    import pandas as pd

    from sco_graph.questions import Question

Row = Mapping[str, Any]
INSTALL = "run `pip install 'sco-graph[pandas]'`"


class Result(Sequence[Row]):
    """The rows of an answer, in order; equal to any list of the same rows."""

    __hash__ = None  # type: ignore[assignment]  # as of every list

    def __init__(self, question: Question, rows: Sequence[Row]) -> None:
        self.question = question
        self.rows = list(rows)

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order, whether there are rows or not."""
        return [column.name for column in self.question.columns]

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __eq__(self, other: object) -> bool:
        return self.rows == (other.rows if isinstance(other, Result) else other)

    def __repr__(self) -> str:
        rows = f"{len(self)} rows" if len(self) != 1 else "1 row"
        return f"<{self.question.name}: {rows} of {', '.join(self.columns)}>"

    def to_markdown(self) -> str:
        """Return the rows as a Markdown table."""
        from sco_graph.formats import to_markdown

        return to_markdown(self.columns, self.rows)

    def to_csv(self) -> str:
        """Return the rows as CSV that is safe to open in a spreadsheet."""
        from sco_graph.formats import to_guarded_csv

        return to_guarded_csv(self.columns, self.rows)

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a data frame; dates are `datetime.date`, lists are lists.

        Raises:
            WrongUse: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise WrongUse(f"to_pandas needs pandas, which is not installed; {INSTALL}") from error
        return pd.DataFrame(self.rows, columns=self.columns)

    def _repr_html_(self) -> str:
        """Return the rows as a table for a notebook."""
        from sco_graph.formats import to_html

        return to_html(self.columns, self.rows)
