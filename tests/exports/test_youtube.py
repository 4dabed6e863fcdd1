from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.model.listens import SourceKind
from tests.exports.builders import Examine, left_out, listens, zip_of
from tests.exports.takeout_builders import CHANNEL, VIDEO, cell, gone, link, page, watched

YOUTUBE = SourceKind.YOUTUBE

IN_MANY_LANGUAGES = {
    "en": ("Watched {}", "Watched a video that has been removed", "Visited YouTube Music"),
    "de": ("„{}“ angesehen", "Ein Video, das entfernt wurde, angesehen", "YouTube Music besucht"),
    "de, plain": ("{} angesehen", "Ein Video, das entfernt wurde, angesehen", "YouTube Music besucht"),
    "fr": ("Vous avez regardé {}", "Vous avez regardé une vidéo qui a été supprimée", "Vous avez consulté YouTube"),
    "es": ("Has visto {}", "Has visto un vídeo que se ha eliminado", "Has visitado YouTube Music"),
    "pt": ("Assistiu a {}", "Assistiu a um vídeo que foi removido", "Visitou YouTube Music"),
    "it": ("Hai guardato {}", "Hai guardato un video che è stato rimosso", "Hai visitato YouTube Music"),
    "nl": ("{} bekeken", "een video die is verwijderd bekeken", "YouTube Music bezocht"),
    "pl": ("Obejrzano: {}", "Obejrzano: film, który został usunięty", "Odwiedzono: YouTube Music"),
    "ru": ("Вы посмотрели видео {}", "Вы посмотрели видео, которое было удалено", "Вы посетили YouTube Music"),
    "tr": ("{} adlı videoyu izlediniz", "kaldırılan bir video adlı videoyu izlediniz", "YouTube Music ziyaret edildi"),
    "ja": ("{} を視聴しました", "削除された動画 を視聴しました", "YouTube Music にアクセスしました"),
    "ko": ("{} 을(를) 시청했습니다.", "삭제된 동영상 을(를) 시청했습니다.", "YouTube Music을(를) 방문했습니다."),
    "zh-Hans": ("观看了 {}", "观看了 已移除的视频", "访问了 YouTube Music"),
    "zh-Hant": ("已觀看 {}", "已觀看 已移除的影片", "造訪了 YouTube Music"),
    "sv": ("Har tittat på {}", "Har tittat på en video som har tagits bort", "Besökte YouTube Music"),
    "ca": ("Has vist {}", "Has vist un vídeo que s'ha suprimit", "Has visitat YouTube Music"),
    "unknown to us": ("Ek het gekyk na {}", "Ek het gekyk na iets wat weg is", "Was by YouTube Music"),
}
TITLES = ("One", "Zwei Lieder", "夜に駆ける", "Four (feat. X)", "Fünf", "Six's", "7")


@pytest.mark.parametrize(("line", "removed", "visited"), IN_MANY_LANGUAGES.values(), ids=IN_MANY_LANGUAGES)
def test_the_words_for_watched_are_taken_off_in_any_language(upload: Examine, line: str, removed: str, visited: str):
    rows = [watched(line.format(title), f"2024-01-13T10:00:0{n}Z") for n, title in enumerate(TITLES)]
    rows += [gone(removed), watched(visited, channel="Temperature: Warm", url="https://music.youtube.com")]
    rows += [watched(line.format("A video"), header=VIDEO), gone(removed, VIDEO)]
    rows += [watched(line.format("https://www.youtube.com/watch?v=abcdefghijk"), channel=None)]
    reading = upload({"Verlauf/история.json": rows})
    assert [listen["track"] for listen in listens(reading, YOUTUBE)] == list(TITLES)
    assert left_out(reading) == {"no title": 2, "not a listen": 1, "not music": 2}


def test_a_listen_is_by_its_channel_and_starts_when_it_was_begun_and_has_no_duration(upload: Examine):
    (listen,) = listens(upload({"x.json": [watched()]}), YOUTUBE)
    assert listen["started_at"] == datetime(2024, 1, 13, 13, 16, 16, 123_000, UTC)
    assert (listen["artist"], listen["track"], listen["album"]) == ("Band", "Song", None)
    assert (listen["played_ms"], listen["content"], listen["skipped"]) == (None, "music", None)


@pytest.mark.parametrize(
    ("channel", "artist"),
    [
        ("Band - Topic", "Band"),
        ("BandVEVO", "BandVEVO"),
        ("Hot Topic", "Hot Topic"),
        ("Release - Topic", None),
        ("Release", "Release"),
        (None, None),
    ],
)
def test_the_artist_is_the_channel_without_what_youtube_adds(upload: Examine, channel: str | None, artist: str | None):
    (listen,) = listens(upload({"x.json": [watched(channel=channel)]}), YOUTUBE)
    assert listen["artist"] == artist


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (watched(details=[{"name": "From Google Ads"}]), "not a listen"),
        (watched(header=VIDEO, details=[{"name": "광고"}]), "not a listen"),
        (watched("Searched for band", url="https://www.youtube.com/results?search_query=band"), "not a listen"),
        (watched("Watched a post", url="https://www.youtube.com/post/x"), "not a listen"),
        (watched("Used YouTube Music", url=None, channel=None), "not a listen"),
        (watched("Liked Song"), "not a listen"),
        (watched(None, url=None), "not a listen"),
        (watched(header=VIDEO), "not music"),
        (watched(header=None), "not music"),
        (watched(header="Maps"), "not music"),
        (watched(""), "no title"),
        (watched("Watched music.youtube.com/watch?v=x"), "no title"),
        (watched("Watched a private video", url=None, channel=None), "no title"),
        (watched(time=None), "no time"),
        (watched(time="1970-01-01T00:00:00Z"), "no time"),
        (watched(time="yesterday"), "no time"),
        (watched(7), "unreadable"),
        (watched(subtitles="Band"), "unreadable"),
        (None, "unreadable"),
        (watched(), "duplicate"),
        (watched(time="2024-01-13T13:16:16Z"), "duplicate"),
    ],
)
def test_a_row_is_left_out_for_the_first_reason_that_holds(upload: Examine, row: object, reason: str):
    rows = [watched(), watched("Watched Song 2"), row]
    assert left_out(upload({"x.json": rows})) == {reason: 1}


def test_a_song_that_was_watched_on_youtube_itself_is_a_video(upload: Examine):
    rows = [watched(), watched("Watched Other Song", header=VIDEO, channel="Band - Topic")]
    assert left_out(upload({"x.json": rows})) == {"not music": 1}


def test_a_product_written_with_a_hard_blank_is_the_same_product(upload: Examine):
    assert upload({"x.json": [watched(header="YouTube\xa0Music")]}).receipt.listens == 1


def test_a_title_of_two_files_languages_is_told_by_any_language(upload: Examine):
    rows = [watched(f"Watched {title}") for title in TITLES] + [watched("Lied angesehen")]
    assert "Lied" in {listen["track"] for listen in listens(upload({"x.json": rows}), YOUTUBE)}


def test_rows_with_several_channels_and_details_are_whole_wherever_pieces_end(upload: Examine):
    names = [{"name": f"Name {n} - Topic", "url": "https://www.youtube.com/channel/UC1"} for n in range(4)]
    rows = [watched(f"Watched Song {n}", subtitles=names, details=[{"name": "a"}, {"name": "b"}]) for n in range(4000)]
    reading = upload({"x.json": json.dumps(rows, indent=2).encode()})
    assert (reading.receipt.files[0].rows, reading.receipt.listens) == (4000, 4000)


def test_a_broken_row_costs_itself_alone(upload: Examine):
    whole = json.dumps([watched(f"Watched Song {n}") for n in range(9)])
    broken = whole.replace('"title": "Watched Song 4"', '"title": "Watched "Song" 4"')
    reading = upload({"x.json": broken.encode()})
    assert (left_out(reading), reading.receipt.listens) == ({"unreadable": 1}, 8)


def test_what_is_no_row_at_all_costs_no_row_before_it(upload: Examine):
    whole = json.dumps([watched()]).removesuffix("]").encode()
    reading = upload({"x.json": whole + b"," + b"{" * 5_000_000})
    assert (left_out(reading), reading.receipt.listens) == ({"unreadable": 2}, 1)


def test_a_cell_that_is_nested_deep_is_not_parsed(upload: Examine):
    deep = cell("<div>" * 5000, "13 Jan 2024, 13:16:16 UTC")
    reading = upload({"x.html": page(cell(f"Watched {link('Song')}", CHANNEL, "13 Jan 2024, 13:16:16 UTC"), deep)})
    assert (left_out(reading), reading.receipt.listens) == ({"unreadable": 1}, 1)


def test_a_cut_history_gives_what_is_whole(upload: Examine):
    whole = json.dumps([watched(f"Watched Song {n}") for n in range(9)]).encode()
    reading = upload({"x.json": whole[:-150]})
    assert (left_out(reading), reading.receipt.listens) == ({"unreadable": 1}, 8)
    assert "breaks off" in reading.receipt.files[0].note


def test_the_same_history_in_both_forms_counts_once(upload: Examine):
    html = page(cell(f"Watched&nbsp;{link('Song')}", CHANNEL, "Jan 13, 2024, 1:16:16\u202fPM UTC"))
    reading = upload({"history.json": [watched()], "history.html": html})
    assert (reading.receipt.listens, left_out(reading, 0) | left_out(reading, 1)) == (1, {"duplicate": 1})


PAGES: dict[str, tuple[str, str]] = {
    "en-US": (f"Watched&nbsp;{link('A &amp; B')}", "Jan 13, 2024, 4:16:16\u202fPM TRT"),
    "en-GB": (f"Watched {link('A &amp; B')}", "13 Jan 2024, 13:16:16 GMT"),
    "en-AU": (f"Watched {link('A &amp; B')}", "14 Jan 2024, 00:16:16 AEDT"),
    "de": (f"{link('A &amp; B')} angesehen", "13.01.2024, 14:16:16 MEZ"),
    "fr": (f"Vous avez regardé {link('A &amp; B')}", "13 janv. 2024, 14:16:16 CET"),
    "ko": (f"{link('A &amp; B')}을(를) 시청했습니다.", "2024. 1. 13. 오후 10:16:16 KST"),
    "ja": (f"{link('A &amp; B')} を視聴しました", "2024/01/13 22:16:16 JST"),
}


@pytest.mark.parametrize(("title", "when"), PAGES.values(), ids=PAGES)
def test_a_page_tells_the_same_as_json(upload: Examine, title: str, when: str):
    reading = upload({"Wiedergabeverlauf.html": page(cell(title, CHANNEL, when))})
    (listen,) = listens(reading, YOUTUBE)
    assert listen["started_at"] == datetime(2024, 1, 13, 13, 16, 16, tzinfo=UTC)
    assert (listen["artist"], listen["track"], listen["played_ms"]) == ("Band", "A & B", None)
    assert "time zone" not in reading.receipt.files[0].note


def test_each_cell_of_a_page_meets_its_fate(upload: Examine):
    when = "13 Jan 2024, 13:16:16 UTC"
    other = link("https://www.youtube.com/watch?v=x", "https://www.youtube.com/watch?v=x")
    cells = [
        cell(f"Watched {link('Song')}", CHANNEL, when),
        cell(f"Watched {link('Video')}", CHANNEL, when, header=VIDEO),
        cell(f"Watched {link('Ad')}", when, details="From Google Ads"),
        cell("Visited YouTube Music", when),
        cell(f"Watched {other}", when),
        cell("Watched a video that has been removed", when),
        cell(f"Watched {link('Song')}", CHANNEL, "some day"),
        '<div class="outer-cell mdl-cell">?</div>',
    ]
    reading = upload({"x.html": page(*cells)})
    counted = {"not music": 1, "not a listen": 2, "no title": 2, "no time": 1, "unreadable": 1}
    assert (left_out(reading), reading.receipt.listens) == (counted, 1)


def test_a_page_is_known_behind_a_style_sheet_that_fills_its_beginning(upload: Examine):
    html = page(cell(f"Watched {link('Song')}", CHANNEL, "13 Jan 2024, 13:16:16 UTC"), style=200_000)
    assert upload({"x.html": html}).receipt.listens == 1


@pytest.mark.parametrize("before", range(64 * 1024 - 60, 64 * 1024 + 20, 7))
def test_the_first_cell_is_found_where_two_pieces_meet(upload: Examine, before: int):
    html = page(cell(f"Watched {link('Song')}", CHANNEL, "13 Jan 2024, 13:16:16 UTC"))
    blank = b" " * (before - html.index(b'<div class="outer-cell'))
    assert upload({"x.html": html.replace(b"<style", blank + b"<style")}).receipt.listens == 1


def test_a_long_page_is_read_whole_wherever_pieces_end(upload: Examine):
    cells = [cell(f"Watched {link(f'Song {n}')}", CHANNEL, "13 Jan 2024, 13:16:16 UTC") for n in range(2500)]
    receipt = upload({"x.html": page(*cells)}).receipt
    assert (receipt.files[0].rows, receipt.listens) == (2500, 2500)


def test_a_zone_that_could_be_several_is_said_to_be_uncertain(upload: Examine):
    html = page(cell(f"Watched {link('Song')}", CHANNEL, "Jan 13, 2024, 1:16:16 PM IST"))
    reading = upload({"x.html": html})
    assert listens(reading, YOUTUBE)[0]["started_at"] == datetime(2024, 1, 13, 13, 16, 16, tzinfo=UTC)
    assert "Ask Google for JSON" in reading.receipt.files[0].note


def test_a_cut_page_gives_what_is_whole(upload: Examine):
    cells = [cell(f"Watched {link(f'Song {n}')}", CHANNEL, "13 Jan 2024, 13:16:16 UTC") for n in range(3)]
    reading = upload({"x.html": page(*cells)[:-600]})
    assert (left_out(reading), reading.receipt.listens) == ({"unreadable": 1}, 2)
    assert "breaks off" in reading.receipt.files[0].note


def test_searches_are_not_listens(upload: Examine):
    search = watched("Searched for band", url="https://www.youtube.com/results?search_query=band", channel=None)
    reading = upload({"search.json": [search, search], "watch.json": [watched()]})
    assert [(file.kind, file.rows, file.kept) for file in reading.receipt.files] == [
        ("youtube_searches", 2, 0),
        ("youtube", 1, 1),
    ]


LIBRARY = b"Video ID,Song Title,Album Title,Artist Name 1,Artist Name 2\nabcdefghijk,Song,Album,Band,\n"
GERMAN_LIBRARY = b"Video-ID,Titel,Album,Name 1,Name 2,Name 3\nabcdefghijk,Song,Album,Band,,\n"
PLAYLIST = b"Video ID,Playlist Video Creation Timestamp\nabcdefghijk,2024-01-01T00:00:00+00:00\n"
CATALAN_PLAYLIST = "ID del vídeo,Marca de temps\nabcdefghijk,2024-01-01T00:00:00+00:00\n".encode()
CHANNELS = b"Channel Id,Channel Url,Channel Title\nUC1,http://www.youtube.com/channel/UC1,Band\n"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (LIBRARY, "youtube_library"),
        (GERMAN_LIBRARY, "youtube_library"),
        (PLAYLIST, "youtube_playlist"),
        (CATALAN_PLAYLIST, "youtube_playlist"),
        (CHANNELS, "youtube_other"),
    ],
)
def test_other_files_of_youtubes_are_named_and_not_stored(upload: Examine, content: bytes, kind: str):
    reading = upload({"x.csv": content})
    assert (reading.receipt.files[0].kind, reading.receipt.files[0].rows, reading.sources) == (kind, 0, ())
    assert "set history to JSON" in reading.receipt.problem


@pytest.mark.parametrize(
    "content",
    [
        [watched("Visited a page", header="Chrome", products=["Chrome"])],
        page(cell("Searched for band", "13 Jan 2024, 13:16:16 UTC", header="Search")),
        {"locations": [{"latitudeE7": 1, "longitudeE7": 2}]},
        {"Browser History": [{"title": "x"}]},
        b"BEGIN:VCALENDAR\nVERSION:2.0\n",
        b"<!DOCTYPE html><html><head><title>Google Takeout Archive Contents</title></head></html>",
    ],
)
def test_a_takeout_of_other_products_is_a_wrong_package(upload: Examine, content: Any):
    reading = upload({"takeout.zip": zip_of({"Takeout/x": content})})
    assert reading.receipt.files[0].kind == "google_other"
    assert "without YouTube's history" in reading.receipt.problem
    assert "takeout.google.com" in reading.receipt.problem
