"""The two narrators' common promise, and the one that asks a language model."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Protocol

from bot.errors import LanguageError
from bot.language.budget import Account
from bot.language.client import LanguageModel
from bot.language.endpoint import Form, Prompt
from bot.model.facts import FactSheet, Tone, Words
from bot.narration.check import LONGEST_ANSWER, broken_rule
from bot.narration.facts import may_be_told, told
from bot.narration.fill import fill
from bot.narration.template import template_words

KEPT_SENTENCES = 256
MAX_TOKENS = 2000

INSTRUCTIONS = """\
You word the result of a friendly comparison of music listening in a group of friends. Write one to three short
sentences in English about the music and the playlists only.

You get facts without their values. Refer to a fact only by its placeholder, {{f1}} for the fact with id f1, exactly in
this form; code puts the value in afterwards. A program checks these rules:
- Name the leader before anybody else. Write each fact right after the fact it belongs to.
- A fact of kind "relation" is the only way to compare. Write its placeholder directly between the fact it belongs to
  and the fact it is compared with, as in "{{f1}} {{f5}} {{f3}}"; where it is compared with nothing, directly after the
  fact it belongs to. Never deny or question it.
- Outside placeholders: no digits, no number words (also not one, first, once, both), no vague amounts (many, few, most,
  nobody, everyone), no comparatives or superlatives, nothing about winning or being level, no dates, no units (hours,
  days), and beside a value no word that changes it (nearly, only, over, up to).
- Directly after a value the sentence ends, or goes on with a word such as "of", "with" or "in": no noun, no unit.
- Deny, doubt or question nothing that a placeholder states. A count that belongs to no fact stands before the members.
- A fact of kind "measure" is a noun phrase; write it after "the".
- No names of people, artists or titles outside a placeholder, no quotations, and capitals only where a sentence begins.
  No markdown, no @, no links, no line breaks.
- Nothing about anybody's health, feelings, looks, wits, origin or life, and nothing of the kind "{{f1}} is sad": the
  music can be sad, a member is not. Say what a member plays or does.

Answer as {"text": "..."}."""

TONES = {
    Tone.WARM: "Tone: warm, a little playful.",
    Tone.DRY: "Tone: dry, as terse as a good ledger, deadpan. No exclamation marks.",
    Tone.ROAST: (
        "Tone: a roast among friends. Make fun of the music, the playlists, the speakers and the repeat button, never "
        "of a person; cheeky and kind, nothing crude."
    ),
}
"""What follows the instructions, by the server's tone."""

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"text": {"type": "string"}},
    "required": ["text"],
    "additionalProperties": False,
}


class Narrator(Protocol):
    """Puts a fact sheet into words."""

    async def words(self, sheet: FactSheet, accounts: Sequence[Account] = (), tone: Tone = Tone.WARM) -> Words:
        """One to three sentences, safe for Discord. Never raises for what a language model does.

        Args:
            sheet: what they are about.
            accounts: who pays for a model's tokens, besides its own daily cap.
            tone: which the server chose; a roast only where everyone in the sheet agreed to be worded.
        """
        ...


class ModelNarrator:
    """Words by a language model, which sees no value and may state none; the template's where that fails.

    It answers within the model's own deadline (`Endpoint.timeout_s`). Sentences are kept for sheets that come again, so
    that the same card costs no second call.

    Args:
        model: asked once per new sheet, and once more where its first answer breaks a rule.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._kept: OrderedDict[tuple[str, Tone], str] = OrderedDict()

    async def words(self, sheet: FactSheet, accounts: Sequence[Account] = (), tone: Tone = Tone.WARM) -> Words:
        """See `Narrator.words`."""
        if not may_be_told(sheet):
            return template_words(sheet, tone)
        try:
            sentence = self._kept.get((sheet.digest, tone)) or await self._ask(sheet, accounts, tone)
        except LanguageError:
            return template_words(sheet, tone)
        self._keep((sheet.digest, tone), sentence)
        return Words(fill(sentence, sheet.by_id), self._model.endpoint.model)

    async def _ask(self, sheet: FactSheet, accounts: Sequence[Account], tone: Tone) -> str:
        def read(found: object) -> str:
            text = found.get("text") if isinstance(found, dict) and set(found) == {"text"} else None
            if not isinstance(text, str):
                raise ValueError(  # noqa: TRY004 - what a `Form` raises
                    'the object has exactly one key, "text", whose value is a string'
                )
            if rule := broken_rule(text[: LONGEST_ANSWER + 1], sheet):
                raise ValueError(rule)
            return text

        prompt = Prompt(f"{INSTRUCTIONS}\n{TONES[tone]}", told(sheet))
        return await self._model.ask(prompt, Form("words", SCHEMA, read), max_tokens=MAX_TOKENS, accounts=accounts)

    def _keep(self, key: tuple[str, Tone], sentence: str) -> None:
        self._kept[key] = sentence
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT_SENTENCES:
            self._kept.popitem(last=False)
