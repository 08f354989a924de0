"""What helps where a picture shows more than can be read, by its view."""

from __future__ import annotations

from sco_graph.drawing.picture import Picture


def fewer(picture: Picture) -> str:
    """Return how a picture is made to show less: its view's filters, else what always helps.

    The answer to a question is no view and has a limit instead.
    """
    from sco_graph.drawing.views import VIEWS  # here, as it imports all that is drawn

    view = picture.head.view
    if view not in VIEWS:
        return "choose fewer rows with --limit, or hide some with --edits"
    options = [OPTIONS.get(one, f"--{one}") for one in VIEWS[view][1] if one != "id"]
    if not options:
        return "hide some with --edits"
    return f"choose fewer with a filter ({', '.join(options)}), or hide some with --edits"


OPTIONS = {"from_": "--from", "kinds": "--kind"}
"""What the command calls a filter, where that is another name."""
