"""What is not answered, and why."""

from __future__ import annotations

import re

from bot.model.questions import Reason
from bot.questions.concepts import Mention
from bot.questions.names import NameMention
from bot.questions.reading import MASK, Sentence, fold
from bot.questions.understanding import Understanding
from bot.questions.words.refused import INFERENCE, PRIVATE, SENSITIVE, UNHELD

_UNSAFE = re.compile(
    r"""
    # other rules
    \b(?:ignore|disregard|forget|override|bypass)\s+(?:(?:all|any|the|your|my|these|previous|prior|earlier)\s+)*
        (?:instruction|prompt|rule|guideline|restriction|command|safety|filter|order)s?
    | ^\s*(?:system|assistant|developer|user|role)\s*: | \b\w+_\w+\s*\(
    | \buse\s+(?:eval|exec|python|sql|bash)\b | \b(?:call|invoke)\s+(?:the\s+)?(?:function|tool|api)
    | \bconversation\s+(?:so\s+far|history) | \bhidden\s+files? | \bturn\s+off\s+(?:your|the)\b
    | </?\s*(?:system|facts?|script|instructions?|prompt|user|assistant)\b | \[/?inst\] | <\|
    | \b(?:pretend|act\s+as|roleplay|you\s+are\s+now|from\s+now\s+on|new\s+rules?|no\s+rules|jailbreak)\b
    | \b(?:dan|developer|debug|admin)\s+mode\b | \bsudo\b
    | \b(?:ignora(?:r|d)?|olvida(?:r|d|te)?|esquece[r]?|esqueca)\s+(?:de\s+)?(?:(?:todas?|las|tus|as
    |suas)\s+)*(?:instrucciones|reglas|instrucoes|regras)
    | \b(?:ignore|oublie)[zr]?\s+(?:(?:toutes|les|tes|vos)\s+)*(?:instructions|regles|consignes)
    | \b(?:ignorier\w*|vergiss)\s+(?:(?:alle|deine|die|vorherigen|bisherigen)\s+)*(?:anweisungen|regeln|instruktionen)
    | \b(?:zignoruj|zapomnij)\s+(?:o\s+)?(?:(?:wszystkie|poprzednie|swoje)\s+)*(?:instrukcje|polecenia|zasady)
    | (?:指示|命令|ルール|プロンプト)を?(?:無視|忘れ|教え|表示) | システムプロンプト
    # keys, prompts, the inside
    | \b(?:system|developer|hidden|initial|secret)\s+(?:prompt|message|instruction)s?
    | \b(?:reveal|show|print|display|repeat|output|leak|give\s+me|tell\s+me|what(?:'s|\s+is))\b.{0,30}
        \b(?:prompt|api\s?key|token|password|credential|environment|env|config|source\s+code|instructions)s?\b
    | (?:\b|_)(?:api|secret)[\s_-]?keys?(?:\b|_) | \b(?:bot|discord|access)\s+tokens?\b
    | \benv(?:ironment)?\s+var(?:iable)?s?\b | \.env\b
    | \b(?:clave|cle|chave|schlussel|klucz)\s+(?:de\s+la\s+|d[eo]?\s*'?)?(?:l')?api\b | \bapi-?schlussel\b
    | api\s?キー | トークンを
    # code and commands
    | \b(?:os|sys|subprocess|df|pd|np)\.\w | \b(?:eval|exec|open|system|globals|getattr|__import__)\s*\( | __\w+__
    | \bimport\s+(?:os|sys|re|subprocess|pandas|requests|socket|shutil|base64)\b | \bto_csv\b | \bread_csv\b
    | \brm\s+-\w | /etc/\w+ | \b(?:curl|wget|chmod)\s+\S | \.\./ | \bcat\s+/ | \bpowershell\b | \bbash\s+-c
    | \bselect\s+.{1,60}\s+from\b | \b(?:drop|truncate)\s+(?:table|database)\b | \bdelete\s+from\b
    | \binsert\s+into\b | \bunion\s+select\b | \bupdate\s+\w+\s+set\b | \bor\s+1\s*=\s*1 | ;\s*--
    | \b(?:run|execute|ejecuta|fuhre|esegui|uruchom)\b.{0,20}\b(?:code|script|command|python|sql|shell|codigo|kod)\b
    | \b(?:write|generate|give)\b.{0,15}\b(?:python|sql|javascript|code|script|query)\b
    | \b(?:delete|erase|wipe|remove|destroy)\b.{0,25}
        \b(?:data|database|everyone|histor(?:y|ies)|files?|server|members?)\b
    | \b(?:hack|exploit|inject|ddos|phishing)\w*\b | \{\{ | \$\{ | \$\(
    | \bborra(?:r|d)?\s+(?:todos?|los|las)\b | \bl(?:o|o)esch\w*\s+(?:alle|die)\b | \bsupprime[rz]?\s+(?:tout|les)
    # the bot itself: what it was told, what it may, what it should change
    | \b(?:repeat|print|output|copy|say|show)\s+(?:me\s+)?(?:everything|all|the\s+(?:text|words|lines?))\s+(?:above
    |before|you)
    | \b(?:your|its|the\s+bot's)\s+(?:\w+\s+)?(?:instructions?|prompts?|rules|guidelines|training|system\s+message
    |source|code|config\w*|tokens?|keys?)\b
    | \bwhat\s+(?:were|are)\s+you\s+(?:told|instructed|programmed|trained)
    | \b(?:tus|tes|vos|deine|suas|twoje)\s+(?:instruc|consignes|instructions|regles|anweisung|regeln|instrukcj|zasady)
    | \b(?:affiche|montre|muestra|zeig|mostra|mostre|pokaz)\w*\s+(?:\S+\s+){0,3}prompt
    | \b(?:give|make|grant|get)\s+(?:me|him|her|them|us)\s+(?:an?\s+)?(?:admin|root|owner|mod(?:erator)?)\b
    | \badmin\s+(?:rights|access|panel|password)
    | ^\W*(?:please\s+|can\s+you\s+|could\s+you\s+)?(?:ban|kick|mute|unban|promote|demote|rename|pin|timeout|dm|ping
    |invite|assign|install|download|upload|email|subscribe)\s
    | \b(?:add|give|subtract|fake|falsify|inflate|change|edit|set|modify|hide|reset)\s+(?:\S+\s+){0,3}(?:plays?|hours
    |listens|streams|results?|numbers?|ranking|stats)\s+(?:to|for|from|as|so|in\s+favou?r)
    | \bmake\s+\S+\s+(?:always\s+)?win\b | \bprompts?\b | \braw\s+(?:json|data|files?)\b | \bupload(?:ed)?\s+files?\b
    | \b(?:rank|put|make|place)\s+\S+\s+(?:always\s+)?(?:first|last|top|win(?:ner)?)\b.{0,12}\b(?:always|no\s+matter
    |regardless|anyway)
    | \b(?:base64|rot13|hex|decode|deserialize|pickle|subprocess|shell|terminal|powershell|regex|webhook|localhost
    |127\.0\.0\.1)\b | https?:// | <script | ["'`]\s*[;})] | \}\} | \bdrop\s*;?\s*$ | \bdump\b | \bdatabase\b
    | \brules\s+(?:that\s+)?you\b | \bcat\s+\.\w
    | \b(?:unlock|enable|enter|activate)\b.{0,15}\bmode\b
    | \b(?:stell\s+dir\s+vor\s+du\s+bist|tu\s+so\s+als|finge\s+que|fais\s+semblant|haz\s+como\s+si|finja|udawaj)
    | のふりをして | 命令を | コードを
    """,
    re.VERBOSE | re.DOTALL,
)


_ENCODED = re.compile(r"(?<![^\s:])(?=[A-Za-z+/]*\d)(?=\S*[a-z])(?=\S*[A-Z])[A-Za-z0-9+/]{24,}={0,2}(?!\S)")
"""A long word of small and large letters and digits: orders in base 64, a key."""


def is_unsafe(sentence: Sentence) -> bool:
    """Whether the question asks for code, keys or other rules, or carries them, outside of its quotations."""
    return bool(_UNSAFE.search(sentence.folded) or _ENCODED.search(sentence.text))


_ONE = r"(?:\x00+|he|she|they|him|her|them|someone|anyone|anybody|who|everyone|we|i)"
_WHO = rf"{_ONE}(?:(?:\s*,\s*|\s+(?:and|y|e|i|et|und|or|with)\s+){_ONE})*"
_BE = r"(?:is|are|was|were|isn't|esta|este|est|va|ist|war|geht\s+es|jest|byl|byla|ta)"
_STATE = re.compile(
    rf"""
    (?:^\W*|\b(?:and|but|so|y|e|et|und|i|a|pero|mais|aber|mas|ale)\s+){_BE}\s+{_WHO}\s+(?:(?:so|very|really|feeling|doing)\s+)*
        (?:sad|happy|ok|okay|alright|all\s+right|fine|well|good|angry|crying|miserable|lonely|hurt|heartbroken|emo
        |single
        |triste|feliz|bien|mal|bem|traurig|glucklich|gut|schlecht|smutn[ya]|szczesliw[ya]|heureux|heureuse)\b
    | \b(?:how|what)\s+(?:is|are|was|does|do)\s+{_WHO}\s+(?:feel(?:ing|s)?|doing|coping|holding\s+up)\b
    | \b(?:did|has|have|is|was|are|were|does)\s+{_WHO}\s+(?:(?:just|recently|ever|really|finally|going\s+to)\s+)*
        (?:break|broken?|breaking|split|dump|dumped|(?:get|got|gotten)\s+(?:dumped|divorced)|going\s+through
        |over\s+(?:his|her|their)|moved?\s+on|cry|crying|cheat|drink|smoke|in\s+love)\b
    | \bwho(?:'s|\s+(?:is|has|just|here|recently|been|gonna|will|going\s+to|of\s+us))*\s+
        (?:going\s+through|(?:break|broke|broken|breaking)\s+up|(?:got|gotten|get)\s+dumped|heartbroken|hurting
        |crying|cried
        |single|dating|in\s+love|married|divorced|okay|lonely)\b(?!\s+(?:to|over|song|track|music|playlist))
    | \b(?:are|were|is|was)\s+{_WHO}\s+(?:\w+\s+)?(?:together|a\s+couple|an\s+item|a\s+thing|friends|enemies|siblings
    |related|fighting)\b
    | \x00+\s+(?:y|e|et|und|i)\s+\x00+\s+(?:(?:se|han|ont|sont|sind|haben|sich|sa|estao|estan|son|ya|ja)\s+)*
        (?:romp|termina|cortaron|separ|salen|novios|pareja|ensemble|en\s+couple|rozsta|zerwa|razem|para\b|namora
        |juntos|zusammen|getrennt
        |ein\s+paar|schluss)
    | \b(?:haben|hat|sind|ist)\s+(?:sich\s+)?{_WHO}\s+(?:\w+\s+)?(?:sich\s+)?(?:getrennt|schluss
    |zusammen\b(?!\s+(?:ge|hor))|ein\s+paar)
    | ^\W*(?:is|are|was|were)\s+\S+\s+(?:doing|feeling)\b | because\s+of\s+\x00
    | \b(?:whose|his|her|their|\x00+'s)\s+ex\b | \bex\s+(?:is|was)\b | broke?\s+up\s+with
    | \b(?:can'?t|cannot|couldn'?t)\s+sleep | \bsleeps?\s+(?:at|in|alone|next)\b
    | \bmakes?\s+\x00+\s+(?:cry|sad|happy|angry|feel) | \x00+\s+(?:like|love|hate)s?\s+(?:me|him|her|us|them)\b
    | は誰[がを]好き
    | \b(?:when|while|whenever|if|since|because|cuando|quand|quando|wenn|kiedy|gdy)\s+(?:(?:is|are|was|were|am)\s+)?
        (?:\x00+|he|she|they|i|we|you|el|ella|elle|il|er|sie|ela|ele|ona|on)(?:'(?:s|re|m))?\s+
        (?:(?:is|are|was|were|am|feels?|feeling|gets?|esta|estan|est|ist|jest|byl[ay]?|ta)\s+)?
        (?:sad|happy|angry|lonely|down|upset|bored|blue|triste|feliz|traurig|glucklich|smutn[yae]|heureu(?:x|se))\b
        (?!\s+(?:songs?|music|tracks?|playlists?)) | \b(?:hates?|loathes?|fancies|misses|admirer)
    | \b(?:had|having|have|expecting)\s+a\s+(?:baby|child|kid)
    | \x00+と\x00+[はが](?:別れ|付き合|喧嘩|恋)
    """,
    re.VERBOSE,
)
_SUBJECT = re.compile(r"\b(?:does|did|do|is|are|has|have)\s+\Z")
_OWN_MUSIC = frozenset({"listen", "like", "playlist"})
_OWNED = ("artist", "playlist", "hours", "streak", "skip", "session", "discover", "overlap", "unique_taste", "breakup")
_COPULA = (
    r"(?:is|are|was|were|isn't|wasn't|be|being|ist|sind|war|waren|est|sont|etait|etaient|es|esta|estan|estaba|era"
    r"|son|foi|ta|estava|jest|sa|byl|byla|byli)"
)
_IS_SOMETHING = re.compile(
    rf"(?<![^\W_]){_COPULA}\s+(?P<after>{_WHO})(?!['\w\x00])"
    r"|(?P<before>\x00+|\bwho|\bwho's|\bquien|\bqui|\bwer|\bquem|\bkto)"
    rf"(?:\s+{_COPULA}\b|(?<=who's))"
)
_CLAUSE = re.compile(
    r"[,;:?!.。]|\b(?:when|while|because|if|since|judging|based|going\s+by|according|whenever|cuando|segun|quand"
    r"|quando|wenn|weil|kiedy|gdy)\b"
)
_SAYS_NOTHING_OF_MUSIC = frozenset(
    {
        *("me", "we", "who", "what", "request", "why", "times", "sleep", "party", "love", "happy", "angry", "chill"),
        *("focus", "workout", "both", "hour_of_day", "usually", "car", "phone", "web", "tv", "computer", "at_least"),
    }
)


def grave_reason(understanding: Understanding) -> Reason | None:
    """What must not be answered at all: a life, a place, a stranger. Names and quotations are not looked into."""
    masked = understanding.sentence.without(
        *((name.start, name.end) for name in understanding.names if name.kind == "member" or name.sure),
        *((title.start, title.end) for title in understanding.titles),
    )
    typed = _as_typed(understanding)
    if SENSITIVE.search(masked.folded) or SENSITIVE.search(typed) or understanding.has("sensitive"):
        return "sensitive"
    where = re.search(r"(?<!jour )(?<!mois )(?<!année )(?<!fois )(?<!moment )(?<!heure )\boù\b", masked.text.lower())
    if (
        where
        or PRIVATE.search(typed)
        or _is_private(understanding, masked)
        or understanding.has("private")
        or asks_about_a_stranger(understanding)
    ):
        return "private"
    return "sensitive" if asks_about_a_life(understanding) else None


def _as_typed(understanding: Understanding) -> str:
    """The sentence before slips were mended, folded and without its names: a mended word may have been meant."""
    if understanding.typed is None:
        return ""
    folded = understanding.typed.folded
    known = [*(name for name in understanding.names if name.kind == "member" or name.sure), *understanding.titles]
    for name in known:
        text = fold(understanding.sentence.text[name.start : name.end])
        folded = folded.replace(text, MASK * len(text))
    return folded


def _is_private(understanding: Understanding, masked: Sentence) -> bool:
    if PRIVATE.search(masked.folded):
        return True
    if understanding.members_known:
        return False
    # Without a list of members, any name may be one's.
    anyone = masked.without(*((name.start, name.end) for name in understanding.names))
    return bool(PRIVATE.search(anyone.folded))


def is_not_held(understanding: Understanding) -> bool:
    """Whether the question is about what no export holds, such as genres."""
    masked = understanding.sentence.without(
        *(
            (name.start, name.end)
            for name in understanding.names
            if name.sure or (name.kind == "unknown" and name.text.istitle() and " " in name.text)
        ),
        *((title.start, title.end) for title in understanding.titles),
    )
    return bool(UNHELD.search(masked.folded)) or understanding.has("no_data", "why")


def asks_about_a_life(understanding: Understanding) -> bool:
    """Whether the question is about how somebody is, and not about what they played: "is Maya okay?"."""
    read = Sentence(understanding.sentence.text, fold(understanding.sentence.text))
    for kinds in (("member",), ("member", "unknown")):
        # What is unknown may be a name, or what is said of somebody.
        members = [name for name in understanding.names if name.kind in kinds]
        folded = read.without(*((name.start, name.end) for name in members)).folded
        if _STATE.search(folded) or _says_what_one_is(folded, understanding):
            return True
    if _is_mood_of_somebody(understanding) or _does_something_else(understanding):
        return True
    return understanding.has("why") and understanding.has("sad", "breakup", "late_night", "loop")


_MUSIC_MEANT = re.compile(
    r"musi[ck]|muzy[ck]|song|playlist|lieder|chanson|cancion|piosenk|\btunes?\b|\bera\b|\bphase|\bepo[ck]|\bfaza\b|\bfaz[ey]\b|\betapa|\bseason|\bperiode"
    r"|\bscores?\b|\branking|\bindex|\bintensi|\bhours\b|\bvibes?\b|曲|歌|音楽|ソング|プレイリスト|聴|聞"
)
_CRIES = re.compile(r"cry|cries|sob|tears|llor|pleur|larmes|wein|heul|chor|plak|泣")
_MUSIC_NAMED = (
    "listen",
    "playlist",
    "track",
    "artist",
    "album",
    "share",
    "session",
    "times",
    "how_often",
    "skip",
    "loop",
)


def _is_mood_of_somebody(understanding: Understanding) -> bool:
    """Whether sadness or a breakup is said of people, and no music: "who is the saddest", "has Bo been crying"."""
    if not understanding.has("sad", "breakup"):
        return False
    if understanding.has(*_MUSIC_NAMED):
        cries = any(
            each.concept == "sad" and _CRIES.match(understanding.sentence.folded, each.start)
            for each in understanding.concepts
        )
        return cries and understanding.has("who") and not understanding.has("track", "playlist", "album", "artist")
    if understanding.bucket or understanding.has("month_dim", "year_dim", "week_dim", "weekday_dim"):
        return False  # "Leo's saddest month" is one of listening
    kinds = ("member",) if understanding.members_known else ("member", "unknown")
    people = [name for name in understanding.names if name.kind in kinds]
    others = [name for name in understanding.music if name not in people]
    if not (people or understanding.has("who")) or others:
        return False
    return not _MUSIC_MEANT.search(fold(understanding.sentence.text))


def _says_what_one_is(folded: str, understanding: Understanding) -> bool:
    """Whether somebody is said to be something that is not about music: "is Leo happy when he plays Drake"."""
    for match in _IS_SOMETHING.finditer(folded):
        one = match.group("after") or match.group("before")
        end = next((clause.start() for clause in _CLAUSE.finditer(folded, match.end())), len(folded))
        said = [
            *(
                each.start
                for each in understanding.concepts
                if each.concept not in _SAYS_NOTHING_OF_MUSIC and _stood_there(each, understanding)
            ),
            *(name.start for name in understanding.names if name.sure or name.kind != "unknown"),
            *(time.start for time in understanding.times if one.startswith("who")),
        ]
        if one in ("we", "i") and understanding.has("overlap", "opposite"):
            continue
        if not any(match.end() <= start < end for start in said) and folded[match.end() : end].strip(" \x00"):
            return True
    return False


def _stood_there(mention: Mention, understanding: Understanding) -> bool:
    """Whether a concept was typed as it is spelt: what a mended word says of somebody is not sure enough."""
    if understanding.typed is None:
        return True
    return understanding.sentence.folded[mention.start : mention.end] in understanding.typed.folded


_MEANWHILE = re.compile(
    r"(?<=[\w\x00])\s+(?:when|while|whenever|cuando|mientras|quand|pendant\s+que|quando|enquanto|wahrend|wenn|kiedy"
    r"|gdy)\s"
)
_ACTIVITIES = ("sleep", "workout", "focus", "party")
_MUSIC_WORDS = ("listen", "like", "playlist", "track", "artist", "album", "session")
_MUSICAL = ("listen", "playlist", "track", "artist", "album", "overlap", "opposite", "most", "least", "what", "both")
_SEEMS = re.compile(r"(?:\bwho|\x00+)\s+(?:seem|appear|feel|look|sound)(?:s|ed)?\b(?!\s+(?:for|at|up)\b)")


def _does_something_else(understanding: Understanding) -> bool:
    """Whether the listening only says when: "who came over when Leo played Creep", "who seems heartbroken"."""
    folded = understanding.sentence.folded
    about_music = [each for each in understanding.concepts if each.concept not in _SAYS_NOTHING_OF_MUSIC]
    if understanding.has(*_ACTIVITIES) and not understanding.has(*_MUSIC_WORDS, "no_data") and "musi" not in folded:
        return True
    people = {name.text for name in understanding.names if name.kind == "member"}
    fond_of = len(people) + understanding.has("me", "who") >= 2 and not understanding.music
    if fond_of and understanding.has("like") and not understanding.has(*_MUSICAL):
        return True
    meanwhile = _MEANWHILE.search(folded)
    if meanwhile and not any(each.start < meanwhile.start() for each in about_music):
        return True
    masked = understanding.sentence.without(
        *((name.start, name.end) for name in understanding.names if name.kind == "member")
    )
    nouns = ("listen", "playlist", "track", "artist", "album", "most", "least")
    return bool(_SEEMS.search(masked.folded)) and not understanding.has(*nouns)


_MOST_BESIDE = 3
_NO_VERB = re.compile(
    r"^(?:\d+|about|in|of|and|the|for|from|with|s|top|best|stats?|vs|versus|against|or|please|pls"
    r"|de|del|en|y|para|con|la|el|los|las|contra|o|du|et|pour|chez|le|les|des|au|contre|ou"
    r"|von|im|und|bei|fur|mit|der|die|das|gegen|oder|bitte|do|da|em|e|pra|com|os|as|w|z|i|u|dla|albo)$"
)


def is_bare(understanding: Understanding) -> bool:
    """Whether nothing is said beside names and times: "Bo in 2024"; with any verb, it may be about a life."""
    known = [(name.start, name.end) for name in understanding.names]
    known += [(time.start, time.end) for time in understanding.times]
    folded = understanding.sentence.without(*known).folded.replace(MASK, " ")
    words = re.findall(r"[^\W_]+", folded)
    return understanding.language.spaced and len(words) <= _MOST_BESIDE and all(map(_NO_VERB.match, words))


def draws_conclusions(understanding: Understanding) -> bool:
    """Whether a sentence concludes from music to its listener, or says what somebody is."""
    masked = understanding.sentence.without(
        *((name.start, name.end) for name in understanding.names if name.kind == "member")
    )
    return bool(INFERENCE.search(masked.folded) or _IS_SOMETHING.search(masked.folded))


def asks_about_a_stranger(understanding: Understanding) -> bool:
    """Whether one who is no member is asked about as one who listens: "what does Drake listen to"."""
    text = fold(understanding.sentence.text)
    if re.search(r"(?<![\d@!])\d{15,20}(?!\d)", text):
        return True  # an account's number, where it is no mention
    return strange_name(understanding) is not None


def strange_name(understanding: Understanding) -> NameMention | None:
    """The name of one who is asked about as one who listens, and is no member; None where there is none."""
    text = fold(understanding.sentence.text)
    here = {name.start for name in understanding.names if name.kind == "member"}
    for match in re.finditer(r"(?<!\S)@(?!me\b)(\w[\w.]*)", text):
        if understanding.members_known and match.start(1) not in here:
            typed = understanding.sentence.text[match.start() : match.end()]
            return NameMention("unknown", typed, match.start(), match.end())
    for name in understanding.music:
        owned = text[name.end :].startswith("'s") and name.text[:1].isupper() and not name.sure
        if owned and understanding.members_known and name.kind == "unknown" and understanding.has(*_OWNED):
            return name
        verb_follows = any(
            each.concept in _OWN_MUSIC and 0 <= each.start - name.end <= 12 for each in understanding.concepts
        )
        nobody_here = (name.sure and name.kind == "artist") or (name.kind == "unknown" and understanding.members_known)
        if nobody_here and verb_follows and _SUBJECT.search(text[: name.start]):
            return name
    return None


_JAPANESE_WORD = re.compile(r"[\u4e00-\u9fff々]+|[\u30a1-\u30faー]{2,}")
"""Chinese characters, or a word in katakana: what carries meaning in Japanese."""


def strangers(understanding: Understanding) -> list[str]:
    """Words that mean nothing to us, are in no name, and are no small words: too many, and we have not understood."""
    known = [(each.start, each.end) for each in understanding.concepts]
    known += [(each.start, each.end) for each in understanding.times]
    known += [(each.start, each.end) for each in understanding.names]
    rest = understanding.sentence.without(*known)
    if not understanding.language.spaced:
        rest = rest.without(*(match.span() for match in understanding.language.stop_pattern.finditer(rest.folded)))
        return _JAPANESE_WORD.findall(rest.folded)
    rest = rest.without(*(match.span() for match in understanding.language.stop_pattern.finditer(rest.folded)))
    words = re.findall(r"[^\W\d_]{3,}", rest.folded.replace(MASK, " "))
    # Being a part of some phrase makes no word harmless: "left" is in "she left me", and in "people who left".
    return [word for word in words if word not in understanding.language.measuring_tokens]
