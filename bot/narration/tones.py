"""Sentences in the tones that a server may choose beside the warm one, for rankings of members.

Dry says as little as it can. A roast is of the music, the playlists and the speakers: of nobody's health, looks, wits
or origin, and only about members who agreed to be worded (`bot.narration.template`).
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.model.facts import Shape, Subject, Tone
from bot.phrasebook.phrasebook import msg

_DRY: Mapping[tuple[Subject, Shape], tuple[str, ...]] = {
    ("breakup_ranking", "clear"): (
        "Breakup playlists: {{leader}}, {{leader_score}}. Then {{second}}, {{second_score}}.",
        "{{leader}}: {{leader_score}}. {{second}}: {{second_score}}. The rest is in the table.",
        "{{leader}} {{gap}} {{second}}, {{leader_score}} against {{second_score}}. The titles did the work.",
        "On record: {{leader}} {{standing}} with {{leader_score}}. {{second}} has {{second_score}}.",
        "The playlists of {{leader}} come to {{leader_score}}. Those of {{second}}, to {{second_score}}.",
    ),
    ("breakup_ranking", "tie"): (
        "{{tied}}: {{tied_score}} each. A tie.",
        "No winner. {{tied}} stand level at {{tied_score}}.",
        "{{tied_score}}, and it applies to {{tied}} alike.",
        "A tie at {{tied_score}}, between {{tied}}.",
    ),
    ("breakup_ranking", "lone"): (
        "{{leader}}: {{leader_score}}. There is nobody to compare with.",
        "One entry: {{leader}}, {{leader_score}}.",
        "{{leader}} has {{leader_score}}, and no competition.",
        "A list of one. {{leader}}, {{leader_score}}.",
    ),
    ("breakup_ranking", "nobody"): (
        "Not enough listening. No ranking.",
        "Nothing to rank.",
        "The list is empty: nobody has enough listening yet.",
        "No breakup playlists of note. There is too little listening to say more.",
    ),
    ("whoknows", "clear"): (
        "{{artist}}: {{leader}}, {{leader_time}}. Then {{second}}, {{second_time}}.",
        "{{leader}} {{gap}} {{second}} on {{artist}}, {{leader_time}} against {{second_time}}.",
        "For {{artist}}, see {{leader}}: {{leader_time}}. {{second}} has {{second_time}}.",
        "{{leader_time}} of {{artist}}, by {{leader}}. {{second}}: {{second_time}}.",
        "{{artist}}, by time: {{leader}} {{standing}} with {{leader_time}}, before {{second}} with {{second_time}}.",
    ),
    ("whoknows", "tie"): (
        "{{artist}}: {{tied}}, {{tied_time}} each. A tie.",
        "{{tied}} are level on {{artist}}, at {{tied_time}}.",
        "{{tied_time}} of {{artist}} each: {{tied}}.",
        "No winner on {{artist}}. {{tied}}: {{tied_time}} each.",
    ),
    ("whoknows", "lone"): (
        "{{artist}}: {{leader}}, {{leader_time}}. Nobody else.",
        "{{leader}} plays {{artist}}, {{leader_time}} so far. The others do not.",
        "One listener for {{artist}}: {{leader}}, {{leader_time}}.",
        "{{artist}} has {{leader}}, and {{leader_time}}. That is the whole list.",
    ),
    ("whoknows", "nobody"): (
        "{{artist}}: no listens.",
        "{{artist}}: unplayed by anyone who agreed to be compared.",
        "The list for {{artist}} is empty.",
        "{{artist}}: nothing to report.",
    ),
    ("ranking", "clear"): (
        msg("The {{measure}}: {{leader}}, {{leader_amount}}. Then {{second}}, {{second_amount}}."),
        msg("{{leader}} {{gap}} {{second}} for the {{measure}}, {{leader_amount}} against {{second_amount}}."),
        msg("{{leader}}, {{leader_amount}}. {{second}}, {{second_amount}}. That is the {{measure}}."),
        msg("As to the {{measure}}, {{leader}} {{standing}} with {{leader_amount}}. {{second}} has {{second_amount}}."),
        msg("The {{measure}} is {{leader}}'s: {{leader_amount}}. {{second}} is next: {{second_amount}}."),
    ),
    ("ranking", "tie"): (
        msg("The {{measure}}: {{tied}}, {{tied_amount}} each. A tie."),
        msg("No winner for the {{measure}}. {{tied}} are level at {{tied_amount}}."),
        msg("{{tied}}: {{tied_amount}} each, for the {{measure}}."),
        msg("The {{measure}} is {{tied_amount}}, for {{tied}} alike."),
    ),
    ("ranking", "lone"): (
        msg("The {{measure}}: {{leader}}, {{leader_amount}}. There is nobody to compare with."),
        msg("One entry for the {{measure}}: {{leader}}, {{leader_amount}}."),
        msg("{{leader}}: {{leader_amount}}. The {{measure}} goes unopposed."),
        msg("The list for the {{measure}} has one line: {{leader}}, {{leader_amount}}."),
    ),
    ("ranking", "nobody"): (
        "The {{measure}}: not enough listening. No ranking.",
        "Nothing to rank for the {{measure}}.",
        "The list for the {{measure}} is empty.",
        "No {{measure}}. There is too little listening.",
    ),
}

_ROAST: Mapping[tuple[Subject, Shape], tuple[str, ...]] = {
    ("breakup_ranking", "clear"): (
        (
            "{{leader_score}}. {{leader}}'s playlists have written more farewell letters than the post office can "
            "carry. {{second}} queues behind with {{second_score}}."
        ),
        (
            "{{leader}}'s shuffle button has asked for a transfer: {{leader_score}} of slow ballads. {{second}}'s is "
            "still holding on at {{second_score}}."
        ),
        (
            "These playlists make rain look like a party. {{leader}} {{gap}} {{second}}, {{leader_score}} against "
            "{{second_score}}."
        ),
        (
            "Even the violins want a day off from {{leader}}'s playlists: {{leader_score}}. {{second}}'s violins get "
            "the weekend, at {{second_score}}."
        ),
        (
            "{{leader}}'s playlists do not end, they slam the door: {{leader_score}}. {{second}}'s merely sigh on the "
            "stairs, at {{second_score}}."
        ),
    ),
    ("breakup_ranking", "tie"): (
        "{{tied}} brought the same wet umbrella of a playlist: {{tied_score}} each. The speakers asked for a towel.",
        "A tie at {{tied_score}}. Between {{tied}}, no piano was left unhugged.",
        "{{tied}}, {{tied_score}} each: the playlists could harmonise, if any of them ever left a minor key.",
        "Nobody needs this much reverb, and {{tied}} have it alike: {{tied_score}} each.",
    ),
    ("breakup_ranking", "lone"): (
        "{{leader}}'s playlists won a contest that nobody else entered: {{leader_score}}.",
        "{{leader_score}}, and the only rival of {{leader}}'s playlists was the silence between their songs.",
        "Only {{leader}}'s playlists came to this, at {{leader_score}}, and they brought their own rain.",
        "A ranking of one: {{leader}}, {{leader_score}}. The playlists slam a door, and nobody is there to hear it.",
    ),
    ("breakup_ranking", "nobody"): (
        "Not enough listening to rank anyone. The world's smallest violin is in tune, and waits.",
        "No breakup playlists to make fun of. Upload some, and the piano will not be spared.",
        "The rain machine stands idle: nobody has enough listening yet.",
        "There is nothing to roast here yet. The playlists are safe, for now.",
    ),
    ("whoknows", "clear"): (
        (
            "{{leader_time}} of {{artist}}. {{leader}}'s speakers know the words by now and would like to hear others. "
            "{{second}}'s got off with {{second_time}}."
        ),
        (
            "{{leader}} {{gap}} {{second}} on {{artist}}, {{leader_time}} against {{second_time}}. The other artists "
            "send their regards."
        ),
        (
            "Somebody tell {{leader}}'s repeat button that there is other music than {{artist}}: {{leader_time}}. "
            "{{second}}'s has heard, at {{second_time}}."
        ),
        (
            "At {{leader_time}}, {{artist}} should pay {{leader}} rent. {{second}}, with {{second_time}}, could ask "
            "for the deposit."
        ),
        (
            "{{leader}}'s queue goes {{artist}}, {{artist}}, and for a change {{artist}}: {{leader_time}}. {{second}} "
            "manages {{second_time}}."
        ),
    ),
    ("whoknows", "tie"): (
        "{{tied}} wore out the same record: {{tied_time}} of {{artist}} each. It would like to be turned over.",
        "{{tied_time}} each, and {{artist}} cannot tell the stereos of {{tied}} apart.",
        "A tie over {{artist}}, at {{tied_time}} each. {{tied}} could share one queue and nobody would notice.",
        "{{artist}} on repeat, in stereo: {{tied}}, {{tied_time}} each. The neighbours vote for headphones.",
    ),
    ("whoknows", "lone"): (
        "{{leader}} plays {{artist}}, {{leader_time}} so far, and the rest of the server has kept the door shut.",
        "{{artist}} has one listener here, {{leader}} with {{leader_time}}. It is a fan club with very short meetings.",
        "{{leader_time}} of {{artist}}, all on {{leader}}'s speakers. Nobody else's were asked, or they declined.",
        "Only {{leader}}'s queue has room for {{artist}}: {{leader_time}}. The others call that a hint.",
    ),
    ("whoknows", "nobody"): (
        "{{artist}}? Nobody who agreed to be compared admits to a single listen.",
        "No listens for {{artist}} here. The silence is well mixed, at least.",
        "{{artist}} played to an empty room: no listens from anyone who agreed to be compared.",
        "Nobody here has played {{artist}}. Not even by accident, on shuffle.",
    ),
    ("ranking", "clear"): (
        msg(
            "The {{measure}} is {{leader}}'s: {{leader_amount}}. The speakers have filed a complaint, and "
            "{{second}}'s are drafting one ({{second_amount}})."
        ),
        msg(
            "{{leader}} {{gap}} {{second}} for the {{measure}}, {{leader_amount}} against {{second_amount}}. The music "
            "was not consulted."
        ),
        msg(
            "{{leader_amount}}. For the {{measure}}, {{leader}} {{standing}}, and the queue would like a word. "
            "{{second}}'s has {{second_amount}}."
        ),
        msg(
            "Somewhere a play button begs for mercy: {{leader}} has the {{measure}}, {{leader_amount}}. {{second}}'s "
            "button begs more softly ({{second_amount}})."
        ),
        msg(
            "If the {{measure}} came with a cup, {{leader}}'s stereo would play it a lap of honour nobody asked for: "
            "{{leader_amount}}. {{second}} comes next: {{second_amount}}."
        ),
    ),
    ("ranking", "tie"): (
        msg("The {{measure}} is shared, like a song that nobody will admit to: {{tied}}, {{tied_amount}} each."),
        msg("{{tied}}, {{tied_amount}} each. For the {{measure}}, the playlists must have copied from one another."),
        msg("A tie for the {{measure}}: {{tied}}, {{tied_amount}} each. All that music, and nothing to show for it."),
        msg("{{tied_amount}} each for {{tied}}. The {{measure}} ends as encores do: twice, and for no good reason."),
    ),
    ("ranking", "lone"): (
        msg("{{leader}} has the {{measure}}, {{leader_amount}}, in a final that no other stereo entered."),
        msg("The {{measure}} is {{leader}}'s: {{leader_amount}}. The applause comes from the same speakers."),
        msg("Only {{leader}} is on the list for the {{measure}}: {{leader_amount}}. An encore in an empty hall."),
        msg(
            "{{leader_amount}}, and {{leader}} takes the {{measure}} unopposed. The music played itself into the final."
        ),
    ),
    ("ranking", "nobody"): (
        "Nobody has enough listening for the {{measure}}. The speakers enjoy the peace.",
        "The {{measure}} goes to the pause button: there is not enough listening to rank anyone.",
        "No {{measure}} to make fun of. Press play now and then, and come back.",
        "There is nothing to rank for the {{measure}} yet, and so nothing to roast.",
    ),
}

TONED: Mapping[Tone, Mapping[tuple[Subject, Shape], tuple[str, ...]]] = {Tone.DRY: _DRY, Tone.ROAST: _ROAST}
"""Sentences by tone, subject and shape, as in `bot.narration.template.TEMPLATES`; what is not here is worded warmly."""
