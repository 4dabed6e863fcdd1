"""`README.md` of a package: what it is, what it cannot tell, on which terms, and how to check it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.collective.packages.columns import columns_of, table_paths
from bot.collective.packages.facts import OfferFacts
from bot.collective.packages.licence import licence_text
from bot.collective.packages.offer import built_at, title
from bot.collective.packages.tables import PublishedTable
from bot.collective.slice_words import cannot_learn, describe_slice
from bot.model.amounts import counted
from bot.model.slices import Slice

_LEFT_OUT = (
    "Rows that too few stand behind are left out, with as many more as keep them from being worked out. So sums over "
    "rows are less than all that was played, and sums of different tables need not agree. A row that is missing was "
    "either left out or never played."
)
_CHECK = """\
    sha256sum --check SHA256SUMS        the files are those that were packed
    tutti verify-package PATH           that, and every rule above: PATH is the ZIP

`datapackage.json` describes the tables for Data Package tools, `croissant.json` for those that load datasets.
`offer.json` says how the vote ended and what was left out; `slice.json` is the spec that was voted on, and its SHA-256
(without the line break at the end) is the slice's. `consent_merkle_root` stands for the consents of everyone in the
package: each contributor can prove that theirs is under it, and nobody else learns anything from it."""


def readme(spec: Slice, tables: Sequence[PublishedTable], contributors: int, facts: OfferFacts) -> str:
    """The page, in Markdown."""
    parts = [
        f"# {title(spec)}",
        (
            f"Listening of a group, {counted(contributors, 'contributor')} together, who decided by vote to sell it. "
            f"Built at {built_at(facts)} for offer {facts.offer}."
        ),
        "## What is in it",
        describe_slice(spec).replace("\n", "  \n"),
        "\n\n".join(_table(spec, table) for table in tables),
        "## What it cannot tell",
        "\n".join(f"- {line}" for line in cannot_learn(spec)),
        _LEFT_OUT,
        "## Terms",
        licence_text(spec).strip().replace("\n", "  \n"),
        "## How to check it",
        _CHECK,
    ]
    return "\n\n".join(parts) + "\n"


def _table(spec: Slice, table: PublishedTable) -> str:
    csv, parquet = table_paths(table.spec.name)
    lines = [
        f"### {table.spec.name}",
        (
            f"`{csv}`, `{parquet}`: {counted(len(table.rows), 'row')}; {counted(table.suppressed, 'cell')} left out of "
            f"{table.all_cells:,}. The rows hold {table.published_share:.1%} of the plays."
        ),
        "| column | what it says |\n|---|---|",
    ]
    rows = "\n".join(f"| {column.name} | {column.meaning} |" for column in columns_of(spec, table.spec))
    return "\n\n".join(lines) + "\n" + rows
