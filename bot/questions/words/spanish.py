"""Spanish."""

from __future__ import annotations

from bot.questions.words.language import Language

SPANISH = Language(
    code="es",
    phrases={
        "last_night": "anoche",
        "feast_1231": "nochevieja, en nochevieja, fin de año",
        "feast_1225": "día de navidad, el día de navidad",
        "feast_1224": "nochebuena",
        "feast_1031": "halloween",
        "feast_0214": "san valentín, día de los enamorados",
        "feast_0101": "año nuevo, el día de año nuevo",
        "average": "promedio, media, medio, de media",
        "who": "kien, qien, kn, quién coño, quién de vosotros, quién de ustedes, cuál de ustedes, quién del grupo, "
        "quien de aqui, entre nosotros quién, alguien, para cada uno, para cada miembro, a quién, quién, quiénes, "
        "quien, de quién, cuál de nosotros, quién de nosotros, quién de aquí, a quién le, qué miembro, qué persona, "
        "cada miembro, por miembro, clasificación de miembros",
        "whom": "a quién escucho, a quién escuchamos",
        "me": "tengo yo, mis propias, yo solo, pongo, oigo, yo, mi, mis, mío, mía, míos, mías, me, he, llevo, "
        "tengo, escuché, escucho, he escuchado, puse, oí, soy, mi más, conmigo, escuchaba, salté, descubrí, mí",
        "we": "la peña, la banda, la gente, panas, colegas, equipo, vosotros, ustedes, en total del grupo, "
        "nosotros como grupo, nosotros, nosotras, nuestro, nuestra, nuestros, nuestras, grupo, el grupo, del grupo, "
        "servidor, el servidor, del servidor, aquí, escuchamos, todos, juntos, hemos, amigos",
        "request": "dime, muéstrame, enséñame, dame",
        "fans": "fan/s, fanático/s, fanática/s, oyente/s, seguidor",
        "both": "ambos, los dos, las dos",
        "everyone_has": "todos nosotros, todos escuchamos, hemos escuchado todos, todos hemos, en común, que todos, "
        "todo el mundo",
        "only_one": "solo uno de nosotros, sólo uno de nosotros, solo una persona, únicamente una persona, uno solo",
        "how_many": "cuánto, cuánta, cuántos, cuántas, número de, cantidad de, total de",
        "how_often": "cuántas veces, con qué frecuencia, cuántas reproducciones",
        "times": "vez, veces, reproducción, reproducciones",
        "hours": "hora/s, minuto/s, cuánto tiempo, tiempo, horas de música",
        "share": "porcentaje, qué parte, proporción, por ciento, qué porcentaje",
        "most": "más fuerte, más fuertes, gana, ganador, al que más, a quien más, sobre todo, mogollón, un montón, "
        "más veces, más tiempo, número uno, líder, lidera, mayores, peores, más quemadas, más quemados, más, "
        "el más, la más, mayor, el mayor, la mayor, máximo, mejor, favorito/s, favorita/s, preferido/s, "
        "preferida/s, top, más escuchado/s, más escuchada/s, más reproducida/s, más reproducido/s, récord, "
        "el que más, la que más",
        "least": "menos, el menos, la menos, menor, mínimo, peor, nunca, casi nunca",
        "longest": "más larga, más largo, más largas, más largos",
        "newest": "más nuevo, más nueva, más reciente",
        "oldest": "más antiguo, más antigua, más viejo, más vieja",
        "top": "los primeros, las primeras, primeros, primeras, top, los, las, mejores",
        "artist": "artista/s, banda/s, cantante/s, grupo musical, grupos musicales",
        "track": "canción, canciones, tema/s, pista/s, rola/s",
        "album": "álbum, álbumes, disco/s, albums",
        "playlist": "playlist/s, lista/s, lista de reproducción, listas de reproducción",
        "hour_of_day": "a qué hora, a qué horas, qué hora, hora del día, horas del día, en qué hora",
        "weekday_dim": "qué día de la semana, día de la semana, días de la semana",
        "day_dim": "qué día, en qué día",
        "week_dim": "qué semana, en qué semana",
        "month_dim": "qué mes, en qué mes, qué meses",
        "year_dim": "qué año, en qué año, qué años",
        "device": "dispositivo/s, plataforma/s",
        "pair": "pareja/s, par, dos de nosotros, qué dos, dos personas",
        "per_hour": "por hora, por horas",
        "per_weekday": "por día de la semana",
        "per_day": "por día, cada día, al día, diario",
        "per_week": "por semana, cada semana, a la semana, semanal, semanalmente",
        "per_month": "por mes, cada mes, al mes, mensual, mes a mes, mensualmente",
        "per_year": "por año, cada año, al año, anual, año a año, a lo largo de los años, con los años",
        "over_time": "evolución mensual, mes tras mes, año tras año, a lo largo del tiempo, con el tiempo, "
        "evolución, evolucionado, tendencia, ha cambiado",
        "usually": "suele, suelo, suelen, solemos, normalmente, habitualmente, cuándo",
        "listen": "pongo, ponía, ponían, pusieron, poner, poniendo, puse, pincha, pinchó, dale, le da, le dio, "
        "le mete, mete, metió, quema, quemó, quemado, quemada, quemadas, quemados, sonó, sonaron, suenan, sonaba, "
        "reprodujeron, reproduzco, oigo, oímos, oyeron, oyendo, oía, escuchaban, escucharán, darle, tira, se pone, "
        "se puso, le va, petado, escucha, escuchan, escuchó, escuchado, escuchada, escuchados, escuchadas, "
        "escuchar, escucho, escuché, escuchamos, escucharon, escuchaste, escuchando, escuchaba, oye, oír, oyó, "
        "pone, puso, ha puesto, puesto, ponen, reproduce, reprodujo, reproducido, reproducir, suena, sonado",
        "like": "gusta, gustan, fan, fans, fanático, fanática, le gusta, ama, encanta, prefiere, preferimos, "
        "aficionado",
        "distinct": "diferentes, distintos, distintas, únicos, únicas",
        "variety": "variedad, variado, variada, diverso, diversa, ecléctico, ecléctica, diversidad",
        "listeners": "cuántas personas, cuántos de nosotros, número de personas, oyentes, más gente, cuánta gente, "
        "por personas",
        "skip": "saltarme, saltan más, pasa, adelanta, adelantó, corta, saltada, saltadas, se saltó, saltándose, "
        "saltea, canciones saltadas, salta, saltan, saltó, saltar, saltado, saltarse, se salta, me salto, "
        "pasa de canción, omite, skipea",
        "loop": "en repeat, sin parar, bucle, en un bucle, una tras otra, en bucle, en repetición, una y otra vez, "
        "seguidas, la misma canción, en loop, sin parar la misma",
        "repeat": "repite, repiten, repetir, repetido, repitió, repetidas",
        "concentrated": "solo escucha a, solo escucha, siempre lo mismo, los mismos artistas, leal, fiel, "
        "mismos artistas, más fiel",
        "discover": "descubrimos, nuevas bandas, bandas nuevas, más novedades, música desconocida, descubre, "
        "descubren, descubierto, descubriendo, encuentra, descubrir, descubrió, descubrimientos, música nueva, "
        "artistas nuevos, nuevos artistas, cosas nuevas, explora, novedades, aventurero, aventurera",
        "first": "en descubrir, quién descubrió, estreno, primera escucha, primero en escuchar, la primera vez que, "
        "primero, primera, primera vez, por primera vez, antes que nadie, empezó a escuchar, desde cuándo",
        "last_listen": "última escucha, última reproducción, por última vez, última vez, la última vez, "
        "dejó de escuchar, hace cuánto",
        "active_days": "cuántos días, días activos, días con música",
        "streak": "racha, racha más larga de días, más días seguidos, sin fallar un día, días de racha, "
        "sin saltarse un día, rachas, días seguidos, días consecutivos, racha más larga",
        "longest_session": "sesión más larga, maratón, de una sentada, sin parar, de un tirón",
        "session": "sesión, sesiones, sesión media",
        "overlap": "parecido/s, parecida/s, similar, similares, compatible/s, compatibilidad, mismo gusto, "
        "mismos gustos, coincido, coincide, coinciden, coincidimos, afinidad, alma gemela, se parecen, "
        "gustos parecidos, más se parece, gemelo musical, tenemos en común, tienen en común",
        "opposite": "opuesto/s, opuesta/s, menos parecido/s, más diferentes, más distintos, contrarios, "
        "gustos distintos, gustos diferentes, menos compatibles, nada en común",
        "unique_taste": "raro, rara, rarito, único, única, nadie más, original, originales, inusual, underground, "
        "alternativo, desconocidos, gusto más raro, gustos más raros, placeres culpables, música rara, más raros",
        "mainstream": "comercial, mainstream, básico, básica",
        "firsts": "antes que todos, antes que los demás, antes que nadie, antes que el resto, descubre antes, "
        "pionero, pionera",
        "change": "ha cambiado más, cambió más, más que antes, más de lo normal, mayor cambio",
        "breakup": "ruptura/s, desamor, corazón roto, despecho, ex, rompió, rompieron, separación, corta venas, "
        "cortavenas, dejaron, me dejó, desamores, corazones rotos",
        "sad": "lloro, lloros, llorona/s, sentimental/es, tristón, tristones, tristona, triste/s, tristeza, "
        "deprimente/s, melancólico/s, melancólica/s, melancolía, bajón, llorar, sad, depresiva/s",
        "happy": "feliz, felices, alegre/s, animada/s",
        "love": "romántica/s, romántico/s, canciones de amor, de amor",
        "angry": "enfadada, rabia, agresiva",
        "chill": "relajante/s, tranquila/s, relajada/s, chill",
        "party": "fiesta, fiestera, bailar, perreo",
        "workout": "gimnasio, gym, entrenar, ejercicio, correr",
        "focus": "estudiar, concentrarse, estudio",
        "sleep": "dormir",
        "playlist_tracks": "playlist más grande, cuántas canciones tiene, lista con más canciones, "
        "playlist con más canciones, canciones tiene, playlist más larga, lista más larga, lista más grande",
        "playlist_age": "playlist más antigua, lista más antigua, lista más vieja, playlist más vieja",
        "intense": "fuerte/s, duro/s, dura/s, heavy, brutal/es, intensa/s, intenso/s, intensidad, dramática/s",
        "shuffle": "aleatorio, modo aleatorio, shuffle",
        "phone": "móvil, teléfono, celular",
        "computer": "ordenador, portátil, computadora, pc, laptop, compu",
        "speaker": "altavoz, altavoces, bocina, alexa",
        "tv": "televisión, tele, tv",
        "car": "coche, carro, auto",
        "podcast": "podcast/s, pódcast",
        "versus": "o, vs, versus, contra, que, comparado con, frente a, y",
        "compare": "vs, versus, o, compara, comparado, comparar, diferencia, que",
        "this_week": "esta semana",
        "last_week": "la semana pasada, semana pasada",
        "this_month": "este mes",
        "last_month": "el mes pasado, mes pasado",
        "this_year": "este año, en lo que va de año",
        "last_year": "el año pasado, año pasado",
        "past_week": "últimos 7 días, última semana",
        "past_month": "último mes, últimamente, recientemente",
        "past_year": "último año, últimos doce meses, últimos 12 meses",
        "today": "hoy",
        "yesterday": "ayer",
        "all_time": "de todos los tiempos, en total, siempre, de siempre, de la historia, en general",
        "past": "últimos, últimas, último, última, pasados, pasadas",
        "unit_day": "día/s",
        "unit_week": "semana/s",
        "unit_month": "mes, meses",
        "unit_year": "año/s",
        "since": "desde, a partir de",
        "after": "después de, después del",
        "until": "hasta",
        "before": "antes de, antes del",
        "between": "entre, desde, de",
        "and": "y, e, a, hasta, al",
        "last": "pasado, pasada, último, última",
        "this": "este, esta",
        "weekend": "fin de semana, fines de semana, finde, findes, los fines de semana, sábados y domingos",
        "workdays": "entre semana, días laborables, de lunes a viernes, días de semana",
        "winter": "invierno",
        "spring": "primavera",
        "summer": "verano",
        "autumn": "otoño",
        "late_night": "búho nocturno, búhos, noctámbulos, trasnochadores, insomnes, de madrugada, madrugada, "
        "en la madrugada, por la madrugada, a altas horas, medianoche en adelante, después de medianoche, "
        "trasnochador, trasnochadora, noctámbulo, noctámbula, en mitad de la noche, en plena noche",
        "night": "por la noche, de noche, en la noche, noche/s, por las noches",
        "early_morning": "madrugador, madrugadores, temprano por la mañana, al amanecer",
        "morning": "por la mañana, por las mañanas, en la mañana, mañanas",
        "afternoon": "por la tarde, por las tardes, en la tarde, tarde/s",
        "evening": "al anochecer",
        "night_people": "búho/s, noctámbulo/s, trasnochador/es, insomnes, madrugador/es",
        "midnight": "a medianoche, medianoche",
        "noon": "a mediodía, al mediodía, mediodía",
        "am": "am, a.m., de la mañana, de la madrugada, de la noche",
        "pm": "pm, p.m., de la tarde",
        "clock": "horas, en punto, h",
        "at": "a la, a las, sobre las, las, la",
        "hour_connector": "y, a, y las, a las, hasta las, y la, -",
        "ask_help": "qué sabes, qué cosas puedo preguntar, cómo te uso, cómo te pregunto, ayuda, qué puedes hacer, "
        "qué sabes hacer, qué puedes responder, cómo funcionas, cómo funciona, qué puedo preguntar, "
        "qué te puedo preguntar, comandos, qué preguntas",
        "sensitive": "deprimido, deprimida, depresión, ansiedad, suicida, suicidio, salud mental, salud, bipolar, "
        "autista, embarazada, gay, lesbiana, homosexual, bisexual, orientación sexual, religión, religioso, "
        "religiosa, católico, musulmán, político, política, izquierda, derecha, vota a, votó a, enfermo, enferma, "
        "enfermedad, borracho, borracha, alcohólico, drogas, adicto, adicta, terapia, psicólogo, infiel, "
        "poniendo los cuernos, está bien mentalmente, estable, raza, está soltero, está soltera, enamorado, "
        "enamorada, está triste, se siente",
        "private": "dónde vive, dónde está, dónde estaba, dónde estuvo, dónde, dirección, ubicación, teléfono de, "
        "número de teléfono, correo, contraseña/s, no está en este servidor, fuera del servidor, otro servidor, "
        "no está aquí, sesión privada, mensajes, qué votó, quién votó, nombre real, apellido, edad, cumpleaños, "
        "mi jefe, mi madre, mi padre, mi novia, mi novio, en qué país, qué país, en qué ciudad, qué ciudad, viajó, "
        "viaje, de vacaciones, trabaja, incógnito, mi vecino, mi vecina, mi hermana, mi hermano, "
        "no ha dado permiso, no aceptaron",
        "off_topic": "tiempo hace, clima, qué tiempo, chiste, poema, receta, capital de, presidente, traduce, "
        "escríbeme, escribe, bitcoin, fútbol, mundial, qué hora es, cuéntame un, recomienda, recomiéndame, "
        "recomiendas, recomendación, pon una canción, pon música, reproduce una, cómo estás, buenos días, gracias, "
        "deberes, cuánto es, tiempo hará",
        "no_data": "bpm, tempo, más rápidas, más rápida, tonalidad, energía, bailable/s, género/s, letra/s, "
        "año de lanzamiento, de los 80, de los 90, de los ochenta, de los noventa, década, mujeres, "
        "cantantes femeninas, idioma/s, en inglés, en español, seguidores, oyentes mensuales, concierto/s, "
        "entradas, dinero, gastado, pagado, precio, explícitas, del mundo, mundial, ahora mismo, mañana escuchará, "
        "instrumento/s, rock, pop, reggaetón, jazz, metal, rap, duración de las canciones, volumen",
        "subjective": "mejor gusto, mejor gusto musical, peor gusto, buen gusto, mal gusto, mejor música, "
        "peor música, más guay, más genial, más guapo, más guapa, mejor persona, mejores gustos, peores gustos",
    },
    months=(
        "enero, ene",
        "febrero, feb",
        "marzo",
        "abril, abr",
        "mayo",
        "junio, jun",
        "julio, jul",
        "agosto, ago",
        "septiembre, setiembre, sept",
        "octubre, oct",
        "noviembre, nov",
        "diciembre, dic, navidad",
    ),
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado/s", "domingo/s"),
    numbers={
        "uno": 1,
        "dos": 2,
        "tres": 3,
        "cuatro": 4,
        "cinco": 5,
        "seis": 6,
        "siete": 7,
        "ocho": 8,
        "nueve": 9,
        "diez": 10,
    },
    stop="kiero, xfa, xq, pq, tb, tmb, q, d, k, ke, toy, ta, na, pa, to, mazo, cantidad, anda, andan, este mismo, "
    "aquel, aquella, esos, esas, ahora, luego, después, antes, nunca, casi, quizá, quizás, bueno, buena, pues, oye, "
    "tío, tía, wey, güey, che, porfa, plis, jaja, hoy día, cuanto, cuantas, donde, mientras, según, contra, aunque, "
    "porque, va, van, ir, voy, vamos, puede, pueden, puedo, quiero, quiere, saber, sabe, sabes, ver, veo, vemos, "
    "hacemos, hago, haces, haber, había, estuvo, estaba, siendo, sido, cosa, cosas, parte, modo, tipo, nada, algo, "
    "alguno, alguna, algún, ninguno, ninguna, cualquiera, cualquier, mismo, misma, mismos, mismas, propio, propia, "
    "demás, resto, entero, entera, completo, completa, exactamente, realmente, justo, aproximadamente, más o menos, "
    "verdad, en serio, de verdad, real, gustos musicales, gusto musical, puro, pura, solamente, únicamente, encima, "
    "normal, general, actual, actualmente, total de, sumando, suma, junto, juntas, porfavor, mira, fijo, vaya, ojo, "
    "bro, hermano, loco, media, medio, promedio, duración, largo, larga, puestos, puestas, número, ranking, lleva, "
    "llevan, llevamos, sacar, saca, ha sido, dio, da, das, doy, estar, somos, sois, eres, soy, estamos, el, la, "
    "los, las, lo, un, una, unos, unas, de, del, al, a, en, con, por, para, sin, sobre, y, e, o, u, que, qué, cuál, "
    "cuáles, es, son, fue, fueron, era, ser, está, están, hay, ha, han, he, hemos, se, le, les, su, sus, tu, tus, "
    "te, ti, nos, muy, mucho, mucha, muchas, muchos, música, musical, musicales, escucha, este, esta, estos, estas, "
    "ese, esa, eso, como, cómo, cuándo, cuando, si, sí, no, ya, solo, sólo, también, entre, desde, hasta, toda, "
    "todo, todas, todos, más, menos, veces, vez, dime, muestra, muéstrame, enséñame, dame, lista de, gusto/s, "
    "tiene, tienen, tener, tuvo, hace, hacer, hizo, año, mes, semana, día, días, spotify, persona, gente, cada, "
    "otro, otra, quién, favor, bot, hola, tanto, así, nuestro, ella, él, ellos, mejor, peor, total",
)
