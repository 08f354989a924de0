"""A real Chromium with no network, and what every page that is opened in it must keep to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from sco_graph.drawing.page import html
from sco_graph.drawing.picture import Picture
from sco_graph.drawing.place import place
from sco_graph.schema import LANGUAGES

NAMES = ("chromium", "chromium-browser", "google-chrome")
WHERE_FROM = (
    "no Chromium is here: on Debian `apt install chromium fonts-noto-core fonts-noto-cjk`, "
    "else name one: SCO_GRAPH_CHROMIUM=/path/to/chrome"
)
SIZE = (1600, 1000)


def find_chromium() -> str | None:
    """Return the path of a Chromium, that which SCO_GRAPH_CHROMIUM names before others."""
    named = os.environ.get("SCO_GRAPH_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a browser; skip where there is none."""
    path = find_chromium()
    if path is None:
        pytest.skip(WHERE_FROM)
    # As root, such as in a container, Chromium has no sandbox of its own.
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Opened:
    """A page in the browser, and what was heard from it: complaints, and addresses asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Note what goes wrong in the page, and what it asks for."""
        self.page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def is_sound(self) -> bool:
        """Return whether nothing went wrong and nothing was fetched."""
        allowed = ("file:", "data:", "blob:")
        strange = [url for url in self.requests if not url.startswith(allowed)]
        assert (self.complaints, strange) == ([], [])
        return True


def wait_for_all(page: Page) -> None:
    """Wait until all of a page is there: it draws itself before it reads vis-network."""
    page.wait_for_selector("html[data-ready]", state="attached")


def middle_of(page: Page, id_: str) -> tuple[float, float]:
    """Return where the middle of a box of a diagram is in the window."""
    x, y = page.evaluate(
        """id => {
          const { x, y } = picture.network.canvasToDOM(picture.network.getPositions([id])[id]);
          const area = document.getElementById("picture-area").getBoundingClientRect();
          return [x + area.left, y + area.top];
        }""",
        id_,
    )
    return x, y


Open: TypeAlias = Callable[..., Opened]


class Pages:
    """Opens pictures, each in a page of its own, all in one browser."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self.opened: list[Opened] = []

    def open(self, picture: Picture, *, size: tuple[int, int] = SIZE, dark: bool = False) -> Opened:
        """Return the page of a picture in a window of a size, with no network."""
        return self.open_file(self.written(picture), size=size, dark=dark)

    def open_text(self, text: str, *, size: tuple[int, int] = SIZE, dark: bool = False) -> Opened:
        """Return a page by its text."""
        return self.open_file(self._written(text), size=size, dark=dark)

    def written(self, picture: Picture) -> Path:
        """Return the file of a picture's page, which is not opened yet."""
        return self._written(html(picture, place(picture, LANGUAGES)))

    def _written(self, text: str) -> Path:
        file = self.folder / f"{len(self.opened)}.html"
        file.write_text(text, encoding="utf-8", newline="\n")
        return file

    def open_file(self, file: Path, *, size: tuple[int, int] = SIZE, dark: bool = False) -> Opened:
        """Return a file as a page, when all of it is there."""
        opened = self.new(size=size, dark=dark)
        opened.page.goto(file.as_uri())
        if file.suffix == ".html":
            wait_for_all(opened.page)
        return opened

    def new(self, *, size: tuple[int, int] = SIZE, dark: bool = False) -> Opened:
        """Return a page with nothing in it, whose complaints and requests are heard."""
        page = self.browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            offline=True,
            accept_downloads=True,
        )
        opened = Opened(page)
        self.opened.append(opened)
        opened.listen()
        return opened

    def close(self) -> None:
        """Close every page."""
        for opened in self.opened:
            opened.page.context.close()
