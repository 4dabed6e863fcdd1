"""What was found, said in every shape, tone and language: the facts, each once, and nothing else's."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.facts import Tone
from bot.model.questions import Plan
from bot.narration.fill import PLACEHOLDER
from bot.narration.forbidden import HEALTH_AND_LIFE
from bot.narration.sheets import Standing, ranking_sheet
from bot.narration.template import TEMPLATES, template_words
from bot.narration.tones import TONED
from bot.phrasebook.phrasebook import ENGLISH, LANGUAGES, phrasebook
from bot.questions.execution.computed import Computed, Row, ranked
from bot.questions.execution.metrics import MEASURES
from bot.usecases.comparisons import ask_verdicts
from bot.usecases.comparisons.ask_verdicts import Voice, verdict
from bot.usecases.comparisons.ask_words import FEWEST, LATEST, amount_words, measure_words

TAGS = ("en", *LANGUAGES)
NAMES = ("Ada", "Bo", "Cleo", "Dana", "Emi", "Farid")
TABLES: dict[str, tuple[str, ...]] = {
    **{f"value {kind}": sentences for kind, sentences in ask_verdicts.VALUE.items()},
    **{f"sides {tone}": sentences for tone, sentences in ask_verdicts.SIDES.items()},
    **{f"level {tone}": sentences for tone, sentences in ask_verdicts.SIDES_LEVEL.items()},
    "lone": ask_verdicts.SIDES_LONE,
    "trend": ask_verdicts.TREND,
    "trend of dates": ask_verdicts.TREND_OF_DATES,
    "trend level": ask_verdicts.TREND_LEVEL,
    "trend silent": ask_verdicts.TREND_SILENT,
    "trend lone": ask_verdicts.TREND_LONE,
    "ranked": ask_verdicts.RANKED,
    "ranked alone": ask_verdicts.RANKED_ALONE,
    "ranked level": ask_verdicts.RANKED_LEVEL,
}
UNITS = ("plays", "hours", "distinct_artists", "share", "sadness", "longest_session", "streak_days", "first_listen")


def named(key: tuple[int, ...]) -> str:
    return NAMES[key[0]]


def plan(op: str, metric: str, by: str | None = None, **more) -> Plan:
    if op == "compare":
        more["sides"] = [{"members": ["Ada"]}, {"members": ["Bo"]}]
    return Plan.model_validate({"op": op, "metric": metric, "by": by, **more})


def computed(op: str, metric: str, rows, by: str | None = None, of: str | None = None, **more) -> Computed:
    return Computed(op, metric, MEASURES[of or metric].unit, by, tuple(rows), (), **more)


def occurrences(value: str, text: str) -> int:
    return len(re.findall(rf"(?<![\d.,+-]){re.escape(value)}(?![\d])", text))


@pytest.mark.parametrize("table", TABLES)
def test_every_shape_has_three_sentences_or_more_that_all_differ(table):
    assert len(set(TABLES[table])) == len(TABLES[table]) >= 3


@pytest.mark.parametrize(("tag", "table"), [*product(TAGS, TABLES)])
def test_every_sentence_holds_each_fact_once_and_no_placeholder(tag, table):
    for sentence in TABLES[table]:
        wanted = re.findall(r"\{(\w+)\}", sentence)
        values = {name: f"⟨{name}⟩" for name in wanted}
        said = phrasebook(tag).say(sentence, **values)
        for value in values.values():
            assert said.count(value) == 1, f"{tag}: {said}"
        assert "{" not in said
        assert "}" not in said
        assert said.count("**") % 2 == 0


@pytest.mark.parametrize("table", TABLES)
def test_no_sentence_speaks_of_anybody_s_health(table):
    for sentence in TABLES[table]:
        assert not HEALTH_AND_LIFE & set(re.findall(r"[a-z]+", re.sub(r"\{\w+\}", "", sentence).casefold()))


@pytest.mark.parametrize(("table", "by"), [*product(("trend", "sides", "value"), range(40))])
def test_the_same_facts_are_said_in_the_same_words(table, by):
    rows = [Row((0,), by + 1.0, 3), Row((1,), by + 2.0, 3)]
    op, rows = {"trend": ("trend", rows), "sides": ("compare", rows), "value": ("value", [Row((), by + 1.0, 3)])}[table]
    found = computed(op, "plays", rows, "month" if op == "trend" else None)
    asked = plan(op, "plays", "month" if op == "trend" else None)
    assert verdict(asked, found, found.rows, named) == verdict(asked, found, found.rows, named)


@pytest.mark.parametrize(("op", "sentences"), [("value", 4), ("compare", 4), ("trend", 3)])
def test_other_facts_are_mostly_said_in_other_words(op, sentences):
    shapes = set()
    for n in range(60):
        rows = [Row(() if op == "value" else (0,), n + 101.0, 3)] + ([Row((1,), n + 301.0, 3)] * (op != "value"))
        found = computed(op, "plays", rows, "month" if op == "trend" else None)
        said = verdict(plan(op, "plays", found.by), found, found.rows, named)
        shapes.add(re.sub(r"\d+", "", said))
    assert len(shapes) == sentences


amount = st.floats(0.0, 1.0, allow_nan=False).map(lambda value: round(value, 4))


@given(
    tag=st.sampled_from(TAGS),
    tone=st.sampled_from(Tone),
    metric=st.sampled_from(UNITS),
    order=st.sampled_from(("desc", "asc")),
    left=amount,
    right=amount,
)
def test_of_two_sides_both_values_are_said_once_with_the_first_asked_for_first(tag, tone, metric, order, left, right):
    scale = {"share": 1, "sadness": 100, "first_listen": 20_000}.get(metric, 5000)
    values = [round(value * scale, 3) for value in (left, right)]
    if metric == "first_listen":
        values = [float(int(value)) for value in values]
    rows = tuple(Row((place,), value, 9) for place, value in enumerate(values))
    found = computed("compare", metric, rows, order=order)
    book = phrasebook(tag)
    said = verdict(plan("compare", metric), found, rows, named, Voice(book, tone))
    shown = [amount_words(found, value, book) for value in values]
    assert said.count("**Ada**") == said.count("**Bo**") == 1
    assert "{" not in said
    if shown[0] == shown[1]:
        assert occurrences(shown[0], said) == 1
        return
    assert [occurrences(each, said) for each in shown] == [1, 1]
    lowest = order == "asc" or metric == "first_listen"
    first = 0 if (values[0] < values[1]) == lowest else 1
    assert said.index(f"**{NAMES[first]}**") < said.index(f"**{NAMES[1 - first]}**")
    assert said.index(shown[first]) < said.index(shown[1 - first]) or shown[first] in shown[1 - first]


@given(
    tag=st.sampled_from(TAGS),
    tone=st.sampled_from(Tone),
    metric=st.sampled_from(("plays", "hours", "share", "first_listen", "streak_days")),
    order=st.sampled_from(("desc", "asc")),
    values=st.lists(st.integers(1, 900), min_size=1, max_size=6),
)
def test_a_ranking_of_members_names_who_is_first_and_no_one_else_first(tag, tone, metric, order, values):
    scale = 0.001 if metric == "share" else 1.0
    book = phrasebook(tag)
    rows = ranked([(member, value * scale, 5) for member, value in enumerate(values)], order, lambda key: (key,), 6)
    found = computed("rank", metric, rows, "member", order=order)
    by_ratio = order == "desc" and metric != "first_listen"
    standings = [Standing(row.key[0], named(row.key), row.value, amount_words(found, row.value, book)) for row in rows]
    measure = measure_words(plan("rank", metric, "member", order=order), found, rows, book)
    sheet = ranking_sheet(measure, standings, frozenset(range(6)), book=book, by_ratio=by_ratio)
    text = template_words(sheet, tone).text.replace("\\", "")  # what would be a list to Discord is escaped
    assert "{" not in text
    best = [each for each in standings if each.shown == standings[0].shown]
    assert sheet.shape == ("lone" if len(standings) == 1 else "tie" if len(best) > 1 else "clear")
    shown = " ".join(standings[0].shown.split())
    assert occurrences(shown, " ".join(text.split())) == 1
    if sheet.shape == "clear":
        assert text.index(standings[0].name) < text.index(standings[1].name)
        assert occurrences(" ".join(standings[1].shown.split()), " ".join(text.split())) == 1
    for other in standings[len(best) if sheet.shape == "tie" else 2 :]:
        assert not re.search(rf"\b{other.name}\b", text)


@pytest.mark.parametrize(("tag", "tone"), [*product(LANGUAGES, Tone)])
def test_every_ranking_sentence_is_its_own_in_every_language(tag, tone):
    book = phrasebook(tag)
    table = TONED.get(tone, TEMPLATES)
    for shape in ("clear", "tie", "lone"):
        sentences = table["ranking", shape]
        translated = {book.translated(sentence) for sentence in sentences}
        assert len(translated) == len(sentences)
        assert not translated & set(sentences)
        for sentence in sentences:
            assert set(PLACEHOLDER.findall(book.translated(sentence))) == set(PLACEHOLDER.findall(sentence))


@pytest.mark.parametrize(
    ("metric", "value", "kind"),
    [
        ("plays", 54.0, "amount"),
        ("plays", 0.0, "nothing"),
        ("hours", 0.0, "nothing"),
        ("share", 0.0, "rate"),
        ("sadness", 12.0, "rate"),
        ("last_listen", 19756.0, "date"),
    ],
)
def test_a_value_is_said_by_what_sort_it_is(metric, value, kind):
    found = computed("value", metric, [Row((), value, 5)])
    said = verdict(plan("value", metric), found, found.rows, named)
    shown = amount_words(found, value)
    assert said in {sentence.format(value=shown) for sentence in ask_verdicts.VALUE[kind]}


def test_a_change_is_a_difference():
    found = computed("value", "change", [Row((), -3.0, 5, before=9.0)], of="plays")
    said = verdict(plan("value", "change", of="plays"), found, found.rows, named)
    assert said in {sentence.format(value="-3 plays") for sentence in ask_verdicts.VALUE["change"]}


@pytest.mark.parametrize(
    ("metric", "order", "left", "right", "first"),
    [
        ("plays", "desc", 3, 2, "Ada"),
        ("plays", "asc", 3, 2, "Bo"),
        ("first_listen", "desc", 19757, 19756, "Bo"),
    ],
)
def test_the_side_that_was_asked_for_comes_first(metric, order, left, right, first):
    rows = (Row((0,), left, 5), Row((1,), right, 5))
    said = verdict(plan("compare", metric), computed("compare", metric, rows, order=order), rows, named)
    assert min("Ada", "Bo", key=said.index) == first


def test_a_side_that_is_not_known_has_no_value():
    rows = (Row((0,), None, 5), Row((1,), 2.0, 5))
    said = verdict(plan("compare", "plays"), computed("compare", "plays", rows), rows, named)
    assert "**Bo**" in said
    assert "2 plays" in said
    assert "Ada" not in said


@pytest.mark.parametrize(
    ("values", "most", "at_most", "least", "at_least"),
    [
        ((3, 1, 2), "3 plays", "**Ada**", "1 play", "**Bo**"),
        ((3, 1, 3), "3 plays", "**Ada** and **Cleo**", "1 play", "**Bo**"),
    ],
)
def test_a_trend_has_a_high_and_a_low(values, most, at_most, least, at_least):
    rows = tuple(Row((n,), value, 5) for n, value in enumerate(values))
    found = computed("trend", "plays", rows, "month")
    said = verdict(plan("trend", "plays", "month"), found, rows, named)
    facts = {"high": at_most, "low": at_least, "most": most, "least": least}
    assert said in {sentence.format(**facts) for sentence in ask_verdicts.TREND}


@pytest.mark.parametrize(
    ("values", "table", "facts"),
    [
        ((2, 2), ask_verdicts.TREND_LEVEL, {"value": "2 plays"}),
        ((0, 0), ask_verdicts.TREND_SILENT, {"value": "0 plays"}),
        ((None, 2), ask_verdicts.TREND_LONE, {"first": "**Bo**", "value": "2 plays"}),
    ],
)
def test_a_trend_without_a_high_and_a_low(values, table, facts):
    rows = tuple(Row((n,), value, 5) for n, value in enumerate(values))
    found = computed("trend", "plays", rows, "month")
    assert verdict(plan("trend", "plays", "month"), found, rows, named) in {each.format(**facts) for each in table}


@pytest.mark.parametrize(
    ("values", "table", "facts"),
    [
        ((4, 2), ask_verdicts.RANKED, {"first": "**Ada**", "most": "4 plays", "second": "**Bo**", "next": "2 plays"}),
        ((4,), ask_verdicts.RANKED_ALONE, {"first": "**Ada**", "most": "4 plays"}),
        ((4, 4), ask_verdicts.RANKED_LEVEL, {"tied": "**Ada** and **Bo**", "value": "4 plays"}),
    ],
)
def test_a_ranking_of_anything_says_what_it_is_by(values, table, facts):
    rows = ranked([(key, float(value), 5) for key, value in enumerate(values)], "desc", lambda key: (key,))
    found = computed("rank", "plays", rows, "artist")
    said = verdict(plan("rank", "plays", "artist"), found, rows, named)
    assert said in {sentence.format(measure="most plays", **facts) for sentence in table}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_what_a_ranking_is_by_is_a_title(tag):
    book = phrasebook(tag)
    for words in (*FEWEST.values(), *LATEST.values(), *(measure.words for measure in MEASURES.values())):
        title = book.translated(words)
        assert title != words
        assert title[0] == title[0].upper()
    for value, order in ((3.0, "desc"), (3.0, "asc"), (-3.0, "desc"), (-3.0, "asc")):
        rows = (Row((0,), value, 5, 1),)
        found = computed("rank", "change", rows, "member", of="plays", order=order)
        title = measure_words(plan("rank", "change", "member", of="plays", order=order), found, rows, book)
        assert title[0] == title[0].upper()


def test_a_name_cannot_inject_anything():
    rows = (Row((0,), 3.0, 5), Row((1,), 2.0, 5))
    said = verdict(
        plan("compare", "plays"), computed("compare", "plays", rows), rows, lambda _: "@everyone {value} **x**"
    )
    assert "@everyone" not in said
    assert "{value}" in said  # data, and not a placeholder


def test_the_voice_speaks_english_and_warmly_where_nobody_says_otherwise():
    assert Voice() == Voice(ENGLISH, Tone.WARM)
