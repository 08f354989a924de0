"""`sco-graph new`: the skeleton of a record of each kind, its options made from the schema."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from sco_graph.errors import UnknownName
from sco_graph.near import near

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from typer._click.core import Command, Context  # the click that typer carries

    from sco_graph.delegations import Ask
    from sco_graph.find import Match
    from sco_graph.schema import Class, Property

RECORDS_HELP = "Folder of records.  [default: those shipped]"
RecordsFolder = Annotated[Path | None, typer.Option("--records", metavar="DIR", help=RECORDS_HELP)]
DELEGATIONS_HELP = "A list of delegations in CSV: state, name, post, role, locator and more."
NAME_HELP = "Name of the record.  [default: made of what it says]"


class KindGroup(TyperGroup):
    """The group that has a command for each kind of record."""

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the kinds, by name."""
        return sorted({*super().list_commands(ctx), *_classes()})

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Return the command that writes a record of a kind.

        Raises:
            UnknownName: There is no such kind.
        """
        if (own := super().get_command(ctx, cmd_name)) is not None:
            return own
        classes = _classes()
        if cmd_name not in classes:
            raise UnknownName("kind of record", cmd_name, near(cmd_name, self.list_commands(ctx)))
        return KindCommand(classes[cmd_name])


new = typer.Typer(
    cls=KindGroup,
    help="Write the skeleton of a new record.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@new.command("source")
def new_source(
    text: Annotated[Path, typer.Option("--text", metavar="FILE", help="The text of the source.")],
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="Name of the record.  [default: the file's]"),
    ] = None,
    records: RecordsFolder = None,
) -> None:
    """Write the record of a source from its text: its lines by number and fingerprint."""
    from sco_graph.resources import records_folder
    from sco_loaders.new_source import write_new_source

    sys.stdout.write(f"{write_new_source(text, records or records_folder(), name)}\n")


class KindCommand(TyperCommand):
    """One kind of record: its plain keys are the command's options."""

    def __init__(self, cls: Class) -> None:
        self.cls = cls
        self.keys = {_parameter(prop): prop for prop in cls.properties.values() if _is_option(prop)}
        super().__init__(
            name=cls.kind,
            help=f"Write the skeleton of a {cls.kind}. {cls.definition}",
            short_help=cls.definition,
            epilog="Where an id is wanted, a name that only one record has will do.",
            params=[
                TyperArgument(
                    param_decls=["title"],
                    type=str,
                    required=False,
                    metavar="[TITLE]",
                    help="Its name, best in English.",
                ),
                *(_option(prop) for prop in self.keys.values()),
                *_own_options(cls),
            ],
            rich_markup_mode=None,
        )

    def invoke(self, ctx: Context) -> None:
        """Write the record and those that it needs, and print their paths."""
        from sco_graph.new_records import Wanted, write_new_records
        from sco_graph.resources import records_folder
        from sco_graph.shapes import read_schema

        given = ctx.params
        wanted = Wanted(
            cls=self.cls,
            title=given["title"],
            texts={p.key: _texts(given[name]) for name, p in self.keys.items() if given[name]},
            name=given["record_name"],
            delegations=Path(given["delegations"]) if given.get("delegations") else None,
        )
        folder = Path(given["records"]) if given["records"] else records_folder()
        paths, notes = write_new_records(wanted, folder, read_schema(), _asker())
        sys.stdout.write("".join(f"{path}\n" for path in paths))
        sys.stderr.write("".join(f"sco-graph: {note}\n" for note in notes))


def _classes() -> Mapping[str, Class]:
    from sco_graph.shapes import read_schema

    return {cls.kind: cls for cls in read_schema().record_classes}


def _is_option(prop: Property) -> bool:
    from sco_graph.schema import Kind

    return prop.kind not in (Kind.NAME, Kind.NESTED)


def _parameter(prop: Property) -> str:
    return f"key_{prop.key}"


def _option(prop: Property) -> TyperOption:
    from sco_graph.schema import Kind

    metavar = "ID" if prop.kind is Kind.REFERENCE else prop.kind.value.split()[0].upper()
    return TyperOption(
        param_decls=[f"--{prop.key.replace('_', '-')}", _parameter(prop)],
        type=str,
        multiple=prop.many,
        metavar=metavar,
        help=prop.definition,
    )


def _own_options(cls: Class) -> list[TyperOption]:
    """Return the options that are no keys of the record."""
    from sco_graph.delegations import participations_key

    found = [
        TyperOption(
            param_decls=["--name", "record_name"], type=str, metavar="NAME", help=NAME_HELP
        ),
        TyperOption(param_decls=["--records"], type=str, metavar="DIR", help=RECORDS_HELP),
    ]
    if participations_key(cls):
        found.append(
            TyperOption(
                param_decls=["--delegations"], type=str, metavar="FILE", help=DELEGATIONS_HELP
            )
        )
    return found


def _asker() -> Ask | None:
    """Return what asks at the terminal, if there is one."""
    return _ask if sys.stdin.isatty() and sys.stderr.isatty() else None


def _ask(question: str, near: Sequence[Match]) -> str:
    from sco_graph.delegations import NEW
    from sco_graph.find import remark

    typer.echo(question, err=True)
    for number, match in enumerate(near, start=1):
        typer.echo(f"  {number}  {match.id}  {match.name}  ({remark(match)})", err=True)
    choices = {str(number): match.id for number, match in enumerate(near, start=1)} | {NEW: NEW}
    while True:
        answer = typer.prompt(f"Which is it? {', '.join(choices)}", err=True).strip()
        if answer in choices:
            return choices[answer]


def _texts(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
