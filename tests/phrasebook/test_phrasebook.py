from __future__ import annotations

from datetime import date

import pytest

from bot.model.answers import Kind
from bot.model.cell_words import cell_words
from bot.phrasebook.amounts import cell_in, hours_in, minutes_in, percent_in, things
from bot.phrasebook.phrasebook import ENGLISH, LANGUAGES, Phrasebook, phrasebook, prepare


@pytest.mark.parametrize("tag", ["en", "en-US", "en-GB", "fi", "zh-CN", "", "xx-nonsense"])
def test_what_we_do_not_speak_is_english(tag):
    assert phrasebook(tag) is ENGLISH


@pytest.mark.parametrize(
    ("tag", "number"),
    [("es-ES", "12.040,5"), ("es-419", "12,040.5"), ("de", "12.040,5"), ("pt-BR", "12.040,5"), ("ja", "12,040.5")],
)
def test_a_region_writes_its_own_numbers(tag, number):
    assert phrasebook(tag).number(12040.5, 1) == number


@pytest.mark.parametrize("tag", ["es-ZZ-@@", "de-", "ja-!!"])
def test_an_odd_region_is_its_language(tag):
    assert phrasebook(tag).tag == tag[:2]
    assert phrasebook(tag).say("Why?") != "Why?"


def test_what_is_not_translated_is_said_in_english():
    assert phrasebook("de").say("Not in any catalogue: {name}", name="Ada") == "Not in any catalogue: Ada"
    assert things(phrasebook("de"), 2, "spoon") == "2 spoons"


def test_nothing_said_is_nothing():
    assert phrasebook("de").translated("") == ""  # gettext keeps its header there


def test_values_are_not_formatted_again():
    assert phrasebook("es").say("Read as: {plan}", plan="{model} {0}") == "Leído como: {model} {0}"


@pytest.mark.parametrize(
    ("tag", "n", "words"),
    [
        ("en", 1, "1 play"),
        ("en", 1204, "1,204 plays"),
        ("pl", 1, "1 odtworzenie"),
        ("pl", 3, "3 odtworzenia"),
        ("pl", 12, "12 odtworzeń"),
        ("pl", 22, "22 odtworzenia"),
        ("pl", 25, "25 odtworzeń"),
        ("fr", 0, "0 écoute"),
        ("fr", 2, "2 écoutes"),
        ("de", 1, "1 Wiedergabe"),
        ("ja", 1204, "1,204回"),
    ],
)
def test_plurals_are_the_language_s_own(tag, n, words):
    assert things(phrasebook(tag), n, "play") == words


@pytest.mark.parametrize(
    ("tag", "hours", "words"),
    [
        ("en", 312.4, "312 hours"),
        ("en", 4.2, "4.2 hours"),
        ("en", 2.04, "2 hours"),
        ("en", 0.98, "1 hour"),
        ("en", 0.63, "38 minutes"),
        ("en", 0.001, "1 minute"),
        ("de", 4.2, "4,2 Stunden"),
        ("pl", 4.2, "4,2 godziny"),
        ("pl", 5.0, "5 godzin"),
        ("ja", 0.63, "38分"),
    ],
)
def test_time_is_said_in_hours_or_minutes(tag, hours, words):
    assert hours_in(phrasebook(tag), hours) == words


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (Kind.DAY, date(2024, 9, 3)),
        (Kind.COUNT, 1204),
        (Kind.PLACE, 3),
        *((Kind.HOURS, hours) for hours in (0.0, 0.01, 0.5, 0.96, 1.0, 1.04, 1.25, 9.94, 9.96, 10.5, 1204.4)),
        *((Kind.MINUTES, minutes) for minutes in (0.0, 38.2, 60.0, 185.0)),
        *((Kind.SHARE, share) for share in (0.0, 0.0004, 0.061, 0.4555, 0.5, 1.0)),
        *((Kind.NUMBER, number) for number in (0.0, 45.55, 46.0, 1204.26)),
        (Kind.TEXT, "as it is"),
        (Kind.MEMBER, "Ada"),
    ],
)
def test_english_cells_read_as_they_do_on_every_other_card(kind, cell):
    assert cell_in(ENGLISH, kind, cell) == cell_words(kind, cell)


@pytest.mark.parametrize(
    ("tag", "day", "full", "month", "weekday"),
    [
        ("en", "3 Sep 2024", "3 September 2024", "September 2024", "Monday"),
        ("es-ES", "3 sept 2024", "3 de septiembre de 2024", "septiembre de 2024", "lunes"),
        ("de", "3. Sept. 2024", "3. September 2024", "September 2024", "Montag"),
        ("ja", "2024年9月3日", "2024年9月3日", "2024年9月", "月曜日"),
    ],
)
def test_dates_are_the_language_s_own(tag, day, full, month, weekday):
    book = phrasebook(tag)
    when = date(2024, 9, 3)
    assert (book.day(when), book.full_day(when), book.month(2024, 9), book.weekday(0)) == (day, full, month, weekday)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["Ada"], "Ada"),
        (["Ada", "Bo"], "Ada and Bo"),
        (["Ada", "Bo", "Cleo"], "Ada, Bo and Cleo"),
        (["Ada", "Bo", "Cleo", "Dana", "Emi"], "Ada, Bo, Cleo and 2 more"),
    ],
)
def test_names_are_listed(names, words):
    assert ENGLISH.some(names) == words


def test_lists_have_each_language_s_joint():
    assert phrasebook("de").listed(["Ada", "Bo"]) == "Ada und Bo"
    assert phrasebook("de").listed(["Ada", "Bo"], "or") == "Ada oder Bo"
    assert phrasebook("ja").listed(["Ada", "Bo"]) == "Ada、Bo"


def test_shares_and_minutes_have_each_language_s_signs():
    assert percent_in(phrasebook("de"), 0.061) == "6,1 %"
    assert percent_in(phrasebook("ja"), 0.0004) == "0.1%未満"
    assert minutes_in(phrasebook("ja"), 185) == "3時間05分"


def test_every_language_is_prepared_at_the_start():
    phrasebook.cache_clear()
    prepare()
    assert phrasebook.cache_info().currsize == len(LANGUAGES) + 1


def test_a_phrasebook_tells_nothing_to_others():
    spanish, german = phrasebook("es"), phrasebook("de")
    assert isinstance(spanish, Phrasebook)
    assert (spanish.say("Why?"), german.say("Why?"), ENGLISH.say("Why?")) == ("¿Por qué?", "Warum?", "Why?")
