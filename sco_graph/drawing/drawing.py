"""A drawing: a picture of a graph, which shows itself in a notebook and can be saved."""

from __future__ import annotations

import html
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sco_graph.drawing.edits import NO_EDITS, Edits
from sco_graph.drawing.labels import in_language
from sco_graph.drawing.layout import USUAL, Layout
from sco_graph.drawing.picture import Diagram, Matrix, Picture
from sco_graph.drawing.placed import Placed, PlacedDiagram
from sco_graph.errors import WrongUse
from sco_graph.given import to_path
from sco_graph.schema import LANGUAGES

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network


SANDBOX = "allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox"
"""What the page may do in a notebook: run, save, print and open a source, but not reach out."""
FRAME = 640
"""The height of the frame in a notebook, in px."""


@dataclass(frozen=True, repr=False)
class Drawing:
    """A picture, with what was changed in it by hand, in a language."""

    whole: Picture
    edits: Edits = NO_EDITS
    language: str = LANGUAGES[0]

    def __repr__(self) -> str:
        """Return the view, the title and how much there is, since all of it would fill a book."""
        head = self.whole.head
        parts: Mapping[str, Sequence[object]]
        if isinstance(self.whole, Diagram):
            parts = {"items": self.whole.items, "links": self.whole.links}
        elif isinstance(self.whole, Matrix):
            parts = {"rows": self.whole.rows, "columns": self.whole.columns}
        else:
            parts = {"lanes": self.whole.lanes, "spans": self.whole.spans}
        counts = [f"{len(things)} {name}" for name, things in parts.items()]
        title = in_language(head.title, self.language)
        return f"<Drawing: {head.view}, {title!r}, {', '.join(counts)}>"

    @cached_property
    def picture(self) -> Picture:
        """The picture with its edits, but for what was moved.

        Raises:
            RecordsError: An edit is of something that the picture does not show.
        """
        from sco_graph.drawing.edited import edited

        return edited(self.whole, self.edits)

    def placed(self, *languages: str, layout: Layout = USUAL) -> Placed:
        """Return where everything stands, with room for labels in these languages."""
        from sco_graph.drawing.edited import moved
        from sco_graph.drawing.place import place

        placed = place(self.picture, languages or (self.language,), layout)
        return moved(self.picture, placed, self.edits)

    def html(self) -> str:
        """Return the picture as one page of HTML, which needs nothing else."""
        from sco_graph.drawing.page import html as page

        placed = self.placed(*LANGUAGES)
        return page(self.picture, placed, self.edits, self.language, whole=self.whole)

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        page: str | None = None,
        width: int | None = None,
        dpi: int | None = None,
    ) -> None:
        """Write the picture into a file, whole or not at all, in the format of its suffix.

        `page` is "a4" or "slide", for SVG and PNG; `width`, in px, or `dpi` is for PNG.

        Raises:
            UnknownName: There is no such format or page.
            WrongUse: The picture has no such form, or does not fit the page.
            StoreError: The file cannot be written.
        """
        from sco_graph.drawing.files import Wanted, written
        from sco_graph.whole_file import write_whole

        wanted = Wanted(page=page, width=width, dpi=dpi)
        file = to_path("path", path)
        write_whole(file, [written(self, file.suffix, wanted)])

    def to_networkx(self) -> nx.MultiDiGraph:
        """Return the drawn graph: items and links with their attributes and places.

        Raises:
            WrongUse: The picture is no diagram.
        """
        from sco_graph.drawing.drawn_graph import to_networkx

        return to_networkx(*self.diagram())

    def to_pyvis(self) -> Network:
        """Return the drawn graph as a network of pyvis.

        Raises:
            WrongUse: The picture is no diagram.
        """
        from sco_graph.drawing.page import to_pyvis

        return to_pyvis(*self.diagram())

    def diagram(self) -> tuple[Diagram, PlacedDiagram]:
        """Return the picture and its places, if it is a diagram.

        Raises:
            WrongUse: It is none.
        """
        picture, placed = self.picture, self.placed()
        if not (isinstance(picture, Diagram) and isinstance(placed, PlacedDiagram)):
            raise WrongUse(f"a {picture.head.view} is no graph; save it as HTML, SVG or PNG")
        return picture, placed

    def _repr_html_(self) -> str:
        """Return the page in a frame that can reach nothing of the notebook."""
        return (
            f'<iframe sandbox="{SANDBOX}" width="100%" height="{FRAME}" '
            f'srcdoc="{html.escape(self.html())}"></iframe>'
        )
