# ruff: noqa: E501 - one line per kind of phrase reads better than one line per hundred characters
"""Polish, Czech and Slovak, Russian, Ukrainian, Serbian and Croatian, in the scripts they are written in."""

from __future__ import annotations

BREAKUP = (
    # Polish
    r"rozsta(?:nie|nia|niu|niem|niowe|lismy|l|la|j|c)\w*|porozstaniow\w*|roze(?:szlismy|jscie|jsciu)\w*|zerwani\w*|zerwa(?:l|la|lismy|lem|lam|c)\w*|zlaman\w* serc\w*|serc\w* (?:\w+ )?(?:zlaman\w*|w kawalkach|pek\w*|rozbit\w*|boli)|(?:zlamal|zlamala|zlamales|zlamalas|lamiesz|lamie)\w* (?:mi |moje )?serc\w*|(?:peknie\w*|zranion\w*|rozbit\w*) serc\w*|zostawi(?:l|la|les|las)\w*(?: mnie)?|porzuc\w+|rzuci(?:l|la|les|las)\w* mnie|zdrad(?:a|y|zie|zi\w+|zon\w+)|odsze(?:dl|dles)\w*|odesz(?:la|las)\w*|(?:o |po |dla |moj |moja |mojego |mojej |swoj\w* |do |z |przez )byl(?:y|a|ym|ej|ego|emu)|byl(?:y|ego|ym) chlopak\w*|byl(?:a|ej) dziewczyn\w*|(?:o |po |dla |moj |moja |mojego |mojej )(?:eks|ex)|zapomni?(?:ec|j|alem|alam|ij)? o (?:nim|niej|tobie|bylym|bylej)|(?:juz )?nie kocha(?:m|sz|)\w*(?: (?:mnie|cie|juz))*|koniec (?:milosci|nas|zwiazku|z nami|z nim|z nia)|to (?:juz )?koniec(?: z nami)?|nieszczesliw\w* milos\w*|(?:utracon\w*|stracon\w*|byl[ae]|dawn\w*) milos\w*|rozwod\w*|rozwiedzion\w*|wroc(?: do mnie| prosze)?|tesknie za (?:nim|nia|bylym|byla)|znow(?:u)? (?:sama|sam|singiel|singielka|wolna|wolny)|bez niego|bez niej|nie wraca(?:j|m|sz)|odejdz|zapomne (?:cie|o)|po nas|nie jestesmy razem|zlamas serce|skonczylo sie",
    # Czech, Slovak
    r"rozchod\w*|rozesli jsme|rozisli sme|zlomene srdce|zlomil\w* (?:mi )?srdce|opustil\w* (?:me|ma)|bejval(?:y|a|ka|ej)\w*|byvalk?[ay]|byval[ey]ho|nestastna laska|podvedl\w*|nevera|rozvod\w*|zapomenout na (?:nej|ni|tebe)",
    # Russian, Ukrainian (й stands as и, ё as е, ї as і after normalising)
    r"расст(?:авани\w*|ались|ался|алась|аться|анься|ались|анемся|аюсь|аемся)|разошлись|разрыв(?: отношени\w*)?|разлук\w*|(?:разбит\w*|разорван\w*|сломан\w*) (?:мое )?сердц\w*|сердц\w* (?:\w+ )?(?:разбит\w*|вдребезги|на части)|разби(?:л|ла|ли|вает|ваешь)\w* (?:мне |мое )?сердце|сердце ?ед\w*|(?:мо[ияею]\w* |твои |твоя |о |про |для |к |с |от )?бывш(?:ии|ая|ие|ем|им|еи|его|ую|их|ему|еи)(?: (?:парень|парня|девушк\w*|муж\w*|жен\w*|любов\w*))?|(?:он|она|ты|меня) (?:меня |от меня |мне )*(?:уше?л|ушла|ушел|бросил\w*|изменил\w*|предал\w*|разлюбил\w*|забыл\w*|не любит|не любишь)|(?:бросил|бросила|предал|предала) меня|разлюбил\w*|измен(?:а|ы|е|у|щик\w*|ил|ила|ял|яла)|предательств\w*|развод\w*|больше не (?:люблю|любит|любишь|вместе|твоя|твои|мы)|не любишь меня|(?:чтобы |хочу |как |пытаюсь )?забыть (?:тебя|его|ее|бывш\w*|нас|про)\w*|забудь меня|забуду тебя|вернись(?: ко мне)?|верни\w* (?:меня|мою|моего)|несчастн\w* любов\w*|(?:конец|прощание с|потерянн\w*|утраченн\w*|ушедш\w*|прошл\w*) (?:нашеи )?любов\w*|любовь (?:прошла|ушла|умерла|кончилась)|прощаи любовь|прощаи\w* любим\w*|снова (?:один|одна|свободн\w*|холост\w*)|между нами (?:все )?(?:кончено|конец)|все кончено|мы (?:больше )?не вместе|мы расстались|после (?:тебя|него|нее|расставан\w*|разрыва)|не возвращаися|уходи(?! в)|прости и прощаи|я тебя забуду|ты мне больше не|отпусти(?:ть)?(?: меня| тебя| его)?|розставан\w*|розлучен\w*|розлука|розбите серце|колишн(?:іи|я|ои|ьои|ього|ім)\w*|зрад(?:а|и|ив|ила|жен\w*)|покину\w+ мене|пішов від мене|кохання (?:минуло|пройшло|пішло)",
    # Serbian, Croatian, Bosnian
    r"raskid\w*|raskinuli|slomljeno srce|slomljena srca|slomio mi srce|slomila mi srce|ostavi(?:o|la) me|bivs(?:i|a|eg|oj|om)|prevar(?:a|io|ila)|razvod|zaborav(?:iti|im|i) (?:te|tebe|nju|njega|me)|vrati se|раскид|сломљено срце|бивш(?:и|а|ег)",
)

SAD = (
    r"smut(?:ek|no|na|ny|ne|nych|ku|as\w*|en|ni)\w*|smuteczk\w*|plac(?:z\w*|ze)|plak\w+|poplak\w*|lzy|lzami|samotn\w*|osamotnion\w*|depres\w*|melanchol\w*|przygneb\w*|rozpacz\w*|tesk(?:not\w*|nie|nic)|zalob\w*|chandr\w*|zdolowan\w*|mam dola|dolujac\w*|cierpien\w*|bol (?:istnienia|serca|duszy)|zal (?:mi|serca)|pustk[ai]|bez ciebie|zle mi|gorszy dzien|pogrzeb\w*|jesienna (?:chandra|deprecha)|deprech\w*",
    r"smutn(?:e|y|a|i)\w*|brec\w*|samot(?:a|y|e)|osamel\w*|slzy|zial|stesk\w*",
    r"грус(?:ть|ти|тно|тн\w*|тить|тим|тинк\w*|тня\w*)|печал(?:ь|и|ьн\w*|ька\w*)|слез(?:ы|а|ами|ная|ливы\w*)?|плак(?:ать|сив\w*|учая|ала|ал)|плач(?:у|ет|ем|ь|и|у)?|поплак\w*|порыда\w*|рыда\w*|пореветь|реветь|одино(?:чество|чества|честве|к|кая|кии|кие|ко|чества)\w*|тоск(?:а|и|у|ливо|ую|ливы\w*)\w*|депресс\w*|депрес(?:с|няк)\w*|деп(?:ра|рессов\w*)|больно|боль|душевн\w* (?:боль|рана)|страда\w*|уны(?:ние|ло|лы\w*)|хандр\w*|скуча(?:ю|ем|ть)\w*|меланхол\w*|без тебя|отчаяни\w*|нет сил|мне плохо|все плохо|разбит(?:а|ая|ыи)|похорон\w*|потеря|пустота|сум(?:но|ні|на|нии|у|ую)?|сумн\w*|самотн\w*|самота|туга|журба|сльоз\w*|плачу",
    r"tuga|tuzn\w*|tuge|suze|plac(?:em|es|e)|usamljen\w*|sam(?:oca)|туга|тужн\w*|сузе|усамљен\w*",
)

WHOLE = {
    "breakup": r"rozstanie|zerwanie|zdrada|eks|ex|koniec|разрыв|разлука|развод|измена|прощаи|прощание|бывшие",
    "sad": r"smutek|bol|zal|samotnosc|pustka|dol|sama|боль|пустота|один|одна|дождь|слезы",
}
