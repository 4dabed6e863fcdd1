"""English."""

from __future__ import annotations

from bot.questions.words.language import Language

ENGLISH = Language(
    code="en",
    phrases={
        "last_night": "last night",
        "feast_1231": "new year's eve, new years eve, nye",
        "feast_1225": "christmas day, xmas day",
        "feast_1224": "christmas eve, xmas eve",
        "feast_1031": "halloween",
        "feast_0214": "valentine's day, valentines day, valentine's, valentines",
        "feast_0101": "new year's day, new years day",
        "average": "average, avg, mean, on average, typical",
        "declined": "gone off, went off, going off, fell off, fallen off, gone down, gone down the most, cooled on, "
        "dropped, dropped off, biggest drop, fell, slowed down, tailed off, less than usual, lost interest in",
        # Who and whose
        "who": "kinda person, which lucky, which legend, whos, each person, each of us, per head, for everyone, "
        "every person, every member, who here, who among us, who else, which of you, which ones, whoever, who, "
        "who's, whose, which (one) of us, which (one) of you, which member/s, which person, which user, "
        "which friend, rank us, rank everyone, rank everybody, rank the group, rank the members, rank all of us, "
        "leaderboard, anyone, anybody, which ones of us, which people, rank our, rank everyone's, rank the, who'd, "
        "who has, who're, which one of you, which guy, which girl, per user, per member, by member, per person, "
        "each member",
        "me": "nobody but me, no one but me, nobody else but me, no one except me, only i, only me, just me, i, "
        "i've, ive, i'm, im, i'd, me, my, mine, myself, am i, do i, did i, have i",
        "we": "folks here, lot of us, us lot, bunch, crew, the crew, whole gang, us all, we, us, our, ours, group, "
        "the group, this group, server, this server, here, everyone, everybody, together, as a group, the server, "
        "guild, in here, among us, friends, friend group, squad, gang, y'all, yall, all of us",
        "request": "gimme, lemme, hit me with, pull up, anyone know, anybody know, does anyone know, "
        "does anybody know, do you know, who knows, show me, tell me, give me, read me, let me, get me, find me, "
        "show us, tell us, give us",
        "fans": "fan/s, listener/s, stan/s, superfan/s, enjoyer/s, devotee/s, aficionado/s, swifties",
        "both": "both",
        "why": "why, how come, what made, for what reason, what is the reason",
        "what": "whats, wats, wat do, wat did, what's been, what has been, what have been, what to, which things, "
        "what do, what does, what did, what are, what is, what were, what was, what have, what has, what's",
        "everyone_has": "did everyone hear, everyone heard, everybody heard, everyone hear, everyone has heard, "
        "did everyone play, has everyone played, everyone played, share any, share artists, share songs, "
        "share any artists, share any songs, any artists in common, overlap in artists, both like, both play, "
        "both listen to, we share, do we share, share in common, unites, unite us, unites us, brings us together, "
        "we all share, all of us, we all, we've all, all of you, everyone has, everybody has, everyone here has, "
        "every one of us, every single one of us, everyone listens to, everybody listens to, everyone plays, "
        "everybody plays, everyone likes, everyone loves, shared by everyone, shared by all, played by everyone, "
        "every member, all members, in common",
        "only_one": "alone, by themselves, all by myself, exclusively, exclusive to, unique to, uniquely, "
        "nobody but, no one but, nobody else but, nobody except, no one except, nobody but me, no one but me, "
        "nobody else but me, no one except me, only i, only me, just me, only one of us, exactly one of us, "
        "just one of us, only one person, just one person, exactly one person, only a single person, "
        "only one member, exactly one member, a single member",
        # How much
        "how_many": "how many, how much, number of, count of, total number of, amount of, total, in total, "
        "how many total",
        "how_often": "how often, how many times, number of times, how many plays, play count, how frequently",
        "times": "count/s, time/s, play/s count, stream/s, spin/s, scrobble/s",
        "hours": "hour/s, minute/s, time spent, how long, listening time, how much time, amount of time, "
        "time listening, total time, airtime, hrs, mins",
        "share": "percent, percentage, share, fraction, proportion, what part, how much of, ratio, portion",
        "most": "most played record/s, favourite record/s, favorite record/s, most listened record/s, "
        "worst for, busiest, loudest, top dog, heavy, heaviest, hard, tons, number-one, hooked on, the lot, "
        "most of all, above all, obsession, bigger, greater, larger, number 1, no. 1, nr 1, nr. 1, most, the most, "
        "biggest, highest, greatest, maximum, max, largest, hardest, worst, strongest, king of, queen of, champion, "
        "more, record, number one, no 1, #1, best, a lot, the record, mostly, top, ranked, ranking, ranks, chart/s, "
        "leads, king, queen, loves most, favorite, favourite, fav, fave, faves, favs, favorites, favourites, go-to, "
        "goto, most played, most listened to, most listened, anthem, obsessed with",
        "least": "quietest, quiet, slowest day, deadest, emptiest, slackest, rarest, least, the least, fewest, "
        "lowest, smallest, shortest, never, hardly ever, hardly, rarely, barely, bottom, minimum, less, fewer, "
        "weakest, least played, least listened",
        "longest": "longer, longest",
        "newest": "newest, youngest, latest, most recent, most recently created, recent",
        "oldest": "oldest, earliest, most ancient, longest running",
        "top": "top, the top, best",
        # What is grouped
        "artist": "artist/s, band/s, singer/s, musician/s, rapper/s, group/s of musicians, act/s, performer/s",
        "track": "singles, soundtrack, song/s, track/s, tune/s, title/s, jam/s, banger/s, bop/s",
        "album": "most played record/s, favourite record/s, favorite record/s, most listened record/s, "
        "album/s, record/s by, lp/s, ep/s",
        "playlist": "playlist/s, mixtape/s",
        "hour_of_day": "what time, what times, what hour, which hour, which hours, time of day, times of day, "
        "time of the day, hour of the day, which time, peak hour/s, what hours, hour of day, hours of the day",
        "weekday_dim": "day of the week, days of the week, which weekday, what weekday, which day of the week, "
        "weekday do",
        "day_dim": "which day, what day, which date, single day, day did, what date, one day",
        "week_dim": "which week, what week, week did, best week, biggest week",
        "month_dim": "which month, what month, which months, month did, best month, biggest month, top month, "
        "what months",
        "year_dim": "years did, which year, what year, year did, best year, biggest year, top year, in which year, "
        "in what year",
        "device": "device/s, platform/s, which device, what device",
        "country_dim": "which country, what country, which countries",
        "pair": "pair/s, two of us, which two, duo/s, couple of members, two people, two members, two friends, 2 of us",
        # Over time
        "per_hour": "per hour, by hour, hourly, each hour, by time of day, around the clock, hour by hour",
        "per_weekday": "per weekday, by weekday, by day of the week, per day of the week, each weekday",
        "per_day": "per day, by day, daily, each day, day by day, every day",
        "per_week": "per week, by week, weekly, each week, week by week, every week",
        "per_month": "per month, by month, monthly, each month, month by month, month to month, every month",
        "per_year": "per year, by year, yearly, annually, each year, year by year, over the years, every year, "
        "year over year, through the years, across the years, from year to year",
        "over_time": "over the months, over the weeks, as time goes by, over time, evolve/d/s, evolution, trend/s, "
        "trending, timeline, history of, develop/ed, progress/ed, progression, graph, curve, through time, "
        "changed over, changing over, change over",
        "usually": "usually, normally, typically, tend to, on average, generally, when do, when does, when is",
        # Measures
        "listen": "clock/s/ed, rack/s/ed up, log/s/ged, notch/es/ed up, put in, hear/s, heard, listned, lisened, "
        "listenin, playin, bumpin, streamin, caught, catches, tuned in, sat through, go/es hard on, went hard on, "
        "ran through, running through, burn/s through, burned through, burnt through, mainline/s/d, loop up, spun, "
        "crank/s/ed/ing, crank up, hammer/s/ed/ing, cane/s/d, caning, jam/s/med/ming, jam out to, "
        "rock/s/ing out to, bang/s/ing out, pump/s/ed/ing, stick/s on, stuck on, throw/s on, threw on, chuck/s on, "
        "fire/s up, fired up, queue/s up, queued up, get through, gets through, got through, plough through, "
        "bother with, bothers with, bothered with, touch/es/ed, sit through, sits through, turn/s on, turned on, "
        "had on, bop/s/ping to, binging, rotation, on heavy rotation, on rotation, air, aired, tune/s in to, "
        "tuned into, catch up on, devour/s/ed, wear out, wore out, overplay/s/ed, playback, stuck with, "
        "come/s back to, coming back to, came back to, keep/s coming back to, return/s to, go/es back to, "
        "listen/s/ed/ing/in, listen/s/ed/ing to, play/s/ed/ing, hear/s/d/ing, stream/s/ed/ing, blast/s/ed/ing, "
        "spin/s/ning, jam to, jams to, vibe/s/d/ing to, bump/s/ed/ing, put on, puts on, streamed, abuse/s/d, "
        "rinse/s/d, listning, listend, played by, consume/s/d",
        "like": "like/s/d, love/s/d, into, enjoy/s/ed, fan of, fan/s, stan/s, stanning, is into, really into, "
        "adore/s, obsessed with, prefer/s, listener of, superfan, follow/s",
        "distinct": "different, distinct, unique, separate, individual",
        "variety": "broadened, broader, widened, wide/st, all over the place, mixed bag, variety, diverse, "
        "diversity, widest range, broadest, broad taste, eclectic, varied, wide taste, widest taste, "
        "broadest taste, most varied, wide variety, wide range, versatile",
        "listeners": "number of people, number of ppl, how many people, how many ppl, how many of us, listeners, "
        "most people, widely, most popular here, popular with us, most popular among us, by number of people, "
        "by people, how many members, number of members, how many listeners, most members, number of listeners, "
        "popular among, popular here, popular in this server, popular in the group, most shared, loved by most",
        "skip": "bin/s/ned, ditch/es/ed, bail/s/ed on, bailed, fast-forward/s/ed, fast forward/s/ed, cuts off, "
        "cut off, before they finished, before it finished, before they finish, before the end, give/s up on, "
        "gave up on, skippiest, skipper, itchy finger, trigger-happy, can't finish, cant finish, cannot finish, "
        "doesn't finish, never finish/es, attention span, shortest attention span, patience, least patience, "
        "least patient, short attention span, skip/s/ped/ping/per/pers, skip rate, skip button, next button, "
        "skips songs, skip happy, press next, presses next, skip count, impatient",
        "loop": "times in a row, looped, on a loop, rinse and repeat, same track, hammered, can't stop replaying, "
        "cannot stop replaying, on repeat, on loop, loop/s/ed/ing, in a row, back to back, over and over, "
        "over and over again, again and again, same song, one song, repeat button, longest loop, non-stop the same",
        "repeat": "repeat/s/ed/ing, replay/s/ed/ing, repeat rate, re-listen/s, relisten/s, repeat offender, "
        "repetitive, rewind/s",
        "concentrated": "narrowed, narrower, only listens to, only listen to, same artists, same few artists, "
        "same five artists, loyal, loyalest, most loyal, one trick pony, narrow taste, narrowest taste, narrowest, "
        "sticks to, stick to, one artist, same artist, handful of artists, few artists, concentrated, "
        "concentration, predictable, one-note, boring taste, faithful, monogamous, same old",
        "discover": "brand new artists, brand new music, brand new bands, brand new, brand-new, newcomers, "
        "never heard before, new to them, discover/s/ed/ing, discovery, discoveries, new artists, new music, "
        "new stuff, new songs, explore/s/d, explorer, exploring, adventurous, new bands, tries new, discovery rate, "
        "curious, fresh music, unfamiliar",
        "first": "first to, found, finds, before the rest, brought, introduced, introduced us to, put us on, "
        "put us onto, first, earliest, first time, first listen, first listened, first played, for the first time, "
        "first heard, started listening, start listening, begin listening, since when, before it was cool, "
        "first ever, very first, first discover, first discovered, got into, get into, originally, beat everyone to",
        "last_listen": "most recent listen, most recent play, latest listen, latest play, last time, last listened, "
        "last played, last heard, most recently, last listen, last play, stopped listening, stop listening, "
        "how long ago, how long since, how long has it been since, recently played, last stream/ed",
        "active_days": "consistently, most consistent, regularly, most regular, how many days, active days, "
        "days with music, number of days, on how many days, days active, most days, days did, "
        "how many different days",
        "streak": "best run, longest run, run of days, unbroken run, on the trot, streak/s, days in a row, "
        "consecutive days, days straight, day streak, every single day, every day in a row, without missing a day, "
        "daily streak, without a break, straight days, unbroken",
        "longest_session": "longest session, longest listening session, longest sitting, marathon/s, "
        "in one sitting, in one go, single sitting, longest binge, without stopping, nonstop, non-stop, "
        "listening session ever, longest listening, binged, binge/s, hours straight, session ever, biggest session, "
        "binge session, longest uninterrupted",
        "session": "session length, sitting length, session/s, average session, typical session, usual session, "
        "listening session/s, sitting/s",
        "overlap": "same wavelength, on the same page, go together, clone/s, in sync, how close, likeness, "
        "copycat/s, gels, click, closest, nearest, similar, similarity, compatible, compatibility, overlap/s, "
        "taste match, alike, same taste, match/es, matched, matching, soulmate/s, twin/s, taste twin/s, "
        "closest taste, closest to me, taste overlap, music twin, in common, have in common, close in taste, "
        "near in taste, share the most, share music, shared taste, musical match, music soulmate/s, nearest taste, "
        "same music, similar to, most like, most in common, musically close, taste closest",
        "opposite": "opposite/s, least alike, least similar, least compatible, most different taste/s, "
        "most different from, furthest apart, farthest apart, nothing in common, least in common, "
        "completely different, totally different, incompatible, least overlap, polar opposites, dissimilar, "
        "different taste, different tastes, clash/es",
        "unique_taste": "hipster taste, out there, left field, leftfield, nobody knows, no one knows, "
        "nobody else knows, nobody has heard of, nobody's heard of, unusual, obscure, niche, hipster/est/s, "
        "nobody else, no one else, weird, weirdest, strangest, strange, underground, guilty pleasure/s, original, "
        "unique taste, most unique, uniqueness, rare, rarest, quirky, quirkiest, unlike anyone else, none of us, "
        "no one here, deep cuts, most original, unheard of, outlier, different from everyone, "
        "different from the rest",
        "mainstream": "mainstream, basic, least unique, least original, normie, generic, most ordinary, conventional",
        "firsts": "first to artists, how many artists first, trendsetter/s, trend setter, tastemaker, "
        "before everyone, before everyone else, before the rest of us, before anyone, before anyone else, "
        "before the rest, first to discover, finds artists, find artists, finds music, finds bands, finds songs, "
        "knew first, ahead of the curve, ahead of everyone, discovers artists first, discovered artists first, "
        "discovers music first, finds artists first, finds music first, finds bands first, found them first, "
        "early adopter, ahead of the group, before anybody, before everybody, pioneer",
        "change": "more this year than last, less this year than last, narrowed, narrower, broadened, broader, "
        "widened, shifted, grown, shrunk, shrank, gone off, went off, going off, gone up the most, "
        "gone down the most, gone up, gone down, got worse, get worse, getting worse, got better, get better, "
        "getting better, cooled on, warmed to, dropped, rose, risen, fell, shot up, picked up, slowed down, "
        "tailed off, fell off, fallen off, fell off the hardest, changed their taste, changed taste, taste changed, "
        "tastes changed, changed musically, shifted their taste, changed my taste, change their taste, "
        "changed his taste, changed her taste, changed the most, change the most, changed most, shifted the most, "
        "biggest change, changed lately, more than usual, less than usual, than usual, than before, "
        "compared to before, compared to usual, biggest shift, shift in, changed recently, biggest jump, "
        "biggest increase, biggest drop, biggest difference from, changed since, dropped off, dropped the most, "
        "increased the most, grew the most, most changed, has changed",
        "breakup": "roughest breakup, breakup music, breakup/s, break up/s, break-up/s, breaking up, broke up, "
        "broken up, heartbreak/s, heartbroken, heart break, heartbreaking, ex, my ex, exes, getting over, dumped, "
        "got dumped, she left me, he left me, they left me, post-breakup, post breakup, separation, split up, "
        "lovesick, moving on, breakup era, left me",
        "sad": "sad, sadder, saddest, sadness, depressing, gloomy, gloomier, gloomiest, melancholy, melancholic, "
        "crying, cry, tearjerker/s, emo, emotional, miserable, moody, moodiest, blue, bluest, weepy, sad boy, "
        "sad girl, sad hours, tear-jerker/s, down bad, heavy-hearted, mournful, tears, sorrow, sad songs, sobbing, "
        "sappy, tragic, in my feels, in their feels, feels, doom and gloom",
        "happy": "happy, happier, happiest, cheerful, upbeat, feel-good, feel good, joyful, uplifting",
        "love": "love songs, romantic, romance, lovey-dovey, love music, love playlists",
        "angry": "angry, angrier, angriest, rage, aggressive, furious",
        "chill": "chill, chilled, chillest, relaxing, relaxed, calm, calmest, mellow, laid back",
        "party": "party, partying, dance, dancing, dancefloor, club, clubbing, rave",
        "workout": "gym music, workout music, workout/s, gym, running, exercise, training, run to, lifting",
        "focus": "focus, study, studying, concentration music, work music, homework playlist, deep work",
        "sleep": "sleep, sleeping, sleepy, bedtime, lullaby, lullabies, fall asleep",
        "playlist_tracks": "how big is, how big are, how large is, size of, how long is the playlist, "
        "how long is my playlist, how many songs on, how many songs in, how many tracks in, how many tracks are in, "
        "biggest playlists, longest of my playlists, number of tracks in, number of songs in, longest playlist/s, "
        "biggest playlist/s, largest playlist/s, tracks per playlist, songs per playlist, playlist length, "
        "shortest playlist/s, smallest playlist/s",
        "playlist_age": "oldest playlist/s, playlist age, newest playlist/s, how old, youngest playlist/s, age of, "
        "latest playlist/s, playlist been around",
        "intense": "rough/est, raw, rawest, painful, harsh, harshest, wrecked, messiest, messy, intense, intensity, "
        "intensest, hit/s harder, hit/s hardest, brutal, dramatic, devastating, screams, scream",
        # Filters
        "shuffle": "shuffle/s/d, shuffling, on shuffle, shuffle mode, random order",
        "phone": "phone/s, mobile, iphone/s, android, smartphone/s, on their phone, cell phone",
        "computer": "computer/s, laptop/s, pc, desktop, mac, macbook",
        "speaker": "speaker/s, alexa, echo, sonos, google home, smart speaker/s, homepod",
        "tv": "tv, television, chromecast, fire tv, playstation, ps4, ps5, xbox, console, smart tv",
        "car": "car, carplay, android auto, while driving, driving",
        "web": "web, browser, web player",
        "podcast": "podcast/s, episode/s, show episodes",
        "all_content": "music and podcasts, podcasts and music, everything i listen, music or podcasts",
        "skipped": "skipped",
        "unskipped": "not skipped, without skipping, unskipped, finished, to the end, all the way through",
        "at_least": "at least, minimum of, more than, over, no fewer than, no less than",
        "not": "not, don't, doesn't, didn't, isn't, hasn't, haven't, never",
        # Two sides
        "versus": "vs, vs., versus, or, compared to, compared with, against, than, and",
        "compare": "compare, compared, comparison, difference between, vs, vs., versus, harder than, than, or, "
        "who wins, more or",
        "by": "by, from",
        # Time
        "this_week": "this week, current week",
        "last_week": "last week, previous week",
        "this_month": "this month, current month",
        "last_month": "last month, previous month",
        "this_year": "this year, current year, so far this year, year to date",
        "last_year": "last year, previous year",
        "past_week": "past week, last 7 days",
        "past_month": "past month, last 30 days, past 30 days, lately, recently, these days, nowadays",
        "past_year": "past year, last 12 months, past 12 months, last 365 days, last twelve months",
        "today": "today",
        "yesterday": "yesterday",
        "all_time": "all time, of all time, ever, all-time, overall, in general, lifetime, since forever",
        "past": "last, past, previous, recent",
        "unit_day": "day/s",
        "unit_week": "week/s",
        "unit_month": "month/s",
        "unit_year": "year/s, yrs",
        "since": "since, starting, starting from, from",
        "after": "after, later than",
        "until": "until, till, up to, through, by the end of, up until",
        "before": "before, prior to, earlier than",
        "between": "between, from",
        "and": "and, to, through, until, till",
        "this": "this",
        "last": "last, previous",
        "weekend": "wknd/s, wkend/s, wkends, sat and sun, saturday and sunday, saturday or sunday, weekend/s, "
        "saturdays and sundays, on the weekend",
        "workdays": "weekday/s, during the week, workday/s, work days, school days, working days, school nights, "
        "on work days",
        "winter": "winter/s",
        "spring": "spring/s, springtime",
        "summer": "summer/s, summertime",
        "autumn": "autumn/s, fall",
        "late_night": "late at night, late night, middle of the night, small hours, wee hours, dead of night, "
        "after midnight, night owl/s, insomniac/s, nocturnal, night creature/s, vampire hours, vampire/s, "
        "past bedtime, awake at night, insomniac hours, ungodly hours, past midnight, in the middle of the night, "
        "late nights, deep night, after hours",
        "night": "at night, night/s, nighttime, night time, overnight, during the night",
        "early_morning": "early riser/s, morning person, morning people, early in the morning, early morning, "
        "early bird/s, at dawn, crack of dawn, first thing in the morning, before breakfast, earliest in the morning",
        "morning": "morning/s, in the morning, before noon",
        "afternoon": "afternoon/s, in the afternoon",
        "evening": "evening/s, in the evening, after work, after dinner",
        "midnight": "midnight, at midnight",
        "noon": "noon, midday, at noon, lunch, lunchtime, at lunch",
        "am": "am, a.m, a.m., a m, in the morning, o'clock in the morning, at night",
        "pm": "pm, p.m, p.m., p m, in the afternoon, in the evening",
        "clock": "o'clock, oclock",
        "at": "at, around, about",
        "hour_connector": "and, to, till, until, through, -",
        "night_people": "night owl/s, insomniac/s, early bird/s, early riser/s, morning person, morning people, "
        "night person, night people, vampire/s",
        "halves": "first half of, second half of, early, late",
        # Reasons
        "ask_help": "how do i ask, how can i ask, what do i ask, what are my options, what's possible, "
        "what sort of stuff can, what sort of things can, what stuff can, what things can, what can we ask, "
        "what can i type, what do you do, what can you do, what can you answer, what can i ask, help, help me, "
        "how do you work, how does this work, how does this bot work, what questions can, what do you know, "
        "commands, list commands, show commands, instructions, what are you, who are you, what can this bot do, "
        "what can you tell me, usage, how do i use you, how to use, what else can you do, give me examples, "
        "example questions, examples, what should i ask, what kind of questions",
        "sensitive": "depressed, depression, anxious, anxiety, suicidal, suicide, mental health, mentally ill, "
        "mental illness, mental state, mentally, bipolar, autistic, autism, adhd, ocd, ptsd, self-harm, self harm, "
        "eating disorder, therapy, therapist, psychologist, diagnose/d, diagnosis, medication, pregnant, pregnancy, "
        "gay, lesbian, bisexual, homosexual, trans, transgender, straight or gay, queer, lgbt, sexual orientation, "
        "sexuality, closeted, religion, religious, muslim, christian, jewish, catholic, atheist, hindu, buddhist, "
        "political views, political, politics, republican, democrat, vote for, voted for, left-wing, right-wing, "
        "conservative, liberal, ethnicity, ethnic, skin color, immigrant, sick, illness, ill, disease, cancer, hiv, "
        "std, health, healthy, unhealthy, alcoholic, alcohol, drunk, drugs, drug, addict, addicted to drugs, weed, "
        "high on, sober, cheating on, having an affair, unfaithful, divorced, getting divorced, unhappy in life, "
        "okay mentally, mentally okay, going through something, hurting herself, hurting himself, lonely person, "
        "insomnia, sleep disorder, iq, intelligent, stupid, poor or rich, salary, unstable, need help, needs help, "
        "kill himself, kill herself, in a bad place, burnout, burned out, stressed out, drink, drinks, drinking, "
        "smoke, smokes, boyfriend, girlfriend, sleep enough, go to bed, goes to bed, wake up, wakes up, "
        "sleep schedule, asleep, awake, stressed, having a breakdown, mood disorder, disorder, disabled, "
        "disability, dating, sleeping with, in love with, crush on, single or taken, still in love, over her ex, "
        "over his ex, over their ex",
        "private": "which server/s, what server, who said no, said no, who declined, where does, where do you live, "
        "where is, where was, where were, where did, where are, address, live in, lives in, home address, location, "
        "located, whereabouts, hometown, phone number, email, e-mail, ip address, ip, password/s, "
        "not in this server, isn't in this server, not on this server, not in the server, not on discord, "
        "isn't on discord, not here, isn't here, outside this server, outside the server, other server/s, "
        "another server, different server, opted out, opt out, did not agree, didn't agree, haven't agreed, "
        "hasn't agreed, no consent, without consent, without their consent, who refused, private session/s, "
        "incognito, private mode, dms, direct messages, messages, dm, chat logs, who voted, ballot, real name, "
        "full name, last name, birthday, date of birth, age is, age of the members, credit card, bank account, "
        "my boss, my mom, my mum, my dad, my teacher, my neighbor, my neighbour, my girlfriend, my boyfriend, "
        "my wife, my husband, my sister, my brother, my coworker, vote in, voted in, vote on, voted on, "
        "for a living, for work, day job, my roommate, my crush, my cousin, my therapist, my son, my daughter, "
        "where, my ex's account, my ex listens, my ex listening, strangers, spotify account of, their account, "
        "login, user id, travelled, traveled, traveling, travelling, trip to, on vacation, on holiday, at home, "
        "at work, who is at, school does, job does, works at, work at, hidden members, banned members, "
        "left the server, has left, which country was, what country was, which city, what city, in which country, "
        "which country is, what country is",
        "off_topic": "do you like, do you listen, do you have, do you think, do you know, you like, are you, "
        "rate my, roast, make me, make us, create a, create me, build me, build a, to buy, am i normal, weather, "
        "joke, poem, recipe, capital of, president, prime minister, homework, translate, stock price, bitcoin, "
        "football, soccer, world cup, meaning of life, calculate, write code, write me, write a, tell me a story, "
        "essay, cook, dinner, horoscope, lottery, what time is it, date is it, day is it, who invented, how tall, "
        "sing me, sing a, draw me, draw a, generate an, are you human, are you alive, do you love me, "
        "your favorite, your favourite, minecraft, fortnite, anime, netflix, restaurant/s, pizza, recommend/s/ed, "
        "recommendation/s, suggest, suggest/ion/s, should i listen, should we listen, what should we play, play me, "
        "play some, play a song, put on some, queue, next song, concert/s near, should i, should we, should they, "
        "who should, set a timer, alarm, how are you, good morning, hi there, thank you, who made you",
        "no_data": "chord/s, beat/s, bass, drums, vocals, harmonies, tiktok, youtube, instagram, billboard, viral, "
        "trending on, artists from, artists are from, bands from, bands are from, singers from, rappers from, "
        "musicians from, are from, loudest song/s, loudest track/s, loudest music, who sings, who sang, who wrote, "
        "who made, who produced, who composed, written by, released by, featured on, bpm, tempo, fastest, "
        "fast songs, slowest, key are, what key, which key, musical key, minor key, major key, in a minor, energy, "
        "danceability, danceable, valence, acousticness, instrumentalness, loudness, decibel/s, volume, genre/s, "
        "lyrics, lyric, words in, release year, released in, release date, came out, released, songs from the, "
        "music from the, 60s music, 70s music, 80s music, 90s music, 2000s music, 80s songs, 90s songs, "
        "from the 80s, from the 90s, from the 70s, from the 60s, old music, older music, oldest music, decade/s, "
        "from the eighties, from the nineties, female artists, male artists, women artists, female singers, women, "
        "gender of, nationality, language/s, in english, in spanish, in korean, k-pop, kpop, j-pop, metal music, "
        "hip hop, hip-hop, country music, rap music, jazz, classical, classical music, techno, edm, punk, indie, "
        "rock music, pop music, followers, follower count, monthly listeners, chart position, grammy, grammys, "
        "concert/s, ticket/s, gig/s, merch, vinyl, money, paid, pay, cost, price, royalties, earn/ed, spend on, "
        "spent on music, subscription, premium, liked songs, likes does, thumbs, rating/s, rated, cover art, "
        "album cover, explicit, swear/ing/s, curse words, popular on spotify, popularity score, worldwide, "
        "in the world, globally, bitrate, audio quality, lossless, headphones, instrument/s, guitar, piano, "
        "drummer, ads, listening right now, playing right now, right now, currently playing, currently listening, "
        "will listen, will be, will like, predict/s, prediction/s, who will, going to listen, next year, tomorrow, "
        "what mood is, feature/s/d artist, collabs, collaborations, duration of songs, song length, longest song, "
        "longest songs, shortest song, shortest songs, how long is the song, length of songs",
        "subjective": "best playlist/s, worst playlist/s, attractive, best taste, best music taste, worst taste, "
        "worst music taste, good taste, bad taste, better taste, better music taste, great taste, coolest, cool, "
        "best music, worst music, best person, nicest, funniest, smartest, hottest, prettiest, cringe, cringiest, "
        "cringiest taste, most annoying, better person, best friend, good music, bad music, trash taste, trash, "
        "superior, superior taste, most embarrassing, embarrassing, vibes, best vibes, better, interesting, "
        "most interesting, most fun, based, overrated, underrated",
    },
    months=(
        "january, jan",
        "february, feb",
        "march, mar",
        "april, apr",
        "may",
        "june, jun",
        "july, jul",
        "august, aug",
        "september, sep, sept",
        "october, oct",
        "november, nov",
        "december, dec, christmas, christmas time, xmas",
    ),
    weekdays=(
        "monday/s, mon",
        "tuesday/s, tue, tues",
        "wednesday/s, wed",
        "thursday/s, thu, thurs",
        "friday/s, fri",
        "saturday/s, sat",
        "sunday/s, sun",
    ),
    numbers={
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "twelve": 12,
        "fifteen": 15,
        "twenty": 20,
    },
    stop="everything, anything, something, nothing, evr, habits, habit, earlier, sooner, edition, 2 lately, tbf, "
    "afaik, iirc, imho, btw, omg, fyi, plz, exactly how, how come, out there, right, round, around here, "
    "round here, over here, in there, these, those, ones, each other, one another, any idea, i mean, you know, "
    "basically, kind, sorts, types, type, names, name, called, titled, version, remix, live version, studio, "
    "originals, cover, covers, stuff like, combined, whenever, wherever, bunch of, loads, loads of, piles of, "
    "heaps, heaps of, added, crack, jam-packed, gimme, lemme, talking, talk, eve, avg, mean, brand, forever, hits, "
    "stretch, got to, whos, wanna know, be honest, honestly, swear, dying to know, curious to, settle, argument, "
    "debate, prove it, proof, nerd, nerds, absolute, absurd, ridiculous, stupid amount, amount of, worth, "
    "grand total, tally, sum, sum up, counting, counted, including, excluding, except, apart, apart from, aside, "
    "both of them, either, neither, whichever, moment, point, stage, period, within, inside, outside of, solo, "
    "straight up, deadass, finna, imma, aight, sup, welp, hmm, uh, um, er, ah, oh, wow, geez, jeez, haha, hehe, xd, "
    "x, exact, exact number, rough idea, ballpark, breakdown, split, split by, distribution, spread, table, "
    "picture, image, draw, plot, visual, visualise, visualize, quick one, question for you, tutti, cheers mate, "
    "mate, fam, dawg, sis, girl, boy, bestie, besties, homies, homie, peeps, yous, ya, em, 'em, thru, w, b4, 2day, "
    "2nite, wit, da, tha, dem, ppls, some1, any1, every1, altogether, reckon, suppose, imagine, guess who, fancy, "
    "such a, what a, out of us, of them, awake, up, addicted, active, popular, play, plays, played, playing, kept, "
    "keep/s, keeping, kept on, secret, ultimate, definitive, supposed, supposedly, official, officially, "
    "biggest ever, random, randomly, mad, insane, crazy, wild, hardcore, hard-core, die-hard, diehard, massive, "
    "massively, huge, hugely, pure, purely, constantly, daily, nonstop, personally, collectively, individually, "
    "roughly, approximately, precisely, curious, wondering, wonder, bet, can you, could you, would you, "
    "does anyone, quick, quickly, serious, boys, girls, crew, gc, chat, lot of, sheer, respectively, respective, "
    "put together, add up, adds up, list out, hours of, minutes of, to death, resident, happen/s/ed, occur/s, "
    "start/s/ed, stop/s/ped, begin, began, end/s/ed, become/s, became, turn/s/ed, ran, call/s/ed, ask/s/ed, "
    "answer/s, change/d/s, often, always, ago, around, back, away, early, late, later, soon, almost, nearly, "
    "enough, well, maybe, perhaps, probably, possibly, certainly, surely, simply, apparently, obviously, totally, "
    "completely, absolutely, super, hella, lowkey, highkey, fr, ngl, idk, rn, atm, tho, though, although, however, "
    "whoever, yet, else, instead, rather, able, sure, wrong, new, next, full, half, low, large, small, short, "
    "different, easy, hard, main, better, night, fact, idea, question/s, minute, second/s, morning, evening, "
    "afternoon, overall, record, score/s, value, level, amount, set, list/s, group, team, side, end, top, bottom, "
    "literally, seriously, genuinely, secretly, currently, recently, usually, especially, mainly, exactly, "
    "specific, certain, general, weekly, compare, compared, comparison, versus, figure, find out, check, pull up, "
    "display, break down, summary, summarize, rundown, recap, a, an, the, is, are, was, were, be, been, am, do, "
    "does, did, done, has, have, had, having, will, would, could, should, can, to, of, in, on, at, for, with, "
    "about, as, by, from, into, onto, out, off, than, then, that, this, it, its, it's, there, their, theirs, they, "
    "them, he, she, his, her, hers, him, you, your, yours, and, or, but, so, if, because, while, what, what's, "
    "whats, which, when, where, how, why, show, show me, tell, tell me, give, give me, list, please, pls, ok, okay, "
    "hey, yo, bro, dude, bot, just, really, actually, like, ever, even, still, already, also, too, very, much, "
    "many, some, any, all, both, each, every, most, more, no, not, now, only, own, same, such, here, once, again, "
    "further, during, through, throughout, over, under, between, per, among, across, against, music, musically, "
    "musical, song, songs, listening, listen, taste, tastes, sound, sounds, spotify, apple music, history, thing/s, "
    "stuff, way, kinds of, sort, kind of, sort of, lot, lots, bit, one, get, gets, got, getting, make/s, made, "
    "makes, go, goes, going, went, come/s, came, see, know, knows, think, say, says, want, need, find, look, "
    "looking, use/s/d, try, tries, let, put, puts, take/s, took, hold/s, held, have got, terms, regards, respect, "
    "wasted, waste, spend, spends, spent, total, total of, average, people, ppl, guys, member, members, user, "
    "users, friends, whole, entire, single, actual, certified, definitely, anyone, someone, everyone, lol, lmao, "
    "wtf, tbh, imo, pretty, quite, bad, good, great, big, biggest, little, old, long, yall, other, others, another, "
    "than me, rest, first, last, day, days, week, month, year, years, hour, holds, harder, hit, era, phase, mode, "
    "rate, count, counts, number, numbers, stats, statistics, data, chart, ranking, rank, award/s, title, winner, "
    "wins, win, won, loudest, part, far, so far, wise, by far, been into, whatever, since, until, before, after, "
    "times, time, widely, loved, out of, both of, percentage, much of, my, mine, our, i, me, we, us, who, whose, "
    "whom, never, sometimes, end up, don't, doesn't, didn't, isn't, aren't, wasn't, won't, can't, haven't, hasn't, "
    "let's, lets, i'm, i've, he's, she's, they're, we're, actually like, by number, who's, holds the record, "
    "also run, most likely, likely, exports, export, file, files, anymore, any more, on record, cheers, thx, "
    "thanks, ty, wanna, gonna, gotta, kinda, sorta, folks, lads, wat, teh, rly, u, ur, r, y, bc, cuz, coz, dis, "
    "dat, sooo, soo, damn, dang, hands, according",
)
