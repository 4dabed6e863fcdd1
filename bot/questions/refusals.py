"""What is not answered, and why: said kindly, with questions that do work."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.model.questions import Reason
from bot.questions.reading import Sentence

EXAMPLES = (
    "who listens at 3am the most?",
    "whose breakup playlists are most intense?",
    "who was into Radiohead first?",
    "my top 10 artists last year",
    "was 2020 sadder than 2024 for us?",
    "which two of us have the most similar taste?",
)
"""Questions that the offline parser answers; a test holds it to that."""

SENTENCES: Mapping[Reason, str] = {
    "no_data": (
        "The exports don't hold that: no genres, tempo, lyrics or release years, only what was played, when and for how "
        "long. I would rather say so than guess."
    ),
    "off_topic": "That is not about this group's listening, which is all I know.",
    "sensitive": "I don't draw conclusions about anyone's health, beliefs or private life. The music can be sad without them.",
    "private": (
        "I only know the listening of members here who agreed to be compared: no places, no messages, nobody outside "
        "this server."
    ),
    "unsafe": "I turn questions into a fixed kind of plan and run nothing else: no code, no keys, no new rules.",
    "ambiguous": "I can read that in more than one way. Tell me what to count: plays, hours, skips, new artists, overlap?",
    "help": "Ask me about this group's listening in your own words: who, what, when, how much, or one against another.",
}

_UNSAFE = re.compile(
    r"""
    (?:ignore|disregard|forget|override|bypass|skip)\s+(?:all\s+|any\s+|the\s+|your\s+|my\s+|these\s+|previous\s+|prior\s+)*
        (?:instruction|prompt|rule|guideline|restriction|command|safety|filter|order)s?
    | (?:system|developer|hidden|initial|secret)\s+(?:prompt|message|instruction)s?
    | \b(?:reveal|show|print|display|repeat|output|leak|give\s+me|tell\s+me)\b.{0,30}
        \b(?:prompt|api\s?key|secret|token|password|credential|environment|env|config|\.env|source\s+code|instructions)
    | \b(?:api[\s_-]?keys?|bot\s+tokens?|discord\s+tokens?|access\s+tokens?|secret\s+keys?|environment\s+variables?|env\s+vars?)\b
    | ^\s*(?:system|assistant|developer|user)\s*:
    | </?\s*(?:system|facts?|script|instructions?|prompt|user|assistant)\b | \[/?inst\] | <\|
    | \b(?:pretend|act\s+as|roleplay|you\s+are\s+now|from\s+now\s+on|new\s+rules?|jailbreak|dan\s+mode|developer\s+mode|no\s+rules|sudo)\b
    | \b(?:os\.|subprocess|sys\.|eval\s*\(|exec\s*\(|__\w+__|import\s+\w+|from\s+\w+\s+import|system\s*\(|open\s*\(|lambda\b|df\.|pd\.
        |to_csv|read_csv|getattr|globals\s*\()
    | \brm\s+-\w | /etc/\w+ | \bcurl\s+\S | \bwget\s+\S | \bchmod\b | \.\./ | \bcat\s+/ | \bpowershell\b | \bbash\s+-c
    | \b(?:select\s+.{1,60}\s+from|drop\s+(?:table|database)|delete\s+from|insert\s+into|union\s+select|update\s+\w+\s+set|truncate\s+table)\b
    | ['"]\s*(?:or|and)\s+['"\d]\s*=\s*['"\d]? | \bor\s+1\s*=\s*1 | ;\s*--
    | \b(?:run|execute|ejecuta|execute|führe|esegui|uruchom)\b.{0,20}\b(?:code|script|command|python|sql|shell|codigo|kod)\b
    | \b(?:write|generate|give)\b.{0,15}\b(?:python|sql|javascript|code|script|query)\b
    | \b(?:delete|erase|wipe|drop|remove|destroy)\b.{0,25}\b(?:data|database|everyone|history|histories|files?|server|members?|all)\b
    | \b(?:hack|exploit|inject|ddos|phish)\w*\b
    | \{\{ | \$\{ | \$\( | `[^`]+`
    | \bignora(?:r|d)?\s+(?:todas?\s+|las\s+|tus\s+|as\s+|suas\s+)*(?:instrucciones|reglas|instrucoes|regras)
    | \bignore[zr]?\s+(?:toutes\s+|les\s+|tes\s+|vos\s+)*(?:instructions|regles|consignes)
    | \bignorier\w*\s+(?:alle\s+|deine\s+|die\s+|vorherigen\s+|bisherigen\s+)*(?:anweisungen|regeln|instruktionen)
    | \bzignoruj\s+(?:wszystkie\s+|poprzednie\s+|swoje\s+)*(?:instrukcje|polecenia|zasady)
    | (?:指示|命令|ルール|プロンプト)を?(?:無視|忘れ|教え|表示) | システムプロンプト | api\s?キー | トークンを
    | \b(?:clave|cle|chave|schlussel|klucz)\s+(?:de\s+la\s+|d[eo]?\s*'?)?(?:api|l'api)\b | \bapi-?(?:schlussel|key)\b
    """,
    re.VERBOSE | re.DOTALL,
)


def is_unsafe(sentence: Sentence) -> bool:
    """Whether the question asks for code, keys or other rules, or carries them, outside of its quotations."""
    return bool(_UNSAFE.search(sentence.folded))


def refusal_sentence(reason: Reason) -> str:
    """Why a question is not answered, in words for the asker, with examples to try."""
    tries = "”, “".join(EXAMPLES[:3] if reason != "help" else EXAMPLES)
    return f"{SENTENCES[reason]} For example: “{tries}”"
