"""Keep the catalogues in step with the code: `make words` runs this, and a test runs `sources`.

New sentences are added without a translation, those that no code says any more are dropped, and what is translated
stays as it is. Translators edit the `.po` files alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot.phrasebook.phrasebook import LANGUAGES

SAID_BY = {"msg": 1, "say": 1, "translated": 1, "noun": 2, "counted": 2}
"""Functions and methods whose first arguments are sentences of ours, and how many: of two, one is the plural."""

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
_SAID_IN = ("bot", "cogs")
_WIDTH = 120
_HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"

"""


def sources(root: Path = _ROOT) -> Catalog:
    """Every sentence to be translated, as it stands in the code, with the files that say it."""
    found = Catalog()
    for folder in _SAID_IN:
        for path in sorted((root / folder).rglob("*.py")):
            for sentence in _said_in(path):
                found.add(sentence, locations=[(path.relative_to(root).as_posix(), 0)])
    return found


def _said_in(path: Path) -> Iterator[str | tuple[str, str]]:
    # By the syntax tree: Babel's own reader does not look into f-strings.
    calls = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        wanted = SAID_BY.get(name, 0)
        said = [each.value for each in call.args[:wanted] if isinstance(each, ast.Constant)]
        texts = [each for each in said if isinstance(each, str) and each]
        if not wanted or len(texts) != wanted:
            continue  # said from a table, where each sentence is marked by itself
        yield texts[0] if wanted == 1 else (texts[0], texts[1])


def catalogue_file(language: str) -> Path:
    """Where a language's translations stand."""
    return _HERE / f"{language}.po"


def read_catalogue(language: str) -> Catalog:
    """A language's translations; an empty catalogue for a new language."""
    path = catalogue_file(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(language: str, template: Catalog) -> None:
    """Bring one catalogue into step with the code's sentences."""
    catalogue = read_catalogue(language)
    catalogue.update(template, no_fuzzy_matching=True)
    with catalogue_file(language).open("wb") as file:
        # Babel's own header has the hour of writing in it, which would change with every run.
        file.write(_HEADER.format(language=language, plurals=catalogue.plural_forms).encode())
        write_po(file, catalogue, width=_WIDTH, omit_header=True, include_lineno=False, ignore_obsolete=True)


if __name__ == "__main__":
    template = sources()
    for each in LANGUAGES:
        update(each, template)
