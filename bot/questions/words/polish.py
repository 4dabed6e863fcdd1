"""Polish; endings are listed where questions use them."""

from __future__ import annotations

from bot.questions.words.language import Language

POLISH = Language(
    code="pl",
    phrases={
        "last_night": "zeszłej nocy, ubiegłej nocy, wczoraj wieczorem",
        "feast_1231": "sylwester, w sylwestra, sylwestra",
        "feast_1225": "Boże Narodzenie, w Boże Narodzenie",
        "feast_1224": "Wigilia, wigilię, w wigilię",
        "feast_1031": "halloween",
        "feast_0214": "walentynki, Walentynki",
        "feast_0101": "Nowy Rok",
        "average": "średnia, średnio, średni, przeciętnie",
        "what": "czego, co",
        "who": "u kogo, z kim, kto od nas, kto w grupie, każdy z nas, na osobę, dla każdego, ktoś, kto z was, "
        "kto na serwerze, komu z nas, kto, kto z nas, który z nas, która z nas, czyja, czyje, czyj, komu, "
        "który członek, kto tutaj, kto tu, kogo z nas",
        "whom": "kogo słucham, kogo słuchamy, kogo ja, kogo najczęściej",
        "me": "ja, moi, mój, moja, moje, moich, moim, mojego, mojej, mnie, mi, mam, słuchałem, słuchałam, słucham, "
        "przesłuchałem, przesłuchałam, odkryłem, odkryłam, puściłem, puściłam, posłuchałem, ze mną, swoich, "
        "usłyszałem, usłyszałam, pomijam, odsłuchałem, odsłuchałam",
        "we": "my, nas, nasz, nasza, nasze, naszej, naszym, naszego, grupa, grupy, grupie, w grupie, serwer, "
        "serwerze, na serwerze, serwera, tu, tutaj, razem, słuchamy, znajomi, wszyscy, ekipy",
        "request": "pokaż mi, powiedz mi, podaj mi, daj mi",
        "fans": "fan, fanem, fanką, fanka, fani, słuchaczem, słuchacz",
        "both": "oboje, obaj, obie",
        "everyone_has": "wszyscy, wszyscy z nas, my wszyscy, wszyscy słuchamy, każdy z nas, wspólne, wspólni, "
        "wspólnie, wszyscy słuchaliśmy, u wszystkich",
        "only_one": "tylko jedno z nas, tylko jeden z nas, tylko jedna osoba, dokładnie jedna osoba",
        "how_many": "ile, liczba, ilość, łącznie, w sumie, ilu",
        "how_often": "ile razy, jak często, liczba odtworzeń, ile odtworzeń",
        "times": "raz, razy, odtworzeń, odtworzenia",
        "hours": "godzin, godziny, godzinę, godzina, minut, minuty, ile czasu, czasu, jak długo",
        "share": "procent, jaki procent, jaka część, udział, ile procent",
        "most": "najdłużej, najmocniej, najgorzej, najgorszy, najgorsze, najgorsza, numer jeden, lider, liderem, "
        "wygrywa, maniakiem, najwierniejszym, najczęstszy, najczęstsze, największym fanem, największą fanką, "
        "najczęściej odtwarzany, najczęściej słuchane, najwięcej, najbardziej, największy, największa, największe, "
        "największym, najczęściej, więcej, najlepszy, najlepsza, najlepsze, ulubiony, ulubiona, ulubione, ulubieni, "
        "ulubionych, ulubionego, najpopularniejszy, najpopularniejsze, najpopularniejsi, najpopularniejsza, top, "
        "rekord, rekordzista, bardziej, najchętniej, częściej, najwyższy, najczęściej słuchana, najczęściej słuchany",
        "least": "najmniej, najmniejszy, najmniejsza, mniej, najrzadziej, nigdy, rzadziej, prawie nigdy",
        "longest": "dłuższy, dłuższa, dłuższe, dłuższą, dłużej, najdłuższy, najdłuższa, najdłuższe, najdłuższą, "
        "najdłużej",
        "newest": "najnowszy, najnowsza, najnowsze",
        "oldest": "najstarszy, najstarsza, najstarsze",
        "top": "top, najlepszych, pierwszych",
        "artist": "artysta, artyści, artystów, artystę, artystą, wykonawca, wykonawcy, wykonawców, wykonawcę, "
        "zespół, zespoły, zespołów, piosenkarz, piosenkarka",
        "track": "piosenka, piosenki, piosenkę, piosenek, piosenkach, utwór, utwory, utworów, utworu, kawałek, "
        "kawałki, kawałków, numer",
        "album": "album, albumy, albumów, albumu, płyta, płyty, płyt",
        "playlist": "playlista, playlisty, playlist, playlistę, playlistach, playlistami, składanka",
        "hour_of_day": "o której godzinie, o której, o jakiej porze, pora dnia, porze dnia, pory dnia, "
        "w jakich godzinach",
        "weekday_dim": "który dzień tygodnia, dzień tygodnia, dni tygodnia, w jaki dzień tygodnia, "
        "jaki dzień tygodnia, w który dzień tygodnia",
        "day_dim": "który dzień, jaki dzień, którego dnia, w jaki dzień, w który dzień",
        "week_dim": "który tydzień, w którym tygodniu",
        "month_dim": "który miesiąc, w którym miesiącu, jaki miesiąc, w jakim miesiącu",
        "year_dim": "który rok, w którym roku, jaki rok, w jakim roku",
        "device": "urządzenie, urządzenia, urządzeniu, urządzeń, platforma",
        "pair": "para, pary, parę, dwoje z nas, które dwie osoby, dwie osoby, dwójka",
        "per_hour": "na godzinę",
        "per_weekday": "według dni tygodnia, w podziale na dni tygodnia",
        "per_day": "dziennie, na dzień, codziennie, każdego dnia",
        "per_week": "tygodniowo, na tydzień, co tydzień",
        "per_month": "miesięcznie, na miesiąc, co miesiąc, w poszczególnych miesiącach, miesiąc po miesiącu, "
        "według miesięcy",
        "per_year": "rocznie, na rok, co rok, z roku na rok, na przestrzeni lat, przez lata, w poszczególnych latach",
        "over_time": "w czasie, na przestrzeni czasu, z czasem, ewolucja, trend, zmieniał się, zmieniało się, "
        "zmieniała się, zmienił się",
        "usually": "zwykle, zazwyczaj, najczęściej słucha, normalnie, kiedy",
        "listen": "odpala, odpalił, odpaliła, odpalali, odpalam, odpalane, włącza, włączył, włączyła, włączają, "
        "zapuszcza, zapuścił, katuje, katował, katowała, katują, męczy, męczył, leci, lecą, leciała, leciały, grał, "
        "grała, grało, grają, grane, grany, puszczają, puszczane, puszczam, słuchało, słuchane, posłuchała, "
        "przesłuchali, wałkuje, wałkował, odsłuchuje, odsłuchują, słuchasz, odsłuchań, słucha, słuchają, słuchał, "
        "słuchała, słuchali, słuchać, słuchałem, słuchałam, słucham, słuchamy, słuchany, słuchana, słuchanych, "
        "słuchaliśmy, słuchania, puszcza, puszczał, puszczała, puścił, puściła, odtwarza, odtwarzał, odtworzył, "
        "gra, odsłuchał, odsłuchała, przesłuchał, przesłuchała, posłuchał, odtwarzany, odtwarzana, leciało, leciał",
        "like": "lubi, lubią, kocha, kochają, fan, fanem, fanką, fanka, fani, uwielbia, woli, wolimy, jara się, "
        "przepada, lubił, lubiła",
        "distinct": "różnych, różne, odmiennych, unikalnych",
        "variety": "różnorodny, różnorodna, różnorodne, różnorodność, zróżnicowany, zróżnicowana, urozmaicony, "
        "najbardziej różnorodny, najróżniejszej, wszechstronny, eklektyczny",
        "listeners": "ile osób, ilu z nas, liczba osób, słuchaczy, najwięcej osób, najwięcej z nas",
        "skip": "przewinął, przewinęła, przewijać, przewijane, omija, omijają, skipnął, skipa, przełączają, "
        "wyłącza przed końcem, przerywa, pomija, pomijają, pominął, pominęła, pomijać, przewija, przewijają, "
        "przeskakuje, przeskakują, skipuje, pomijane, pomijany, pomijana, skipują, przełącza",
        "loop": "w kółko, w pętli, na zapętleniu, zapętla, zapętlał, zapętlona, pod rząd, na okrągło, "
        "tę samą piosenkę, jedną piosenkę, tego samego",
        "repeat": "powtarza, powtarzał, powtarzała, powtórzeń, powtórzenia, powtarzają",
        "concentrated": "słucha tylko, ciągle to samo, tych samych artystów, wierny, wierna, lojalny, lojalna, "
        "najwierniejszy, jednego artysty",
        "discover": "odkrywa, odkrywają, odkrył, odkryła, odkrywać, odkryć, odkrycia, nową muzykę, nowej muzyki, "
        "nowych artystów, nowe rzeczy, nowości, eksploruje, ciekawy nowego, nowych wykonawców",
        "first": "pierwszy odkrył, pierwsza odkryła, pierwszy usłyszał, pierwsza usłyszała, pierwsze odsłuchanie, "
        "wcześniej niż, pierwszy, pierwsza, pierwszy raz, po raz pierwszy, jako pierwszy, jako pierwsza, "
        "najwcześniej, od kiedy, przed wszystkimi",
        "last_listen": "kiedy ostatnio, ostatni raz kiedy, ostatnie odsłuchanie, ostatni raz, po raz ostatni, "
        "ostatnio słuchał, ostatnio słuchała, przestał słuchać, przestała słuchać, jak dawno",
        "active_days": "ile dni, liczba dni, aktywnych dni, dni z muzyką",
        "streak": "najdłuższa passa, dni bez przerwy, dni ciągiem, ciąg dni, seria, serię, serii, dni z rzędu, "
        "dni pod rząd, kolejnych dni, najdłuższa seria, passa, passę, dzień w dzień",
        "longest_session": "najdłuższa sesja, najdłuższą sesję, najdłuższej sesji, maraton, bez przerwy, "
        "za jednym posiedzeniem, bez końca",
        "session": "sesja, sesje, sesji, średnia sesja",
        "overlap": "podobny gust muzyczny, najbardziej podobny gust, zbieżny, zgodny, zgodni, zgadza się, "
        "pokrywają się, najwięcej wspólnego, zbliżony gust, pasujemy, pasują, podobny, podobna, podobne, podobni, "
        "podobnego, podobnym, najbardziej podobny, najbardziej podobni, kompatybilni, kompatybilność, "
        "pasuje do mnie, wspólnego, ten sam gust, taki sam gust, zbliżony, najbliższy, pokrywa się, bratnia dusza, "
        "podobny gust, podobnym guście, zgodność, najbardziej pasuje",
        "opposite": "przeciwny, przeciwni, przeciwieństwa, przeciwieństwem, najmniej podobni, najmniej podobny, "
        "najbardziej różni, najbardziej różnią, najmniej wspólnego, różniący się, odmienny gust, najmniej podobna",
        "unique_taste": "dziwny, dziwna, dziwnej, najdziwniejszy, najdziwniejsza, najdziwniejszą, unikalny, "
        "unikatowy, niszowy, niszowa, niszowej, nikt inny, nikt więcej, oryginalny, oryginalna, "
        "najbardziej oryginalny, nietypowy, nietypowa, wyjątkowy, niespotykany, najbardziej unikalny, "
        "najoryginalniejszy",
        "mainstream": "mainstreamowy, mainstreamowa, komercyjny, przeciętny",
        "firsts": "przed wszystkimi, przed innymi, wcześniej niż inni, przed resztą, pierwszy odkrywa, pionier, "
        "trendsetter",
        "change": "najbardziej zmienił, najbardziej zmieniła, bardziej niż zwykle, więcej niż zwykle, "
        "największa zmiana, najbardziej się zmienił, najbardziej się zmieniła",
        "breakup": "po rozstaniu, zerwaniowe, zerwaniowych, zerwania, o rozstaniu, złamane serca, rozstanie, "
        "rozstaniu, rozstania, rozstań, złamane serce, złamanym sercu, złamanego serca, mój były, moja była, eks, "
        "byłym, byłej, byłego, zerwanie, zerwaniu, zawód miłosny, porzucony, nieszczęśliwa miłość, rozstaniowe, "
        "rozstaniowych",
        "sad": "smutasy, smęty, doły, dołujących, ponure, ponura, rzewne, łzawe, najbardziej depresyjne, smutny, "
        "smutna, smutne, smutnej, smutnych, smutno, smutek, smutniejszy, smutniejsza, najsmutniejszy, "
        "najsmutniejsza, najsmutniejsze, najsmutniejszą, najsmutniejszej, przygnębiający, przygnębiająca, "
        "przygnębiające, depresyjny, depresyjna, depresyjne, depresyjnej, depresyjnych, melancholijny, "
        "melancholijne, dołujące, dołująca, płakać, smutniejszej, melancholijna",
        "happy": "wesoły, wesoła, wesołe, wesołej, radosny, radosna, radosne, radosnej",
        "love": "romantyczne, romantycznej, romantyczna, miłosne, o miłości, miłosnych",
        "angry": "zły, wściekły, agresywna, agresywnej",
        "chill": "spokojna, spokojnej, spokojne, relaksująca, relaksującej, na luzie, chill",
        "party": "imprezowa, imprezowej, imprezowe, imprezy, tanecznej, taneczne",
        "workout": "trening, treningu, siłownia, siłowni, biegania, ćwiczeń",
        "focus": "nauki, nauka, skupienia, do pracy",
        "sleep": "spania, snu, zasypiania",
        "playlist_tracks": "najdłuższa playlista, najdłuższą playlistę, największa playlista, największą playlistę",
        "playlist_age": "najstarsza playlista, najstarszą playlistę",
        "intense": "mocne, mocniejsza, mocniejsze, najmocniejsze, ciężkie, najcięższe, ostre, najostrzejsze, "
        "intensywne, intensywna, intensywny, intensywnych, dramatyczne",
        "shuffle": "losowo, losowym, odtwarzanie losowe, odtwarzania losowego, tryb losowy, shuffle",
        "phone": "telefon, telefonie, telefonu, komórka, komórce, smartfonie",
        "computer": "komputer, komputerze, komputera, laptop, laptopie, laptopa",
        "speaker": "głośnik, głośniku, głośnika",
        "tv": "telewizor, telewizorze, tv",
        "car": "samochód, samochodzie, aucie, auto",
        "podcast": "podcast, podcasty, podcastów, podkasty, podcastach",
        "versus": "czy, vs, versus, kontra, niż, od, w porównaniu z, i, a",
        "compare": "vs, versus, czy, porównaj, porównanie, niż, różnica, kontra",
        "this_week": "w tym tygodniu, ten tydzień, tego tygodnia",
        "last_week": "w zeszłym tygodniu, zeszły tydzień, w ubiegłym tygodniu, zeszłego tygodnia, "
        "w poprzednim tygodniu",
        "this_month": "w tym miesiącu, ten miesiąc, tego miesiąca",
        "last_month": "w zeszłym miesiącu, zeszły miesiąc, w ubiegłym miesiącu, zeszłego miesiąca, "
        "w poprzednim miesiącu",
        "this_year": "w tym roku, ten rok, tego roku",
        "last_year": "w zeszłym roku, zeszły rok, w ubiegłym roku, rok temu, zeszłego roku, ubiegłego roku, "
        "w poprzednim roku",
        "past_week": "ostatnich 7 dni, w ciągu ostatniego tygodnia",
        "past_month": "ostatnich 30 dni, ostatnio, w ciągu ostatniego miesiąca",
        "past_year": "ostatnich 12 miesięcy, w ciągu ostatniego roku",
        "today": "dzisiaj, dziś",
        "yesterday": "wczoraj",
        "all_time": "wszech czasów, kiedykolwiek, w historii, ogólnie, w ogóle",
        "past": "ostatnie, ostatnich, ostatni, ostatnia, ostatniego, ubiegłych, minionych",
        "unit_day": "dzień, dni, dniach",
        "unit_week": "tydzień, tygodnie, tygodni, tygodnia",
        "unit_month": "miesiąc, miesiące, miesięcy, miesiąca",
        "unit_year": "rok, lata, lat, roku",
        "since": "od, począwszy od",
        "after": "po",
        "until": "do, aż do",
        "before": "przed",
        "between": "między, pomiędzy, od, w latach",
        "and": "a, i, do",
        "last": "zeszły, zeszłe, zeszłego, zeszłej, zeszłą, ubiegły, ubiegłego, ostatnie, ostatniego",
        "this": "ten, tę, to, tego, tej",
        "weekend": "weekend/y/u, w weekend, w weekendy, w weekendach",
        "workdays": "w dni robocze, dni robocze, dni powszednie, w tygodniu roboczym, w tygodniu, w ciągu tygodnia, "
        "w dni powszednie",
        "winter": "zima, zimą, zimie, zimę, zimy",
        "spring": "wiosna, wiosną, wiosnę, wiosny",
        "summer": "lato, latem, lecie, lata temu",
        "autumn": "jesień, jesienią, jesieni",
        "late_night": "nocne marki, nocnych marków, nocne sowy, w środku nocy, późno w nocy, późną nocą, "
        "po północy, głęboką nocą, nad ranem, nocny marek, nocnym markiem, nocną sową",
        "night": "w nocy, nocą, noc, noce, nocami, po nocach",
        "early_morning": "ranny ptaszek, ranne ptaszki, wcześnie rano, o świcie, z samego rana, skoro świt",
        "morning": "rano, ranem, przed południem, poranek, porankami",
        "afternoon": "po południu, popołudniu, popołudniami",
        "evening": "wieczorem, wieczór, wieczorami",
        "night_people": "nocny marek, nocne marki, nocnych marków, nocne sowy, ranny ptaszek, ranne ptaszki",
        "midnight": "o północy, północ",
        "noon": "w południe, południe",
        "am": "rano, w nocy, nad ranem",
        "pm": "po południu, wieczorem",
        "clock": "h, godzinie, godziny",
        "at": "o, około, o godzinie",
        "hour_connector": "a, i, do, -",
        "ask_help": "pomoc, pomocy, co potrafisz, co umiesz, o co mogę zapytać, o co mogę pytać, jak działasz, "
        "jak to działa, komendy, co możesz zrobić, jakie pytania, na co odpowiadasz",
        "sensitive": "depresja, depresję, depresji, w depresji, lęki, lękowe, samobójstwo, samobójcze, zdrowie, "
        "zdrowia, zdrowie psychiczne, psychicznie, psychiczne, autyzm, autystyczny, w ciąży, ciąża, gejem, gej, "
        "lesbijka, lesbijką, homoseksualny, orientacja, orientacji, religia, religijny, katolik, katolikiem, "
        "muzułmanin, polityka, polityczne, głosuje, głosował, głosowała, chory, chora, choroba, pijany, pijana, "
        "alkoholik, alkoholikiem, narkotyki, uzależniony, terapia, terapii, zdradza, zdradził, singlem, zakochany, "
        "zakochana, czuje się, ma doła, chodzi na terapię",
        "private": "gdzie mieszka, gdzie jest, gdzie był, gdzie była, gdzie, adres, lokalizacja, numer telefonu, "
        "hasło, hasła, nie ma na tym serwerze, nie ma go na serwerze, spoza serwera, innym serwerze, "
        "sesja prywatna, sesji prywatnej, prywatnej sesji, wiadomości, kto głosował, nazwisko, prawdziwe imię, "
        "ile lat ma, urodziny, mój szef, moja mama, mój tata, moja dziewczyna, mój chłopak, w jakim kraju, "
        "jakim kraju, jaki kraj, w jakim mieście, jakie miasto, podróż, na wakacjach, pracuje, moja siostra, "
        "mój brat, sąsiad, incognito, nie wyraził zgody, nie zgodził",
        "off_topic": "pogoda, pogodę, żart, dowcip, wiersz, przepis na, stolica, stolicą, prezydent, prezydentem, "
        "przetłumacz, napisz, bitcoin, mecz, mistrzostwa, która godzina, opowiedz, polec, poleć, polecasz, "
        "rekomendacja, rekomendacje, zagraj, puść coś, jak się masz, dzień dobry, dziękuję, praca domowa, "
        "pracę domową, film",
        "no_data": "bpm, tempo, najszybszych, najszybsza, najszybsze, tonacja, tonacji, energia, taneczność, "
        "gatunek, gatunki, gatunku, gatunków, tekst piosenki, teksty, rok wydania, z lat 80, z lat 90, lata 80, "
        "lata 90, dekada, kobiet, kobiety, wokalistek, język, języku, po angielsku, po polsku, obserwujących, "
        "koncert, koncerty, koncertów, bilet, bilety, pieniędzy, pieniądze, wydał, zapłacił, cena, na świecie, "
        "świata, teraz, w tej chwili, instrument, rock, rocka, rap, rapu, jazz, jazzu, metalu, popu, "
        "długość piosenek, głośność",
        "subjective": "najlepszy gust, najlepszy gust muzyczny, najgorszy gust, najgorszy gust muzyczny, "
        "dobry gust, zły gust, lepszy gust, najlepsza muzyka, najfajniejszy, najfajniejsza, najładniejsza, "
        "najgorsza muzyka",
    },
    months=(
        "styczeń, styczniu, stycznia",
        "luty, lutym, lutego",
        "marzec, marcu, marca",
        "kwiecień, kwietniu, kwietnia",
        "maj, maju, maja",
        "czerwiec, czerwcu, czerwca",
        "lipiec, lipcu, lipca",
        "sierpień, sierpniu, sierpnia",
        "wrzesień, wrześniu, września",
        "październik, październiku, października",
        "listopad, listopadzie, listopada",
        "grudzień, grudniu, grudnia, święta, w święta",
    ),
    weekdays=(
        "poniedziałek, poniedziałki, poniedziałku",
        "wtorek, wtorki",
        "środa, środę, środy",
        "czwartek, czwartki",
        "piątek, piątki",
        "sobota, sobotę, soboty",
        "niedziela, niedzielę, niedziele",
    ),
    numbers={
        "jeden": 1,
        "dwa": 2,
        "trzy": 3,
        "cztery": 4,
        "pięć": 5,
        "sześć": 6,
        "siedem": 7,
        "osiem": 8,
        "dziewięć": 9,
        "dziesięć": 10,
    },
    stop="kim, czym, kogo, czyli, ale, lub, albo, oraz, więc, gdy, jeśli, jeżeli, chyba, może, raczej, prawie, "
    "około, dokładnie, naprawdę, serio, po prostu, właśnie, zawsze, często, rzadko, czasem, nigdy, dość, trochę, "
    "mało, mniej, tyle, ile to, taki, taka, takie, tacy, ten sam, ta sama, sama, sami, nasi, wasz, wasza, wasze, "
    "ich, jego, tam, teraz, potem, przedtem, wcześniej, później, dawno, ostatnio, przed, między, wśród, według, "
    "podczas, mimo, oprócz, poza, ponad, można, mogę, mogą, chcę, chce, chciałbym, wiesz, wie, wiem, zobaczyć, "
    "widać, będzie, byłoby, została, został, zostało, jestem, jesteś, jesteśmy, masz, mamy, macie, mieć, miało, "
    "miały, mieli, robi, robią, zrobił, idzie, daje, rzecz, rzeczy, coś, nic, żaden, żadna, jakiś, jakaś, jakieś, "
    "cała, całe, łączny, łączna, średnia, średnio, średni, suma, długość, ranking, tabela, wykres, zestawienie, "
    "miejsce, ziom, stary, kurde, no, hej, siema, elo, pls, dzięki, dzieki, gusty, gustów, muzycznie, muzyczne, "
    "muzyczna, słuchania, razem, były, była, był, było, byli, a, i, w, we, z, ze, na, do, od, po, za, o, u, przez, "
    "dla, bez, nad, pod, przy, czy, że, żeby, jak, jaki, jaka, jakie, jakiego, jakiej, jakich, który, która, które, "
    "którą, którego, których, co, czego, jest, są, być, ma, mają, miał, miała, się, to, ten, ta, te, tego, tej, "
    "tych, tym, on, ona, oni, jej, ty, twój, twoja, twoje, nie, tak, tylko, też, także, już, jeszcze, bardzo, dużo, "
    "wiele, muzyka, muzyki, muzykę, muzyce, muzyczny, gust, guście, gustu, kiedy, gdzie, ile, każdy, każda, raz, "
    "razy, pokaż, powiedz, podaj, lista, proszę, bot, cześć, ktoś, osoba, osób, spotify, rok, roku, miesiąc, "
    "tydzień, dzień, dni, swoje, swój, swoją, niż, cały, całej, sam, samo, inni, innych, nami",
)
