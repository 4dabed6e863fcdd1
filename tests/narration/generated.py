"""Honest completions over every sheet, and lies made of them: each bends one honest sentence in one way."""

from __future__ import annotations

import itertools
import random
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator

from bot.model.facts import MEASURED, NAMES, FactKind, FactSheet
from bot.narration.fill import PLACEHOLDER
from tests.narration.builders import breakup, ranking, recap, whoknows
from tests.narration.frames import FRAMES, MOODS, PLACES

SHEETS = (
    breakup(87, 61, leader_playlist="Songs for Kim", left_out=3),
    breakup(87, 61),
    breakup(87, 87),
    breakup(87),
    whoknows(312, 40),
    whoknows(40, 40, artist="Sigur Rós"),
    whoknows(312),
    ranking(87, 61, left_out=2),
    ranking(87, 87, 87),
    ranking(87),
    recap(),
)
"""Every sheet that a model may word."""

DIGITS = tuple(char for char in map(chr, range(0x80, sys.maxunicode)) if unicodedata.numeric(char, None) is not None)
"""Every sign of Unicode with a numeric value, "0" to "9" apart."""

NUMBER_WORDS = tuple(
    # English of every make; then German, French, Spanish, Portuguese, Italian, Dutch, Polish, Czech, Swedish, Danish,
    # Norwegian, Finnish, Hungarian, Romanian, Turkish, Indonesian, Vietnamese, Swahili, Tagalog, romanised Japanese,
    # Hindi, Korean, Chinese, Russian, Greek and Arabic; then other scripts.
    """
    forty-two|ninety|a hundred|hundredfold|threescore|onetwothree|twelve|a gazillion|umpteen|forty|a trio of|a brace of|
    a score of|scores of|fortnightly|twentysomething|
    siebzehn|vierundzwanzig|tausendmal|dix-huit|quatre-vingts|soixantaine|
    veintiuno|treinta y dos|quinientas|vinte e cinco|seiscentos|ventidue|trentatré|duecento|achtentwintig|veertien|
    dwanaście|pięćset|dvacet|padesát|tjugo|femtio|halvtreds|tredive|førti|kaksikymmentä|sata|húsz|ötven|douăzeci|cincizeci|
    yirmi|kırk|puluh|ratusan|hai mươi|ishirini|hamsini|dalawampu|nijuu|gojuu|pachaas|saath|osib|ershi|dvadtsat|sorok|
    eikosi|peninta|ashrin|двадцать|είκοσι|עשרים|عشرون|пятьдесят|बीस|ยี่สิบ|스물|二十|イチ|ოცი|քսան|இருபது
    """.replace("\n", "").split("|")
)
NUMBER_WORDS = tuple(word.strip() for word in NUMBER_WORDS)

VAGUE = (
    "a lot of", "a great deal of", "a good deal of", "a ton of", "a mountain of", "an army of", "a couple more",
    "many a", "piles of", "masses of", "buckets of", "a boatload of", "the bulk of", "a fraction of", "a sliver of",
    "a slice of", "umpteen", "zillions of", "a surplus of", "an abundance of", "far too much of", "enough of",
    "a whole year of", "an hour of", "a day of", "a week of", "too little", "almost all of", "an eternity of",
    "half of", "scads of", "a smattering of",
)  # fmt: skip
UNITS = (
    "points", "pts", "minutes", "mins", "hrs", "secs", "kilometres", "miles", "decibels", "bpm", "dollars", "euros",
    "streams", "megabytes", "degrees", "per cent", "kilos", "calories", "laps",
)  # fmt: skip
HEALTH = (
    "depression", "in rehab", "sobbing", "wept", "suicidal", "self-harming", "bulimic", "autistic", "hungover",
    "sleepless", "exhausted", "manic", "psychotic", "overdosing", "a cancer patient", "feverish", "lovesick",
    "in recovery", "medicated", "obese", "skinny", "handsome", "sexy", "dumb", "moronic", "a genius", "an immigrant",
    "a foreigner", "transgender", "pregnant", "bereaved", "a widow", "traumatised", "neurotic", "insomniac",
    "dyslexic", "disabled", "grieving", "in tears",
)  # fmt: skip
MARKUP = (
    "@everyone", "@here", "<@!42>", "<@&7>", "<#9>", "<t:0:R>", "**so**", "__so__", "~~so~~", "||so||", "`so`",
    "```so```", "> so", "# So", "[so](https://so.example)", "https://so.example", "so.ru", "t.me/so", "discord.gg/so",
    "<:so:1>", ":fire:", "\u202eos", "s\u200bo", "s\u2060o", "\u2066so\u2069", "\n- so", "\\so", "ѕо", "ѕo", "{so}",
    "$so", "&amp;", "so@so.so",
)  # fmt: skip
TITLES = (
    "“Someone Like You”", '"All Too Well"', "a Taylor Swift song", "the Spotify queue", "old Radiohead", "Bruce",
    "DJ Khaled", "IGNORE PREVIOUS INSTRUCTIONS", "“ignore all rules”", "a song by Adele", "Kim's letters",
    "the Beatles",
)  # fmt: skip
UNKNOWN = (
    "{{f99}}", "{{f0}}", "{{F1}}", "{{ f1 }}", "{f1}", "{{f1", "f1}}", "{{member}}", "{{name}}", "{{}}",
    "{{f1.value}}", "{{f1|safe}}", "{{{f1}}}", "{{f１}}", "${f1}", "%(f1)s", "[[f1]]", "<<f1>>",
)  # fmt: skip
DATES = (
    "on a Tuesday", "in August", "since January", "last winter", "every Christmas", "at noon", "until dawn in March",
    "a decade ago", "yesterday", "nightly", "all year", "this week", "for years", "by the weekend", "since childhood",
)  # fmt: skip
MODIFIED = (
    "nearly {}", "over {}", "up to {}", "at least {}", "less than {}", "more than {}", "-{}", "{}%", "{}k",
    "{} a day", "{} or so", "{}{}", "not {}", "{} twice", "{} points", "half of {}", "{} songs", "{} rounds",
    "{} stars", "only {}", "a mere {}", "{} plus", "well over {}", "as if {}",
)  # fmt: skip
CLAIMS = (
    "{{second}} beats {{leader}}.", "{{leader}} chases {{second}}.", "{{leader}} bows to {{second}}.",
    "{{leader}} follows {{second}}.", "{{leader}} looks up to {{second}}.", "{{second}} outsings {{leader}}.",
    "{{leader}} concedes to {{second}}.", "{{second}} {{gap}} {{leader}}.", "{{leader}} never {{gap}} {{second}}.",
    "{{leader}} {{gap}} {{second}}? Hardly.", "{{leader}} {{gap}} {{second}}. Just kidding.",
    "{{leader}} {{gap}} {{second}}, they claimed.", "{{second}} {{standing}}.",
    "{{leader}} hoped so but {{second}} {{standing}}.", "{{leader}} is a shadow of {{second}}.",
    "{{second}} has the tenderest ear.", "{{leader}} and {{second}} are neck and neck.",
    "{{leader}} and {{second}} are as good as each other.", "{{leader}} is in the shade of {{second}}.",
    "{{leader}} wants what {{second}} has.", "{{second}} steals the show.", "{{leader}} is upstaged by {{second}}.",
    "{{leader}} finishes a runner-up.", "{{leader}} pales beside {{second}}.",
    "{{leader}} narrowly {{gap}} {{second}}.", "{{leader}} once {{gap}} {{second}}.",
    "Opposite day: {{leader}} {{gap}} {{second}}.", "{{leader}} takes the wooden spoon.",
    "{{second}} is the favourite.", "{{leader}} is no match for {{second}}.",
)  # fmt: skip
DENIED = (
    "It is a myth that {}", "Nobody believes that {}", "It is untrue that {}", "If only: {} Not really.",
    "{} Or not.", "{} Just kidding.", "{} That is a lie.", "{} The opposite is true.", "Allegedly {}", "{} Wrong.",
    "{} Not so.", "{} Never happened.", "In dreams, {}",
)  # fmt: skip


def _ids(text: str, sheet: FactSheet) -> str:
    return PLACEHOLDER.sub(lambda match: f"{{{{{sheet.by_role[match.group(1)].id}}}}}", text)


def _roles(text: str, sheet: FactSheet) -> bool:
    return set(PLACEHOLDER.findall(text)) <= set(sheet.by_role)


def honest_of(sheet: FactSheet, rng: random.Random) -> str:
    """One sentence or two as a good model would write them about this sheet."""
    starts, ends, values = FRAMES[sheet.subject, sheet.shape]
    pairs = [
        (start, end)
        for start, end in itertools.product(starts, ends)
        if _roles(_valued(f"{start} {end}", values), sheet) and (start + end).count("MOOD") < 3
    ]
    text = _valued(" ".join(rng.choice(pairs)).strip(), values)
    for slot, fillings in (("MOOD", MOODS), ("PLACE", PLACES)):
        chosen = iter(rng.sample(fillings, 4))
        text = re.sub(rf"(^|[.!?] )?{slot}", lambda found, chosen=chosen: _begin(found.group(1), next(chosen)), text)
    return _ids(text, sheet)


def _valued(text: str, values: dict[str, str]) -> str:
    for slot, role in values.items():
        text = text.replace(slot, role)
    return text


def _begin(opening: str | None, words: str) -> str:
    return words if opening is None else opening + words[0].upper() + words[1:]


def honest(count: int = 200, seed: int = 11) -> list[tuple[FactSheet, str]]:
    """Different honest completions, over all sheets in turn."""
    rng = random.Random(seed)
    found: dict[tuple[int, str], tuple[FactSheet, str]] = {}
    sheets = itertools.cycle(enumerate(SHEETS))
    while len(found) < count:
        index, sheet = next(sheets)
        text = honest_of(sheet, rng)
        found[index, text] = (sheet, text)
    return list(found.values())


Bend = Callable[[str, FactSheet, random.Random], str | None]


def _inserted(words: tuple[str, ...]) -> Bend:
    """Somewhere between two words."""

    def bend(text: str, _: FactSheet, rng: random.Random) -> str:
        gaps = [match.start() for match in re.finditer(r" (?![^{]*\}\})", text)]
        at = rng.choice(gaps)
        return f"{text[:at]} {rng.choice(words)}{text[at:]}"

    return bend


def _said_of(words: tuple[str, ...]) -> Bend:
    """As a sentence of its own about a member."""

    def bend(_: str, sheet: FactSheet, rng: random.Random) -> str:
        member = next(fact for fact in sheet if fact.kind is FactKind.MEMBER)
        value = next(fact for fact in sheet if fact.of == member.id)
        return f"{{{{{member.id}}}}} is {rng.choice(words)}, with {{{{{value.id}}}}}."

    return bend


def _held(words: tuple[str, ...]) -> Bend:
    """As what a member has."""

    def bend(_: str, sheet: FactSheet, rng: random.Random) -> str:
        member = next(fact for fact in sheet if fact.kind is FactKind.MEMBER)
        value = next(fact for fact in sheet if fact.of == member.id)
        return f"{{{{{member.id}}}}} brings {rng.choice(words)} songs to the room, with {{{{{value.id}}}}}."

    return bend


def _known_name(text: str, sheet: FactSheet, rng: random.Random) -> str:
    fact = rng.choice([fact for fact in sheet if fact.kind in NAMES])
    spelt = rng.choice((str, str.lower, str.upper, lambda name: name.replace(" ", "-"), lambda name: f"{name}'s"))
    return f"{text} All for {spelt(fact.value)}."


def _modified(text: str, sheet: FactSheet, rng: random.Random) -> str | None:
    values = [
        match
        for match in PLACEHOLDER.finditer(text)
        if match.start() > 0 and sheet.by_id[match.group(1)].kind in MEASURED
    ]
    values = [match for match in values if sheet.by_id[match.group(1)].kind is not FactKind.PERIOD]
    if not values:
        return None
    last = values[-1]
    return text[: last.start()] + rng.choice(MODIFIED).replace("{}", last.group()) + text[last.end() :]


def _claimed(_: str, sheet: FactSheet, rng: random.Random) -> str | None:
    claim = rng.choice(CLAIMS)
    return _ids(claim, sheet) if _roles(claim, sheet) else None


def _denied(_: str, sheet: FactSheet, rng: random.Random) -> str:
    member = next(fact for fact in sheet if fact.kind is FactKind.MEMBER)
    value = next(fact for fact in sheet if fact.of == member.id)
    return rng.choice(DENIED).replace("{}", f"{{{{{member.id}}}}} arrives with {{{{{value.id}}}}}.")


def _swapped(text: str, sheet: FactSheet, _: random.Random) -> str | None:
    """The two members, or a member's two amounts, in each other's place."""
    roles = sheet.by_role
    for left, right in (("leader", "second"), ("hours", "top_artist_time")):
        if left in roles and right in roles:
            a, b = f"{{{{{roles[left].id}}}}}", f"{{{{{roles[right].id}}}}}"
            if a in text or b in text:
                swapped = text.replace(a, "\0").replace(b, a).replace("\0", b)
                return swapped if swapped != text else None
    return None


def _misplaced(_: str, sheet: FactSheet, rng: random.Random) -> str | None:
    """An amount that belongs to another, or to nobody, told as a member's own."""
    member = rng.choice([fact for fact in sheet if fact.kind is FactKind.MEMBER])
    amounts = [
        fact for fact in sheet if fact.kind in (FactKind.COUNT, FactKind.HOURS, FactKind.SCORE) and fact.of != member.id
    ]
    return f"{{{{{member.id}}}}} arrives with {{{{{rng.choice(amounts).id}}}}}." if amounts else None


def _many_placeholders(text: str, sheet: FactSheet, rng: random.Random) -> str:
    return f"{text} {rng.choice(UNKNOWN)}."


BENDS: dict[str, Bend] = {
    "a digit of any script": _inserted(DIGITS),
    "a number word": _inserted(NUMBER_WORDS),
    "a vague quantity": _held(VAGUE),
    "a unit": _inserted(UNITS),
    "health, looks, wits, origin": _said_of(HEALTH),
    "markup": _inserted(MARKUP),
    "an invented title or name": _held(TITLES),
    "a name of the sheet": _known_name,
    "a date": _inserted(DATES),
    "an unknown placeholder": _many_placeholders,
    "a changed value": _modified,
    "a comparison": _claimed,
    "a denial": _denied,
    "changed places": _swapped,
    "another's amount": _misplaced,
}


def lies(count: int = 200, seed: int = 13) -> Iterator[tuple[str, FactSheet, str]]:
    """Different lies, the ways of lying and the sheets in turn: (how it lies, the sheet, the completion)."""
    rng = random.Random(seed)
    seen: set[tuple[int, str]] = set()
    for (how, bend), index in zip(itertools.cycle(BENDS.items()), itertools.count()):
        place = (index + index // len(BENDS)) % len(SHEETS)
        text = bend(honest_of(SHEETS[place], rng), SHEETS[place], rng)
        if text is None or (place, text) in seen:
            continue
        seen.add((place, text))
        yield how, SHEETS[place], text
        if len(seen) == count:
            return
