# ruff: noqa: E501 - one line per kind of phrase reads better than one line per hundred characters
"""English. `<x>` stands for a group of words; see `WORDS`."""

from __future__ import annotations

WORDS = {
    "them": r"(?:him|her|them|you|u|ya|someone|somebody|us)",
    "other": r"(?:him|her|them|you|u|ya|that (?:boy|girl|guy|man|woman|bitch|bastard|jerk)|my ex|your ex|ur ex|an ex|the ex|my exes)",
    "they": r"(?:he|she|they|you|u|ya|everyone i love)",
    "their": r"(?:his|her|your|ur|their|my exs?|my exes)",
    "adverb": r"(?:just |really |finally |never |already |still |all |only |so |too |even |actually |probably |almost |officially |"
    r"totally |truly |literally |basically )*",
    "partner": r"(?:boyfriend|girlfriend|bf|gf|husband|hubby|wife|wifey|fiancee?|lover|partner|man|boy|girl|bae|situationship|"
    r"best friend|crush|fling)",
}

BREAKUP = (
    # Breaking up, splitting, divorcing.
    r"(?:pre|post|mid)? ?break ?ups?",
    r"(?:breaking|breakin|broke|broken|breaks) up",
    r"broke (?:it|things) off",
    r"(?:end|ended|ending) (?:it|things) with",
    r"(?:end|ending|death|last days|fall|downfall) of (?:us|(?:a|the|our|my) (?:love|relationship|marriage|romance)(?: story| affair)?|a relationship|our (?:love|story|relationship)|an? affair|the affair|a marriage)",
    r"(?:we|they|us) <adverb>(?:split|separated|ended|called it quits|fell apart|drifted apart|grew apart)",
    r"(?:split|splitting) up",
    r"(?:drifting|growing|grew|drifted) apart",
    r"call(?:ed|ing)? it quits",
    r"separate ways",
    r"part(?:ed|ing)? ways",
    r"divorc(?:e|es|ed|ee|ees|ing|orced)",
    r"(?:my|his|her|our) separation",
    r"alimony",
    r"relationship (?:is )?(?:ended|over|ending|ends|fail\w*|trauma)",
    r"(?:failed|failing|broken|dead|doomed|toxic|dying|past|old) (?:relationships?|marriages?|romances?|lovers?|love)",
    r"love (?:that |has |is |was |we )?<adverb>(?:died|dies|ended|ends|faded|fades|over|gone|lost)",
    r"(?:lost|losing|former|ex|almost|past) (?:love|lovers?|relationships?|boyfriends?|girlfriends?)",
    r"love failures?",
    r"(?:fall|falls|falling|fell|fallen) out of love",
    r"out of love",
    r"(?:un ?loving|unlove|unlearn|unlearning|un ?love) (?:<other>|us)",
    r"uncoupling",
    r"on a break",
    # Hearts.
    r"heart ?breaks?",
    r"heart ?breaking",
    r"heart ?broken?",
    r"heart ?aches?",
    r"broken ?hearts?",
    r"broken ?hearted",
    (
        r"(?:break|breaks|broke|breaking|breakin|broken|shatter|shattered|ripped|crushed|stomped on|wrecked|tore) "
        r"(?:my|your|ur|his|her|this|our|a|the|these|every|another) hearts?"
    ),
    r"(?:my|this|a|your|his|her) hearts? (?:is |was |got |been |in |will |still )*(?:broken|broke|pieces|shattered|breaks|breaking|torn)",
    r"(?:mend|mending|heal|healing|fix|fixing|glue|gluing|repair\w*|stitch\w*|put\w*) (?:a |my |this |your |the )?(?:broken )?hearts?",
    r"piec(?:es|ing) of (?:my|a|your) (?:broken )?heart",
    # Exes.
    (
        r"(?:my|his|her|your|ur|our|an|crazy|toxic|psycho|old|stupid|dear|bye|fuck|fck|screw|f|hey|hi|no|new|that|every|dumb|lying|cheating) "
        r"(?:crazy |toxic |stupid |old |fucking |dear )*ex(?:s|es)?(?: s)?"
    ),
    (
        r"(?:about|for|over|to|miss|missing|hate|text|texting|texted|call|calling|date|dating|from|with|of|loving|love) "
        r"(?:my |the |an |your |ur |all |his |her |that |a )*(?:toxic |crazy )?ex(?:es)?"
    ),
    r"ex ?<partner>s?",
    r"exe?s?",  # an ex by any other words around; ex-machinas and the like are traps
    r"soon to be ex",
    r"all too well",
    r"(?:his|her|your|ur|their|exs|my exs|exes) new (?:<partner>s?|chick|bitch|thing|baby|one|fling|love)",
    # Somebody left, cheated, went quiet.
    (
        r"<they> <adverb>(?:left|leaves|leaving|dumped|ditched|ghosted|cheated|replaced|abandoned|unfollowed|blocked|deserted|betrayed|"
        r"forgot|destroyed|ruined|used|broke|hurt|played|discarded|dropped|lied to|gave up on) (?:me|us|on me|on us|her|him)"
    ),
    r"<they> <adverb>(?:cheated|dumped|ghosted|walked away|walked out|moved on|broke up|broke it off|stopped (?:loving|calling|texting|caring))",
    r"<they> <adverb>(?:left|leave|leaves|went away|walked away|walk away|ran away|said goodbye)(?: (?:and|so|too|without|before|when|for|in|on|that|me|us|this|last|again|anyway)\b.*)?$",
    (
        r"(?:since|after|when|before|because|day|night|morning|summer|winter|spring|fall|year|way|time|until|till|if|if only|once) "
        r"<they> <adverb>(?:left|leave|leaves|been gone|went away|are gone|re gone|walked out|walked away|said goodbye|stopped|moved out|broke)"
    ),
    (
        r"(?:youre|ur|you are|hes|shes|he is|she is|theyre|he was|she was) <adverb>(?:gone|leaving|not coming back|never coming back|with (?:someone|somebody|her|him)(?: else| new)?"
        r"|not (?:mine|the one|in love)|someone elses|dead to me|over me|moving on|out of my life)"
    ),
    r"(?:im|i am|i was|were|we are|weve|so|was|was never|never|not|no longer|aint|wasnt|isnt|arent) <adverb>(?:your|yours|mine|ours|hers|his) (?:anymore|any more|no more)",
    r"no longer (?:yours|mine|ours|us|together|in love|his|hers)",
    r"why (?:did|do|does|would|d|cant|wont|dont|didnt|doesnt) <they> <adverb>(?:leave|go|cheat|love me|come back|stay|call|text|want me|ghost|lie|do this)\b.*",
    r"(?:please )?(?:dont|do not|never) leave(?: me)?|(?:then|and|why) leave me|pack(?:ed|ing)?(?: up)? (?:your|his|her|my) (?:stuff|things|bags|boxes)|found (?:his|her|your) (?:tinder|hinge|texts|messages)",
    r"(?:left|leaving|dumped|ghosted|abandoned|cheated on|heartbroken|ditched|stood up|betrayed) (?:by|for) (?:<them>|my|a|another|the love)",
    r"leaving (?:was|is) (?:the |not |so )?\w+|(?:leaving|left) (?:<other>|us|me)(?: (?:for|behind|again|on read))?",
    r"(?:left|leave|leaves|leaving)(?: me| him| her| you| u)? on (?:read|seen|delivered)",
    r"(?:walk|walks|walked|walking|walkin) (?:away|out)(?: (?:from|on) (?:me|us|him|her|you|love|it all))?",
    r"ghosted|got ghosted|ghosting(?: me| him| her)?",
    r"(?:got|get|getting|been|was|being|am|im) (?:dumped|cheated on|played|left|replaced|ditched|blindsided)",
    r"dumped|dump (?:him|her|them|your <partner>|his ass)|dumping (?:him|her)",
    r"cheat(?:er|ers|ed|ing) (?:on|ex|exes|boyfriends?|girlfriends?|men|man|songs?|bastards?|heart|ass|scum|husband|wife)(?: (?:me|him|her|you))?",
    r"cheaters?|cheated",
    r"two ?timed?|two ?timing|side ?chicks?|home ?wreckers?|the other (?:woman|man|girl|guy)|infidelity|unfaithful|betrayals?|adulter\w+",
    r"(?:found|finds|finding|got|has|have|loves?|loving|with|met|chose|choose|wants?|seeing|kissing) (?:someone|somebody) (?:else|new)",
    r"love(?:s|d)? (?:someone|somebody) else",
    r"replaced(?: me| by)",
    r"(?:doesnt|dont|didnt|never|wont|cant|couldnt|stopped|stop|quit) <adverb>(?:love|loved|loving|want|wanted|need) (?:me|you|him|her|us|u)(?: back| anymore| any more| no more| like that| the way)+",
    r"(?:doesnt|does not|never) <adverb>(?:loves?|loved|wants?|wanted|cared?|deserved?) (?:me|u|you)",
    r"<they> (?:dont|never|didnt|do not|wont) <adverb>(?:love|loved|want|wanted|deserve|deserved|care about|cared about|chose|choose) (?:me|us)",
    r"(?:stop|stopped|stopping|quit) loving <other>",
    # Getting over it, moving on, revenge.
    (
        r"(?:get|gets|getting|gettin|got|im|i am|not|never|so|totally|finally|completely|almost|still|be|being|trying to be|under|cant be|aint) <adverb>"
        r"over (?:<other>|someone|somebody|us|an ex|this breakup|the ex|a (?:guy|boy|girl|man|breakup|heartbreak))"
    ),
    r"(?:moving|movin|move|moved|moves) on(?: from)?",
    r"get(?:ting)? under someone",
    r"over (?:him|her|you|u|them|my ex)(?: now| already| yet| again| finally)?$",
    r"(?:its|it is|its been|were|we are|weve been|is it|when its|now its|if its|youre|us) <adverb>(?:over|done|through|finished)(?: (?:now|between us|for us|isnt it|baby|boy|forever|already))*$",
    r"(?:im|i am|were|so|all|totally|fully) <adverb>(?:done|through|finished) with (?:<other>|us|love|men|boys|girls|dating|women|relationships|this relationship)",
    (
        r"(?:forget|forgetting|forgot|erase|erasing|delete|deleting|deleted|unfollow|unfollowed|block|blocked|blocking|unblock|unblocked|unblocking|unsend|mute|muted) "
        r"(?:<other>|us|<their> (?:\w+ )?\w+|(?:my|the) exs? \w+)"
    ),
    r"(?:how|songs|trying|music|playlist|want|help me|time|learning|drinking|drink|dancing|need) to forget(?: <other>)?|to forget$",
    (
        r"(?:burn|burning|burned|return|returning|giving back|give back|throw out|throwing out|keeping|wearing|smell) <their> (?:old )?"
        r"(?:hoodies?|sweaters?|sweatshirts?|t ?shirts?|shirts?|letters?|house|stuff|things|clothes|photos?|pictures?|car|jacket|number|memory)"
    ),
    r"<their> (?:old )?(?:hoodie|sweater|sweatshirt|t ?shirt|toothbrush|side of the bed) (?:still|in my|smells)\b.*",
    (
        r"(?:dont|do not|never|stop|shouldnt|should not|cant|resist|quit|resisting|trying not to|not|no) <adverb>(?:call|calling|text|texting|answer|answering|reply|reply to|go back to|going back to|crawl back to|take back|date|dm|stalk|stalking|check|checking) "
        r"(?:<other>|<their> (?:\w+ )?\w+)"
    ),
    r"(?:drunk|late night|3am|2am|one last|last|accidental|desperate) (?:texts?|texting|calls?|calling|dials?|dialing|dialling|voicemails?)(?: (?:to )?(?:<other>|<their> \w+))?",
    r"no contact|zero contact",
    r"unsent (?:letters?|texts?|messages?|drafts?|emails?|songs?|to)|never sent|(?:letters?|texts?|messages?|emails?|songs?|poems?) (?:i|we|you|ill|id|that i) (?:never|wont|didnt|cant|will never|should have|shouldve)(?: ever)? (?:sent|send|gave you|wrote|write)",
    r"(?:things|words|what|stuff|everything|all) (?:that )?(?:i|we|you|ill|id) (?:never|wish i|should have|shouldve|wanted to|didnt|couldnt) (?:got to |get to |had |ever )?(?:say|said|tell|told|saying)(?: (?:to )?<other>)?",
    r"(?:single|solo) (?:again|era|af|now|af again|and (?:free|thriving|healing|over|hurting|heartbroken)|szn|4 ?ever|for (?:good|now|the first time)|since)",
    r"(?:newly|freshly|recently|suddenly|finally|back to(?: being)?|back on the market|accidentally|involuntarily|officially) single",
    r"back on the market",
    r"(?:revenge) (?:body|dress|glow ?up|songs?|playlist|era|on (?:him|her|my ex))",
    r"glow ?up (?:after|post)|(?:after|post) ?(?:him|her|you|divorce|relationship|ex|heart ?break|dumping|dumped)",
    r"(?:life|love|living|there is life|nights?|days|world|me|myself) after (?:you|him|her|love|divorce|us|my ex|heartbreak)",
    r"(?:his|her|your|ur|their) loss(?: not mine)?$",
    r"deserved?(?:s)? (?:so much |way |much )?better",
    r"(?:didnt|doesnt|dont|never|not|wont|cant) deserve[ds]? (?:me|you|her|this|my)",
    r"better (?:off )?(?:without|w o) (?:<other>|me|us)|better off (?:alone|single|gone)|happier (?:without|w o|alone|single|now)",
    r"(?:ok|okay|fine|good|free|living|live|surviv\w+|thriv\w+|learning|nights?|life|mornings?|christmas|summer|here|im nothing|lost|lonely|alone) without (?:<other>|us)",
    r"thank ?(?:u|you) next",
    r"good riddance|bye (?:boy|felicia|bitch|loser|fuckboy)|boy bye",
    r"(?:last|final|our last|long|one more|one last) goodbyes?|goodbye my (?!yellow|horses|friends?|school|job)\w+|goodbye (?:love|lover|baby|kiss|sex|letters?|to (?:<other>|us))|goodbye for good",
    r"(?:get|getting|got|gettin|be|never|ever) back (?:together|with (?:<other>|an ex))",
    r"(?:take|took|taking|want|wants|wanting|get|getting|win|winning|have|bring|need|beg|begging) (?:me|him|her|you|u|my (?:ex|baby|<partner>)|us) back(?: (?:baby|again|please|to me|pls))*$",
    r"(?:please |wont you |will you |if <they> (?:ever )?|baby |just |never |not |aint )(?:ever )?(?:come|comes|came|coming|going to come) back(?: (?:to me|baby|home|around))*",
    r"come(?:s)? back to me|(?:crawl|crawls|crawling|crawled|running|run|runs|come|came|coming) back to (?:<other>|me|us)|(?:come|comes|came|coming) crawling back",
    r"(?:let|letting|lets|lettin) (?:<other>|us|someone you love|love) go|letting go(?: of (?:<other>|us|love))?|learn(?:ing|ed)? to let go|let go of (?:<other>|us)",
    r"(?:gave|give|giving|given) up on (?:<other>|us|love|men|dating)",
    r"(?:we|i|you) (?:shouldve|should have|shouldnt have|should never have|never should(?:ve| have)) (?:known|stayed|left|let|dated|met|loved|kissed|trusted|married)|never should(?:ve| have)? (?:let|left|met|loved|dated|trusted)",
    r"(?:wish|wished|if only|regret) (?:i|we|you) (?:had |d |hadnt |had never |never |didnt )<adverb>(?:met|left|leave|loved|dated|leaving|let <them> go)",
    r"wish (?:you|he|she|u) (?:never left|stayed|had stayed|would come back|would stay|still (?:loved|wanted|cared)|loved me|missed me|(?:was|were) (?:still )?mine)",
    r"(?:i |we )?hope (?:he|she|you|u|ur|youre|hes|shes|your (?:new )?\w+|they|it) <adverb>(?:makes?|making|happy|is happy|are happy|treats?|finds?|rots?|miss|misses|regrets?|thinks?|hurts?|knows?|cries|cry|chokes?|love her|love him|was worth)\b.*",
    r"(?:youll|ull|hell|shell|you will|you gonna|youre gonna|gonna|will|bet <they>|make <them>|make (?:him|her)) <adverb>(?:miss me|regret|be sorry|come (?:crawling )?back|want me back|wish you|jealous|miss this|think about me|think of me)\b.*",
    r"(?:do|does|did|would|bet|so) <they> (?:ever |still |even )*(?:miss|think (?:about|of)|love|remember|regret|hate) (?:me|us|losing)(?: anymore| too)?",
    r"(?:does|did|will|can) (?:she|he) (?:know|love you|make you|kiss you|do it|treat you|even know|hold you)\b.*",
    r"detox(?:ing)? (?:from )?(?:<other>)|healing from (?:<other>|us|a|my|heart\w*|it|love|toxic)|recover(?:y|ing) from (?:<other>|love|heart\w*)",
    r"(?:fuck|fck|fk|f ?ck|f ?k|screw|hate|hating|hateful about|i hate|damn) (?:him|her|my (?:ex\w*|<partner>)|that (?:man|guy|boy|bitch)|boys|men)(?: (?:era|playlist|songs|anyway|all|so much))*$",
    r"(?:dont need|dont want|do not need|no need for|who needs|never needed) (?:<other>|a man|no man|a boyfriend|boys|men)(?: anymore| anyway)?$",
    r"(?:fuck|bad) ?boys? (?:ruined|hurt|broke)|rebound (?:guy|girl|boy|era|relationship|songs?|szn|playlist)|walk of shame after",
    r"(?:its )?not (?:you its me|me its you)|we need to talk",
    # What was, what could have been.
    r"what (?:we|could|might|would|shouldve|couldve|should) (?:had|have been|couldve been|could have been|were|used to be|used to have|almost (?:had|were|was)|never (?:were|was|had|got to be)|been|be|lost|mightve been|might have been|coulda been)",
    r"(?:could|would|should|might)(?:ve| have|a) been (?:us|you|mine|love|ours|something|me)|couldve been us",
    r"(?:we|us|you and i|me and you) (?:could|should|might|almost|nearly|never)(?:ve| have)? (?:had|been|were|made it|was|got|happened|worked|had it all)\b.*",
    r"(?:us|we) (?:were|was) (?:never|almost|once|just|so close|supposed to|meant to|happy once|good|not)\b.*",
    r"were never <adverb>(?:official|together|us|a thing|real|dating|meant)|never (?:even )?official|never really dated",
    r"(?:when|back when|where|remember when|before|how) we (?:were|was|ended|fell apart|broke|used to|loved|dated|stopped) ?(?:still |so |an |a |in )*(?:together|us|happy|in love|love|item|strangers|lovers|a thing|it|ended|broke|talk)?$",
    r"what happened to us|where did (?:we|it) go wrong|how (?:did )?(?:we|it) (?:ended?|went wrong|fell apart|get here)|where we went wrong",
    r"(?:we|you|i|he|she) (?:used to|once) (?:be (?:mine|us|in love|lovers|yours|together|someone|my|so)|love|know|call|want|hold|say you)\b.*",
    r"(?:we|you|she|he|i|they) (?:dont|never|no longer|barely|didnt|wont|stopped|cant) (?:even )?(?:talk|talking|speak|text|call|calls|talks|texts|see each other|recogni[sz]e)(?:ing)? (?:any ?more|now|no more|each other|these days)",
    r"(?:back to|lovers? (?:to|turned|into)|friends (?:to|into)|now we are|now were|became|become|be|perfect|are|just|once again|two) (?:being )?strangers(?: again| now)?",
    r"strangers (?:again|with memories|who|that used to)|(?:from|exes|ex lovers|lovers|us) to strangers",
    r"situation ?ships?|almost relationships?|failed talking stages?|talking stages? (?:over|ended|grief|survivors?)|almost (?:lovers?|us|boyfriends?|girlfriends?|yours|mine|ours)",
    r"the (?:one|girl|boy|man|guy|love|ones) (?:that|who|i) (?:got away|left|lost|let go|let get away|broke)(?: \w+)*",
    r"who (?:broke|left|hurt|ruined|cheated|ghosted|destroyed|dumped|used|betrayed)(?: (?:me|my|us|on|her|him)\b.*)",
    r"right (?:person|people|love|guy|girl|man) (?:but )?(?:at the |but the )?wrong time|wrong person right time",
    r"(?:was|were|wasnt|werent|never|not) (?:i|we|it|she|he|good) (?:\w+ )?enough (?:for (?:<other>|us))|enough for (?:you|him|her)(?: anymore)?$",
    r"miss(?:ing|ed|es|in)? (?:(?:when|what|how|who|the way|all) (?:we|you|it|u)\b.*|(?:him|her|us|my (?:ex|<partner>)|us together|the old (?:us|you)|being (?:yours|his|hers|us|loved|held))(?: (?:again|so much|already|tonight|hours|era|always|too))*)$",
    r"songs? (?:(?:that )?(?:i|we) (?:cant|cannot|can no longer|dont|wont) (?:ever )?(?:listen to|play|hear)|<they> ruined|ruined by|we used to|<they> (?:showed|sent) me|(?:about|for) (?:people|someone|a \w+|boys|men|girls|the \w+) who (?:left|hurt|broke|dumped|dont)|about (?:leaving|losing (?:<other>|us)|moving on|letting go|breaking up|an? ex|my ex|cheating|divorce|him leaving))\b.*",
    r"ruined (?:this|these|my fav\w*|our|all my|every|so many|love|me for) ?(?:songs?|bands?|artists?|albums?|music)?",
    r"(?:last|final|another|not another|one last) (?:song|playlist|poem|album|night|dance|kiss|cigarette)s? (?:about|for|with|i make about|ill write about|i write about|before <they>) (?:<other>|us|leave|left|go)",
    r"(?:remember|remembering|memories of|ghosts? of|haunted by|dreaming of|dreams of|letters? to|what about|requiem for|in memory of|ode to|rip|an? elegy for|elegy for) (?:us|my ex\w*|a past love|an ex\w*|our love|old love)",
    r"ghosts? of (?:us|you|him|her)|your ghost|haunted by (?:<other>)",
    r"(?:i )?(?:still|will always) (?:love|loved|loving|think about|think of|dream about|want|see|hear|wear|cry over|crying over|cant believe|check|not over|check on|feel|in love with) (?:<other>|us)(?: (?:anyway|though|but|when|after|even|everywhere|in|like)\b.*)?$",
    r"(?:cry|cries|crying|cried|tears|drinking|drunk|drink|wasted|sad|depressed|bitter|heartsick|pathetic|hung up|sobbing|overthinking|angry|mad|lonely|alone|not) (?:songs )?(?:over|because of|bc of|cuz of|about|after|thanks to|cause of) (?:<other>|a boy|a girl|some boy|some guy|us|boys|men|a man|an ex|a guy|love|that)",
    r"(?:lost|losing|lose|loose|loosing) (?:you|him|her|us|the love|my (?:<partner>|baby|lover|love|other half))(?: (?:again|to|too|forever|anyway|for good|twice)\b.*)?$",
    r"(?:say|saying|said) goodbye to (?:<other>|us|love|my <partner>)|never (?:loved|yours|mine|us|really loved|really mine)(?: (?:me|you|at all))?$",
    r"(?:rip|r i p) (?:us|our (?:love|relationship)|my (?:relationship|love life|marriage|heart))",
    r"(?:love|loving|loved) (?:you |him |her )?(?:and|then) (?:lost|losing|left|leave|lose|let go)|love lost|no love lost between",
    r"(?:his|her|your|ur) side of the (?:bed|closet|couch|room)|half of the (?:furniture|closet|bed|records|house)|(?:half|part|side) of (?:the|our|my) (?:closet|bed) (?:is )?(?:empty|you left|that was yours)|empty side of (?:the|my|our) bed|half empty (?:bed|closet)",
    r"(?:his|her|your|ur) (?:name|number|side|things|picture|photo|playlist|keys?|toothbrush|voicemail)s? (?:(?:is|are) )?(?:still|left|gone|off my|out of my)\b.*",
    r"(?:return|returning|delete|deleting|deleted|block|blocked|unblock|lose|lost|forget|forgot) (?:his|her|your|ur|my exs?|to sender)(?: \w+)?$",
    r"we (?:were|are) (?:over|done|through|history|never ever|finished|not (?:together|speaking|talking))\b.*",
    r"(?:you|he|she) (?:chose|picked|wanted|married|kissed|loves?|loved|called|picks|chooses) (?:her|him|another)(?: (?:over|instead|not|name)\b.*)?$",
    r"(?:unfollow(?:ed|ing)?|block(?:ed|ing)?) (?:everywhere|on everything|season|era|my number|me)",
    r"(?:not|never|no longer|used to be|was) (?:your|his|her) (?:girl|boy|man|baby|wife|husband|girlfriend|boyfriend|babe|lover|anything)(?: (?:anymore|any more|no more|now|again))*$",
    r"(?:have|want|keep|take|here is|heres) your (?:hoodie|things|stuff|sweater|key|keys|records|heart|love|name) (?:back|now|anyway)",
    r"(?:last|final) (?:night|summer|time|kiss|dance|day|winter|call|text|fight|christmas|hug|valentines?)s? (?:we|with you|with him|with her|together|i saw|you)\b.*",
    r"why did (?:it|we|this|our love|us|love) (?:all |ever |have to )*(?:end|stop|die|break|fade|go wrong|fall apart)|split happens|relationship status\b.*|forget(?:ting)? about (?:<other>|us)|(?:so|finally|im|totally|hes|shes) over (?:it|this) ?(?:all)?$",
    r"still (?:check|stalk|read|wear|text|watch|hear|sleep|wait|cry|stare|keep|smell|see|checking|stalking|reading|wearing|texting|watching|hearing|sleeping|waiting|crying|staring|keeping|have|got) (?:your|his|her|our|for you|for him|for her|at your|in your|on your|over|about)\b.*",
    r"single and (?!ready|mingl|loving|fun|free to)\w+|(?:happily|proudly|forever|still|sadly|bitterly|chronically|aggressively) single|single (?:girl|boy|mom|dad)? ?(?:life|summer|girl|hours|vibes?) (?:again|after|now)",
    r"closure (?:that|i|for|never|is|please|after|without|at)|(?:no|need|needing|want|get|getting|got|without|finding|some|finally|seeking) closure|thanks for (?:nothing|the heart\w+|ruining|breaking|leaving)\b.*|(?:years|months|time|love) down the drain|(?:said|says|wants|wanted) (?:she|he|you|they) needs? (?:space|time)|(?:needs|needed|wanted) space|anti ?(?:love|valentines?)(?: day)?",
    # Promises, wasted years, rings, and being back on the apps.
    r"<they> (?:said|promised|swore|told me|meant) (?:forever|always|love|you loved me|you d stay|itd last|never)(?: \w+)?$",
    r"(?:was|were|used to be|once) (?:my|his|her|your) (?:everything|whole world|world|person|first love|future|forever|favou?rite person)|used to be (?:mine|us|yours|ours|his|hers)",
    r"(?:get|got|getting|stay|out) out of my (?:head|life|dreams|heart|house)|(?:shit|things|hell|stuff|pain|all|everything|what) (?:that )?<they> (?:put me through|promised|did to me|said to me|took from me)",
    r"(?:sign|signed|signing) the (?:divorce )?papers|(?:took|take|taking|threw|giving|gave) (?:off |back )?(?:the|my|your|his|her) ring(?: back| off)?|call(?:ed|ing)? off the wedding|(?:moving|moved|move) out of (?:our|his|her|your) (?:\w+ )?(?:apartment|place|house|home|flat)",
    r"(?:never|not|done|quit|tired of|sick of|swore off|swearing off|afraid of) (?:dating|loving|falling in love|trusting (?:men|boys|anyone)|men|love)(?: (?:again|anymore|ever))*$",
    r"back on (?:tinder|hinge|bumble|grindr|the (?:apps?|dating apps?))|dating apps? again|new (?:phone|number) who dis|men are (?:trash|dogs|liars|the worst)|trust issues|ex(?:es)? files",
    r"gaslit|gaslight(?:er|ers|ing)|love ?bomb(?:ed|ing|er)|narcissist(?:ic)? (?:ex\w*|<partner>|recovery|abuse)|(?:wasted|wasting|waste|spent|gave|lost) (?:\w+ ){0,4}(?:on|to|with) (?:him|her|you|us|a man|my ex)|(?:years|months|time|love|tears) wasted(?: on \w+)?",
    r"(?:lets |we can |can we |can t we |cant we |just |maybe |now )(?:still |just )*(?:be |stay |were |remain )(?:just )?friends|(?:saw|seeing|see|heard about|pictures of|thinking about) (?:you|him|her|my ex) with (?:her|him|someone|another|somebody)|<them> with (?:someone|somebody) else",
    r"(?:i |we |you )?could (?:have|ve) (?:had it all|been|loved|stayed|worked|made it)\b.*|why (?:wasnt|am|was|werent|isnt|arent|aint) i (?:not |never |ever )*(?:enough|good enough|the one|her|loved)|(?:i )?(?:dont|do not|didnt|never|wont|will not) (?:even |ever )?miss (?:you|him|her|us|u|my ex|it)\b.*",
    r"(?:[0-9]+|one|two|three|four|five|six|a|few|some|many|day|week|month|year)(?: (?:days?|weeks?|months?|years?|summers?|winters?))? (?:post|after|since|without|clean of|no contact with|free of) (?:him|her|you|us|my ex|[a-z]|the breakup|it ended|we ended|we spoke|we talked|it happened)$",
    r"(?:my|your|our|the) (?:love|baby|man|girl|boy|lover|heart) (?:left|is gone|walked|moved|went|found|dont love|doesnt love|dont want|has gone)\b.*|was it (?:ever )?(?:real|love|worth it|all a lie)|it was(?:nt| never| not) (?:real |really )?(?:love|real|meant to be|us)",
    r"our (?:old )?songs? (?:hurts?|now|is|are|ruined|anymore|still|without)\b.*|songs? (?:that|which) (?:still )?reminds? me of (?:him|her|us|my ex|what|when)\b.*|(?:screw|fuck|f ?ck|damn) you (?!up|all|too|money|pay|mean)\w+$",
    r"(?:birthdays?|bed|apartment|city|house|home|world|year|winter|spring|autumn|sunday|holidays|songs|dinner|coffee|sleeping|waking up|dancing) without (?:<other>|us)|half of my (?:heart|life) (?:left|is gone|gone|walked)\b.*",
)

SAD = (
    r"sad|sads|sadd+|sadder|saddest|sadness|sadly|sadboys?|sadbois?|sadboyz|sadgirls?|sadgurls?|sadcore|saddie|sadcore|sadsongs?",
    r"cry|cries|cried|crying|cryin|weep|weeping|weepy|weepies|sob|sobs|sobbing|bawl|bawling|tearjerkers?|teary|tears?|tear stained",
    r"depress(?:ed|ing|ion|ive|o|ingly|y|edaf)|depresh|depresso|depressy",
    r"lonely|loneliness|lonelier|loneliest|lonesome|lonliness|loner",
    r"(?:all|so|always|forever|im|i am|still|feeling|feel|being|be|alone|here|home|cry|drinking|dance|dancing|dying|die|sleep|sleeping|nights?|tonight|song|songs|left|sad|scared|tired|really|ill be|only) (?:all )?alone",
    r"alone (?:again|tonight|together|in (?:my|the|a) (?:room|dark|crowd\w*|bed|city|bathroom|rain|house|car)|at (?:night|home|3am|2am|the party|last)|with (?:my|these) (?:thoughts|feelings|demons|ghosts)|and (?:sad|tired|crying|scared)|af|forever|now|on (?:a|my|christmas|valentines?)\b.*)",
    r"melanchol\w*|misery|miserable|sorrow\w*|grief|griev\w+|mourn\w*|bereave\w*|funerals?|woe|woes|woeful|gloom\w*|despair\w*|anguish|forlorn|wistful\w*|bittersweet|dejected|downcast|heavy ?hearted|heavy hearts?|lament\w*|elegy|elegies|requiem",
    r"hurt|hurts|hurting|hurtin|pain|painful|aching|agony|suffer|suffering|wounds|wounded",
    r"(?:im|so|feel|feeling|still|too|and|all|were|we are|a|inside|born|beautifully|hopelessly|emotionally) (?:broken|shattered|crushed|defeated|abandoned)|(?:broken|shattered) (?:inside|people|pieces|souls?|but|boys?|girls?|promises|dreams?|things|and|soul|man|home|trust|smile|open|again)|numb(?:ness)?|hopeless\w*|helpless\w*|worthless|useless|pathetic|unloved|unlovable|unwanted|unrequited|homesick\w*|wallow(?:ing)?|sulk\w*|mope|moping|mopey|moody sad|dreary|bleak|devastat\w+|one of those (?:days|nights)|(?:nobody|no one) (?:gets me|calls|texts|answers|came|noticed|stays|asks)|drowning (?:slowly|in (?:tears|sorrow|sadness|it|my \w+))|alone with (?:the|a|my|your) \w+|(?:and|am|im|so|feel) blue|blue and \w+",
    r"empty (?:inside|rooms?|house|bed|hearts?|chairs?|feeling|feelings|eyes|soul|hours|nights?|again)|feel(?:ing|in)? empty|emptiness|(?:so|feel|feeling|and|im) hollow|hollow (?:inside|heart|and|feeling|eyes|hours)|the void",
    r"(?:feel|feels|feeling|feelin|felt) (?:so |really |very |a bit |kinda |pretty )*(?:down|low|lost|empty|nothing|blue|numb|alone|like (?:shit|crap|crying|giving up|dying|nothing)|bad|sick|hopeless|lonely|invisible|stuck|everything)",
    r"(?:in|up in|all in|deep in) (?:my|ur|your|the|me) (?:feels|feelings|feelz|bag of sadness)|all the feels|right in the feels|(?:hit|hits|hitting|hurt) (?:me )?(?:in )?(?:the|my) (?:feels|feelings)|feels trip|too many feelings",
    r"existential (?:dread|crisis|crises|despair|sadness|angst)|(?:quarter|mid) ?life crisis|dread|angsty?|mental (?:breakdown|health day)s?|having a breakdown|emotional (?:damage|breakdown|wreck|baggage|pain|support|rollercoaster)|breaking down|break ?down (?:and|in|crying)|meltdown|spirall?ing|falling apart|fall apart|coming undone|unravell?ing|losing it|rock bottom",
    r"(?:late night|2 ?am|3 ?am|4 ?am|midnight|sleepless|night|shower|dark|intrusive|heavy|sad) (?:thoughts?|overthinking|tears|feels)|over ?thinking|cant sleep|sleepless",
    r"star(?:e|ing) (?:at|into|out) (?:the|my|a|of) (?:ceiling|wall|walls|void|window|floor|nothing|rain|space|abyss|the window)|(?:looking|staring|gazing|crying) out (?:of )?(?:the |a |my )?(?:\w+ )?windows?|windows? .*\brain|rain .*\bwindows?|(?:walk\w*|cry\w*|stand\w*|alone|tears|danc\w* alone) in the rain",
    r"rainy windows?|(?:grey|gray|stormy|cloudy) (?:skies|sky|days?|mornings?|moods?)|nobodys home|lost without (?:\w+)",
    r"(?:bad|rough|awful|terrible|horrible|shitty|worst|hard|crappy|crap|dark|grey|gray|gloomy|hopeless|low|lonely) (?:days?|weeks?|nights?|years?|months?|moods?|times|place)",
    r"(?:im|i am|were|not|its|definitely|hes|shes|youre|really|everything is|everythings|this is|am i|nothing is) (?:so |really )?(?:not )(?:ok|okay|fine|alright|good|doing (?:well|good|ok|okay|great))|not (?:be )?(?:ok|okay|fine|alright)|(?:its|it is|im|i am) not$|(?:im|i am|everything is|everythings|its all|totally) (?:fine|ok|okay) (?:\W*)(?:im |i am |its |it is |actually |really |but )*(?:not|lie|lies|lying|isnt|aint|crying|dying|i promise|i swear)",
    r"(?:so |just |im |i am |really )?(?:tired|sick|exhausted) of (?:everything|life|it all|being|living|this|trying|people|myself|feeling|pretending|love)",
    r"(?:hate|hating) (?:myself|my ?life|everything|it here|this life|being (?:me|alive|alone|sad))|(?:want|wanna|going|gonna|ready|about) (?:to )?(?:die|disappear|scream|give up|cry\w*|cease)|kill me|i give up|giving up|dead inside|end me|let me rot|rotting in bed|bed ?rot\w*|dying inside",
    r"(?:nobody|no one|noone|no body|who) (?:loves?|cares?|understands?|likes?|knows|sees|hears|wants|listens|asked how)(?: about)? ?(?:me|us|anymore|i feel|im)?$",
    r"(?:i )?miss(?:ing|in|ed)? (?:you|u|ya|home|(?:my )?(?:mom|mum|mama|dad|brother|sister|grand\w+|nan|dog|cat|friends?|old (?:self|life|friends)|family|childhood|youth|bestie|best friend)|them|someone|somebody|people|those days|everyone|the old days|being (?:a kid|young|happy))(?: (?:so|too|much|already|always|grand\w+|mom|mum|dad|papa|nana|bro|sis\w*|tonight|forever|everyday|more|like|a lot|most|every)\b.*|$)",
    r"wish (?:you|u|he|she) (?:were|was|could be) here|rest in peace|in loving memory|gone too soon|(?:for|rip|to|miss|goodbye|losing|lost) (?:my |a |our )?(?:mom|mum|mama|dad|daddy|father|mother|brother|sister|grandma|grandpa|granny|nana|nan|grandmother|grandfather|best friend|dog|cat)s?(?: funeral| memorial| in heaven)",
    r"funeral|memorial for|loss of (?:a|my)|losing (?:a|my) (?:friend|dad|mom|mum|parent|dog|cat|brother|sister|mind)|losing someone|friendship breakups?",
    r"(?:winter|sunday|monday|seasonal|birthday|holiday|christmas|rainy|summertime|autumn|night|late night|post \w+|baby|homesick|lonesome|weekend|midnight) blues|(?:got|have|sing\w*|feeling) the blues|feel\w* blue|so blue|sunday scar\w+|seasonal depression|seasonal affective",
    r"(?:down in the dumps|down bad|feeling down|down and out|lets be sad|be sad|sad and \w+|having a (?:cry|moment)|good cry|ugly cry\w*|mood (?:low|sad)|vent(?:ing)?(?: playlist| songs| session)|trauma\w*|hurts? so good|love hurts|(?:love|life|everything|it all) (?:sucks|hurts|is (?:pain|suffering|meaningless|pointless|hell))|cold and (?:lonely|empty)|heart (?:hurts|heavy|is heavy|hurting)|soft and hollow)",
    r"(?:phoebe bridgers|elliott smith|mitski|bon iver|sufjan(?: stevens)?|the smiths|morrissey|joy division|julien baker|boygenius|big thief|adrianne lenker|nick drake|keaton henson|daughter|radiohead|billie eilish|lana del rey|lana|lewis capaldi|adele|olivia rodrigo|conan gray|gracie abrams|joji|xxxtentacion|lil peep|juice wrld|mazzy star|cigarettes after sex|noah kahan|the national|damien rice|nico|cat power|low roar|mount eerie|slowdive|frank ocean) ?(?:core|hours|girlies?|mood|moods|era|type sad|thoughts|in the rain|and (?:chill|cry|chips)|on repeat crying)",
    r"without (?:you|him|her|u)|nothing without|cant (?:go on|do this|breathe|cope|stop crying|feel (?:anything|my \w+)|take (?:it|this))(?: anymore| any more)?|i cant anymore|no (?:hope|reason to live|will to live)|hope(?:s)? (?:lost|is lost|gone|is gone)|lost (?:hope|soul|souls|boy|girl|and (?:lonely|alone|broken|confused))",
    r"(?:why|what) (?:am i|is wrong with|do i|does it|does everything|did i|cant i) (?:so sad|like this|me|feel|hurt|even try|always|sad|crying|be happy)\b.*|im (?:so )?(?:sad|tired|lonely|broken|lost|crying|empty|numb|dead|a mess|tired and sad)",
    r"songs? (?:that|to|which|for when) (?:\w+ ){0,4}(?:cry|hurt|hurts|sad|sob|tears|weep|break me|broke me|destroy|wreck|kill me|devastate|ruin me|die|sulk|mope|wallow|lonely|alone|depressed|down|broken|numb|feel (?:nothing|something|too much|things))",
)

WHOLE = {
    # Said alone (with "songs", a year and the like around it) these say it; inside other titles they say other things.
    "breakup": r"closure|unsent|no closure|ex|exes|my ex|over|over it all|the end of us|healing(?: era| arc)? after|the split|separated|separation|"
    r"goodbye(?: lover| baby)?|betrayed|betrayal|unfaithful|walk(?:ing)? away|the last time|almost|we almost|your fault|"
    r"i loved you|loved you once|i loved (?:him|her)|splitsville|loved and lost|dear john|blocked|unfollowed|no more us|not us anymore|"
    r"never again|irreplaceable|my ex and i|(?:he|she) (?:left|lied|cheated|moved on)|you (?:lied|left)|youre gone|the split",
    "sad": r"alone|lonely|numb|hollow|empty|lost|broken|shattered|crushed|abandoned|hurt|hurts|pain|ache|aches|tears|feeling blue|dark times|lows|down|gloom|"
    r"tired|so tired|exhausted|fragile|drowning|sinking|falling apart|emptiness|void|heavy|feels|feelings|the feels|the blues|"
    r"ouch|oof|rip|i give up|sigh|ugh",
}
