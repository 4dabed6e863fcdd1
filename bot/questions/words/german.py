"""German."""

from __future__ import annotations

from bot.questions.words.language import Language

GERMAN = Language(
    code="de",
    phrases={
        "last_night": "letzte Nacht",
        "feast_1231": "Silvester, an Silvester",
        "feast_1225": "erster Weihnachtstag, am ersten Weihnachtstag",
        "feast_1224": "Heiligabend, Heiligen Abend",
        "feast_1031": "Halloween",
        "feast_0214": "Valentinstag",
        "feast_0101": "Neujahr",
        "average": "durchschnittlich, durchschnittliche, Durchschnitt, im Schnitt",
        "who": "bei wem, von wem, mit wem, jeder von uns, pro Kopf, pro Person, je Person, wen von uns, wer denn, "
        "wer alles, jemand, irgendwer, irgendjemand, wer, wessen, wer von uns, welcher von uns, welche von uns, "
        "welches Mitglied, wem, pro Mitglied, je Mitglied, wer hier, wer aus der Gruppe",
        "whom": "wen, wen höre ich, wen hören wir",
        "me": "ich, mein, meine, meinem, meinen, meiner, meines, mir, mich, hab, ich's",
        "we": "unsereins, die Runde, Runde, Clique, Truppe, euch, ihr alle, Leute hier, insgesamt wir, bei uns, "
        "wir, unser, unsere, unseren, unserer, unserem, uns, Gruppe, die Gruppe, der Gruppe, Server, hier, "
        "zusammen, Freunde, haben wir, alle",
        "request": "zeig mir, sag mir, gib mir, zeig uns",
        "fans": "Fan, Fans, Hörer",
        "both": "beide, beiden",
        "everyone_has": "wir alle, alle von uns, jeder von uns, gemeinsam, alle gehört, alle hören, uns allen",
        "only_one": "nur einer von uns, nur eine Person, genau einer von uns, nur eine von uns, nur ein Mitglied",
        "how_many": "wie viele, wie viel, wieviel, wieviele, Anzahl, Anzahl der, insgesamt, Zahl der",
        "how_often": "wie oft, wie häufig, wie viele Male",
        "times": "Mal, Male, mal, Wiedergaben",
        "hours": "Stunde/n, Minute/n, wie lange, Hörzeit, Zeit",
        "share": "Prozent, Anteil, prozentual, welcher Anteil, wie viel Prozent",
        "most": "meist, am stärksten, am längsten, am heftigsten, Spitzenreiter, vorne, größter Fan, schlimmer, "
        "schlimmste, schlimmster, öfter, häufiger, länger, lieber, Nummer eins, meistgehörteste, öfters, größerer, "
        "größere, größeres, am meisten, die meisten, meisten, meiste, das meiste, den meisten, größte, größter, "
        "größten, größtes, höchste, höchsten, mehr, beste, besten, am liebsten, liebste, liebster, liebstes, "
        "lieblings, Lieblingslied, Lieblingssong, Lieblingslieder, am häufigsten, meistgehörte, meistgehörter, "
        "meistgehörten, meistgehörtes, Lieblingskünstler, Lieblingsband, Lieblingsalbum, Rekord, stärksten, "
        "schlimmsten, top, Top, Lieblingssongs, Lieblingsbands, Lieblingsalben, meistgespielte, meistgespielten",
        "least": "am wenigsten, die wenigsten, wenigsten, weniger, geringste, geringsten, niedrigste, nie, niemals, "
        "kaum, seltensten, am seltensten",
        "longest": "länger, längere, längeren, längerer, längste, längsten, längster",
        "newest": "neueste, neuesten, jüngste",
        "oldest": "älteste, ältesten, ältester",
        "top": "die ersten, ersten, die ersten zehn, top, die, besten",
        "artist": "Künstler, Künstlerin, Künstlern, Band, Bands, Sänger, Sängerin, Interpret, Interpreten, "
        "Lieblingskünstler, Lieblingsband, Lieblingsbands, Musiker",
        "track": "Lied, Lieder, Liedern, Song/s, Titel, Track/s, Stück, Stücke, Lieblingslied, Lieblingslieder, "
        "Lieblingssong, Lieblingssongs",
        "album": "Album, Alben, Platte/n, Lieblingsalbum, Lieblingsalben",
        "playlist": "Playlist/s, Playlisten, Wiedergabeliste/n",
        "hour_of_day": "um wie viel Uhr, welche Uhrzeit, zu welcher Uhrzeit, Tageszeit, zu welcher Tageszeit, "
        "welche Tageszeit, welcher Stunde, Uhrzeit, zu welcher Stunde",
        "weekday_dim": "welchen Wochentag, Wochentage, Tag der Woche, Wochentagen, welcher Wochentag, "
        "an welchem Wochentag, welchem Wochentag, Wochentag",
        "day_dim": "welcher Tag, an welchem Tag, welchem Tag",
        "week_dim": "welche Woche, in welcher Woche, welcher Woche",
        "month_dim": "welcher Monat, in welchem Monat, welchem Monat",
        "year_dim": "welches Jahr, in welchem Jahr, welchem Jahr",
        "device": "Gerät, Geräte, Geräten, Plattform",
        "pair": "Paar, Paare, welche zwei, zwei von uns, welche beiden, Duo",
        "per_hour": "pro Stunde, je Stunde, stündlich",
        "per_weekday": "pro Wochentag, je Wochentag, nach Wochentag",
        "per_day": "pro Tag, je Tag, täglich, jeden Tag",
        "per_week": "pro Woche, je Woche, wöchentlich, jede Woche",
        "per_month": "pro Monat, je Monat, monatlich, jeden Monat, nach Monaten, nach Monat",
        "per_year": "pro Jahr, je Jahr, jährlich, jedes Jahr, über die Jahre, nach Jahren, im Laufe der Jahre, "
        "nach Jahr",
        "over_time": "im Laufe der Zeit, mit der Zeit, Entwicklung, entwickelt, Verlauf, Trend, zeitlichen Verlauf, "
        "über die Zeit",
        "usually": "normalerweise, meistens, üblicherweise, gewöhnlich, wann",
        "listen": "pumpt, pumpe, pumpen, ballert, ballern, ballerte, dröhnt, zieht sich rein, reinzieht, "
        "rauf und runter, reingezogen, aufgelegt, legt auf, anhört, anhören, hört an, anmacht, macht an, "
        "schmeißt an, hörtest, hörst du, hat gehört, gehörte, gehörten, lauschen, lauschte, abspielt, abgespielte, "
        "gelaufen, liefen, streamen, konsumiert, suchtet, gesuchtet, dudelt, laufen lassen, hört, hören, hörst, "
        "höre, gehört, hörte, hörten, spielt, spielen, spielte, gespielt, angehört, lief, läuft, laufen, "
        "abgespielt, streamt, gestreamt, lauscht",
        "like": "mag, mögen, liebt, lieben, Fan, Fans, steht auf, bevorzugt, Anhänger, feiert",
        "distinct": "verschiedene, verschiedenen, unterschiedliche, unterschiedlichen, einzigartige",
        "variety": "Vielfalt, vielfältig, vielfältigste, vielfältigsten, abwechslungsreich, abwechslungsreichsten, "
        "bunt gemischt, vielseitigsten, vielseitig, breiteste, abwechslungsreichste",
        "listeners": "wie viele Leute, wie viele von uns, wie viele Personen, Hörer, die meisten Leute, "
        "meisten Leuten, Anzahl der Personen",
        "skip": "drückt weg, wegdrückt, weiterklickt, klickt weiter, springt weiter, skipt, skippte, bricht ab, "
        "abgebrochen, vorskippt, überspringt, übersprungen, überspringen, skippt, skippen, geskippt, skippst, "
        "skippe, weiterdrückt, vorspult, weggedrückt",
        "loop": "ununterbrochen dasselbe, immer wieder dasselbe, Endlosschleife, in Dauerrotation, "
        "in Dauerschleife, Dauerschleife, in Schleife, hintereinander, immer wieder, in Endlosschleife, auf Repeat, "
        "dasselbe Lied, das gleiche Lied",
        "repeat": "wiederholt, wiederholen, Wiederholungen, Wiederholung",
        "concentrated": "hört nur, immer dasselbe, immer die gleichen, dieselben Künstler, die gleichen Künstler, "
        "treu, treueste, treuesten, loyal, nur einen Künstler",
        "discover": "neue Entdeckungen, entdeckte, frische Musik, unbekannte Künstler, neue Sachen, entdeckt, "
        "entdecken, Entdeckungen, neue Musik, neue Künstler, neue Bands, neue Lieder, neues, experimentierfreudig, "
        "probiert, erkundet, Neues",
        "first": "als Erste entdeckt, zuerst entdeckt, entdeckt hat, erstmals, Ersthörer, zuerst, als Erster, "
        "als Erste, als erstes, zum ersten Mal, erste Mal, erstes Mal, ersten Mal, erste, erster, seit wann, "
        "das erste Mal, als erster, am frühesten",
        "last_listen": "zum letzten Mal, das letzte Mal, letztes Mal, zuletzt, letzten Mal, aufgehört zu hören, "
        "wie lange her",
        "active_days": "wie viele Tage, an wie vielen Tagen, aktive Tage, Tage mit Musik",
        "streak": "längste Serie an Tagen, Tage mit Musik in Folge, Serie an Tagen, tagelang, Serie, Streak, "
        "Tage in Folge, Tage hintereinander, Tage am Stück, aufeinanderfolgende Tage, längste Serie",
        "longest_session": "längste Session, längste Sitzung, Marathon, am Stück, ohne Pause, längste Hörsession, "
        "ohne Unterbrechung",
        "session": "Session/s, Sitzung, Sitzungen, durchschnittliche Session",
        "overlap": "gleicht, ähnelt, ähneln, gleichen, Geschmack am meisten, am nächsten, nahe, gemeinsam haben, "
        "übereinstimmen, deckt sich, deckt, überschneidet, überschneiden, passt zu, passen, harmoniert, ähnlich, "
        "ähnlichsten, ähnlichste, ähnlicher, ähnlichen, kompatibel, gleichen Geschmack, selben Geschmack, "
        "Überschneidung, Übereinstimmung, passt zu mir, Seelenverwandte, Seelenverwandter, passen zusammen, "
        "gleicher Geschmack, passt am besten, Musikzwilling, gemeinsam",
        "opposite": "gegensätzlich, gegensätzlichsten, gegensätzlichste, unähnlich, unähnlichsten, "
        "am wenigsten gemeinsam, verschiedensten, unterschiedlichsten, Gegenteil, am unterschiedlichsten, "
        "unterschiedlichste",
        "unique_taste": "ungewöhnlich, ungewöhnlichste, ungewöhnlichsten, einzigartig, einzigartigsten, "
        "ausgefallen, ausgefallensten, sonst niemand, niemand sonst, keiner sonst, sonst keiner, seltsam, "
        "seltsamste, seltsamsten, Nischen, unbekannte, individuell, individuellsten, speziell, speziellsten, "
        "außergewöhnlichsten, schräg, schrägsten, einzigartigsten Geschmack",
        "mainstream": "Mainstream, gewöhnlichsten, durchschnittlichsten, massentauglich",
        "firsts": "vor allen anderen, vor den anderen, vor dem Rest, Trendsetter, als Erster entdeckt, "
        "früher als alle, Vorreiter",
        "change": "am meisten verändert, mehr als sonst, mehr als früher, größte Veränderung, stärksten verändert",
        "breakup": "Liebeskummer-Playlist, Liebeskummerplaylist, Liebeskummerlieder, Trennungsmusik, "
        "Trennungssongs, Liebeskummermusik, Trennung, Trennungen, Herzschmerz, Liebeskummer, Ex, Schluss gemacht, "
        "verlassen, gebrochenes Herz, Trennungslieder, Trennungsplaylist, Trennungsplaylists, Herzschmerz-Playlist, "
        "Herzschmerz-Playlists, Trennungs-Playlists, Trennungsschmerz, Trennungs-Playlist, Liebeskummer-Playlists",
        "sad": "traurigere, traurigeren, trauriger Musik, depri, deprimierende, Depri-Musik, sentimental, "
        "rührselig, traurig, traurige, traurigen, trauriger, traurigste, traurigsten, traurigster, Traurigkeit, "
        "deprimierend, deprimierendste, deprimierendsten, melancholisch, melancholischste, melancholischsten, "
        "Melancholie, düster, weinen, heulen, depressivsten",
        "happy": "fröhlich, fröhliche, fröhlichste, fröhlichsten, glücklich, glücklichste, heiter, gute Laune",
        "love": "romantisch, romantische, Liebeslieder, Liebessongs",
        "angry": "wütend, wütende, aggressiv, aggressive",
        "chill": "entspannt, entspannte, ruhig, ruhige, chillig, chillige",
        "party": "Party, Feiern, Partymusik, tanzen",
        "workout": "Sport, Training, Fitness, Workout, Laufen gehen, Joggen",
        "focus": "lernen, konzentrieren, Konzentration, arbeiten",
        "sleep": "schlafen, einschlafen, Schlaf",
        "playlist_tracks": "längste Playlist, größte Playlist, längsten Playlists",
        "playlist_age": "älteste Playlist, ältesten Playlists",
        "intense": "schlimm, schlimmer, schlimmste, schlimmsten, hart, härter, härteste, härtesten, krass, krasser, "
        "krasseste, krassesten, heftiger, heftigste, intensiv, intensivste, intensivsten, heftig, heftigsten, "
        "dramatischsten",
        "shuffle": "Zufallswiedergabe, Shuffle, zufällig, Zufallsmodus",
        "phone": "Handy, Telefon, Smartphone",
        "computer": "Computer, Rechner, Laptop, PC",
        "speaker": "Lautsprecher, Box",
        "tv": "Fernseher, TV",
        "car": "Auto",
        "podcast": "Podcast/s",
        "versus": "oder, vs, versus, gegen, als, verglichen mit, im Vergleich zu, und",
        "compare": "vs, versus, oder, Vergleich, vergleiche, vergleich, Unterschied, als, verglichen",
        "this_week": "diese Woche, dieser Woche",
        "last_week": "letzte Woche, letzter Woche, vorige Woche, vergangene Woche",
        "this_month": "diesen Monat, dieser Monat, diesem Monat",
        "last_month": "letzten Monat, letzter Monat, vorigen Monat, im letzten Monat, vergangenen Monat",
        "this_year": "dieses Jahr, diesem Jahr, heuer, diesen Jahres, dieses Jahres",
        "last_year": "letztes Jahr, letzten Jahr, im letzten Jahr, letzten Jahres, voriges Jahr, vergangenes Jahr, "
        "vorigen Jahr",
        "past_week": "letzten 7 Tage, letzten sieben Tage",
        "past_month": "letzten 30 Tage, in letzter Zeit, neuerdings, kürzlich",
        "past_year": "letzten 12 Monate, letzten zwölf Monate",
        "today": "heute",
        "yesterday": "gestern",
        "all_time": "aller Zeiten, jemals, überhaupt, insgesamt, je, schon immer",
        "past": "letzten, letzte, vergangenen, vorigen, letzter",
        "unit_day": "Tag, Tage, Tagen",
        "unit_week": "Woche/n",
        "unit_month": "Monat, Monate, Monaten",
        "unit_year": "Jahr, Jahre, Jahren",
        "since": "seit, ab",
        "after": "nach",
        "until": "bis",
        "before": "vor",
        "between": "zwischen, von",
        "and": "und, bis",
        "last": "letzten, letzter, letzte, letztem, letztes, vorigen, vergangenen",
        "this": "diesen, dieser, diese, diesem, dieses",
        "weekend": "Wochenende/n, am Wochenende, an Wochenenden, samstags und sonntags",
        "workdays": "unter der Woche, werktags, wochentags, an Wochentagen, Werktagen, an Werktagen, Arbeitstagen",
        "winter": "Winter",
        "spring": "Frühling, Frühjahr",
        "summer": "Sommer",
        "autumn": "Herbst",
        "late_night": "mitten in der Nacht, tief in der Nacht, spät nachts, spät in der Nacht, nach Mitternacht, "
        "Nachteule, Nachteulen",
        "night": "nachts, in der Nacht, Nacht, Nächte, Nächten, bei Nacht",
        "early_morning": "Frühaufstehern, Morgenmensch, Morgenmenschen, frühmorgens, früh morgens, "
        "am frühen Morgen, in aller Frühe, Frühaufsteher",
        "morning": "morgens, am Morgen, vormittags, am Vormittag",
        "afternoon": "nachmittags, am Nachmittag",
        "evening": "abend, abends, am Abend, Feierabend",
        "night_people": "Nachteule, Nachteulen, Frühaufsteher, Morgenmensch, Morgenmenschen, Nachtmensch, "
        "Nachtmenschen",
        "midnight": "um Mitternacht, Mitternacht",
        "noon": "mittags, am Mittag, Mittag",
        "am": "morgens, nachts, früh, Uhr morgens, Uhr nachts, Uhr früh",
        "pm": "abends, nachmittags, Uhr abends, Uhr nachmittags",
        "clock": "Uhr, h",
        "at": "um, gegen",
        "hour_connector": "und, bis, -",
        "ask_help": "Hilfe, was kannst du, was kannst du alles, was kann ich fragen, wie funktionierst du, "
        "wie funktioniert das, Befehle, welche Fragen, was weißt du, was kann der Bot",
        "sensitive": "depressiv, Depression, Depressionen, Angststörung, ängstlich, suizidal, Suizid, Selbstmord, "
        "psychisch, psychische, Gesundheit, gesund, bipolar, autistisch, Autist, schwanger, schwul, lesbisch, "
        "homosexuell, bisexuell, sexuelle Orientierung, Religion, religiös, Moslem, Muslim, Christ, jüdisch, "
        "katholisch, politisch, Politik, wählt, gewählt, links oder rechts, rechts, krank, Krankheit, betrunken, "
        "Alkoholiker, Alkohol, Drogen, süchtig, Therapie, Therapeut, fremdgeht, betrügt, Affäre, Single, verliebt, "
        "geht es schlecht, psychisch krank, verheiratet, unglücklich, fühlt sich, ist traurig",
        "private": "wo wohnt, wo lebt, wo ist, wo war, wo, Adresse, Wohnort, Standort, Telefonnummer, E-Mail, "
        "Passwort, Passwörter, nicht auf diesem Server, nicht auf dem Server, anderer Server, anderen Server, "
        "nicht hier, private Sitzung, private Session, Privatmodus, Nachrichten, Direktnachrichten, "
        "wer hat abgestimmt, wie abgestimmt, echter Name, Nachname, wie alt ist, Geburtstag, mein Chef, "
        "meine Mutter, mein Vater, meine Freundin, mein Freund, in welchem Land, welchem Land, welches Land, "
        "welcher Stadt, in welcher Stadt, Urlaub, gereist, arbeitet, meine Schwester, mein Bruder, Nachbar, "
        "nicht zugestimmt, abgelehnt",
        "off_topic": "Wetter, Witz, Gedicht, Rezept, Hauptstadt, Präsident, Bundeskanzler, übersetze, schreib mir, "
        "schreibe, Bitcoin, Fußball, Weltmeisterschaft, wie spät, wie viel Uhr ist es, erzähl mir, empfiehl, "
        "empfehle, Empfehlung, empfiehlst, spiel mir, spiel ein, wie geht's, wie geht es dir, guten Morgen, danke, "
        "Hausaufgaben, Film/e",
        "no_data": "bpm, Tempo, schnellste, schnellsten, Tonart, Energie, tanzbar, tanzbarste, Genre/s, "
        "Musikrichtung, Musikrichtungen, Liedtext, Texte, Erscheinungsjahr, 80er, 90er, 70er, Achtziger, Neunziger, "
        "Jahrzehnt, Frauen, Sängerinnen, Sprache/n, auf Deutsch, auf Englisch, deutsche Musik, Follower, "
        "monatliche Hörer, Konzert/e, Konzertkarten, Tickets, Geld, ausgegeben, bezahlt, Preis, weltweit, der Welt, "
        "gerade jetzt, gerade, morgen hören, Instrument/e, Rock, Pop, Rap, Jazz, Metal, Schlager, Liedlänge, "
        "Lautstärke",
        "subjective": "besten Geschmack, besten Musikgeschmack, bester Geschmack, bester Musikgeschmack, "
        "schlechtesten Geschmack, schlechtesten Musikgeschmack, guten Geschmack, beste Musik, schlechteste Musik, "
        "am coolsten, coolste, coolsten, schönste, peinlichsten, schlimmsten Geschmack, schlimmsten Musikgeschmack",
    },
    months=(
        "Januar, Jänner, Jan",
        "Februar, Feb",
        "März",
        "April, Apr",
        "Mai",
        "Juni, Jun",
        "Juli, Jul",
        "August, Aug",
        "September, Sept",
        "Oktober, Okt",
        "November, Nov",
        "Dezember, Dez, Weihnachten",
    ),
    weekdays=("Montag/s", "Dienstag/s", "Mittwoch/s", "Donnerstag/s", "Freitag/s", "Samstag/s, Sonnabend", "Sonntag/s"),
    numbers={
        "ein": 1,
        "zwei": 2,
        "drei": 3,
        "vier": 4,
        "fünf": 5,
        "sechs": 6,
        "sieben": 7,
        "acht": 8,
        "neun": 9,
        "zehn": 10,
    },
    stop="ihn, ihm, ihr, uns, euer, ihnen, diese, dieser, dieses, jene, jener, mancher, manche, solche, irgendwie, "
    "irgendwann, eben, halt, mal, bloß, etwa, fast, ungefähr, genau, wirklich, echt, einfach, sogar, sowieso, "
    "überhaupt, ziemlich, krass, voll, total, Digga, Alter, Bro, Leute, hey, na, ach, tja, kann, kannst, können, "
    "könnte, will, willst, wollen, möchte, soll, sollte, muss, müssen, darf, würde, wurde, wurden, worden, "
    "geworden, gewesen, gab, geben, wissen, weiß, weißt, sehen, siehst, nennen, nenn, steht, stehen, liegt, kommt, "
    "kommen, geht, gehen, bleibt, nimmt, bringt, ob, weil, damit, sondern, aber, trotzdem, also, deshalb, während, "
    "ohne, gegen, durch, zwischen, entlang, statt, außer, hinter, neben, bisher, immer, oft, öfter, häufig, selten, "
    "manchmal, gerne, gern, lang, lange, lieber, einmal, zweimal, dreimal, dabei, dazu, davon, dafür, darauf, "
    "worauf, womit, wovon, woran, selbst, selber, eigene, eigenen, gesamt, gesamte, gesamten, ganze, ganzen, "
    "durchschnittlich, Durchschnitt, Schnitt, im Schnitt, Summe, Dauer, Länge, Rangliste, Ranking, Tabelle, "
    "Diagramm, Grafik, Platz, Sache, Sachen, Zeug, Ding, Art, Uhrzeit, per, via, vs, danke, bidde, pls, läuft, "
    "Musikhören, am, ums, übers, ins, ans, fürs, aufs, seid, bin, bist, waren, der, die, das, den, dem, des, ein, "
    "eine, einen, einem, einer, und, oder, von, vom, zu, zum, zur, in, im, an, auf, bei, beim, mit, nach, aus, für, "
    "über, unter, vor, um, als, wie, was, welche, welcher, welches, welchen, welchem, ist, sind, war, sein, hat, "
    "haben, habe, hatte, hab, wird, werden, es, er, sie, ihre, ihren, seine, du, dein, deine, dich, dir, euch, "
    "sich, nicht, kein, keine, nur, auch, noch, schon, so, sehr, viel, viele, mehr, meisten, Musik, Musikgeschmack, "
    "Geschmack, hört, denn, dann, wenn, wann, wo, ja, nein, alle, aller, alles, jeder, jede, jeden, zeig, zeig mir, "
    "zeige, sag, sag mir, gib, gib mir, Liste, bitte, man, pro, macht, machen, gibt, Jahr, Monat, Woche, Tag, Tage, "
    "Spotify, Person, Bot, hallo, eigentlich, ganz, bis, seit, doch, insgesamt, eure, unsrer, daran, jetzt",
)
