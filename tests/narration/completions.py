"""Completions of a model about `builders.breakup(87, 61)`: honest ones and lies, generated, the same every time.

f1 is the leader, f2 its score, f3 the second, f4 its score, f5 the relation f1 -> f3, f6 "comes first" of f1.
"""

from __future__ import annotations

import itertools
import random

_SETTINGS = (
    "in the small hours",
    "with the lights off",
    "on a rainy window seat",
    "between soft sighs",
    "with a very dramatic shuffle button",
    "with tissues at the ready",
    "under a grey sky",
    "with headphones and no mercy for the neighbours",
)
_HONEST_STARTS = (
    "{{f1}} keeps the tissues close: {{f2}}.",
    "Somebody check on {{f1}}'s playlists: {{f2}}.",
    "{{f1}} brings the heartbreak anthems SETTING, at {{f2}}.",
    "With {{f2}}, {{f1}} turns every chorus into a farewell letter SETTING.",
    "{{f1}} {{f6}} SETTING, with {{f2}}.",
    "The sad songs live at {{f1}}'s place, and they come to {{f2}}.",
    "{{f1}} curates rain for the ears: {{f2}} of pure longing.",
    "Oh {{f1}}, those playlists read like unsent messages SETTING ({{f2}}).",
    "{{f1}} haunted the small hours for {{f2}}, SETTING.",
    "All those slow ballads pay off: {{f1}} arrives at {{f2}}.",
)
_HONEST_ENDS = (
    "{{f3}} is close by with {{f4}}.",
    "{{f3}} follows at {{f4}}.",
    "And {{f3}} is a gentle kind of storm, at {{f4}}.",
    "Meanwhile {{f3}} hums along with {{f4}}.",
    "{{f3}} brings {{f4}} and a warm blanket.",
    "Then comes {{f3}}, humming through {{f4}}.",
    "",
)
_HONEST_RELATIONS = (
    "{{f1}} {{f5}} {{f3}} SETTING.",
    "{{f1}} {{f5}} {{f3}}, and the playlists know it.",
    "SETTING, {{f1}} {{f5}} {{f3}}: {{f4}} sounds tender beside all that thunder.",
    "{{f1}} {{f5}} {{f3}} at {{f4}}, ballad after ballad.",
)


def honest(count: int = 200, seed: int = 7) -> list[str]:
    """Completions that follow the rules as a fluent model would."""
    pairs = [" ".join(pair).strip() for pair in itertools.product(_HONEST_STARTS, _HONEST_ENDS)]
    pairs += [f"{start.split('.')[0]}. {relation}" for start in _HONEST_STARTS[:3] for relation in _HONEST_RELATIONS]
    pairs += list(_HONEST_RELATIONS)
    texts = sorted({_set(text, setting) for text in pairs for setting in _SETTINGS})
    return random.Random(seed).sample(texts, count)


def _set(text: str, setting: str) -> str:
    if text.startswith("SETTING"):
        text = text.replace("SETTING", setting.capitalize(), 1)
    return text.replace("SETTING", setting)


_NUMBERS = (
    "87", "９９", "٨٧", "८७",
    "²", "Ⅻ", "XIV", "④", "½", "5️⃣", "💯", "八十七", "百", "1e3", "eighty-seven", "twenty five",
    "twentyfive", "hundreds", "a dozen", "one", "once", "twice", "half", "double", "both", "a couple", "zero",
    "hundered", "thousnad", "t w e n t y", "f-i-v-e", "n.i.n.e", "ochenta", "veinte", "zwanzig", "quarante", "dziesięć",
    "neunzig",
    "siebenundachtzig",
    "Neunzig hundert", "first", "third", "𝟠𝟟", "𝓮𝓲𝓰𝓱𝓽", "ｅｉｇｈｔ", "dоzen", "оne",
)  # fmt: skip
_VAGUE = (
    "many", "few", "several", "most", "plenty of", "tons of", "countless", "a handful of", "numerous", "no fewer",
    "the majority of", "everyone's", "nobody else's", "hours of", "weeks of", "years of", "endless",
)  # fmt: skip
_CLAIMS = (
    "{{f3}} wins with {{f4}}.",
    "{{f3}} beats {{f1}}.",
    "{{f3}} has the saddest playlists.",
    "{{f3}} leads.",
    "{{f3}} takes the crown at {{f4}}.",
    "{{f1}} and {{f3}} are level.",
    "{{f1}} is sadder than {{f3}}.",
    "{{f1}} trails {{f3}}.",
    "{{f3}} edges {{f1}}.",
    "{{f1}} finishes behind {{f3}}.",
    "{{f3}} is the undisputed monarch of rain.",
    "{{f3}}'s scores rose and {{f1}}'s fell.",
    "{{f1}} comes last.",
    "{{f3}} outshines {{f1}}.",
    "{{f3}} {{f5}} {{f1}}.",
    "{{f1}} is not who {{f5}} {{f3}}.",
    "{{f1}} {{f5}} {{f3}}? Not so.",
    "{{f1}} {{f5}} {{f3}}, said nobody.",
    "Oh no. {{f1}} {{f5}} {{f3}}? No way.",
    "No, {{f1}} {{f5}} {{f3}}.",
    "{{f1}} never {{f5}} {{f3}}.",
    "It is false that {{f1}} {{f5}} {{f3}}.",
    "{{f1}} {{f5}} {{f3}} in {{f3}}'s dreams.",
    "{{f3}} {{f6}}.",
    "{{f1}} hopes but {{f3}} {{f6}}.",
    "{{f5}}: {{f1}}, {{f3}}.",
    "{{f1}} has {{f4}} and {{f3}} has {{f2}}.",
    "{{f1}} arrives at {{f4}}.",
    "{{f3}} arrives at {{f2}}.",
    "{{f3}}, {{f4}}, and then {{f1}}, {{f2}}.",
    "{{f1}} and {{f3}} arrive at {{f2}} and {{f4}}.",
)
_NEAR_VALUES = (
    "nearly {{f2}}", "over {{f2}}", "up to {{f2}}", "at least {{f2}}", "not {{f2}}", "less than {{f2}}", "-{{f2}}",
    "– {{f2}}", "{{f2}}{{f2}}", "{{f2}} {{f2}}", "{{f2}}k", "{{f2}}%", "{{f2}} times", "{{f2}} a day", "{{f2}} or so",
    "x{{f2}}", "{{f2}}-ish", "{{f2}}.{{f2}}", "just under {{f2}}", "only {{f2}}", "{{f2}} plus", "all but {{f2}}",
)  # fmt: skip
_BROKEN_PLACEHOLDERS = (
    "{{f9}}", "{{f0}}",
    "{{f01}}", "{f1}", "{{ f1 }}", "{{F1}}", "{{f1", "f1}}", "{{leader}}", "{{f1}}}", "{{{f1}}}", "{{}}",
    "{{f１}}", "${f1}", "<f1>", "%f1%",
)  # fmt: skip
_HEALTH = (
    "depressed", "in a depression", "lonely", "heartbroken", "in therapy", "suicidal", "crying", "sad", "anxious",
    "drunk again", "cheating", "gay", "pregnant", "hurting", "mentally unwell", "divorced", "stupid", "an insomniac",
)  # fmt: skip
_DATES = (
    "in February", "on Monday", "since last summer",
    "at midnight", "yesterday", "for a decade", "in May", "since March",
    "every weekend of December", "on New Year's in january", "ten years ago", "tonight",
)  # fmt: skip
_MARKUP = (
    "@everyone", "@here", "<@1>", "**loud**", "_soft_", "`code`", "||hidden||", "# Title", "[x](http://y)", "https://x.yz",
    "www.example.com", "discord.gg/abc", ":skull:", "\nnew line", "~~no~~", "> quote", "\u202eback", "a\u200bb", "\\",
    "Ада", "アダ", "日本", "$", "100 %", "=", "+", "evil.com", "＠everyone",
)  # fmt: skip
_NAMES = ("Ada", "ADA", "ada's", "Bo Peep", "bo-peep", "Bo  Peep", "Ádá", "Ａｄａ")


def lies() -> list[str]:
    """Completions that must never reach a member: each states, hides or bends something."""
    texts = [f"{{{{f1}}}} keeps {number} tissues close: {{{{f2}}}}." for number in _NUMBERS]
    texts += [f"{{{{f1}}}} has {vague} ballads, at {{{{f2}}}}." for vague in _VAGUE]
    texts += list(_CLAIMS)
    texts += [f"{{{{f1}}}} arrives with {near} of rain." for near in _NEAR_VALUES]
    texts += [f"{{{{f1}}}} sings along with {broken}." for broken in _BROKEN_PLACEHOLDERS]
    texts += [f"{{{{f1}}}} is {state}, at {{{{f2}}}}." for state in _HEALTH]
    texts += [f"{{{{f1}}}} cued the ballads {date}: {{{{f2}}}}." for date in _DATES]
    texts += [f"{{{{f1}}}} sings {markup} at {{{{f2}}}}." for markup in _MARKUP]
    texts += [f"{{{{f1}}}} sings for {name} at {{{{f2}}}}." for name in _NAMES]
    texts += ["", "   ", "A lovely evening of music.", "{{f1}} sings. " * 4, "{{f1}} " + "sings softly " * 40]
    return texts
