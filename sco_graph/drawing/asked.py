"""What a view may be asked to show, as plain values."""

from __future__ import annotations

from dataclasses import dataclass


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

    @property
    def given(self) -> set[str]:
        """The names of what is given."""
        return {name for name in self.__slots__ if getattr(self, name) not in (None, ())}
