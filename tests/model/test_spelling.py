import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.spelling import artist_key, search_key, squeezed, title_key, title_search_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Simon & Garfunkel", "simon and garfunkel"),
        ("Guns N' Roses", "Guns N’ Roses"),
        ("Jay-Z", "JAY Z"),
        ("ＹＯＡＳＯＢＩ", "yoasobi"),
        ("ﾃｽﾄ", "テスト"),
        ("Straße", "STRASSE"),
        ("Drake feat. Rihanna", "Drake"),
        ("Beyonce\u0301", "Beyoncé"),
        ("Mac\u200b Miller", "Mac Miller"),
    ],
)
def test_spellings_of_one_artist(one, other):
    assert artist_key(one) == artist_key(other)


@pytest.mark.parametrize(("one", "other"), [("Zoé", "Zoe"), ("+", "÷"), ("が", "か"), ("!!!", "???"), ("A", "B")])
def test_artists_that_stay_two(one, other):
    assert artist_key(one) != artist_key(other)


@pytest.mark.parametrize(
    "spelling",
    [
        "“Heroes”",
        "HEROES",
        "Heroes - 2017 Remaster",
        "Heroes - Remastered 2017",
        "Heroes (Remastered)",
        "Heroes [2017 Remastered Version]",
        "Heroes (Digitally Remastered)",
        "Heroes (feat. Brian Eno)",
        "Heroes [ft Brian Eno] - Remastered",
        "Heroes feat. Brian Eno",
        "Heroes featuring Brian Eno",
        "Heroes (with Nico)",
        "Heroes [WITH Nico & Friends]",
        "Heroes - with Nico",
        "Heroes (with Nico) - 2017 Remaster",
        "Heroes【feat. Brian Eno】",
        "ＨＥＲＯＥＳ（2017 Remaster）",
        "Heroes (2017年リマスター)",
        "Heroes (2017 リマスター版)",
        "Heroes [리마스터]",
        "Heroes (Ремастеринг 2017)",
        "Heroes (Remasterizado 2009)",
        "Heroes (Deluxe)",
        "Heroes (Deluxe Edition)",
        "Heroes [Super Deluxe Edition]",
        "Heroes - Deluxe Version",
        "Heroes (20th Anniversary Edition)",
        "Heroes (40th Anniversary Super Deluxe)",
        "Heroes (Expanded Edition) [2017 Remaster]",
        "Heroes [2017 Remaster] (Deluxe Edition)",
        "Heroes (Bonus Track Version)",
        "Heroes (Collector's Edition)",
        "Heroes (デラックス・エディション)",
        "Heroes 【豪華版】",
    ],
)
def test_notes_that_do_not_make_another_recording(spelling):
    assert title_key(spelling) == title_key("Heroes")


@pytest.mark.parametrize(
    "title",
    [
        "Heroes - Live",
        "Heroes (Live 1978)",
        "Heroes (Acoustic)",
        "Heroes - Single Version",
        "Heroes feat. X - Y Remix",
        "Heroes II",
        "Heroes (Taylor's Version)",
        "Heroes (with You)",
        "Heroes (With a Gun)",
        "Heroes with Nico",
        "Heroes (Instrumental)",
        "Heroes (Demo)",
        "Heroes - Radio Edit",
        "Heroes (Extended Mix)",
        "Heroes (ライブ)",
        "Heroes (Sped Up)",
        "Heroes (From the Vault)",
        "Heroes - Deluxe Remix",
        "Heroes - Nico Version",
    ],
)
def test_other_recordings_stay_their_own(title):
    assert title_key(title) != title_key("Heroes")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Heroes - Live (2017 Remaster)", "Heroes (Live)"),
        ("Heroes - Live / 2017 Remaster", "Heroes - Live"),
        ("Heroes (Taylor's Version) [feat. Phoebe Bridgers]", "Heroes (Taylor’s Version)"),
        ("アイドル (Remastered)", "ｱｲﾄﾞﾙ"),
        ("Звезда по имени Солнце (Делюкс)", "ЗВЕЗДА ПО ИМЕНИ СОЛНЦЕ"),
        ("Ελλάδα (2011 Remaster)", "ΕΛΛΆΔΑ"),
        ("晴天 (2011 重製版)", "晴天"),
        ("봄날 (Deluxe Edition)", "봄날"),
        ("حبيبي (feat. عمرو)", "حبيبي"),
    ],
)
def test_notes_go_in_every_script_and_leave_the_recording(one, other):
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Great Feat of Strength", "great feat of strength"),
        ("6 Ft. 7 Ft.", "6 ft 7 ft"),
        ("Remaster", "remaster"),
        ("(Remastered 2011)", "remastered 2011"),
        ("…", "..."),
        ("Don´t", "dont"),
        ("Song feat. X - Y Remix", "song y remix"),
        ("Song (with X) - Y Remix", "song y remix"),
        ("Dancing with Myself", "dancing with myself"),
        ("Deluxe", "deluxe"),
        ("(Deluxe Edition)", "deluxe edition"),
        ("Anniversary", "anniversary"),
    ],
)
def test_words_that_only_look_like_notes_are_kept(title, key):
    assert title_key(title) == key


@pytest.mark.parametrize(
    ("typed", "name"), [("bjork", "Björk"), ("acdc", "AC/DC"), ("SIGUR ros", "Sigur Rós"), ("motorhead", "Motörhead")]
)
def test_typing_needs_no_accents_spaces_or_punctuation(typed, name):
    assert search_key(typed) == search_key(name)


@pytest.mark.parametrize(
    ("typed", "title"),
    [("deja vu", "Déjà Vu - 2011 Remaster"), ("DÉJÀVU", "deja-vu (feat. X)"), ("heroes", "“Heroes”")],
)
def test_typing_a_title_needs_no_notes_either(typed, title):
    assert title_search_key(typed) == title_search_key(title) == squeezed(title_key(title))


def test_marks_of_other_scripts_are_no_accents():
    assert search_key("がんばる") != search_key("かんはる")
    assert search_key("Кино й") != search_key("Кино и")


@given(st.text(max_size=30))
def test_a_key_is_its_own_key_and_blank_only_for_what_cannot_be_seen(text):
    for key_of in (artist_key, title_key):
        key = key_of(text)
        assert key == key.strip()
        if not key:
            assert all(char.isspace() or unicodedata.category(char) in ("Cf", "Mn") for char in text) or not text


@given(st.text(max_size=30))
def test_case_never_matters(text):
    assert artist_key(text.swapcase().casefold()) == artist_key(text.casefold())
