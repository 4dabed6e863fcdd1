from __future__ import annotations

from bot.exports.youtube_verbs import Verb, verb_of

TITLES = ("One", "Two words", "Drei", "Fire", "Cinq")


def test_the_language_that_most_lines_speak_is_the_files():
    verb = verb_of([*(f"{title} angesehen" for title in TITLES), "Watched that"])
    assert verb.title("Lied angesehen", addressed=False) == "Lied"


def test_of_two_languages_that_fit_the_one_with_more_to_say_is_taken():
    assert verb_of([f"Så på {title}" for title in TITLES]).title("Så på noe", addressed=False) == "noe"
    assert verb_of([f"Så {title}" for title in TITLES]).title("Så noget", addressed=False) == "noget"


def test_words_of_an_unknown_language_are_learned_before_and_behind_a_title():
    verb = verb_of([f"Es {title} noskatījos" for title in TITLES])
    assert verb == Verb((("Es ", " noskatījos"),))


def test_a_shared_beginning_of_a_word_is_not_learned():
    assert verb_of([f"Band{n} plays" for n in "abcdef"]).wrappers == (("", " plays"),)


def test_too_few_lines_teach_nothing():
    verb = verb_of(["Ek het X gesien", "Ek het Y gesien"])
    assert verb.title("Ek het X gesien", addressed=True) == "Ek het X gesien"
    assert verb.title("Ek het X gesien", addressed=False) is None


def test_quotes_that_every_title_stands_in_are_taken_off_with_the_verb():
    verb = verb_of([f"Вы посмотрели «{title}»" for title in TITLES])
    assert verb.title("Вы посмотрели «Песня»", addressed=False) == "Песня"


def test_quotes_of_a_title_stay():
    verb = verb_of([f"Watched {title}" for title in TITLES])
    assert verb.title('Watched "Heroes"', addressed=False) == '"Heroes"'


def test_a_title_that_is_the_verb_is_a_title():
    verb = verb_of([f"Watched {title}" for title in TITLES])
    assert verb.title("Watched Watched ", addressed=False) == "Watched"
