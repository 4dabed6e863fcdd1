"""What Google writes around a title in its activity records, in the languages that we have met.

`Watched Song`, `Song angesehen`, `Song を視聴しました`: the words for having watched something stand before or behind
the title, in the language of the member's account. They differ between years, so that most languages have several.
"""

from __future__ import annotations

import re

WATCHED: dict[str, tuple[tuple[str, str], ...]] = {
    "ar": (("تمت مشاهدة ", ""), ("شاهدت ", ""), ("تمّت مشاهدة ", "")),
    "ca": (("Has vist ", ""), ("Heu vist ", ""), ("Has mirat ", ""), ("Heu mirat ", "")),
    "cs": (("Zhlédli jste video ", ""), ("Zhlédnuto: ", ""), ("Zhlédnuté video: ", ""), ("Přehráno: ", "")),
    "da": (("Så ", ""), ("Du så ", ""), ("Har set ", ""), ("Du har set ", "")),
    "de": (("„", "“ angesehen"), ("", " angesehen"), ("", " wurde angesehen"), ("Angesehen: ", "")),
    "el": (("Παρακολουθήσατε το βίντεο ", ""), ("Παρακολουθήσατε ", ""), ("Προβλήθηκε: ", "")),
    "en": (("Watched ", ""), ("Listened to ", "")),
    "es": (("Has visto ", ""), ("Ha visto ", ""), ("Viste ", ""), ("Miraste ", ""), ("Reprodujiste ", "")),
    "fi": (("Katsoit videon ", ""), ("Katsottu: ", ""), ("Katsoit: ", ""), ("Katsoit ", "")),
    "fr": (("Vous avez regardé ", ""), ("Vous avez visionné ", ""), ("A regardé ", ""), ("Regardé : ", "")),
    "he": (("צפית בסרטון ", ""), ("צפית ב-", ""), ("צפית ב", "")),
    "hu": (
        ("Megtekintve: ", ""),
        ("Megnézve: ", ""),
        ("", " megtekintve"),
        ("Megnézte: ", ""),
        ("Megtekintette: ", ""),
    ),
    "id": (("Menonton ", ""), ("Telah menonton ", ""), ("Anda menonton ", ""), ("Ditonton ", "")),
    "it": (("Hai guardato ", ""), ("Hai visto ", "")),
    "ja": (("", " を視聴しました"), ("", "を視聴しました"), ("", " を再生しました"), ("", "を再生しました")),
    "ko": (
        ("", "을(를) 시청했습니다"),
        ("", "을(를) 시청함"),
        ("", "를 시청했습니다"),
        ("", "을 시청했습니다"),
        ("시청함 ", ""),
    ),
    "lt": (("Žiūrėta: ", ""), ("Žiūrėjote ", ""), ("Peržiūrėta: ", "")),
    "nb": (("Så på ", ""), ("Du så på ", ""), ("Har sett på ", ""), ("Du har sett på ", ""), ("Har sett ", "")),
    "nl": (
        ("Je hebt gekeken naar ", ""),
        ("Je hebt naar ", " gekeken"),
        ("Je hebt ", " bekeken"),
        ("Gekeken naar ", ""),
        ("", " bekeken"),
        ("Bekeken: ", ""),
    ),
    "pl": (("Obejrzano: ", ""), ("Obejrzano ", ""), ("Obejrzane: ", ""), ("Oglądano: ", "")),
    "pt": (
        ("Você assistiu a ", ""),
        ("Você assistiu ", ""),
        ("Assistiu a ", ""),
        ("Assistiu ao vídeo ", ""),
        ("Assistiu ", ""),
        ("Assisti ", ""),
        ("Viu ", ""),
        ("Visualizou ", ""),
    ),
    "ro": (("Ați vizionat ", ""), ("Ai vizionat ", ""), ("A vizionat ", ""), ("Ați urmărit ", ""), ("Vizionat: ", "")),
    "ru": (
        ("Вы посмотрели видео ", ""),
        ("Вы посмотрели ", ""),
        ("Просмотрено видео ", ""),
        ("Просмотрено: ", ""),
        ("Просмотр видео ", ""),
    ),
    "sl": (("Ogledali ste si videoposnetek ", ""), ("Ogledali ste si ", ""), ("Ogledano: ", "")),
    "sv": (("Du har tittat på ", ""), ("Har tittat på ", ""), ("Du tittade på ", ""), ("Tittade på ", "")),
    "th": (("คุณดู ", ""), ("ดูแล้ว ", ""), ("ดู ", "")),
    "tr": (("", " adlı videoyu izlediniz"), ("", " videosunu izlediniz"), ("İzlenen video: ", ""), ("", " izlendi")),
    "uk": (("Ви переглянули відео ", ""), ("Ви переглянули ", ""), ("Переглянуто відео ", ""), ("Переглянуто: ", "")),
    "vi": (("Bạn đã xem ", ""), ("Đã xem ", "")),
    "zh": (
        ("您观看了 ", ""),
        ("你观看了 ", ""),
        ("观看了 ", ""),
        ("观看过 ", ""),
        ("已观看 ", ""),
        ("看过 ", ""),
        ("您觀看了 ", ""),
        ("你觀看了 ", ""),
        ("觀看了 ", ""),
        ("已觀看 ", ""),
        ("已觀看：", ""),
        ("觀看過 ", ""),
        ("看過 ", ""),
        ("收看了 ", ""),
    ),
}
"""Language -> what stands before and behind the title; a full stop at the end is left away."""

OTHER_ACTS = re.compile(
    r"(?:Visited|Searched|Viewed|Used|Answered|Played|Liked|Disliked|Saved|Subscribed|Unsubscribed|Voted|Shared|"
    r"Commented|Added|Removed|Dismissed|Posted|Clicked|Hai cercato|Has buscado|Vous avez recherché|Vous avez consulté|"
    r"Pesquisou|Gesucht|Szukano)\b|.*(?:を検索しました|검색했습니다|gesucht|besucht|gezocht|bezocht|aufgerufen)\.?\Z",
    re.DOTALL,
)
"""A record of something else than watching, where the file is too small to tell its words for that."""

_REMOVED = (
    "a video that has been removed",
    "a video that is no longer available",
    "a private video",
    "deleted video",
    "private video",
    "ein video, das entfernt wurde",
    "ein privates video",
    "un vídeo que se ha eliminado",
    "un vídeo que ha sido eliminado",
    "un video que se eliminó",
    "un video que se quitó",
    "un video que fue eliminado",
    "un vídeo privado",
    "un video privado",
    "une vidéo qui a été supprimée",
    "une vidéo supprimée",
    "une vidéo privée",
    "un video che è stato rimosso",
    "un video rimosso",
    "um vídeo que foi removido",
    "um vídeo que foi excluído",
    "um vídeo removido",
    "een video die is verwijderd",
    "een verwijderde video",
    "een video bekeken die is verwijderd",  # the whole line: the verb stands in its middle
    "film, który został usunięty",
    "usunięty film",
    "удаленное видео",
    "удалённое видео",
    "видео, которое было удалено",
    "відео, яке видалено",
    "kaldırılmış bir video",
    "kaldırılan bir video",
    "削除された動画",
    "삭제된 동영상",
    "삭제된 동영상입니다",
    "已移除的视频",
    "已删除的视频",
    "已移除的影片",
    "已移除的影片",
    "ett borttaget videoklipp",
    "en video som har tagits bort",
    "en video, der er blevet fjernet",
    "en video som er fjernet",
    "video, które bylo odstraněno",
)
REMOVED = frozenset(title.casefold() for title in _REMOVED)
"""What stands in a title's place when the video is gone, where we know it."""

ADVERTISED = re.compile(
    r"\bads?\b|adverti|adverten|anuncio|anúncio|anunci\b|anuncis|annonce|annunci|anzeige|werb(?:ung|ean)|publicit|"
    r"pubblicit|reklam|реклам|оголошен|광고|広告|广告|廣告|mainos|hirdet|anunțuri|διαφημ|quảng cáo|iklan|oglas|"
    r"โฆษณา|إعلان|מודעות",
    re.IGNORECASE,
)
"""The detail "From Google Ads": YouTube played it, and not the member."""
