"""What a good model writes from the instructions, for every sheet that a model may word; roles stand for ids.

`MOOD` and `PLACE` are filled from the lists below. The frames were written from the instructions, before the check was
run on them.
"""

from __future__ import annotations

from bot.model.facts import Shape, Subject

MOODS = (
    "rain against the glass",
    "violins in the hallway",
    "a slow dance in an empty kitchen",
    "candlelight and cassette hiss",
    "a piano that refuses to stop",
    "thunder with a melody",
    "a chorus that echoes down the stairs",
    "the volume up and the curtains closed",
    "a bassline with opinions",
    "the repeat button worn smooth",
)
PLACES = (
    "by the window",
    "on the night bus",
    "under the covers",
    "at the back of the room",
    "in the glow of the speakers",
    "on the long way home",
    "beside the record player",
    "with the lights down",
)

_PAIR_STARTS = (
    "{{leader}} turns up with VALUE: MOOD.",
    "{{leader}} set the scene PLACE, and the music came to VALUE.",
    "Picture {{leader}} PLACE: VALUE, all MOOD.",
    "VALUE from {{leader}}, who brings MOOD.",
    "The soundtrack PLACE belongs to {{leader}}, at VALUE.",
    "Hand {{leader}} the aux cable and stand back: VALUE, PLACE.",
    "{{leader}} could not look away from the speakers: VALUE.",
    "Give {{leader}} a moment and there will be MOOD. The proof: VALUE.",
    "{{leader}} {{standing}}, PLACE, with VALUE.",
    "Who brought MOOD? {{leader}}, with VALUE.",
    "{{leader}} pressed play and let the songs do the talking, VALUE in all.",
    "It had to be {{leader}}: VALUE, and MOOD.",
)
_PAIR_ENDS = (
    "{{second}} hums along PLACE with SECOND.",
    "{{second}} keeps good company at SECOND.",
    "Not far from the speakers sits {{second}}, with SECOND.",
    "{{leader}} {{gap}} {{second}}, who answers with SECOND.",
    "{{leader}} {{gap}} {{second}} and the neighbours know it.",
    "And {{second}} adds SECOND and MOOD.",
    "Next to MOOD, {{second}} waits PLACE with SECOND.",
    "Meanwhile {{second}} arrives with SECOND, soft and stubborn.",
    "{{second}} sings harmony PLACE: SECOND.",
    "",
)
_TIES = (
    "{{tied}} meet PLACE at VALUE each.",
    "Hear that? It is {{tied}}, humming in unison: VALUE each.",
    "{{tied}} bring MOOD in perfect step, each with VALUE.",
    "The same chorus reaches {{tied}} PLACE: VALUE each.",
    "{{tied}}, side by side PLACE, with VALUE each.",
    "Somewhere PLACE, {{tied}} nod to the beat. It comes to VALUE each.",
    "VALUE each for {{tied}}: MOOD for the whole street.",
    "A duet PLACE: {{tied}}, at VALUE each.",
)
_LONE = (
    "{{leader}} plays to an empty room PLACE: VALUE and MOOD.",
    "With VALUE, {{leader}} fills the silence PLACE.",
    "{{leader}} waits PLACE for company, at VALUE.",
    "Just {{leader}} and MOOD: VALUE.",
    "The stage is {{leader}}'s: VALUE, PLACE.",
    "{{leader}} keeps the lights on with VALUE. Who will join in?",
    "{{leader}} brought MOOD and VALUE. The floor is open.",
)

FRAMES: dict[tuple[Subject, Shape], tuple[tuple[str, ...], tuple[str, ...], dict[str, str]]] = {
    ("breakup_ranking", "clear"): (
        (
            *_PAIR_STARTS,
            "{{leader}}'s playlists read like letters never sent: VALUE.",
            "“{{leader_playlist}}” says it all: {{leader}}'s sad songs come to VALUE.",
        ),
        _PAIR_ENDS,
        {"VALUE": "{{leader_score}}", "SECOND": "{{second_score}}"},
    ),
    ("whoknows", "clear"): (
        (
            *_PAIR_STARTS,
            "{{leader}} gave {{artist}} VALUE and asked for nothing but MOOD.",
            "When {{artist}} plays, {{leader}} is PLACE: VALUE so far.",
            "Of the {{listeners}} who press play on {{artist}}, {{leader}} {{standing}} with VALUE.",
        ),
        (*_PAIR_ENDS, "{{leader}} {{gap}} {{second}} on {{artist}}."),
        {"VALUE": "{{leader_time}}", "SECOND": "{{second_time}}"},
    ),
    ("ranking", "clear"): (
        (
            *_PAIR_STARTS,
            "For the {{measure}}, turn to {{leader}}: VALUE.",
            "The {{measure}} has a home PLACE, and {{leader}} holds the keys: VALUE.",
        ),
        (*_PAIR_ENDS, "For the {{measure}}, {{leader}} {{gap}} {{second}}."),
        {"VALUE": "{{leader_amount}}", "SECOND": "{{second_amount}}"},
    ),
    ("breakup_ranking", "tie"): (
        (*_TIES, "The ballads of {{tied}} rhyme: VALUE each."),
        ("",),
        {"VALUE": "{{tied_score}}"},
    ),
    ("whoknows", "tie"): (
        (*_TIES, "{{artist}} can count on {{tied}}, each with VALUE."),
        ("",),
        {"VALUE": "{{tied_time}}"},
    ),
    ("ranking", "tie"): (
        (*_TIES, "The {{measure}} has a shared address: {{tied}}, VALUE each."),
        ("",),
        {"VALUE": "{{tied_amount}}"},
    ),
    ("breakup_ranking", "lone"): (_LONE, ("",), {"VALUE": "{{leader_score}}"}),
    ("whoknows", "lone"): (
        (*_LONE, "{{artist}} has a faithful friend in {{leader}}: VALUE PLACE."),
        ("",),
        {"VALUE": "{{leader_time}}"},
    ),
    ("ranking", "lone"): (
        (*_LONE, "The {{measure}} waits for rivals; {{leader}} holds it at VALUE."),
        ("",),
        {"VALUE": "{{leader_amount}}"},
    ),
    ("recap", "lone"): (
        (
            "{{member}} ({{period}}): {{hours}} of MOOD, {{plays}} PLACE.",
            "This was {{period}} for {{member}}: {{plays}} and {{hours}} of music PLACE.",
            "{{member}} let the music run PLACE: {{hours}} and {{plays}}.",
            "{{member}} leaned on {{top_artist}} for {{top_artist_time}} and called it MOOD.",
            "{{top_artist}} kept {{member}} company PLACE ({{period}}).",
            "{{top_track}} was {{member}}'s song PLACE, with {{top_artist}} for {{top_artist_time}}.",
            "{{member}} and {{top_artist}}: {{top_artist_time}}, MOOD included.",
            "Through {{period}}, {{member}} kept the speakers warm: {{hours}} for {{plays}}.",
        ),
        ("", "It sounded like MOOD.", "On repeat PLACE: {{top_track}}.", "{{top_artist}} wrote the chorus."),
        {},
    ),
}
"""By sheet: openings, endings, and what VALUE and SECOND stand for."""
