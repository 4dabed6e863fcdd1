"""Portuguese."""

from __future__ import annotations

from bot.questions.words.language import Language

PORTUGUESE = Language(
    code="pt",
    phrases={
        "last_night": "ontem à noite, noite passada, a noite passada",
        "feast_1231": "réveillon, véspera de ano novo",
        "feast_1225": "dia de natal",
        "feast_1224": "véspera de natal",
        "feast_1031": "halloween, dia das bruxas",
        "feast_0214": "dia dos namorados",
        "feast_0101": "ano novo, dia de ano novo",
        "average": "média, médio, em média",
        "who": "qm, qem, quem é que, quem que, qual de vocês, quem de vocês, cada um, cada membro, cada pessoa, "
        "pra cada um, alguém, a quem, de quem é, quem, de quem, qual de nós, quem de nós, quem daqui, qual membro, "
        "qual pessoa, por membro, quem do grupo",
        "whom": "quem eu ouço, quem eu escuto, quem eu mais",
        "me": "cmg, ctg e eu, eh meu, eu, meu, meus, minha, minhas, me, mim, comigo, ouvi, ouço, escutei, escuto, "
        "pulei, tenho, descobri, eu ouvi",
        "we": "gente, pessoal, a turma, o pessoal, vocês, servidor inteiro, grupo todo, geral, nós todos, nós, "
        "nosso, nossa, nossos, nossas, grupo, o grupo, do grupo, servidor, do servidor, aqui, a gente, ouvimos, "
        "juntos, galera, amigos, todos, da galera, turma",
        "request": "me mostra, me diga, me mostre, me diz, me dá, me dê, me fala",
        "fans": "fã/s, ouvinte/s",
        "both": "ambos, os dois, as duas",
        "everyone_has": "todos nós, todo mundo, em comum, todos ouvimos, todos ouvem, a gente toda",
        "only_one": "só um de nós, apenas um de nós, só uma pessoa, apenas uma pessoa, somente um de nós",
        "how_many": "qto, qts, qtos, qtas, qnts, qnto, quanto, quanta, quantos, quantas, número de, quantidade de, "
        "total de",
        "how_often": "quantas vezes, com que frequência, quantas reproduções",
        "times": "vez, vezes, reprodução, reproduções, plays",
        "hours": "qto tempo, quantas horas, quantos minutos, hr, hrs, min, hora/s, minuto/s, quanto tempo, tempo",
        "share": "porcentagem, percentagem, por cento, que parte, proporção, qual a porcentagem",
        "most": "mais vezes, o que mais, a que mais, campeão, campeã, líder, número um, ganha, vence, pra caramba, "
        "muito mais, maioral, mais tempo, mais, o mais, a mais, os mais, as mais, maior, maiores, máximo, melhor, "
        "melhores, favorito/s, favorita/s, preferido/s, preferida/s, top, recorde, mais ouvido/s, mais ouvida/s, "
        "mais tocada/s, mais tocado/s, que mais",
        "least": "menos, o menos, a menos, menor, mínimo, pior, nunca, quase nunca",
        "longest": "mais longa, mais longas, mais longos, maior, mais longo",
        "newest": "mais nova, mais novo, mais recente",
        "oldest": "mais antigo, mais antiga, mais velha, mais velho",
        "top": "os primeiros, as primeiras, primeiros, top, os, as, melhores, meus, minhas",
        "artist": "artista/s, banda/s, cantor/es, cantora/s",
        "track": "música/s, canção, canções, faixa/s, som",
        "album": "álbum, álbuns, disco/s, albuns",
        "playlist": "playlist/s, lista/s de reprodução",
        "hour_of_day": "que horas, a que horas, que hora, hora do dia, horas do dia, horário, em que horário, "
        "qual horário, período do dia",
        "weekday_dim": "que dia da semana, qual dia da semana, dia da semana, dias da semana",
        "day_dim": "que dia, qual dia, em que dia",
        "week_dim": "que semana, qual semana",
        "month_dim": "que mês, qual mês, em que mês, qual foi o mês",
        "year_dim": "que ano, qual ano, em que ano, qual foi o ano",
        "device": "dispositivo/s, aparelho/s, plataforma/s",
        "pair": "dupla/s, par, pares, dois de nós, duas pessoas, quais dois",
        "per_hour": "por hora",
        "per_weekday": "por dia da semana",
        "per_day": "por dia, cada dia, diário",
        "per_week": "por semana, cada semana",
        "per_month": "por mês, cada mês, mês a mês, mensal",
        "per_year": "por ano, cada ano, ano a ano, ao longo dos anos",
        "over_time": "ao longo do tempo, com o tempo, evolução, evoluiu, tendência, mudou",
        "usually": "costuma, costumo, costumam, normalmente, geralmente, quando",
        "listen": "botam, bota, botei, botar, coloca, colocam, rola, rolou, rolando, tocam, tocaram, toquei, "
        "tocando, escutávamos, ouviam, ouvíamos, ouvisse, taca, mete, meteu, põem, reproduz, reproduziu, curtindo, "
        "escutava, gasta, gastou, ligado em, ouve, ouvem, ouviu, ouviram, ouvir, ouvido, ouvida, ouvidos, ouvidas, "
        "ouvindo, ouvia, ouvi, ouço, ouvimos, escuta, escutam, escutou, escutar, escutado, escutei, escuto, "
        "escutando, escutaram, toca, tocou, tocar, tocada, tocado, botou, colocou, põe",
        "like": "gosta, gostam, fã, fãs, curte, curtem, ama, adora, prefere, preferem, curtiu",
        "distinct": "diferentes, distintos, distintas, únicos, únicas",
        "variety": "variedade, variado, variada, diverso, diversificado, eclético, eclética, diversidade",
        "listeners": "quantas pessoas, quantos de nós, número de pessoas, ouvintes, mais gente, mais pessoas",
        "skip": "pulador, puladora, pulam mais, passa faixa, passa as faixas, avança, pula faixa, pula faixas, "
        "pula música, pula, pulam, pulou, pular, pulado, pulei, pulando, skipa, passa as músicas",
        "loop": "em loop, no repeat, sem parar a mesma, a mesma música, seguidas, repetidamente, em repetição",
        "repeat": "repete, repetem, repetiu, repetir, repetida, repetição",
        "concentrated": "só ouve, só escuta, sempre os mesmos, os mesmos artistas, fiel, leal, "
        "sempre a mesma coisa, mais fiel",
        "discover": "descobre, descobrem, descobriu, descobrir, descobertas, música nova, músicas novas, "
        "artistas novos, novos artistas, coisas novas, explora, novidades, aventureiro, aventureira",
        "first": "descobriu primeiro, primeiro a ouvir, primeira a ouvir, antes de todo mundo, primeira escuta, "
        "primeiro, primeira, primeira vez, pela primeira vez, antes de todos, começou a ouvir, desde quando",
        "last_listen": "por último, mais recentemente, última vez, a última vez, parou de ouvir, há quanto tempo",
        "active_days": "quantos dias, dias ativos, dias com música",
        "streak": "dias direto, sem falhar um dia, maior sequência de dias, dias sem parar, sequência, "
        "dias seguidos, dias consecutivos, maior sequência",
        "longest_session": "maior sessão, sessão mais longa, maratona, de uma vez só, sem parar, de uma só vez",
        "session": "sessão, sessões, sessão média",
        "overlap": "bate, batem, gosto bate, combinam, combinamos, parece, parecem, se parecem, em comum, próximo, "
        "próxima, igual, iguais, coincide, coincidem, dá match, gosto igual, parecido/s, parecida/s, similar, "
        "similares, semelhante/s, compatível, compatíveis, compatibilidade, mesmo gosto, mesmos gostos, combina, "
        "combino, afinidade, alma gêmea, gosto parecido, gostos parecidos, tem em comum, gêmeo musical",
        "opposite": "oposto/s, oposta/s, menos parecido/s, mais diferentes, contrários, menos compatíveis, "
        "gostos diferentes, menos combinam, nada em comum",
        "unique_taste": "estranho/s, estranha/s, único, única, mais ninguém, ninguém mais, original, originais, "
        "incomum, alternativo, underground, diferentão, prazeres culposos, esquisito, esquisita, exótico, "
        "obscuro/s, gosto mais estranho",
        "mainstream": "mainstream, básico, básica, comercial",
        "firsts": "antes de todo mundo, antes dos outros, antes de todos, antes dos demais, descobre antes, "
        "descobre primeiro, pioneiro",
        "change": "mudou mais, mais mudou, mais que o normal, mais do que antes, maior mudança",
        "breakup": "sofrência, corno, dor de corno, fim de relacionamento, roedeira, pós-término, término/s, "
        "fim de namoro, coração partido, ex, separação, dor de cotovelo, terminou, pé na bunda, rompimento, "
        "desilusão amorosa",
        "sad": "tristonha/s, tristonho/s, chorosa/s, chororô, deprê, de chorar, triste/s, tristeza, deprimente/s, "
        "melancólico/s, melancólica/s, melancolia, bad, chorar, depressiva/s, fossa",
        "happy": "feliz, felizes, alegre/s, animada/s, animado/s",
        "love": "romântica/s, romântico/s, músicas de amor, de amor",
        "angry": "raiva, com raiva, agressiva",
        "chill": "relaxante/s, calma/s, tranquila/s, chill",
        "party": "festa, balada, dançar",
        "workout": "academia, treino, treinar, malhar, correr, exercício",
        "focus": "estudar, concentrar, estudo, foco",
        "sleep": "dormir, sono",
        "playlist_tracks": "maior playlist, playlist mais longa",
        "playlist_age": "playlist mais antiga, playlist mais velha",
        "intense": "pesada/s, pesado/s, forte/s, brutal, dolorida/s, intensa/s, intenso/s, intensidade, dramática/s",
        "shuffle": "aleatório, modo aleatório, ordem aleatória, shuffle",
        "phone": "celular, telefone, telemóvel",
        "computer": "computador, notebook, pc, laptop",
        "speaker": "caixa de som, alexa, alto-falante",
        "tv": "tv, televisão",
        "car": "carro",
        "podcast": "podcast/s",
        "versus": "ou, vs, versus, contra, que, do que, comparado com, e",
        "compare": "que o, que a, que, vs, versus, ou, compara, compare, comparado, diferença, do que",
        "this_week": "esta semana, essa semana, nesta semana, nessa semana",
        "last_week": "semana passada, na semana passada, a semana passada",
        "this_month": "este mês, esse mês, neste mês, nesse mês",
        "last_month": "mês passado, no mês passado, o mês passado",
        "this_year": "este ano, esse ano, neste ano, nesse ano",
        "last_year": "ano passado, no ano passado, o ano passado",
        "past_week": "últimos 7 dias, última semana",
        "past_month": "últimos 30 dias, ultimamente, recentemente, último mês",
        "past_year": "últimos 12 meses, último ano",
        "today": "hoje",
        "yesterday": "ontem",
        "all_time": "de todos os tempos, no total, de sempre, desde sempre, em geral",
        "past": "últimos, últimas, último, última, passados",
        "unit_day": "dia/s",
        "unit_week": "semana/s",
        "unit_month": "mês, meses",
        "unit_year": "ano/s",
        "since": "desde, a partir de",
        "after": "depois de, depois das, após",
        "until": "até",
        "before": "antes de, antes das",
        "between": "entre, de, desde",
        "and": "e, a, até",
        "last": "passado, passada, último, última",
        "this": "este, esta, esse, essa, neste, nesta",
        "weekend": "fim de semana, fins de semana, final de semana, finais de semana, fds, nos fins de semana",
        "workdays": "durante a semana, dias úteis, dias de semana, em dias de semana, dia de semana",
        "winter": "inverno",
        "spring": "primavera",
        "summer": "verão",
        "autumn": "outono",
        "late_night": "corujas, corujão, notívago, notívagos, de madrugada, madrugada, na madrugada, altas horas, "
        "depois da meia-noite, coruja, no meio da noite, tarde da noite",
        "night": "à noite, de noite, noite/s, a noite, pela noite, às noites",
        "early_morning": "de manhã cedo, cedo de manhã, ao amanhecer",
        "morning": "de manhã, pela manhã, manhã/s, da manhã",
        "afternoon": "à tarde, de tarde, tarde/s, pela tarde",
        "evening": "fim de tarde, noitinha",
        "night_people": "coruja/s, notívago/s, madrugador, madrugadores",
        "midnight": "à meia-noite, meia-noite",
        "noon": "ao meio-dia, meio-dia",
        "am": "am, da manhã, da madrugada",
        "pm": "pm, da tarde, da noite",
        "clock": "h, horas, hs",
        "at": "às, as, à, a, por volta das",
        "hour_connector": "e, às, até as, até às, a, e as, -",
        "ask_help": "ajuda, o que você faz, o que você pode fazer, o que você sabe, o que posso perguntar, "
        "como você funciona, como funciona, comandos, que perguntas, o que pode responder",
        "sensitive": "deprimido, deprimida, depressão, ansiedade, ansioso, ansiosa, suicida, suicídio, "
        "saúde mental, saúde, bipolar, autista, grávida, gay, lésbica, homossexual, bissexual, orientação sexual, "
        "religião, religioso, evangélico, católico, política, político, de esquerda, de direita, vota em, votou em, "
        "doente, doença, bêbado, bêbada, alcoólatra, drogas, viciado, terapia, psicólogo, traindo, traiu, solteiro, "
        "solteira, apaixonado, apaixonada, está triste, está mal, se sente",
        "private": "onde mora, onde vive, onde está, onde estava, onde, endereço, localização, número de telefone, "
        "email, senha/s, não está neste servidor, não está no servidor, fora do servidor, outro servidor, "
        "não está aqui, sessão privada, mensagens, quem votou, nome real, sobrenome, quantos anos tem, aniversário, "
        "meu chefe, minha mãe, meu pai, minha namorada, meu namorado, que país, em que país, qual país, que cidade, "
        "qual cidade, viagem, viajou, de férias, trabalha, minha irmã, meu irmão, vizinho, anônimo, não autorizou",
        "off_topic": "tempo vai fazer, previsão do tempo, clima, piada, poema, receita, capital d/e/o/a, "
        "presidente, traduza, traduz, escreva, escreve, bitcoin, futebol, copa do mundo, que horas são, conte uma, "
        "conta uma, recomenda, recomende, recomendação, indica, toca uma, toque uma, tudo bem, bom dia, obrigado, "
        "obrigada, lição de casa",
        "no_data": "bpm, tempo das músicas, mais rápidas, mais rápida, tom, energia, dançante/s, gênero/s, letra/s, "
        "ano de lançamento, anos 80, anos 90, anos 70, década/s, mulheres, cantoras, idioma/s, língua, em inglês, "
        "em português, seguidores, ouvintes mensais, show/s, ingresso/s, dinheiro, gastou, pagou, preço, "
        "explícitas, do mundo, mundial, agora mesmo, instrumento/s, rock, pop, rap, jazz, metal, sertanejo, funk, "
        "duração das músicas, volume",
        "subjective": "melhor gosto, melhor gosto musical, pior gosto, pior gosto musical, bom gosto, mau gosto, "
        "melhor música, pior música, mais legal, mais bonito, mais bonita, mais descolado",
    },
    months=(
        "janeiro, jan",
        "fevereiro, fev",
        "março",
        "abril, abr",
        "maio",
        "junho, jun",
        "julho, jul",
        "agosto, ago",
        "setembro, set",
        "outubro, out",
        "novembro, nov",
        "dezembro, dez, natal",
    ),
    weekdays=(
        "segunda, segunda-feira, segundas",
        "terça, terça-feira, terças",
        "quarta, quarta-feira, quartas",
        "quinta, quinta-feira, quintas",
        "sexta, sexta-feira, sextas",
        "sábado/s",
        "domingo/s",
    ),
    numbers={
        "um": 1,
        "dois": 2,
        "duas": 2,
        "três": 3,
        "quatro": 4,
        "cinco": 5,
        "seis": 6,
        "sete": 7,
        "oito": 8,
        "nove": 9,
        "dez": 10,
    },
    stop="eh, n, nn, tbm, td, tds, ta, to, tô, pra mim, aki, msm, hj, dps, agr, vlw, flw, mds, sla, oq, oqe, kd, "
    "gnt, hein, cá, lá, ali, agora, depois, antes, sempre, nunca, talvez, quase, bem, bom, boa, então, porque, pq, "
    "vc, vcs, tb, mto, mt, q, qdo, blz, aff, véi, mano, mina, parça, galerinha, kkk, rs, né, oxe, uai, pode, podem, "
    "posso, quero, quer, saber, sabe, sei, vai, vou, vamos, vão, ir, foi o, foi a, seria, estar, sendo, sido, "
    "havia, houve, fica, fico, ficar, deu, dar, dão, leva, levou, coisa, coisas, parte, tipo, jeito, nada, algo, "
    "algum, alguma, alguns, algumas, nenhum, nenhuma, qualquer, mesmo, mesma, mesmos, mesmas, próprio, própria, "
    "resto, inteiro, inteira, completo, exatamente, realmente, verdade, de verdade, sério, na real, média, médio, "
    "duração, total, soma, ranking, tabela, gráfico, número, nossa, nosso, meus, teus, ser, dele, dela, deles, "
    "delas, desse, dessa, deste, desta, disso, num, numa, aquele, aquela, enquanto, segundo, contra, apesar, além, "
    "embora, cadê, fala, fale, conta, quanto que, gosto musical, valeu, obg, pfv, pf, por favor, moral, gasto, "
    "somos, sou, estamos, estava, alguém, ninguém, pessoal, cara, pra, pro, pros, pras, tá, aí, o, a, os, as, um, "
    "uma, uns, umas, de, do, da, dos, das, no, na, nos, nas, em, ao, aos, à, às, por, pelo, pela, para, com, sem, "
    "sobre, e, ou, que, qual, quais, quê, é, são, foi, foram, era, está, estão, tem, têm, ter, teve, há, se, lhe, "
    "seu, sua, seus, suas, ele, ela, eles, elas, você, te, teu, tua, muito, muita, muitas, muitos, musical, "
    "musicais, musicalmente, gosto/s, este, esta, isso, como, quando, onde, sim, não, já, só, também, entre, desde, "
    "até, todo, toda, todas, mais, menos, vez, vezes, diga, mostre, mostra, me mostra, me diga, lista, ver, dá, "
    "fez, faz, fazer, ano, mês, semana, dia, dias, spotify, pessoa, gente, cada, outro, outra, favor, bot, oi, olá, "
    "tanto, assim, ficou, passou",
)
