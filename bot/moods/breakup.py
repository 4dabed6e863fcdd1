"""Breakup intensity of playlists and of stretches of listening: a number from 0 to 100, with its evidence.

A *heartbreak track* is one whose title speaks of a breakup (`bot.moods.titles`). Podcasts and audiobooks count nowhere.

Playlist: .55 what the title says, .30 share of heartbreak tracks above the base rate (.05 to .40), .15 share of its
tracks added in the densest 14 days (.3 to .9). A title that says nothing: at most 40.

Stretch: the 28 days in which heartbreak stands out most, against the member's own 180 days before. .40 lift of
heartbreak (1 to 3 times), .25 rise of repeats (0 to .25), .15 change in standard errors (2 to 5), .10 rise of the
nights (0 to .20), .10 rise of the top artist (0 to .30). Less than 20 points of lift: at most 35. One album gives 60 %
of the heartbreak plays: repeats and top artist count half. Rises are shares of the stretch's plays.

What is *usual* is what the fullest 28 of those days held: listening comes in waves, and a wave is no turn. For the lift
it is at least .05 of the stretch's plays. Lift and change count *choices*: in a sitting (heartbreak plays less than an
hour apart) an album counts once, played through or not, and so does a song in a loop where no album is known. The lift
is the lesser of two: choices per 28 days, and heartbreak plays beyond the first per sitting. A summer of more listening
has more sittings; a summer of other listening has other ones.

Three promises decide how this is measured.

*Unrelated plays never raise the score.* All of this is counted on heartbreak plays alone, per day and per sitting and
never per play of the days before: a base *share* would sink, and the lift rise, if a member had played more of
something else in spring. All plays of the stretch are only ever a divisor. Unrelated plays can turn "not enough
listening" into a score, and can make a stretch long enough to be looked at; they raise no part of any.

*A shift of the clock moves only the night part.* The 28 days begin with a heartbreak play and not at midnight, weeks
are counted from there, and which 28 days are taken depends on neither the clock nor unrelated plays.

*Importing twice changes nothing*, because a history counts each listen once (`bot.analysis.merge`).
"""

from __future__ import annotations

from bot.moods.formula import VERSION, why_breakup
from bot.moods.playlists import breakup_playlist
from bot.moods.scores import score_as_json, score_from_json, stored_score
from bot.moods.stretches import Listening, breakup_stretch, heartbreak_tracks

__all__ = [
    "VERSION",
    "Listening",
    "breakup_playlist",
    "breakup_stretch",
    "heartbreak_tracks",
    "score_as_json",
    "score_from_json",
    "stored_score",
    "why_breakup",
]
