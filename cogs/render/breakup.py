"""Cards about breakup intensity."""

from __future__ import annotations

from bot.model.moods import (
    BreakupScore,
    CapReason,
    DensestAdditions,
    Evidence,
    HeartbreakTracks,
    Lift,
    MostRepeated,
    NightPlays,
    Note,
    PlayedAgain,
    TitleSays,
    TopArtist,
    WeeklyChange,
)
from bot.usecases.explain_breakup import WhyBreakup, WhyPart
from bot.usecases.rank_breakups import PART_NAMES, BreakupRanking, RankedBreakup, Scope
from cogs.render.cards import CHARACTERS, MEDALS, Block, Button, Card, Row, Rule, drawing, lines, plain

_ASKED = {
    Scope.PLAYLISTS: "Whose breakup playlists are most intense?",
    Scope.LISTENING: "Whose four weeks of heartbreak were most intense?",
}
_OTHER = {Scope.PLAYLISTS: ("Stretches of listening", Scope.LISTENING), Scope.LISTENING: ("Playlists", Scope.PLAYLISTS)}
_NOTES = {
    Note.NO_DATES: "the export does not say when tracks were added, so the other parts weigh more",
    Note.NO_ARTISTS: "no artist is named, so the other parts weigh more",
    Note.ONE_ALBUM: "one album is most of it, so repeats and the top artist count half",
}
_CAPS = {
    CapReason.TITLE_SAYS_NOTHING: "at most {limit:.0f}, because the title says nothing of the kind",
    CapReason.LITTLE_LIFT: "at most {limit:.0f}, because it is hardly more than usual",
}
_WITH_EVIDENCE, _TELLING = 3, 20
"""Places from this on, and scores from this on, are shown with their evidence; the others are a line each."""


def breakup_card(ranking: BreakupRanking, *, public: bool = False) -> Card:
    """The verdict, the picture, the ranking with its parts, and the evidence."""
    head = f"## {_ASKED[ranking.scope]}\n{ranking.words.text}"
    places = [
        _place(each, with_evidence=each.rank <= _WITH_EVIDENCE and each.score >= _TELLING) for each in ranking.ranked
    ]
    left_out = ""
    if ranking.left_out:
        names = ", ".join(plain(name) for name in ranking.left_out[:10])
        more = f" and {len(ranking.left_out) - 10} more" if len(ranking.left_out) > 10 else ""
        left_out = f"-# Not ranked, because there is not enough {_too_little(ranking.scope)}: {names}{more}."
    foot = "-# A score speaks of the music and of nobody's heart."
    room = CHARACTERS - len(head) - len(left_out) - len(foot) - 100
    blocks: list[Block] = [head, drawing(ranking.drawing, "breakup.png")]
    blocks += [lines(places, room)] if places else []
    blocks += [left_out] if left_out else []
    blocks.append(foot)
    label, other = _OTHER[ranking.scope]
    buttons = [
        Button("Why?", "why_breakup", (ranking.scope.value,)),
        Button("All the evidence", "evidence_breakup", (ranking.scope.value,)),
    ]
    if not public:
        buttons += [
            Button(label, "breakup", (other.value,)),
            Button("Post here", "post_breakup", (ranking.scope.value,), emoji="📣"),
        ]
    return Card((*blocks, Row(tuple(buttons))))


def evidence_card(ranking: BreakupRanking) -> Card:
    """Everyone's evidence, as far as one card holds it."""
    head = f"### The evidence\n-# {_ASKED[ranking.scope]}"
    return Card((head, lines([_place(each, with_evidence=True) for each in ranking.ranked], CHARACTERS - 200)))


def why_card(why: WhyBreakup, scope: Scope) -> Card:
    """The formula, its bounds and where it comes from."""
    parts = why.playlist if scope is Scope.PLAYLISTS else why.stretch
    listed = "\n".join(_formula(part) for part in parts)
    if scope is Scope.PLAYLISTS:
        rests = (
            f"A playlist needs at least {why.min_tracks} tracks. A title that says nothing of the kind gives at most 40. "
            f"Up to {why.base_rate:.0%} of titles speak of a breakup in any playlist; that counts nothing. "
            f"“Added at once” looks at the densest {why.densest_days} days. A sad title counts {why.sad_title:.0%} of one about a breakup."
        )
    else:
        rests = (
            f"The most striking {why.window_days} days are set against the member's own {why.before_days} days before, of which the fullest "
            f"{why.window_days} say what is usual. An album, or a song in a loop, counts once per sitting there. There must be at least "
            f"{why.min_window_plays} plays in them and {why.min_plays_before} before. Hardly more heartbreak than before gives at most 35. "
            f"Where one album is {why.one_album_share:.0%} of it, repeats and the top artist count half."
        )
    return Card(
        (
            f"### How the score is made\n{listed}",
            rests,
            "A part that cannot be computed is left out, and the others weigh more. Tracks are known by their titles alone: nobody listened to them.",
            Rule(),
            "-# " + "\n-# ".join(why.sources),
        )
    )


def _formula(part: WhyPart) -> str:
    return (
        f"- **{part.weight:.0%} {PART_NAMES[part.name]}**: 0 points up to {part.low:g}, 100 points from {part.high:g}"
    )


def _place(each: RankedBreakup, *, with_evidence: bool) -> str:
    breakup = each.breakup
    place = MEDALS.get(each.rank, f"{each.rank}\\.") if each.score >= _TELLING else f"{each.rank}\\."
    what = f" · “{plain(each.title)}”" if each.title else _when(breakup)
    tied = " (tied)" if each.tied else ""
    row = f"{place} **{plain(each.display_name)}**{tied} · **{each.score:.0f}**{what}"
    if not with_evidence:
        return row
    rows = [row, f"-# {_parts(breakup)}"]
    rows += [f"- {_evidence(piece)}" for piece in breakup.evidence]
    return "\n".join(rows)


def _when(breakup: BreakupScore) -> str:
    if breakup.begins_on is None or breakup.ends_on is None:
        return ""
    return f" · {breakup.begins_on:%-d %B} to {breakup.ends_on:%-d %B %Y}"


def _parts(breakup: BreakupScore) -> str:
    parts = [f"{PART_NAMES[part.name]} {part.contribution:.0f}" for part in breakup.parts if part.contribution >= 0.5]
    unit = "tracks" if breakup.scope == "playlist" else "plays"
    words = [" + ".join(parts) or "no part of it", f"from {breakup.n:,} {unit}"]
    words += [_NOTES[note] for note in breakup.notes if note in _NOTES]
    if breakup.is_capped and breakup.cap:
        words.append(_CAPS[breakup.cap.reason].format(limit=breakup.cap.limit))
    return "; ".join(words)


def _evidence(piece: Evidence) -> str:
    match piece:
        case TitleSays(title=title, mood=mood):
            says = "a breakup" if mood == "breakup" else "sadness"
            return f"Its title, “{plain(title)}”, speaks of {says}."
        case HeartbreakTracks(heartbreak=heartbreak, tracks=tracks, examples=examples):
            named = ", ".join(f"*{plain(title, 40)}*" for title in examples)
            return f"{heartbreak:,} of {tracks:,} tracks are named after heartbreak{': ' + named if named else ''}."
        case DensestAdditions(begins_on=begins, ends_on=ends, added=added, dated=dated):
            return f"{added:,} of {dated:,} tracks were added between {begins:%-d %B} and {ends:%-d %B %Y}."
        case MostRepeated(title=title, artist=artist, plays=plays, first_on=first, last_on=last):
            by = f" by {plain(artist, 40)}" if artist else ""
            return f"*{plain(title)}*{by} was played {plays:,} times from {first:%-d %B} to {last:%-d %B %Y}."
        case Lift(heartbreak=heartbreak, plays=plays, expected=expected):
            return f"{heartbreak:,} of {plays:,} plays were heartbreak; the fullest four weeks of the half year before held {expected:,}."
        case PlayedAgain(repeats=repeats, plays=plays):
            return f"{repeats:,} of {plays:,} plays repeat a heartbreak track of the day before."
        case WeeklyChange(per_week=per_week, per_week_before=before):
            return f"Heartbreak was chosen {per_week:.0f} times a week, after {before:.0f} times a week in the time before."
        case NightPlays(at_night=at_night, heartbreak=heartbreak):
            return f"{at_night:,} of {heartbreak:,} heartbreak plays were between midnight and 5 am."
        case TopArtist(artist=artist, plays=plays, heartbreak=heartbreak):
            return f"{plays:,} of {heartbreak:,} heartbreak plays were of {plain(artist)}."


def _too_little(scope: Scope) -> str:
    return "in a playlist" if scope is Scope.PLAYLISTS else "listening"
