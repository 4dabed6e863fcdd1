"""The privacy gate: what of a fact sheet a language model may see.

Four rules, without exception:

- A sheet goes to a model only if *every* member it says something about agreed to it (`Consent.NARRATE`). Leaving
  out the others would change what the sheet says, and the gap would still speak of them; such a sheet is the
  template's.
- A vote's outcome is worded by code alone, and so is a sheet in which there is nothing to tell.
- A sheet in another language than English is the template's: the check of what a model wrote knows English words.
- No value goes to a model: no nickname, artist, title, number, date or id of Discord. It sees how a sheet is built:
  each fact's id, role and kind, what belongs to what, and comparisons in our own few phrases. Code puts the values in.
"""

from __future__ import annotations

import json

from bot.model.facts import FactKind, FactSheet
from bot.narration.sheets import RELATION_PHRASES
from bot.phrasebook.phrasebook import ENGLISH_TAG

TOLD_SUBJECTS = frozenset({"breakup_ranking", "whoknows", "ranking", "recap"})
TOLD_SHAPES = frozenset({"clear", "tie", "lone"})


def may_be_told(sheet: FactSheet) -> bool:
    """Whether a language model may word this sheet: subject and language allow it, and so does every member in it."""
    told_of = sheet.subject in TOLD_SUBJECTS and sheet.shape in TOLD_SHAPES and sheet.language == ENGLISH_TAG
    return told_of and sheet.about <= sheet.narratable


def told(sheet: FactSheet) -> str:
    """What a model sees of the sheet, as JSON. Its words are all from closed lists in this repository.

    Raises:
        PermissionError: this sheet may not be told.
        ValueError: a relation's phrase is not one of ours, so it could hold anything.
    """
    if not may_be_told(sheet):
        raise PermissionError("this sheet is not for a language model")
    facts = []
    for fact in sheet:
        entry = {"id": fact.id, "kind": fact.kind.value, "role": fact.role}
        if fact.of:
            entry["belongs_to"] = fact.of
        if fact.kind is FactKind.RELATION:
            if fact.value not in RELATION_PHRASES:
                raise ValueError("a relation speaks in our own phrases only")
            entry["reads"] = fact.value
            if fact.to:
                entry["compared_with"] = fact.to
        facts.append(entry)
    return json.dumps({"subject": sheet.subject, "outcome": sheet.shape, "facts": facts})
