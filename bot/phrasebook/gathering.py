"""Keep the catalogues in step with the code: `make words` runs this, and a test runs `sources`.

New sentences are added without a translation, those that no code says any more are dropped, and what is translated
stays as it is. Translators edit the `.po` files alone.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.phrasebook.phrasebook import LANGUAGES

KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "msg": None,
    "say": None,
    "translated": None,
    "noun": (1, 2),
    "counted": (1, 2),
}
"""Functions whose first arguments are sentences of ours; a pair is a singular and its plural."""

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
    """Every sentence to be translated, as it stands in the code."""
    found = Catalog()
    for folder in _SAID_IN:
        for path, _, sentence, comments, context in extract_from_dir(
            root / folder, [("**.py", "python")], keywords=KEYWORDS
        ):
            if isinstance(sentence, tuple) and len(sentence) != 2:
                continue  # a method of another class that happens to have such a name
            found.add(
                sentence, None, [(f"{folder}/{Path(path).as_posix()}", 0)], auto_comments=comments, context=context
            )
    return found


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
