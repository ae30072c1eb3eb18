"""The program `rapport`: its commands under one roof, and what happens when one of them fails.

Belongs here: registration of the commands, options before the command, the last catch of an error.
Does not belong here: a command (commands/), the wording of errors (errors.py).
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cli.commands import (
    build,
    check,
    deliveries,
    demo,
    export,
    new_company,
    new_model,
    quarantine,
    query,
    rollback,
    serve,
    sniff,
    sql,
    test,
    versions,
)
from cli.errors import FAILED, explain

app = typer.Typer(
    name="rapport",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help starts in 0.2 s, with rich it was 0.7 s
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


@app.callback(epilog="Every command tells more and shows an example: rapport build --help")
def rapport(
    debug: Annotated[bool, typer.Option("--debug", help="Show the full traceback of an error.")] = False,
) -> None:
    """A customer warehouse that helps a company decide.

    Exit codes: 0 good, 1 failed, 2 wrong call.
    """


app.command(epilog=demo.EXAMPLE)(demo.demo)
app.command(epilog=build.EXAMPLE)(build.build)
app.command(epilog=serve.EXAMPLE)(serve.serve)
app.command(epilog=query.EXAMPLE)(query.query)
app.command(epilog=sql.EXAMPLE)(sql.sql)
app.command(epilog=versions.EXAMPLE)(versions.versions)
app.command(epilog=rollback.EXAMPLE)(rollback.rollback)
app.command(epilog=export.EXAMPLE)(export.export)
app.command(epilog=deliveries.EXAMPLE)(deliveries.deliveries)
app.command(epilog=quarantine.EXAMPLE)(quarantine.quarantine)
app.command("new-company", epilog=new_company.EXAMPLE)(new_company.new_company)
app.command(epilog=sniff.EXAMPLE)(sniff.sniff)
app.command("new-model", epilog=new_model.EXAMPLE)(new_model.new_model)
app.command(epilog=check.EXAMPLE)(check.check)
app.command(epilog=test.EXAMPLE, context_settings=test.HANDS_ON_ARGUMENTS)(test.test)


def main() -> None:
    """Runs the command of sys.argv and ends the process with its exit code."""
    try:
        app(prog_name="rapport")
    except Exception as error:
        if "--debug" in sys.argv[1:2]:
            raise
        print(explain(error), file=sys.stderr)
        sys.exit(FAILED)
