"""Stems of what is never answered, and of what exports do not hold, in all languages at once.

A language's own table says what a question asks for; these say what it must not be about, and so they do not wait for
the language to be guessed right: one word of them is enough, in whichever sentence. They stand against folded text
(lower case, without accents). What is said of music stays out of them: "depressing playlists", "playlisty depresyjne".
"""

from __future__ import annotations

import re

_MIND = r"""
    depress(?:ed|ion|iv)\b | (?:est|es|e|sou|suis|ist|bin)\s+depress?i(?:f|ve|vo|va)\b
    | depre(?:ssa[od]|sion\b|ssao\b)
    | deprim(?:id|e\b|ee\b|iert) | depresj[aei] | anxi(?:ous|et) | ansi(?:edad|edade|os[oa]\b) | anxieux | anxieuse
    | angstzustand | suicid | selbstmord | suizid | samoboj | self[\s-]?harm | bipolar | schizo | psychot
    | psychos[ei] | psychopat | sociopat | manic\b | mania(?:c|ac)?\b | manisch | ptsd | adhd | adhs | tdah | autis
    | asperger | \bocd\b | neurodiver | neurotyp | narcis | narziss | dementia | demenz | therap
    | terap(?:ia|ii|eut|ie)
    | psychiat | psiquiat | psycholog | psicolog | psychical | psychiczn | psychisch | psychique | mental(?!ity)
    | diagnos
    | disorder | trauma | (?:having|had|nervous|mental)\s+(?:a\s+)?breakdown | burn(?:ed|t)?[\s-]?out
    | stress | estres
    | \bpanic\s+attack | medicat | medikament | antidepres | antydepres | antidepr | relaps | ruckfall | \bgrief
    | grieving | \bcope\b | coping | real\s+life | \bpills?\b | \bkids?\b | pregn
    | \b(?:his|her|their|\x00+'s|love|private|sex|home|family)\s+life\b
    | personalit | character\s+traits? | kind\s+of\s+person | (?:dark|bad|better)\s+place | hard\s+time | \birl\b
    | \btom(?:a|am|o)\s+(?:remedio|medica|pastilla)
    | remedios? | \blek[iu]\b | \blekow | nimmt\s+\S+\s+\S*(?:drog|pill|medik) | \bmeds\b
    | insomni(?:a\b|o\b|e\b|aque\s+medic)
    | bezsennosc | schlaflos | schlafstor | 鬱(?!曲|な曲|ソング|っぽい曲) | うつ | メンタル | 精神 | 自殺 | 自傷
    | 発達障害 | 双極 | 不安障害 | 不眠 | ストレス
    | \b(?:daddy|mommy|anger|attachment|abandonment|trust|self[\s-]?esteem)\s+issues
    | \beinsam(?!keits?(?:lied|song|playlist))
    | \blonely\b(?!\s+(?:songs?|music|tracks?|playlists?)) | \bloneli(?:ness|est)\b
    | \b(?:lies|lied|lying)\s+(?:about|to)\b | \bbald\b | \bred\s+flags? | \bbad\s+influence
    | \bsecrets?\s+(?:from|of|about)
    | \bworried\s+about | \bbe\s+worried\b
    | \brate\s+(?:the\s+|our\s+|us\s+)?(?:girls|boys|guys|women|men|members|people)\b | \bcry\s+for\s+help
    | \bcall\s+for\s+help | \bneeds?\s+(?:a\s+)?(?:hugs?|help|support|therapy)\b
    | \bsamotn(?:y|a|i)\b | \b(?:periode|phase)\s+difficile | mauvaise\s+passe | mala\s+racha | fase\s+ruim
    | \bschwere\s+zeit | \btrudny\s+okres | \b(?:sluts?|whores?|bitch(?:es)?|assholes?|losers?|cunts?|hoes?)\b
    | \b(?:anger|trust|money|body|health|family|marital|alcohol|drinking)\s+(?:issues|problems?) | \bproblemes?\s+d'
    | \bproblemas\s+(?:de|con|com)\b | \b(?:shrinks?|fragile|fragil|traumati|narcs?)\b | 孤独(?!な曲|ソング)
    | \bgot\s+laid\b | \bcommutes?\b | \bva\s+(?:bien|mal)\b | \bgeht\s+es\s+\S+\s+(?:gut|schlecht)
    | \bna\s+(?:bad|fossa)\b
    | \bde\s+bajon\b | 元気 | 落ち込 | 悩んで | 泣いて | \bcry(?:ing)?\s+(?:over|about|themselves)
    | カウンセリング | \b(?:emotionally|mentalmente|psychicznie)\s+\w+
"""
_BODY = r"""
    \bsick(?:ness|er|est)?\b | \bill(?:ness|nesses)?\b | disease | \bcancer\b | \bhiv\b | \baids\b | \bstds?\b | covid
    | krank | chor(?:y|a|ob|uje) | \bmalad(?:e|ie) | \benferm | \bdoent | \bdoenca | health | salud(?!o) | \bsaude
    | gesund
    | zdrow(?:ie|ia|y|a)\b | \bsante\b | pregnan | embaraz | enceinte | schwanger | gravid | \bciaz | abort | avort
    | fertil | menstrua | disabl | disabilit | behinder | discapac | handicap | deficien | niepelnospraw | anorex
    | bulimi
    | overweight | obes(?:e|ity|o|a) | \bdiets?\b | lose\s+weight | drunk | alcohol | alkohol | pijan[ya] | betrunken
    | borrach | bebad[oa]\b | bebe\s+(?:mucho|muito|demais) | \bivre | saoul | drinks?\b | drinking | sober
    | hung\s?over
    | \bdrugs?\b | droga | drogue | drogen | narkot | \bweed\b | cannabis | marihuana | marijuana | cocain | kokain
    | stoned
    | high\s+on | \bsmok(?:es?|ing)\b | 妊娠 | 病気 | 病院 | 健康 | 障害 | アルコール | 酔っ | 薬物 | 依存症 | 摂食
    | 体重
    | sleep\s+(?:enough|well|schedule|disorder|badly) | sleep[\s-]depriv | tired\b | exhaust
"""
_INTIMATE = r"""
    \bgays?\b | gejem | gejow | \bgej(?:em|a|e)?\b | gayest | lesb | lesbij | bisex | biseks | homosex | homoseks
    | \bhomos?\b
    | queer | closet(?!\s+(?:fan|swiftie|listener|stan)) | armario | transg | transsex | transex | transek | \btrans\b
    | non[\s-]?binary | nichtbinar | asexual | lgbt | hetero | sexual | seksual | sexuel | sexuell
    | \bsex(?:es|o|e|y)?\b
    | seks | virgin\b | \bhorn(?:y|iest)\b | porn | fetish | \bkink | \bnaked\b | \bnudes?\b | schwul
    | coming\s+out | came\s+out\s+(?:as|of\s+the\s+closet) | in\s+the\s+closet
    | straight\b(?=\s*(?:or\b|\?|$|guy|girl|people|man|woman))
    | (?:most|least|really|actually|secretly|is|who's)\s+straight\b(?!\s+(?:hours|days)) | \bgender\b | masculine
    | feminine
    | orientation | ゲイ | レズ | 同性愛 | 両性愛 | バイセクシャル | トランスジェンダー | 性的 | 性別 | セックス
    | 処女 | 童貞
    | (?:is|are)\s+dating | \bdat(?:es|ed|ing)\b | sleep(?:s|ing)?\s+(?:with|together) | slept\s+(?:with|together|at)
    | hook(?:s|ed|ing)?\s+up
    | \baffairs?\b | cheat | unfaithful | infidel | infiel | infidele | untreu | betrug | zdrad | trai[ru]\b | traindo
    | traiu | crush(?:es|ing)?\s+on | has\s+a\s+crush | in\s+love\s+with | secretly\s+in\s+love | enamorad | amoureu
    | verliebt
    | zakochan | apaixonad | \bmarri(?:ed|age) | wedding | (?:met|meets|seeing)\s+(?:someone|somebody)
    | \bfat(?:ter|test)?\b | \bweight\b | spend\s+the\s+night | spent\s+the\s+night | couche\s+avec | 彼氏
    | 彼女(?:が|は|い) | divorc | verheiratet | geschieden | \bcasad[oa]\b
    | divorci | soltei?r[oa]
    | celibat
    | est\s+marie | \bzonat[ya] | mezatk | rozwod | boyfriend | girlfriend | fiance | \bwife\b | husband
    | \bnovi[oa]s?\b | (?:\bse\s+|\bsich\s+|\bs')(?:separ|trenn|getrenn) | \bfall(?:s|en|ing)?\s+(?:in\s+love|for)\b
    | \bfell\s+(?:in\s+love|for)\b | \blove\s+with\b | \bsplit(?:ting)?\s+up\s*\W*$ | 失恋(?:した|して|中) | 付き合っ
    | \bnamor[aoeu] | freundin\b | einen\s+freund\b | eine\s+freundin\b | \bcopain | \bcopine | \brompu
    | chlopak[a]?\b
    | dziewczyn[aey]\b | petit(?:e)?[\s-](?:ami|copain|amie|copine)
    | fester?\s+freund
    | \bsex[\s-]?life | virginity | 付き合って | 浮気 | 不倫 | 恋人 | 恋して | 結婚 | 離婚 | 独身 | 片思い
"""
_BELIEF = r"""
    relig | \bcrente | \bfasts?\b | \bfasting | ramadan | \bbible\b | \bbibel | \bjesus\b
    | \bchrist(?:ian|ians|ianity)\b(?!\s+\w+'s) | cristian[oa]s?\b | chretien | \bkatholi | catholi | catolic
    | katoli
    | muslim | musulman | muzulman | muculman | islam | moslem | \bjew(?:s|ish)?\b | judi[oa]s?\b | judeu | judia
    | jud(?:e|in|isch)\b
    | \bjuif | \bjuive | zyd(?:em|owk|zi)? | hindu | buddh | budis | atheis | ateist | athee\b | \bateu\b | mormon
    | jehova
    | \bchurch(?:es)?\b | iglesia | eglise | igreja | kirche | kosciol | koscio | mosque | moschee | synagog | \bpray
    | gebet | modl[ia] | believ(?:e|es|er)\s+in\s+god | wierz[acy]+\s+w\s+boga | spiritual | \bpolitic | politik
    | politique
    | polityc | polityk | politis | republican | democrat | demokrat | conservador | conservative | liberal
    | (?:left|right)(?:\s+or\s+(?:left|right))?[\s-]?wing | (?:far|alt)[\s-](?:left|right)
    | (?:de|da)\s+(?:izquierda|esquerda|direita)
    | de\s+derechas? | de\s+(?:gauche|droite) | (?:links|rechts)(?:extrem|radikal|wahl) | prawicow | lewicow | lewak
    | prawak
    | commun(?:ist|ism) | komunist | socialist | fascis | faschis | faszyst | \bnazi | racis | rassis | rasist | sexis
    | feminis | feminaz | woke\b | \bmaga\b | \btrump\b | \bbiden\b
    | \bvot(?:e|es|ed|er|ers|ing|a|o|ou|am|ar|aria|ez|ent|ait)\b
    | wahlt\s | gewahlt\b | wahler | glosowa | glosuje | \bparty\s+(?:does|did)\s+\S+\s+(?:vote|support) | ethnic
    | etnic | ethni
    | immigra | inmigra | imigra | einwander | imigrant | migrant | refugee | skin\s+colou?r
    | (?:what|which)\s+race\b | \bracial | 宗教 | 信仰 | 信者 | キリスト教 | クリスチャン | カトリック | 仏教
    | イスラム | 政治 | 右翼 | 左翼
    | 投票 | 民族 | 人種 | 移民 | フェミ
"""
_STANDING = r"""
    \biq\b | intelligen | \bsmart(?:er|est)?\b(?!\s+(?:speaker|tv|phone|watch|shuffle|playlist)) | stupid
    | \bdumb(?:er|est)?\b | salar | \bincome | \bwages? | unemploy | jobless
    | arbeitslos | desemple | desempreg | chomeu | chomage | bezrobot | in\s+debt | \bpoorest\b | \bpobres?\b
    | \bgord[oa]s?\b | \bgrub[ya]\b | \btoxic | 太って | 痩せ | schulden\b | wealth | \bricher
    | richest
    | (?:is|are|who's|who|being)\s+(?:rich|poor)\b | rich\s+enough | \bafford | poverty | \barm\s+oder\s+reich
    | rico\s+o\s+pobre
    | gehalt\b | verdien(?:t|en)\s+\S+ | ganan?\s+(?:de\s+)?dinero | cuanto\s+gana | quanto\s+ganha | combien\s+gagne
    | ile\s+zarabia | \bganha[mr]?\s+(?:por|ao)\s+mes | \bgana\s+al\s+(?:mes|ano)
    | zarabia | criminal | arrest | \bjail\b | prison(?!\s+(?:song|playlist)) | personality\s+(?:type|disorder) | mbti
    | 給料 | 年収 | 収入 | 貧乏 | 金持ち | 無職 | 知能 | 頭がいい | 頭が悪い
"""
SENSITIVE = re.compile(f"{_MIND}|{_BODY}|{_INTIMATE}|{_BELIEF}|{_STANDING}", re.VERBOSE)
"""Health, body, intimacy, belief, origin and standing: listening shows none of them."""

_PLACE = r"""
    ^\W*(?:(?:and|so|but|hey|ok|tell\s+me|guess)\s+)*where\b
    | \bwhere(?:'s|\s+(?:is|are|was|were|did|does|do|in|on|has|have|exactly|else))\b
    | \b(?:city|cities|town|village|street|neighbou?rhood|zip\s*code|postcode|postal)\b | hometown | address(?:es)?\b
    | \b(?:which|what|whose)\s+countr | time\s?zone | zeitzone | \babroad\b
    | (?:in|during)\s+(?:class|school|a\s+meeting)\b
    | \b(?:went|goes|fl(?:y|ew|own|ies)|drove|drives|moved?|been)\s+(?:back\s+|over\s+|out\s+)?to
        \s+(?!(?:be|sleep|the\s+top)\b)
    | \blives\s+(?!at\s+the|version) | \bfrom\s+(?:work|school|accounting|uni|college|the\s+office|hr|church)\b
    | \bm(?:y|on|ein|i|eu|oj)\s+ex(?:'s)?\s+(?:\w+\s+)?(?:listen|play|hear|stream|ecout|hor|escuch|oye|ouv|sluch)
    | \bwho(?:'s|\s+is|\s+are)\s+(?:the\s+)?(?:old|young|tall|short|pretti|prett)(?:i?est|er|y)?\b
        (?!\s+(?:playlist|listener|fan|attention|session|track|song|loop))
    | \basked\s+(?:you|about) | \b(?:serial|device)\s+(?:number|id)s? | \bslept\s+over | \bfui\s+a\b
    | \bfuhr\s+nach | \bpojecha
    | who\s+(?:was|is|were|went|came|did)\s+(?:\S+\s+)?(?:with|over)\b | with\s+whom | quien\s+estaba\s+con
    | wer\s+war\s+(?:bei|mit) | avec\s+qui\s+etait | travel | \btrips?\b | vacation | on\s+holidays?\b
    | out\s+of\s+(?:the\s+)?(?:country|town) | \bwi-?fi\b | whose\s+(?:house|place|bed) | \bgps\b
    | coordinates
    | \blocat(?:ion|ed|e)\b | whereabouts | \bhotel | airport | at\s+home\b | home\s+alone
    | (?:go|come|went|came|get|got|left|nobody|not)\s+home
    | at\s+(?:the\s+)?(?:work|school|uni|university|college|office)\b
    | (?:skip(?:s|ped)?|miss(?:es|ed)?|late\s+for)\s+(?:work|school|class)
    | at\s+\S+'s\s+(?:place|house|home|flat|apartment)\b
    | at\s+(?:\x00+|his|her|their|my|someone)(?:'s|s)?\s+(?:place|house|home|flat|apartment|job|office)
    | \b(?:works?|working|live[sd]?|living|lived|stay(?:s|ed|ing)|moved)\s+(?:at|in|near|to|with|together)\b
    | same\s+(?:place|house|room|flat)
    | \bdonde\b | \bonde\b | ^\W*ou\s+(?:habit|est|et|vit|a\b|se\b|\x00) | d'ou\b
    | \bwo\s+(?:wohn|war|ist|lebt|hat|hort|arbeit|\x00) | woher\b | wohin\b
    | \bgdzie\b | skad\b | dokad\b | wohnt | wohnort | mieszka | \bhabite | \bhabita\b | \bmora\b
    | vive\s+(?:en|em)\b | ciudad | cidade | \bville\b
    | \bstadt\b | miast(?:o|a|em)\b | miescie | \bpais(?:es)?\b | \bpays\b | welche[ms]?\s+land\b | kraju\b | kraj\b
    | direccion | endereco | adresse
    | adres\b | zu\s+hause | en\s+casa | em\s+casa | chez\s+(?:lui|elle|\x00) | w\s+domu | urlaub | vacaciones
    | vacances | ferias\b | wakacj(?:ach|e)\s+by
    | bei\s+\x00+\s+(?:geschlafen|zuhause|daheim|ubernachtet) | ubernacht
    | どこ | 住所 | 住んで | 場所 | 出身 | 旅行 | 自宅 | 家に | 家で | 街に | 都市 | 何県 | どの国 | 引っ越
"""
_PERSON = r"""
    \bdm(?:'?s)?\b | direct\s+messages? | \b(?:chat|search|browser|browsing|message|call)\s+(?:history|logs?)
    | lurkers? | (?:never|not|n't)\s+(?:agreed|consent\w*|opt\w*)
    | \b(?:admin|owner|mods?|members?|people|users?)\s+(?:of|from|on|in)\s+(?:the\s+|a\s+)?(?:other|neighbou?ring
    |rival|different) | \x00+'s\s+(?:phone|number|computer|laptop|car)\s*\W*$
    | \b(?:private|personal|text|sms|deleted)\s+(?:messages?|chats?|texts?)
    | \b(?:\x00+|his|her|their|my|everyone's)(?:'s)?\s+(?:messages|chats?|texts|inbox|mails?|e-?mails?)\b
    | (?:read|show|list|see|leak)\s+\S*\s*(?:messages|chats?|texts|inbox) | texted\b | mensaj(?:e|es)\b
    | mensage(?:m|ns)\b | nachricht | wiadomosc | messages?\s+prives?
    | password | passwort | contrasena | \bsenha | mot\s+de\s+passe | haslo\b | hasla\b | \bpin\s+code
    | credit\s+card | bank\b
    | e-?mail | phone\s+number | telefonnummer | numer\s+telefonu | \bip\b | real\s+name | last\s+name | surname
    | full\s+name | nachname
    | nazwisko | sobrenome | apellido | nom\s+de\s+famille | birthday | birth\s?date | geburtstag | cumple
    | aniversario\s+d | urodzin | anniversaire
    | how\s+old\s+(?:is|are|was)\s+(?:\x00|he\b|she\b|they\b) | wie\s+alt\s+ist\s+(?:\x00|er|sie)
    | cuantos\s+anos\s+tiene | quantos\s+anos\s+tem | quel\s+age
    | ile\s+lat\s+ma | (?:other|another|different|different|second|every)\s+(?:discord\s+)?(?:server|guild|group
    |discord)s?\b
    | (?:the\s+)?server\s+(?:of|at|from|where)\b
    | (?:otro|outro|autre|ander\w+|inn\w+)\s+(?:servidor|serveur|server\w*|serwer\w*|grupo|gruppe|grupie|groupe)
    | (?:left|not\s+(?:in|on)|isn't\s+(?:in|on)|outside(?:\s+of)?|no\s+longer\s+(?:in|on)|kicked\s+from
    |banned\s+from)\s+(?:this\s+|the\s+|our\s+)?(?:server|group|guild|discord)
    | opted\s+out | anonym | unmask | \bdeleted\b
    | (?:people|those|members?|users?|everyone|anyone)\s+(?:who|that)\s+(?:have\s+|has\s+)?(?:left|quit|gone|refus
    |declin|banned) | \b(?:banned|kicked|removed|former|ex)[\s-](?:users?|members?|people|person)
    | (?:gaming|other|another|different)\s+discord | discord\s+(?:id|name|tag) | \bunder\s?-?(?:age|18|21)
    | over\s+18 | \byears\s+old\b | teenager | \bjobs?\b | profession\b | opt[\s-]out
    | (?:hidden|invisible|non[\s-]?consenting|non-?)\s*members?
    | who\s+(?:is|are)\s+hid(?:den|ing) | did\s?n[o']t\s+(?:consent|agree|opt)
    | private\s+session | incognito | secret(?:ly)?\s+(?:session|listen(?:s|ing)?\s+history)
    | without\s+(?:their|his|her)\s+(?:consent|permission|knowing)
    | \bmy\s+(?:boss|mom|mum|mother|dad|father|sister|brother|parents?|teacher|neighbou?r|co-?worker|colleague
    |roommate|flatmate|cousin|aunt|uncle|grandma|grandmother|wife|son|daughter|landlord|therapist|crush)\b
    | \bmein(?:e|em|en|er)?\s+(?:chef\w*|mutter|vater|schwester|bruder|eltern|nachbar\w*|kolleg\w*|freundin
    |exfreund\w*)\b
    | \bm(?:i|on|a|eu|inha)\s+(?:jefe|jefa|madre|padre|hermana|hermano|patron(?:ne)?|mere|pere|soeur|frere|voisin\w*
    |chefe
    |mae|pai|irma|irmao|vizinh[oa])\b
    | \bmoj(?:a|ego|ej)?\s+(?:szef\w*|mam\w*|tat\w*|siostr\w*|brat\w*|sasiad\w*)\b
    | \bmit\s+wem\s+(?:schreib|telefonier|red|sprich|trifft|war)\w* | 一緒に(?!聴|聞|再生)
    | パスワード | 電話番号 | メールアドレス | メッセージ | 本名 | 名字 | 誕生日 | 何歳 | 年齢は | 他のサーバー
    | 別のサーバー | 別のグループ | サーバーにいない | 非公開 | プライベート
    | (?:私|僕|俺)の(?:母|父|上司|兄|姉|弟|妹|先生|彼女|彼氏)
"""
PRIVATE = re.compile(f"{_PLACE}|{_PERSON}", re.VERBOSE)
"""Places, messages, identities, and people who are not here or did not agree."""

_CUE = r"""
    judging\s+(?:by|from) | based\s+on | according\s+to | going\s+by | tell\s+(?:me\s+)?(?:if|whether|from)
    | (?:show|prove|reveal|mean|suggest|imply|betray|indicate|give\s+away)s?\b
    | (?:say|tell|know)s?\s+about | sign(?:s)?\s+of | symptom | look(?:s|ing)?\s+like | sound(?:s|ing)?\s+like
    | seem(?:s|ed)?\b | \bguess | estimate | infer | deduce | profile\s+of | probably | likely
    | personality | judge | analy[sz]e | evaluate | assess | \bis\s+(?:it\s+)?true\b | segun | a\s+juzgar | d'apres
    | selon | laut\b | nach\s+(?:den|seinen|ihren|der) | sadzac | wedlug | pelo\s+gosto | pelas?\b | segundo
    | から見て | から判断 | によると | 性格
"""
INFERENCE = re.compile(_CUE, re.VERBOSE)
"""Words that draw a conclusion about somebody; beside a word that is not understood, nothing is concluded."""

UNHELD = re.compile(
    r"""
    \b(?:rap(?!\s+god)|hip[\s-]?hop|trap|drill|grime|rock|hard\s?rock|pop|metal|heavy\s?metal|punk|indie|jazz|blues
    |soul|funk|disco\s+music
    |r\s?&\s?b|rnb|techno|trance|edm|dubstep|drum\s+and\s+bass|dnb|reggae|reggaeton|salsa|bachata|cumbia|merengue
    |corridos?|rancheras?
    |flamenco|samba|pagode|sertanejo|forro|mpb|bossa\s+nova|funk\s+carioca|[kj]-?pop|schlager|disco\s+polo|folk
    |classical|klassik
    |clasica|classique|ambient|lo-?fi|grunge|gospel|opera|shoegaze|genres?|generos?|gatun\w+|musikrichtung\w*
    |stilrichtung\w*)\b
    | ジャンル | ロック | ポップス | ヒップホップ | ラップ | ジャズ | クラシック | メタル | パンク | テクノ | 演歌
    | アニソン
    | \bchart(?:ed|s|ing)?\s+(?:at|in|number|on)
    | \bhow\s+old\s+(?:is|are|was|were)\s+(?:\S+\s+){0,3}(?:music|songs?|tracks?|albums?|artists?|bands?)
    | how\s+long\s+(?:is|are|was)\s+(?:\S+\s+){0,3}(?:songs?|tracks?|albums?)\b | by\s+(?:their|the)\s+words
    | (?:youngest|oldest|newest)\s+(?:artist|band|singer|song|track|album|music)
    | (?:artists?|bands?|singers?)\s+(?:\S+\s+){0,3}(?:is|are)\s+(?:the\s+)?(?:young|old)(?:est|er)?\b
    | \bnext\s+(?:album|song|single|tour|concert|record)s? | upcoming | \brappers?\b | \bpop\s?stars?\b
    | what\s+year\s+(?:is|was|did|are)\b.{0,60}\b(?:from|made|out|recorded) | \bhow\s+loud | \b(?:fe)?male\b
    | \b(?:wo)?men\b
    | \bfemin(?:in[aeo]s?|ino)\b | \bmasculin[oae]?s? | weiblich | mannlich
    | kobiec | mesk | \bfrauen\b
    | \bmujeres\b | \bmulheres\b | \bfemmes\b | \bkobiet | 女性 | 男性
    | popular(?:ity)?\s+(?:\w+\s+){0,2}(?:on|in|across|around)\s+(?:spotify|the\s+(?:world|charts?|planet)|general
    |youtube|tiktok)
    | (?:most|more|less|least)\s+popular\s+(?:artists?|bands?|songs?|music|tracks?)\b(?!\s+(?:here|in\s+(?:this|the
    |our)|with|among|of\s+(?:ours?|us|the|this|our)))
    | \bhits?\s+(?:of|from)\s+the\s+(?:\d|eighties|nineties)
    | \b(?:the\s+)?(?:[5-9]0|19[5-9]0|20[012]0)'?s\s+(?:music|songs?|hits?|tracks?|artists?|bands?)
    | (?:songs?|music|tracks?|albums?|hits?)\s+(?:that\s+(?:came|come)\s+out|released|made|recorded|written|published)
    """,
    re.VERBOSE,
)
"""Genres, who sings, what the world likes, and when music came out: no export says so."""
