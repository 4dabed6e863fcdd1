"""Words that a language model may not write outside a placeholder, by what they would claim.

Lower case, without accents. The lists forbid more than they must: a sentence that is refused costs a template, a number
that is invented costs trust.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CARDINALS = _words(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety ninty hundred thousand
    million billion trillion zillion gazillion bazillion lakh crore
    """
)
_OTHER_NUMBERS = _words(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth twentieth
    thirtieth fortieth fiftieth hundredth thousandth millionth zero nil nought naught once twice thrice double
    doubled doubles triple tripled quadruple half halves halved quarter dozen dozens pair couple duo trio
    quartet single solo both neither percent percentage decade century fortnight millennium nth umpteen
    umpteenth hundreds thousands millions billions
    """
)
# Other languages in Latin letters; words that are harmless English too ("due", "die", "go") stay out.
_FOREIGN_NUMBERS = _words(
    """
    eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf zwanzig dreissig vierzig funfzig hundert
    tausend uno dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta
    cien ciento mil deux trois quatre cinq sept huit neuf dix onze douze vingt trente quarante cinquante
    soixante cent mille dois duas quatro sete oito nove dez vinte trinta quarenta cinquenta cem jeden dwa trzy
    cztery piec szesc siedem osiem dziewiec dziesiec dwadziescia sto tysiac quattro cinque sette otto dieci
    venti trenta cento twee drie vijf zes zeven negen honderd duizend paanch ichi yon roku hachi kyu setenta
    ochenta noventa doscientos quinientos sechzig siebzig achtzig neunzig sessenta oitenta duzentos trzydziesci
    czterdziesci piecdziesiat szescdziesiat siedemdziesiat osiemdziesiat dziewiecdziesiat quaranta cinquanta
    sessanta settanta ottanta novanta twintig dertig veertig vijftig zestig zeventig tachtig negentig vingts
    """
)

NUMBER_WORDS = _CARDINALS | _OTHER_NUMBERS | _FOREIGN_NUMBERS

NUMBER_ENDINGS = tuple(word for word in _FOREIGN_NUMBERS if len(word) >= 6)
"""Where other languages write numbers as one word, these stand last: "siebenundachtzig"."""

NUMBER_MORPHEMES = tuple(sorted(_CARDINALS, key=len, reverse=True))
"""What compounds are made of: "twentyfive", "hundreds", "onethousand"; longest first."""

NOT_NUMBERS = _words(
    """
    thirsty scored scores dose doze frozen mingle simple tingle jingle singe singles ripple tipple trifle
    couplet coupled quarters quartets solos pairs billing pillion hundredweight decode sounds sevens shingle
    trickle doubt seven billow
    """
)
"""One letter away from a number word, and words of their own."""

VAGUE_QUANTITIES = _words(
    """
    many few fewer several most mostly plenty lots loads tons heaps oodles bunch bunches countless innumerable
    numerous handful myriad multiple endless endlessly infinite majority minority everyone everybody nobody none
    nothing total totals totally average median maximum minimum times fold twofold threefold tenfold amount
    amounts quantity count counts hours minute minutes seconds days weeks month months year years decades
    centuries
    """
)
"""Amounts without a number, and units. Some pass within `HARMLESS_PHRASES`: "small hours"."""

MODIFIERS = _words(
    """
    all every each some any nearly almost roughly around approximately about barely hardly scarcely merely only
    just exactly precisely over under above below beyond within past approx circa plus minus not without short
    shy up to at half well upwards north south close near mere paltry measly whopping staggering
    """
)
"""Before a value they change it: "nearly 40". "at" and "to" pass alone, "at least" and "up to" do not."""

AFTERTHOUGHTS = _words("a an per every times plus ish or daily nightly weekly monthly yearly more less")
"""Directly after a value they change it: "40 a day", "40 or so"."""

_GRADED = _words(
    """
    big large great small long short high low loud quiet sad happy heavy light hard soft strong weak deep dark
    late early old new fast slow close near far rich poor wild calm hot cold cool warm fierce intense keen fond
    proud fine sweet bitter gentle mild rough tough smart wise young thick thin wide full steep sharp brave bold
    clear busy lonely gloomy moody angry lazy crazy steady heady lucky noisy mighty messy merry lively lovely
    pretty ugly dreamy teary
    """
)


def _grades(adjective: str) -> set[str]:
    """Comparative and superlative, correct spelling or not: "bigger", "bigest"."""
    if adjective.endswith("e"):
        return {adjective + "r", adjective + "st"}
    if adjective.endswith("y"):
        return {adjective[:-1] + "ier", adjective[:-1] + "iest"}
    doubled = adjective + adjective[-1]
    return {adjective + "er", adjective + "est", doubled + "er", doubled + "est"}


COMPARISONS = _words(
    """
    more less least than better best worse worst further farther furthest farthest extra superior inferior ahead
    behind lead leads leading led leader top tops topped topping trail trails trailing trailed win wins won
    winner winning winners lose loses lost losing loser losers victory victor triumph triumphs champion
    champions crown crowned crowns king queen throne medal gold silver bronze trophy podium rank ranks ranked
    ranking placed beat beats beaten beating defeat defeats defeated edge edges edged outrank outranks outshine
    outshines outdo outdoes outplay outplays outpace outpaces outlast outlasts surpass surpasses surpassed
    exceed exceeds exceeded eclipse eclipses dominate dominates dominated overtake overtakes overtook dwarf
    dwarfs tie ties tied tying draw level equal equals equally same identical match matches matched rival rivals
    compared comparison versus vs last next final runner runners record increase increased decrease decreased
    grew grown growing rose risen rising fell fallen falling dropped dropping drops declined soared climbed
    shrank peaked peak peaks ultimate supreme unmatched unbeaten unrivaled unrivalled unbeatable foremost utmost
    undisputed monarch ruler reigns reign rules goat mvp legend
    """
).union(*(_grades(adjective) for adjective in _GRADED))
"""Who before whom: for a relation's placeholder alone."""

TIMES = _words(
    """
    january february april june july august september october november december jan feb apr jun jul aug sep sept
    oct nov dec monday tuesday wednesday thursday friday saturday sunday weekend weekday weekends midnight noon
    midday yesterday today tonight tomorrow ago since until till spring autumn winter summer christmas easter
    halloween anniversary birthday lately recently forever daily nightly weekly monthly yearly annual annually
    hourly lockdown pandemic
    """
)

HEALTH_AND_LIFE = _words(
    """
    depress depressed depressing depression depressive anxious anxiety therapy therapist therapists trauma
    traumatised traumatized traumatic suicide suicidal mental mentally ill illness sick disorder bipolar
    diagnosis diagnosed medication meds pills drugs drunk alcohol drinking addict addicted addiction insomnia
    insomniac grief grieving mourning hurting suffering suffers suffered suffer crying cried cries weeping
    miserable heartbroken brokenhearted broken lonesome despair desperate hopeless unhappy unwell unstable
    crisis breakdown burnout stressed stress panic pain painful dying death dead pregnant gay lesbian bisexual
    divorced divorce cheating cheated cheats affair dumped pathetic failing girlfriend boyfriend wife husband
    mother father parents job fired religion religious muslim christian jewish political stupid idiot fat ugly
    crazy insane lives lived address london paris berlin york tokyo hospital
    """
)
"""What listening does not show. `MUSIC_ONLY` words pass where they stand before a word for music."""

MUSIC_ONLY = _words("sad lonely blue gloomy tearful weepy moody melancholic melancholy")
MUSIC_NOUNS = _words(
    """
    music song songs playlist playlists track tracks title titles tune tunes ballad ballads lyrics chorus
    choruses album albums melody melodies shelf side mood moods corner hour hours refrain soundtrack sound
    sounds
    """
)

DENIALS = _words(
    """
    not never nor cannot without unlike hardly false wrong untrue lie lies supposedly allegedly except
    pretends fake claims claimed nope isnt doesnt didnt wasnt arent dont cant wont couldnt wouldnt shouldnt aint
    if unless opposite reverse vice contrary actually kidding joking joke dream dreams wish wishes imagine maybe
    perhaps might could would should almost nearly until soon
    """
)
"""Beside a comparison they would turn it round; "no" does so alone and in "no way", and not in "no mercy"."""

HARMLESS_PHRASES = ("small hours", "late hours", "wee hours", "after hours", "early hours")
"""Taken out before words are checked: they hold a forbidden word and claim no amount."""

SYMBOLS = frozenset("💯🔟🥇🥈🥉🏆👑🔢🔝")
"""Emoji that are a number or a rank."""
