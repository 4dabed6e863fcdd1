"""The narrator that needs nobody: sentences of ours, chosen by the facts themselves.

The same facts give the same words, and other facts mostly other ones. The sentences speak of music and playlists, never
of anybody's health or heart: the music was sad, not the member.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language.budget import Account
from bot.model.facts import FactKind, FactSheet, Shape, Subject, Tone, Words
from bot.narration.fill import PLACEHOLDER, fill
from bot.narration.tones import TONED
from bot.phrasebook.phrasebook import msg, phrasebook

BY = "template"

TEMPLATES: Mapping[tuple[Subject, Shape], tuple[str, ...]] = {
    ("breakup_ranking", "clear"): (
        "{{leader}}'s playlists have been through it: {{leader_score}}. Next in line, {{second}} at {{second_score}}.",
        (
            "The playlists have spoken: {{leader}} {{standing}} with {{leader_score}}. {{second}} follows with "
            "{{second_score}}."
        ),
        (
            "Somebody hand {{leader}}'s playlists a tissue. They come to {{leader_score}}, and {{leader}} {{gap}} "
            "{{second}} at {{second_score}}."
        ),
        "Rain on the window, {{leader}} on aux: {{leader_score}}. {{second}} is next, at {{second_score}}.",
        (
            "The most intense breakup playlists here belong to {{leader}}, at {{leader_score}}. {{leader}} {{gap}} "
            "{{second}} ({{second_score}})."
        ),
        "{{leader}} {{gap}} {{second}}: {{leader_score}} against {{second_score}}. It is all in the titles.",
        (
            "If these playlists could text an ex, {{leader}}'s would: {{leader_score}}, “{{leader_playlist}}” above "
            "all. {{second}} comes next with {{second_score}}."
        ),
    ),
    ("breakup_ranking", "tie"): (
        "Too close to call: {{tied}} share first place at {{tied_score}}.",
        "{{tied}} could share one very dramatic playlist. They stand level at {{tied_score}}.",
        "A tie, and a tender one: {{tied}}, all at {{tied_score}}.",
        "Nobody breaks this tie: {{tied}} come to {{tied_score}} each.",
        "The heartbreak shelf is shared here. {{tied}} stand level at {{tied_score}}.",
    ),
    ("breakup_ranking", "lone"): (
        "{{leader}}'s playlists come to {{leader_score}}. Nobody else has enough listening to compare yet.",
        "Only {{leader}} has enough listening so far, at {{leader_score}}. A ranking needs company.",
        "{{leader}} stands alone at {{leader_score}}: the others need more listening before this is a contest.",
        "A ranking of one is no ranking, but here it is: {{leader}}, {{leader_score}}.",
    ),
    ("breakup_ranking", "nobody"): (
        "Nobody here has enough listening for this yet.",
        "No breakup playlists to rank so far. More uploads, and we shall see.",
        "The tissues stay in the box: there is not enough listening to rank anyone.",
        "There is nothing to compare yet; this needs playlists or a longer history.",
    ),
    ("whoknows", "clear"): (
        (
            "Nobody here spends more time on {{artist}} than {{leader}}: {{leader_time}}. {{second}} comes next with "
            "{{second_time}}."
        ),
        "{{artist}} can thank {{leader}}, who spent {{leader_time}}. {{leader}} {{gap}} {{second}} at {{second_time}}.",
        "Ask {{leader}} about {{artist}}: {{leader_time}} say it all. Then ask {{second}}, with {{second_time}}.",
        "When it comes to {{artist}}, {{leader}} {{standing}} with {{leader_time}}. {{second}} has {{second_time}}.",
        "{{leader}} {{gap}} {{second}} on {{artist}}: {{leader_time}} against {{second_time}}.",
        (
            "Of the {{listeners}} who play {{artist}}, {{leader}} stays longest: {{leader_time}}. {{second}} stays "
            "{{second_time}}."
        ),
    ),
    ("whoknows", "tie"): (
        "{{artist}} has equal fans here: {{tied}}, each with {{tied_time}}.",
        "Nothing separates {{tied}} on {{artist}}: {{tied_time}} each.",
        "{{tied}} could start a fan club for {{artist}}. Each spent {{tied_time}}.",
        "A tie over {{artist}}: {{tied}}, at {{tied_time}} each.",
    ),
    ("whoknows", "lone"): (
        "{{artist}} belongs to {{leader}} alone here: {{leader_time}}.",
        "Only {{leader}} plays {{artist}} here, for {{leader_time}} so far.",
        "{{leader}} keeps {{artist}} all to themself, with {{leader_time}}.",
        "If you like {{artist}}, you have one friend here: {{leader}}, with {{leader_time}}.",
    ),
    ("whoknows", "nobody"): (
        "Nobody who agreed to be compared has played {{artist}}.",
        "{{artist}} is still waiting for a first listener here.",
        "No one here has played {{artist}} yet. Somebody could be first.",
        "Silence on {{artist}}: no listens from anyone who agreed to be compared.",
    ),
    ("ranking", "clear"): (
        msg("The {{measure}} here belongs to {{leader}}: {{leader_amount}}. {{second}} follows: {{second_amount}}."),
        msg("{{leader}} has the {{measure}} of you all, {{leader_amount}}. Next comes {{second}}: {{second_amount}}."),
        msg("The {{measure}}? {{leader}}'s: {{leader_amount}}. {{leader}} {{gap}} {{second}} at {{second_amount}}."),
        msg("{{leader}} {{gap}} {{second}} for the {{measure}}: {{leader_amount}} against {{second_amount}}."),
        msg("For the {{measure}}, {{leader}} {{standing}} with {{leader_amount}}. {{second}}: {{second_amount}}."),
        msg("{{leader_amount}}: that is {{leader}}, with the {{measure}}. {{second}}: {{second_amount}}."),
    ),
    ("ranking", "tie"): (
        msg("The {{measure}} is shared: {{tied}}, {{tied_amount}} each."),
        msg("{{tied}} stand level for the {{measure}}: {{tied_amount}}."),
        msg("A tie for the {{measure}} between {{tied}}: {{tied_amount}} each."),
        msg("Nothing separates {{tied}} here. The {{measure}} is {{tied_amount}} for each of them."),
    ),
    ("ranking", "lone"): (
        msg("The {{measure}} is {{leader}}'s: {{leader_amount}}. Nobody else has enough listening to stand beside it."),
        msg("{{leader}} stands alone with the {{measure}}: {{leader_amount}}."),
        msg("Only {{leader}} can be counted for the {{measure}}: {{leader_amount}}. A ranking needs company."),
        msg("For the {{measure}} there is just {{leader}}: {{leader_amount}}."),
    ),
    ("ranking", "nobody"): (
        "Nobody here has enough listening for the {{measure}} yet.",
        "The {{measure}} is still to be won: there is not enough listening to rank anyone.",
        "No {{measure}} to show: nobody has enough listening for it.",
        "There is nothing to rank for the {{measure}} here yet.",
    ),
    ("recap", "lone"): (
        "{{member}} ({{period}}): {{hours}} of music over {{plays}}.",
        "This is how it sounded for {{member}} ({{period}}): {{plays}}, {{hours}} in all.",
        "{{hours}} and {{plays}}: that was {{member}} ({{period}}).",
        "{{member}} pressed play and kept going: {{plays}}, {{hours}} ({{period}}).",
        "{{top_artist}} led {{member}}'s listening ({{period}}), out of {{hours}} and {{plays}}.",
        "For {{member}} it was {{top_artist}} ({{period}}), {{top_track}} above all. {{hours}} over {{plays}}.",
        (
            "{{member}} spent {{hours}} listening ({{period}}), and {{top_artist}} got the biggest share: "
            "{{top_artist_time}}."
        ),
    ),
    ("recap", "nobody"): (
        "{{member}} has no listens in this period ({{period}}).",
        "It was quiet around {{member}} ({{period}}): no listens.",
        "Nothing to retell for {{member}} here ({{period}}).",
        "No music from {{member}} in this period ({{period}}), at least none that was uploaded.",
    ),
    ("sale_result", "passed"): (
        "The group said yes to {{offer}}: {{yes}}, {{no}}, {{abstain}}. Turnout was {{turnout}}.",
        "{{offer}} passed with {{yes}} against {{no}}, {{abstain}}. Turnout: {{turnout}}.",
        "It is a deal: {{offer}} has the group's yes ({{yes}}, {{no}}, {{abstain}}; turnout {{turnout}}).",
        "{{yes}}, {{no}}, {{abstain}}: {{offer}} is accepted. {{turnout}} voted.",
    ),
    ("sale_result", "rejected"): (
        "The group said no to {{offer}}: {{yes}}, {{no}}, {{abstain}}. Turnout was {{turnout}}.",
        "{{offer}} did not pass: {{yes}} against {{no}}, {{abstain}}. Turnout: {{turnout}}.",
        "The answer is no: {{offer}} is off ({{yes}}, {{no}}, {{abstain}}; turnout {{turnout}}).",
        "{{yes}}, {{no}}, {{abstain}}: {{offer}} is turned down. {{turnout}} voted.",
    ),
    ("sale_result", "tie"): (
        "A tie over {{offer}}, {{yes}} and {{no}}, and a tie is not a yes. Nothing is sold.",
        "{{offer}} ends level: {{yes}}, {{no}}, {{abstain}}. Without a majority nothing is sold.",
        "The group is split down the middle on {{offer}}: {{yes}}, {{no}}. Nothing is sold.",
        "{{yes}} and {{no}} cancel out, so {{offer}} does not pass. Turnout: {{turnout}}.",
    ),
    ("sale_result", "no_quorum"): (
        "Too few voted on {{offer}} for the result to count: turnout {{turnout}}. Nothing is sold.",
        "{{offer}} missed its quorum with a turnout of {{turnout}}. Nothing is sold.",
        "The vote on {{offer}} does not count: {{turnout}} voted, short of the quorum. Nothing is sold.",
        "Not enough voices on {{offer}} ({{turnout}}), so it is as if nobody had asked. Nothing is sold.",
    ),
    ("sale_result", "nobody"): (
        "Nobody voted on {{offer}}. Nothing is sold.",
        "{{offer}} closed without a single ballot. Nothing is sold.",
        "Not one vote on {{offer}}, so nothing is sold.",
        "{{offer}} was met with silence: no ballots, no sale.",
    ),
}
"""Sentences by subject and shape, in the warm tone.

Placeholders are roles; a sentence is used only where the sheet has all of them.
"""


class TemplateNarrator:
    """Words without a language model."""

    async def words(
        self,
        sheet: FactSheet,
        accounts: Sequence[Account] = (),  # noqa: ARG002 - it costs nothing
        tone: Tone = Tone.WARM,
    ) -> Words:
        """One to three sentences about the sheet; the same sheet always gives the same in the same tone."""
        return template_words(sheet, tone)


def template_words(sheet: FactSheet, tone: Tone = Tone.WARM) -> Words:
    """One to three sentences about the sheet in its language, chosen by its digest among those whose facts it has.

    What has no sentences in this tone, and a roast to which not everyone in it agreed, is worded warmly.
    """
    facts = sheet.by_role
    warm = TEMPLATES[sheet.subject, sheet.shape]
    fitting = [
        sentence
        for sentence in TONED.get(sheet.tone(tone), TEMPLATES).get((sheet.subject, sheet.shape), warm)
        if set(PLACEHOLDER.findall(sentence)) <= set(facts)
    ]
    sentence = phrasebook(sheet.language).translated(fitting[int(sheet.digest, 16) % len(fitting)])
    text = fill(sentence, facts)
    begins = PLACEHOLDER.match(sentence)
    if begins and facts[begins.group(1)].kind is FactKind.OFFER:  # ours to spell, unlike names: "the sale to ..."
        text = text[0].upper() + text[1:]
    return Words(text, BY)
