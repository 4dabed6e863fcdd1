"""The music of the sample members: invented artists, albums and tracks, the same every time.

About 150 artists with 1,700 tracks that everyone may know, in a dozen scripts, and behind them 500 obscure ones for
those who explore. Some artists sing of little but lost love, so that what titles say has something to find.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt


class Mood(IntEnum):
    """What a title speaks of."""

    PLAIN = 0
    HEARTBREAK = 1
    SAD = 2
    HAPPY = 3
    PARTY = 4


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Tracks as parallel columns, ordered by artist, album and place on the album.

    Attributes:
        artist_of, album_of: per track, indices into `artists` and `albums`.
        mood: per track, values of Mood.
        length_ms: per track.
        known: number of artists that everyone may know; the ones after are obscure.
    """

    titles: tuple[str, ...]
    artists: tuple[str, ...]
    albums: tuple[str, ...]
    artist_of: npt.NDArray[np.int64]
    album_of: npt.NDArray[np.int64]
    mood: npt.NDArray[np.int64]
    length_ms: npt.NDArray[np.int64]
    known: int

    def of_artist(self, artist: int) -> npt.NDArray[np.int64]:
        """The artist's tracks in order."""
        return np.flatnonzero(self.artist_of == artist)

    def of_album(self, album: int) -> npt.NDArray[np.int64]:
        """The album's tracks in order."""
        return np.flatnonzero(self.album_of == album)

    def in_mood(self, *moods: Mood) -> npt.NDArray[np.int64]:
        """Tracks by artists whom everyone may know, with titles of these moods."""
        return np.flatnonzero(np.isin(self.mood, moods) & (self.artist_of < self.known))


# The first eight are known to nearly everyone.
_SHARED = (
    "Velvet Harbour", "Nova Marlowe", "The Paper Lanterns",
    "Kestrel & Co", "Lumi Aalto", "Os Vagalumes", "DJ Marzipan",
    "Midnight Tram",
)  # fmt: skip
_HEARTBREAK_ARTISTS = ("Odile Farrow", "June Ashgrove", "Cold Coffee Club", "Mateo Soledad", "Hanne Winterfeld")
_SAD_ARTISTS = ("Gray Wharf", "Salt in the Attic", "Elsewhere, Ohio", "Нина Полярная", "雨宮しおり")
_PARTY_ARTISTS = ("Neon Paprika", "Bassbüro", "Tío Relámpago", "Glitterdome", "Funkadelfia Express")
_NAMED = (
    "Ивовый Двор", "Громкая Тишина", "Зимний Трамвай", "青い電車", "星野カケル", "夜更かしクラブ", "こはる日和",
    "달빛우체국", "새벽네시", "은하수극장", "南方列車",
    "白鹭乐队", "旧城电台", "Νύχτα Μαΐου", "Το Φάρος Τρίο", "ليلى نور",
    "فرقة الميناء", "להקת השקיעה", "रात की रेल", "सपना मेहरा",
    "วงแสงจันทร์", "Şehir Işıkları", "Deniz Kıyısı", "Zimowy Ogród",
    "Kasia Brzask", "Lesní Pošta", "Hó és Hamu", "Ljus i Mars", "Fjällbris", "Sólrún Eldey", "Karhu ja Kettu",
    "Les Volets Clos", "Camille Perdrix", "Brume d'Avril", "Herr Mond Tanzt", "Die Leisen Nachbarn", "Kiosk am Kanal",
    "Luna de Papel", "Los Domingos Lentos", "Inés Alborada", "Maré de Março", "Clara Figueira", "I Gatti di Vetro",
    "Sera Lenta", "Adaeze Okoro-Blue", "Lagos Weather", "Kofi & the Night Bus", "Sunbird Parade", "Moana Tides",
    "Coral Radio", "Amaru Viento", "Nhạc Sĩ Mưa", "Elefante Azul", "Tramuntana", "Ceilidh Machine", "Afon Dawel",
)  # fmt: skip
_FIRST = (
    "Crooked", "Golden", "Hollow", "Electric", "Distant",
    "Silver", "Tender", "Burning", "Plastic", "Quiet", "Northern",
    "Second", "Marble", "Wandering", "Ivory", "Copper",
    "Lazy", "Sleeping", "Vanishing", "Cardboard", "Feral", "Polite",
)  # fmt: skip
_SECOND = (
    "Orchard", "Satellites", "Foxes", "Arcade", "Telegraph", "Mountains", "Cassette", "Gardeners", "Weather", "Choir",
    "Motel", "Astronauts", "Rivers", "Bakery", "Bicycles",
    "Parliament", "Lighthouse", "Geometry", "Swimmers", "Antennas",
)  # fmt: skip

_TITLES: dict[Mood, tuple[str, ...]] = {
    Mood.HEARTBREAK: (
        "After You Left Me", "Your Side of the Closet", "The Day We Broke Up", "Getting Over You (Again)",
        "My Ex Plays Bass", "Breakup in B Minor",
        "Delete Your Number", "She's With Him Now", "You Don't Love Me Anymore",
        "Goodbye, My Almost", "Heartbreak on Line 9", "Told My Mother We Split", "Half of the Furniture",
        "I Still Wear Your Sweater", "Unlove You", "Leaving Was the Easy Part", "Before You Cheated",
        "Do You Miss Me Like I Miss You", "You Broke My Heart in Lisbon", "Never Getting Back Together, Probably",
        "The Last Time You Kissed Me", "Moving On (Slowly)", "Signed the Divorce in Blue", "We Used to Be Us",
        "Without You the Kettle Boils", "Her New Boyfriend's Car", "Ring in a Drawer", "Dear Ex", "I Let You Go",
        "Our Song Is Only Mine Now", "Nach der Trennung", "Ohne dich ist's leiser", "Du hast mich verlassen",
        "Mi corazón roto", "Te fuiste en febrero", "Ya no me quieres", "Ton départ", "Rupture au café",
        "Coração partido às seis", "Złamane serce, ciepła herbata", "После расставания",
        "Ты ушла", "失恋カフェ", "別れの朝",
        "이별 후에", "分手那天",
    ),
    Mood.SAD: (
        "Crying in the Laundromat", "Lonely Again Tonight", "Tears for No One", "Empty Chairs, Empty Rooms",
        "The Saddest Summer", "Rain on a Sunday Grave", "I'm So Tired",
        "Nobody Calls", "Grey Mornings", "Broken Inside",
        "Drowning Slowly", "Funeral for a Sparrow", "Numb in November", "Alone With the Radio", "All My Tears",
        "Ache", "Sorrow Has a Name", "Winter Never Ended", "Melancholy Street", "Can't Stop Crying", "Hollow",
        "Traurig wie ein Bahnhof", "Allein im Regen", "Tristeza de domingo", "Llorando bajito", "Larmes d'hiver",
        "Saudade do mar", "Samotność", "Слёзы на стекле", "Одиночество",
        "涙の夜", "ひとりぼっち", "눈물", "孤独的冬天",
    ),
    Mood.HAPPY: (
        "Sunshine in My Pocket", "Good Morning, Everybody", "Best Day So Far", "Smile Like July", "Happy Accident",
        "Walking on Warm Stones", "Everything Is Blooming", "Laughing Out Loud", "Golden Hour Kids", "Lemonade Days",
        "You Make Me Glad", "Sing It Sunny", "Glücklich am Dienstag", "Alegría de mercado", "Un jour de fête",
        "Feliz à beira-mar", "Солнечный день", "幸せの切符", "행복한 하루", "快乐星期天", "Güneşli Gün",
    ),
    Mood.PARTY: (
        "Dance Till the Neighbours Join", "Friday Night Voltage", "Hands Up, Roof Off", "Party at Ana's",
        "Turn the Bass Around", "One More Song, DJ", "Saturday Disco Rescue", "Club Paprika", "Shake the Stairs",
        "All Night Everybody", "Fiesta en la azotea", "Baila conmigo", "Tanz auf dem Dach", "Festa até domingo",
        "Танцуй до утра", "踊れ東京", "파티 투나잇", "Bounce House", "Champagne Elevator",
    ),
}  # fmt: skip
_PLAIN_FIRST = (
    "Paper", "Blue", "Morning", "Second", "Glass", "River", "Northern", "Winter", "Open", "Wild", "Little", "Far",
    "Slow", "Copper", "Velvet", "Seven", "Under the", "Back to the", "A Map of the", "Letters from the", "Over the",
    "Song for the", "Waiting at the", "Inside the", "Postcards from the",
)  # fmt: skip
_PLAIN_SECOND = (
    "Window", "Station", "Harbour", "Cartographer", "Kitchen", "Meadow", "Telephone", "Engine", "Lantern", "Bridge",
    "Garden", "Signal", "Staircase", "Horizon", "Market", "Suitcase", "Orchard", "Observatory", "Valley", "Ferry",
    "Sparrow", "Machine", "Museum", "Island", "Compass", "Apartment", "Elephants", "Weather", "Corner", "Aquarium",
)  # fmt: skip
_PLAIN_ELSEWHERE = (
    "Am Kanal", "Straßenbahn Nr. 7", "Der lange Weg", "Ventana abierta", "La calle de atrás", "Rue des Lilas",
    "Fenêtre sur cour", "Rio de março", "O bonde", "Nocny tramwaj",
    "Письмо", "Зимняя дорога", "Мост", "夜の電車", "海へ",
    "坂道", "바다", "골목길", "城市灯火", "山路", "Θάλασσα",
    "الطريق", "הגשר", "बारिश", "แม่น้ำ", "İskele", "Sólarlag", "Metsä",
)  # fmt: skip
_ALBUM_WORDS = (
    "Tides", "Rooms", "Maps", "Small Hours", "Letters", "Static", "Gardens", "Départs", "Nächte", "Cartas", "Signals",
    "Houses", "Weather", "Echo", "Atlas", "Polaroids", "Migration", "Salt", "Kaleidoscope", "Long Way Round",
)  # fmt: skip
_MOODS_OF = {  # chances of plain, heartbreak, sad, happy, party
    "other": (0.74, 0.045, 0.075, 0.08, 0.06),
    "heartbreak": (0.12, 0.68, 0.18, 0.02, 0.0),
    "sad": (0.30, 0.08, 0.60, 0.02, 0.0),
    "party": (0.20, 0.0, 0.0, 0.25, 0.55),
}
_OBSCURE = 500


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The one catalogue of all sample members."""
    rng = np.random.default_rng(20_240_229)
    pairs = [f"{first} {second}" for first in _FIRST for second in _SECOND]
    rng.shuffle(pairs)
    special = (*_SHARED, *_HEARTBREAK_ARTISTS, *_SAD_ARTISTS, *_PARTY_ARTISTS, *_NAMED)
    known = [*special, *(f"The {pair}" if at % 3 else pair for at, pair in enumerate(pairs[: 150 - len(special)]))]
    obscure = [_obscure_name(number, pairs) for number in range(_OBSCURE)]
    maker = _Maker(rng)
    for name in known:
        maker.add_artist(name, albums=int(rng.integers(1, 4)) if name not in _SHARED else 3)
    for name in obscure:
        maker.add_artist(name, albums=1, tracks=int(rng.integers(2, 6)))
    return maker.catalogue((*known, *obscure), len(known))


def _obscure_name(number: int, pairs: list[str]) -> str:
    kinds = ("{} Trio", "{} Ensemble", "{} Sound System", "Les {}", "{} 9000", "{} Collective", "{} & Daughters")
    turn, place = divmod(number, 250)
    return kinds[(number + turn) % len(kinds)].format(pairs[-1 - place])


class _Maker:
    """Writes track after track."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._titles: list[str] = []
        self._albums: list[str] = []
        self._rows: list[tuple[int, int, int, int]] = []
        self._artists = 0

    def add_artist(self, name: str, albums: int, tracks: int = 0) -> None:
        """One artist with albums of four to eight tracks, or of exactly `tracks`."""
        kind = next(
            (kind for kind, names in _SPECIALISTS.items() if name in names),
            "other",
        )
        used: set[str] = set()
        for number in range(albums):
            self._albums.append(self._album_title(name, number))
            for _ in range(tracks or int(self._rng.integers(4, 9))):
                mood = Mood(int(self._rng.choice(5, p=_MOODS_OF[kind])))
                self._titles.append(self._title(mood, used, name))
                length_ms = int(np.clip(self._rng.normal(212_000, 48_000), 95_000, 480_000))
                self._rows.append((self._artists, len(self._albums) - 1, int(mood), length_ms))
        self._artists += 1

    def catalogue(self, artists: tuple[str, ...], known: int) -> Catalogue:
        """All that was added."""
        artist_of, album_of, mood, length_ms = np.array(self._rows, dtype=np.int64).T.copy()
        titles, albums = tuple(self._titles), tuple(self._albums)
        return Catalogue(titles, artists, albums, artist_of, album_of, mood, length_ms, known)

    def _album_title(self, name: str, number: int) -> str:
        if number == 0 and self._rng.random() < 0.25:
            return name
        return f"{self._rng.choice(_PLAIN_FIRST[:16])} {self._rng.choice(_ALBUM_WORDS)}"

    def _title(self, mood: Mood, used: set[str], artist: str) -> str:
        title = self._one_title(mood, artist)
        for _ in range(20):  # one title twice by one artist: as good as never
            if title not in used:
                break
            title = self._one_title(mood, artist)
        used.add(title)
        return title

    def _one_title(self, mood: Mood, artist: str) -> str:
        if mood is not Mood.PLAIN:
            title = str(self._rng.choice(_TITLES[mood]))
        elif self._rng.random() < 0.2:
            title = str(self._rng.choice(_PLAIN_ELSEWHERE))
        else:
            title = f"{self._rng.choice(_PLAIN_FIRST)} {self._rng.choice(_PLAIN_SECOND)}"
        kind = self._rng.random()
        if kind < 0.04 and artist not in _SHARED:
            return f"{title} (feat. {self._rng.choice(_SHARED)})"
        return f"{title} - {self._rng.choice(('Live', 'Demo', 'Acoustic', '2019 Remaster'))}" if kind < 0.08 else title


_SPECIALISTS = {"heartbreak": _HEARTBREAK_ARTISTS, "sad": _SAD_ARTISTS, "party": _PARTY_ARTISTS}
