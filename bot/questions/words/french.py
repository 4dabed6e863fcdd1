"""French."""

from __future__ import annotations

from bot.questions.words.language import Language

FRENCH = Language(
    code="fr",
    phrases={
        "last_night": "la nuit dernière, cette nuit",
        "feast_1231": "la saint-sylvestre, saint-sylvestre, réveillon, au réveillon",
        "feast_1225": "le jour de noël, jour de noël",
        "feast_1224": "réveillon de noël, la veille de noël",
        "feast_1031": "halloween",
        "feast_0214": "saint-valentin, la saint-valentin",
        "feast_0101": "jour de l'an, nouvel an",
        "average": "moyenne, moyen, en moyenne",
        "who": "ki, kel membre, c ki, qui q, c'est qui qui, c'est qui, qui c'est qui, qui est-ce, qui donc, lequel, "
        "laquelle, quelle personne, chaque membre, chacun, pour chacun, quelqu'un, à chacun, qui, qui est-ce qui, "
        "lequel d'entre nous, laquelle d'entre nous, qui d'entre nous, qui de nous, à qui, quel membre, "
        "lequel de nous, par membre, classement des membres, qui parmi nous",
        "whom": "qui est-ce que j'écoute, qui j'écoute, qui est-ce que nous",
        "me": "je, j'ai, ai-je, me, moi, mon, ma, mes, mien, mienne, miens, miennes, à moi, j', j'écoute, "
        "écouté-je, suis-je, j'étais",
        "we": "la bande, l'équipe, la team, vous, entre nous, on est, on a, potes, tout le groupe, au groupe, "
        "dans le groupe, nous, notre, nos, groupe, le groupe, du groupe, serveur, le serveur, ce serveur, ici, on, "
        "ensemble, tous, amis",
        "request": "montre-moi, dis-moi, donne-moi",
        "fans": "fan/s, auditeur/s, auditrice/s",
        "both": "tous les deux, toutes les deux, tous deux",
        "everyone_has": "nous tous, tout le monde, en commun, tous écouté, on écoute tous, on a tous, "
        "nous avons tous, chacun de nous",
        "only_one": "un seul d'entre nous, une seule personne, seul un de nous, un seul membre",
        "how_many": "combien, combien de, combien d', nombre de, nombre d', total de",
        "how_often": "combien de fois, nombre de fois, à quelle fréquence, nombre d'écoutes, combien d'écoutes",
        "times": "fois, écoute, écoutes, lecture/s",
        "hours": "heure/s, minute/s, combien de temps, temps d'écoute, temps",
        "share": "pourcentage, quelle part, proportion, pour cent, part de",
        "most": "le plus souvent, plus souvent, plus gros fan, en tête, numéro un, davantage, surtout, énormément, "
        "à fond, le plus longtemps, plus longtemps, les pires, le pire, le plus, la plus, les plus, plus, "
        "plus grand, plus grande, plus gros, plus grosse, meilleur/s, meilleure/s, maximum, préféré/e/s/es, "
        "favori/s, favorite/s, top, record, plus de, le plus de, plus écouté/e/s/es, plus écoutée",
        "least": "le moins, la moins, les moins, moins, moins de, le moins de, jamais, pire",
        "longest": "plus longue, plus longues, plus longs, plus long, le plus long, la plus longue",
        "newest": "plus récent, plus récente, plus nouvelle",
        "oldest": "plus vieille, plus ancienne, plus ancien, plus vieux",
        "top": "les premiers, les premières, premiers, top, les, meilleurs, mes",
        "artist": "artiste/s, groupe préféré, chanteur/s, chanteuse/s, groupes de musique",
        "track": "chanson/s, morceau, morceaux, titre/s, piste/s, musique préférée",
        "album": "album/s, disque/s",
        "playlist": "playlist/s, liste/s de lecture",
        "hour_of_day": "à quelle heure, quelle heure, heure de la journée, heures de la journée, moment de la journée",
        "weekday_dim": "quel jour de la semaine, jour de la semaine, jours de la semaine",
        "day_dim": "quel jour",
        "week_dim": "quelle semaine",
        "month_dim": "quel mois, quels mois",
        "year_dim": "quelle année, en quelle année, quelles années",
        "device": "appareil/s, plateforme/s",
        "pair": "paire/s, deux d'entre nous, quels deux, quelles deux, duo/s, binôme/s, deux personnes, deux membres",
        "per_hour": "par heure",
        "per_weekday": "par jour de la semaine",
        "per_day": "par jour, chaque jour, quotidien",
        "per_week": "hebdomadaire/s, semaine par semaine, par semaine, chaque semaine",
        "per_month": "mensuelle, mensuelles, mensuels, évolution mensuelle, par mois, chaque mois, mois par mois, "
        "mensuel",
        "per_year": "par an, par année, chaque année, au fil des ans, au fil des années",
        "over_time": "évolution mensuelle, mensuelle, au cours du temps, au fil des mois, courbe, historique, "
        "mois après mois, au fil du temps, évolution, évolué, tendance, avec le temps, a changé",
        "usually": "d'habitude, habituellement, généralement, normalement, quand est-ce que, quand",
        "listen": "écoutai, écoutions, écoutaient, j'écoutais, écoutait, écoutais, passent, passait, tourne, "
        "tournent, tourné, balance, envoie, lancé, lancent, mettre, mettent, mettait, jouait, jouaient, s'écoute, "
        "s'enfile, s'envoie, saigne, saigné, bouffe, squatte, en boucle j'écoute, entend, entendre, entendent, "
        "consomme, j'écoute, écoute, écoutes, écoutent, écoutons, écoutez, écouter, écouté, écoutée, écoutés, "
        "écoutées, joue, jouent, joué, jouer, passe, passé, lance, entendu, mis, met",
        "like": "aime, aiment, adore, adorent, fan, fans, préfère, préfèrent, kiffe, amateur, fanatique",
        "distinct": "différents, différentes, distincts, distinctes, uniques",
        "variety": "différents artistes, artistes différents, variété, varié, variés, variée, éclectique, "
        "diversifié, diversité",
        "listeners": "combien de personnes, combien d'entre nous, nombre de personnes, auditeurs, plus de monde, "
        "plus de gens",
        "skip": "skippé, skipper, coupe, coupé, passe à la suivante, zap, saute des morceaux, zappes, saute, "
        "sautent, sauté, sauter, skip, skippe, skippent, zappe, zappent, zappé, zapper, passe les chansons",
        "loop": "en boucle, à la suite, d'affilée la même, même chanson, encore et encore",
        "repeat": "répète, répétées, réécoute, réécouter, répétition",
        "concentrated": "n'écoute que, toujours les mêmes, mêmes artistes, fidèle, loyal, toujours la même chose, "
        "le plus fidèle",
        "discover": "découvre, découvrent, découvert, découvrir, découvertes, nouveaux artistes, nouvelle musique, "
        "nouveautés, explore, nouvelles musiques, curieux, aventureux",
        "first": "première écoute, découvert en premier, découvert avant, a découvert, en premier, premier, "
        "première, première fois, la première fois, le premier, avant tout le monde, depuis quand",
        "last_listen": "dernière écoute, pour la dernière fois, dernière fois, la dernière fois, arrêté d'écouter, "
        "depuis combien de temps",
        "active_days": "combien de jours, jours actifs, jours avec musique",
        "streak": "jours sans interruption, plus longue série de jours, série de jours, série, jours d'affilée, "
        "jours consécutifs, jours de suite, plus longue série",
        "longest_session": "plus longue session, session la plus longue, marathon, sans s'arrêter, d'une traite, "
        "sans arrêt",
        "session": "session/s, session moyenne",
        "overlap": "les mêmes goûts, mêmes goûts musicaux, accord, en phase, se rapproche, goûts en commun, "
        "rapprochent, points en commun, en commun, plus proche/s, le plus proche, les plus proches, similaire/s, "
        "ressemble, ressemblent, ressemblons, compatible/s, compatibilité, mêmes goûts, même goût, affinité, "
        "âme sœur, âme soeur, proches musicalement, goûts proches, semblables, points communs, goûts similaires, "
        "jumeau musical, le plus proches",
        "opposite": "opposé/s, opposée/s, contraire/s, moins compatibles, goûts différents, plus différents, "
        "le moins en commun, moins semblables, rien en commun, moins similaires",
        "unique_taste": "bizarre/s, unique, original, originale, originaux, personne d'autre, rare/s, obscur/s, "
        "niche, insolite, plaisirs coupables, méconnu/s, goûts bizarres, goûts les plus bizarres, hors du commun",
        "mainstream": "mainstream, basique, commercial, grand public",
        "firsts": "avant les autres, avant tout le monde, avant le reste, découvre en premier, précurseur, dénicheur",
        "change": "le plus changé, plus que d'habitude, changé le plus, plus grand changement",
        "breakup": "rupture/s, cœur brisé, coeur brisé, chagrin d'amour, peine de cœur, ex, séparation, largué, "
        "larguée, plaqué, chagrins d'amour",
        "sad": "larmoyante/s, larmoyant, déchirante/s, mélo, sanglots, tristounette, triste/s, tristesse, "
        "déprimant/e/s/es, mélancolique/s, mélancolie, pleurer, larmes, cafard",
        "happy": "joyeuse/s, joyeux, heureuse/s, heureux, gaie",
        "love": "romantique/s, chansons d'amour, d'amour",
        "angry": "en colère, énervé, agressive, rageuse",
        "chill": "relaxante/s, calme/s, détente, chill",
        "party": "fête, soirée dansante, danser, dansante",
        "workout": "sport, gym, musculation, courir",
        "focus": "étudier, travailler, concentration",
        "sleep": "dormir, sommeil",
        "playlist_tracks": "playlist la plus longue, plus longue playlist, plus grande playlist",
        "playlist_age": "playlist la plus ancienne, plus vieille playlist, plus ancienne playlist",
        "intense": "violente/s, violent/s, dure/s, forte/s, pire/s, poignante/s, intense/s, intensité, dramatique/s",
        "shuffle": "mode aléatoire, en mode aléatoire, en aléatoire, au hasard, aléatoire, lecture aléatoire, shuffle",
        "phone": "téléphone, portable, smartphone, mobile",
        "computer": "ordinateur, ordi, pc",
        "speaker": "enceinte/s, haut-parleur",
        "tv": "télé, télévision, tv",
        "car": "voiture",
        "podcast": "podcast/s, balado/s",
        "versus": "ou, vs, versus, contre, que, par rapport à, et",
        "compare": "qu'en, qu'au, qu'avant, qu'à, plus que, moins que, vs, versus, ou, compare, comparé, comparer, "
        "différence, que",
        "this_week": "cette semaine",
        "last_week": "la semaine dernière, semaine dernière, la semaine passée",
        "this_month": "ce mois-ci, ce mois",
        "last_month": "le mois dernier, mois dernier, le mois passé",
        "this_year": "cette année",
        "last_year": "l'année dernière, l'an dernier, année dernière, l'année passée, l'an passé",
        "past_week": "7 derniers jours",
        "past_month": "30 derniers jours, récemment, dernièrement, ces derniers temps",
        "past_year": "12 derniers mois, douze derniers mois",
        "today": "aujourd'hui",
        "yesterday": "hier",
        "all_time": "de tous les temps, depuis toujours, au total, en tout, en général",
        "past": "derniers, dernières, dernier, dernière, passés",
        "unit_day": "jour/s",
        "unit_week": "semaine/s",
        "unit_month": "mois",
        "unit_year": "an/s, année/s",
        "since": "depuis, à partir de, dès",
        "after": "après",
        "until": "jusqu'à, jusqu'en, jusque",
        "before": "avant",
        "between": "entre, de, depuis",
        "and": "et, à, jusqu'à",
        "last": "dernier, dernière, passé, passée",
        "this": "ce, cet, cette",
        "weekend": "week-end/s, weekend/s, le week-end, les week-ends, samedis et dimanches",
        "workdays": "en semaine, la semaine, pendant la semaine, jours ouvrés, jours de semaine",
        "winter": "hiver",
        "spring": "printemps",
        "summer": "été",
        "autumn": "automne",
        "late_night": "oiseaux de nuit, couche-tards, insomniaques, noctambule/s, au milieu de la nuit, "
        "tard la nuit, tard le soir, en pleine nuit, après minuit, au petit matin, couche-tard, oiseau de nuit",
        "night": "la nuit, de nuit, nuit/s, pendant la nuit",
        "early_morning": "lève-tôt, tôt le matin, à l'aube",
        "morning": "petit matin, au petit matin, matins, le matin, matin/s, matinée",
        "afternoon": "l'après-midi, après-midi",
        "evening": "le soir, soir/s, soirée/s, en soirée",
        "night_people": "oiseau de nuit, oiseaux de nuit, couche-tard/s, insomniaques, noctambule/s, lève-tôt",
        "midnight": "à minuit, minuit",
        "noon": "à midi, midi",
        "am": "du matin, am",
        "pm": "de l'après-midi, du soir, pm",
        "clock": "h, heures, heure",
        "at": "à, vers, autour de",
        "hour_connector": "et, à, jusqu'à, -",
        "ask_help": "comment je m'en sers, comment on s'en sert, comment t'utiliser, comment ça s'utilise, "
        "quoi te demander, aide, aide-moi, que peux-tu faire, que sais-tu faire, qu'est-ce que tu peux faire, "
        "comment ça marche, comment tu fonctionnes, quelles questions, que puis-je demander, commandes, "
        "à quoi tu sers, tu sais faire quoi",
        "sensitive": "déprimé, déprimée, dépression, dépressif, dépressive, anxieux, anxieuse, anxiété, suicidaire, "
        "suicide, santé mentale, santé, bipolaire, autiste, enceinte, gay, lesbienne, homosexuel, homosexuelle, "
        "bisexuel, orientation sexuelle, religion, religieux, catholique, musulman, juif, politique, de gauche, "
        "de droite, vote pour, a voté, malade, maladie, ivre, alcoolique, drogue/s, drogué, thérapie, psy, "
        "infidèle, trompe, célibataire, amoureux, amoureuse, va mal, se sent, est triste",
        "private": "où habite, où vit, où est, où était, adresse, localisation, numéro de téléphone, mot de passe, "
        "mots de passe, pas sur ce serveur, n'est pas sur ce serveur, hors du serveur, autre serveur, "
        "n'est pas ici, session privée, messages privés, messages, qui a voté, nom de famille, vrai nom, âge, "
        "anniversaire, mon patron, ma mère, mon père, ma copine, mon copain, quel pays, dans quel pays, "
        "quelle ville, dans quelle ville, voyage, voyagé, en vacances, travaille, ma sœur, mon frère, mon voisin, "
        "ma voisine, pas donné son accord, refusé",
        "off_topic": "météo, quel temps, blague, poème, recette, capitale de, président, traduis, écris-moi, écris, "
        "bitcoin, foot, football, coupe du monde, quelle heure est-il, raconte-moi, recommande, recommande-moi, "
        "recommandation, conseille, conseille-moi, mets une chanson, joue une chanson, ça va, bonjour, merci, "
        "devoirs",
        "no_data": "bpm, tempo, plus rapides, plus rapide, tonalité, énergie, dansant, genre/s, paroles, "
        "année de sortie, années 80, années 90, années 70, décennie/s, femmes, chanteuses, langue/s, en anglais, "
        "en français, abonnés, auditeurs mensuels, concert/s, billets, argent, dépensé, payé, prix, explicites, "
        "du monde, mondial, en ce moment même, instrument/s, rock, pop, rap, jazz, métal, durée des chansons, volume",
        "subjective": "meilleur goût, meilleurs goûts, pires goûts, bon goût, bons goûts, mauvais goût, "
        "mauvais goûts, meilleure musique, pire musique, plus cool, plus beau, plus belle, meilleurs goûts musicaux",
    },
    months=(
        "janvier, janv",
        "février, févr",
        "mars",
        "avril, avr",
        "mai",
        "juin",
        "juillet, juil",
        "août",
        "septembre, sept",
        "octobre, oct",
        "novembre, nov",
        "décembre, déc, noël",
    ),
    weekdays=("lundi/s", "mardi/s", "mercredi/s", "jeudi/s", "vendredi/s", "samedi/s", "dimanche/s"),
    numbers={
        "un": 1,
        "deux": 2,
        "trois": 3,
        "quatre": 4,
        "cinq": 5,
        "six": 6,
        "sept": 7,
        "huit": 8,
        "neuf": 9,
        "dix": 10,
    },
    stop="kel, lartiste, c, g, jai, jécoute, pk, pq, tkt, mdr, ptdr, bcp, tjrs, tt, ts, ds, ss, vs, gars, petit, "
    "du petit, plutôt, bon plan, début, fin, préf, mat, du mat, truc, trucs, mec, meuf, frère, gros, wesh, ouais, "
    "ben, bah, bon, bonne, bien, mal, alors, donc, car, parce, ainsi, encore, toujours, souvent, parfois, jamais, "
    "peu, beaucoup, trop, assez, presque, environ, vraiment, juste, seulement, exactement, mode, façon, genre de, "
    "sorte, type, niveau, nombre, chiffre, part, peux, peut, peuvent, veux, veut, savoir, sais, sait, connaître, "
    "voir, vois, va, vas, vais, allons, vont, aller, faut, doit, dois, j'aimerais, voudrais, aurait, serait, sera, "
    "ont-ils, ont-elles, a-t-il, a-t-elle, a-t-on, est-il, est-elle, sont-ils, y a-t-il, il y a, celui, celle, "
    "ceux, celles, lequel, dont, leurs, nos, vos, votre, aucun, aucune, quelque, quelques, certains, certaines, "
    "plusieurs, tel, telle, mêmes, propre, seul, seule, ensemble, moyenne, moyen, total, durée, classement, liste, "
    "tableau, graphique, après, avant, pendant, durant, vers, chez, contre, selon, sauf, hors, stp, merci, please, "
    "dites, dis donc, vous, êtes, es, suis, étais, étiez, hein, quoi, là, voilà, ça fait, cela, ceci, longtemps, "
    "temps, d'un, d'une, l'un, l'une, qu'un, qu'une, qu'on, qu'il, qu'elle, n'a, n'ont, n'est, d'entre, jusqu, "
    "sommes, étaient, étions, grosse, petite, grand, grande, le, la, les, l', un, une, des, du, de, d', au, aux, à, "
    "en, dans, par, pour, avec, sans, sur, sous, et, ou, que, qu', quel, quelle, quels, quelles, est, sont, était, "
    "été, être, a, ont, avait, as, ai, il, elle, ils, elles, tu, te, toi, ton, ta, tes, son, sa, ses, leur, se, s', "
    "ce, cet, cette, ces, c', c'est, ça, ne, n', pas, plus, moins, très, musique, musiques, musicale, musicalement, "
    "comment, quand, où, si, oui, non, aussi, entre, depuis, tout, toute, toutes, tous, fois, dis, dis-moi, montre, "
    "montre-moi, donne, donne-moi, goût/s, avez, avons, fait, faire, font, année, mois, semaine, jour, jours, "
    "spotify, personne, gens, chaque, autre, autres, qui, svp, s'il te plaît, bot, salut, tant, même, m', t', y, "
    "est-ce, est-ce que, ici, lui, eux",
)
