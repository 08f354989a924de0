"""What a view may be asked to show, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from sco_graph.given import refuse_other


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The filters of a view; each view heeds what concerns it and refuses the rest."""

    id: str | None = None
    body: str | None = None
    state: str | None = None
    person: str | None = None
    from_: str | None = None
    to: str | None = None
    kinds: tuple[str, ...] = ()
    least: int | None = None

    def __post_init__(self) -> None:
        """Refuse what is no text and no number.

        Raises:
            QuestionError: There is such a thing.
        """
        texts = self.given - {"kinds", "least"}
        refuse_other(str, **{name: getattr(self, name) for name in sorted(texts)})
        for one in self.kinds:
            refuse_other(str, kind=one)
        if self.least is not None:
            refuse_other(int, least=self.least)

    @property
    def given(self) -> set[str]:
        """The names of what is given."""
        return {name for name in self.__slots__ if getattr(self, name) not in (None, ())}
