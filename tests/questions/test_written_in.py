from __future__ import annotations

import pytest

from bot.questions.written_in import written_in


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("who listens at 3am the most?", "en"),
        ("¿quién escucha más a Bad Bunny?", "es"),
        ("qui écoute le plus la nuit ?", "fr"),
        ("wer hört am meisten?", "de"),
        ("quem ouve mais Anitta?", "pt"),
        ("kto słucha najwięcej?", "pl"),
        ("去年は？", "ja"),
        ("Radiohead?", None),
        ("2024", None),
        ("", None),
        ("👀", None),
        ("“wer hört am meisten”", None),  # a title tells nothing of who asks
    ],
)
def test_the_language_of_a_question_is_told_by_its_words(question, language):
    assert written_in(question) == language
