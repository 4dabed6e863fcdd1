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
    umpteenth threescore fourscore hundreds thousands millions billions
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
    dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn tausendmal hundertmal dutzend dutzende treize
    quatorze quinze dizaine centaine milliers soixantaine docena cientos miles trece catorce veintiuno dezena
    dezenas centenas treze undici dodici ventidue duecento mille mila veertien vijftien duizenden tuzin setki
    deset dvacet tricet ctyricet padesat sedesat tisic tjugo trettio fyrtio femtio sextio sjuttio attio nittio
    hundra tusen tyve tredive fyrre halvtreds treds firs halvfems hundrede femti seksti sytti atti nitti
    kaksi kolme nelja viisi kuusi seitseman kahdeksan yhdeksan kymmenen kaksikymmenta sata tuhat harom negy
    nyolc kilenc husz harminc negyven otven hatvan hetven nyolcvan kilencven ezer patru cinci sapte noua
    zece douazeci treizeci cincizeci suta yirmi otuz kirk elli altmis yetmis seksen doksan yuz satu empat
    enam tujuh delapan sembilan sepuluh puluh puluhan ratus ratusan ribu ribuan muoi mbili tatu nne tano saba
    nane tisa kumi ishirini thelathini arobaini hamsini sitini mia elfu dalawa tatlo apat anim pito walo
    dalawampu tatlumpu limampu daan libo nijuu nijuku sanjuu yonjuu gojuu rokujuu nanajuu hyaku bees
    tees chalis pachaas pachas saath sattar assi nabbe hazaar hazar isib seoreun maheun osib baek cheon ershi
    sanshi sishi wushi yibai qian odin dvadtsat tridtsat sorok pyatdesyat tysyacha eikosi trianta saranta
    peninta exinta ekato chilia ashrin thalathin arbain khamsin
    """
)

NUMBER_WORDS = _CARDINALS | _OTHER_NUMBERS | _FOREIGN_NUMBERS

NUMBER_ENDINGS = (*(word for word in _FOREIGN_NUMBERS if len(word) >= 6), "cientos", "centos")
"""Where other languages write numbers as one word, these stand last: "siebenundachtzig"."""

NUMBER_BEGINNINGS = (
    *NUMBER_ENDINGS,
    *_words("twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million fortnight"),
)
"""A word that begins so is a number too: "trentatre", "twentysomething"."""

NUMBER_MORPHEMES = tuple(sorted(_CARDINALS, key=len, reverse=True))
"""What compounds are made of: "twentyfive", "hundreds", "onethousand"; longest first."""

NOT_NUMBERS = _words(
    """
    thirsty scored scores dose doze frozen mingle simple tingle jingle singe singles ripple tipple trifle
    couplet coupled quarters quartets solos pairs billing pillion hundredweight decode sounds sevens shingle
    trickle doubt billow
    """
)
"""One letter away from a number word, and words of their own."""

VAGUE_QUANTITIES = _words(
    """
    many few fewer several most mostly plenty lots loads tons heaps oodles bunch bunches countless innumerable
    numerous handful myriad multiple endless endlessly infinite majority minority everyone everybody nobody none
    nothing total totals totally average median maximum minimum times fold twofold threefold tenfold amount
    amounts quantity count counts hours minute minutes seconds days weeks month months year years decades
    centuries hour day week eternity enough much surplus abundance zillions hrs mins secs sec min points pts
    kilometres kilometers km miles metres meters decibels bpm hertz dollars euros bucks streams megabytes bytes
    degrees kilos grams tonnes calories laps per cents
    """
)
"""Amounts without a number, and units. Some pass within `HARMLESS_PHRASES`: "small hours"."""

PARTITIVE = (
    r"\b(?:lots?|deal|tons?|mountains?|arm(?:y|ies)|piles?|mass(?:es)?|buckets?|bulk|fractions?|slivers?|slices?|scads|"
    r"smattering|brace|scores?|\w*loads?|stacks?|bags|bundles?|wealth|dash|string|series|sum|part|rest|lion's share|"
    r"shares?|seas?|oceans?) of\b|\btoo (?:much|little)\b"
)
"""What comes before "of" and makes an amount of what follows."""

MODIFIERS = _words(
    """
    all every each some any nearly almost roughly around approximately about barely hardly scarcely merely only
    just exactly precisely over under above below beyond within past approx circa plus minus not without short
    shy up to at half well upwards north south close near mere paltry measly whopping staggering if
    combined altogether together
    """
)
"""Before a value they change it: "nearly 40". "at" and "to" pass alone, "at least" and "up to" do not."""

AFTER_VALUES = _words(
    """
    of and for in on at by with from while as but where when who that which is was has comes came says each
    between across under beside behind through over against among around into beneath after during so here there
    sounds sound feels reads tells
    """
)
"""What may stand directly after a value; any other word could be its unit or a change of it: "40 a day", "40 or so"."""

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
    undisputed monarch ruler reigns reign rules goat mvp legend competition competitor competitors contender
    contenders rivalry upstage upstages upstaged overshadow overshadows overshadowed overpowers pales paled
    trounce trounces trounced thrash thrashes conquer conquers conquered vanquish vanquishes chases chased chasing
    concede concedes conceded bows bowed favourite favorite favourites favorites dethrone
    dethrones dethroned surrender surrenders neck par inch inches lapped lapping narrowly
    spoon
    """
).union(*(_grades(adjective) for adjective in _GRADED))
"""Who before whom: for a relation's placeholder alone."""

COMPARING = (
    r"\bas \w+ as\b|\bout(?!side|fit|burst|look|door|right|let|line|put|er\b|pour|cast|cry|cries|ro\b|ros\b)[a-z]{3,}|"
    r"\b(?:steals?|stole) the show\b|\bon a par\b|\bin the shade of\b|\bno match\b|\beach other\b|"
    r"\bsame (?:score|place|spot)\b"
)
"""Comparisons of more than one word, or of a family of words: "as loud as", "outsings"."""

NO_SUPERLATIVES = _words(
    """
    forest honest interest request harvest protest tempest earnest modest guest quest chest crest nest rest west
    test vest zest contest invest digest suggest arrest conquest behest manifest priest east breast jest attest
    unrest dishonest midwest gest lest
    """
)
"""Words that end as superlatives do and are none; all others that do are taken for one: "tenderest"."""

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
    crazy insane lives lived address london paris berlin york tokyo hospital rehab sobbing sobs sobbed wept
    harming selfharm selfharming bulimic anorexic autistic autism adhd hungover hangover sleepless exhausted
    exhaustion manic mania psychotic psycho overdose overdosing overdosed cancer patient fever feverish lovesick
    recovery recovering medicated obese skinny handsome sexy gorgeous hideous dumb moron moronic genius brilliant
    clever smart imbecile immigrant immigrants foreigner foreign refugee transgender trans queer
    bereaved widow widower orphan neurotic neurosis dyslexic disabled disability handicapped tears wounded
    wounds scarred cocaine heroin weed sober abuse abused abusive nervous paranoid schizophrenic
    psychiatric clinic doctor disease infection virus flu allergic bald diet pounds skin race
    ethnic nationality american british german french spanish polish japanese mexican indian chinese russian
    african asian european arab black white catholic atheist buddhist hindu conservative liberal
    hypochondriac deprived shaky ghosted bankrupt virgin
    marriage married engaged fiance unemployed homeless jail prison arrested criminal
    toxic needy clingy desperately selfish liar thief
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

STATES = _words(
    """
    a an the in at on by with under beside close next here there still where who what in among all up down back
    home out off within not never no that
    """
)
"""What may follow "is" after a member: whatever else does would say what they are."""

DOUBTS = _words(
    """
    false wrong untrue lie lies liar supposedly allegedly pretends fake claim claimed claims nope opposite
    contrary kidding joking joke myth hoax rumour rumor rumoured reportedly apparently supposed fiction
    """
)
"""Beside a value or a comparison they deny it, wherever they stand."""

LIFE = (
    r"\b(?:broke|breaks?|breaking) up\b|\bg[eo]t(?:s|ting)? over\b|\b(?:an|the|their) ex\b|\bold flame\b|"
    r"\bmov(?:ed|es|ing) on\b"
)
"""What happened to a member, said in more than one word."""

HEDGES = (
    r"\bsort of\b|\bgive or take\b|\band then some\b|\brounded\b|\bas if\b|\bby an? (?:whisker|mile|hair|nose|"
    r"landslide|margin|whole|long|hand|thread|country|distance|wide)\b|\bso to speak\b|\bin theory\b|\bon paper\b"
)
"""They change what a placeholder beside them states."""

DENIALS = _words(
    """
    not never nor cannot without unlike hardly false wrong untrue lie lies supposedly allegedly except
    pretends fake claims claimed nope isnt doesnt didnt wasnt arent dont cant wont couldnt wouldnt shouldnt aint
    if unless opposite reverse vice contrary actually kidding joking joke dream dreams wish wishes imagine maybe
    perhaps might could would should almost nearly until soon believes really
    """
)
"""Beside a comparison they would turn it round; "no" does so alone and in "no way", and not in "no mercy"."""

HARMLESS_PHRASES = (
    "small hours", "late hours", "wee hours", "after hours", "early hours", "rainy day", "record player",
    "nothing but", "to the beat", "the beat of", "not far from", "next to", "same chorus", "same song",
    "same tune", "same room", "same street", "count on", "counts on", "white noise",
)  # fmt: skip
"""Taken out before words are checked: they hold a forbidden word and claim no amount."""

SYMBOLS = frozenset("💯🔟🥇🥈🥉🏆👑🔢🔝")
"""Emoji that are a number or a rank."""

NO_ACTIVITIES = _words("missing remaining including excluding counting lacking rising falling running pending")
"""Directly after a value they change it; other words in "-ing" go on with the sentence: "40 hours listening"."""
