"""The comparisons by name: each is asked by `bot/usecases/answering.py` and gives a `Draft`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons.affinity import affinity
from bot.usecases.comparisons.ask import ask
from bot.usecases.comparisons.awards import awards_draft
from bot.usecases.comparisons.blend import blended
from bot.usecases.comparisons.crowns import crowns_draft
from bot.usecases.comparisons.discoveries import discoveries_draft
from bot.usecases.comparisons.gaps import gaps_draft
from bot.usecases.comparisons.matrix import matrix
from bot.usecases.comparisons.milestones import milestones_draft
from bot.usecases.comparisons.moods import moods
from bot.usecases.comparisons.obsessions import obsessions_draft
from bot.usecases.comparisons.only import only_draft
from bot.usecases.comparisons.recap import recap
from bot.usecases.comparisons.sessions import sessions_draft
from bot.usecases.comparisons.skips import skips_draft
from bot.usecases.comparisons.streaks import streaks_draft
from bot.usecases.comparisons.taste import taste
from bot.usecases.comparisons.taste_map import taste_map_of_all
from bot.usecases.comparisons.who_first import whofirst_draft
from bot.usecases.comparisons.who_knows import whoknows_draft

Comparison = Callable[[Asking], Awaitable[Draft]]

COMPARISONS: Mapping[str, Comparison] = {
    "affinity": affinity,
    "ask": ask,
    "awards": awards_draft,
    "blend": blended,
    "crowns": crowns_draft,
    "discoveries": discoveries_draft,
    "gaps": gaps_draft,
    "map": taste_map_of_all,
    "matrix": matrix,
    "milestones": milestones_draft,
    "moods": moods,
    "obsessions": obsessions_draft,
    "only": only_draft,
    "recap": recap,
    "sessions": sessions_draft,
    "skips": skips_draft,
    "streaks": streaks_draft,
    "taste": taste,
    "whofirst": whofirst_draft,
    "whoknows": whoknows_draft,
}
"""Names are short: they stand in every button."""
