# ruff: noqa: E501 - one line per kind of phrase reads better than one line per hundred characters
"""Turkish, Arabic, Persian, Hebrew, Greek, Finnish, Hungarian, Indonesian, Tagalog, Vietnamese, romanised Hindi and Urdu."""

from __future__ import annotations

BREAKUP = (
    # Turkish (dotless i stands as i)
    r"ayrilik\w*|ayril(?:di|dik|inca|mak|alim|ma|an|iyor\w*|sak)\w*|terk (?:et\w*|edil\w*|eden|ediyor\w*)|kirik (?:kalp\w*|kalb\w*)|kalb(?:im|imi|i|ini|in)? (?:\w+ )?(?:kirik|kirdi\w*|kirildi|kirilan|paramparca)|kalp (?:kirik\w*|agrisi|kiran|kirar)|eski (?:sevgili\w*|askim\w*|ask|manita\w*|kocam|karim)|sevgilimden ayri\w*|aldat(?:il\w*|ti\w*|an|mak|ma)|ihanet\w*|bosan(?:ma|di\w*|mis\w*)|(?:seni|onu|beni) (?:\w+ )?unut\w*|unutamad\w*|unutulmayan ask|(?:beni|bizi) (?:birak\w*|terk\w*|sevm\w*)|gittin\w*|gitme|bitti(?:k)?(?: ask\w*| artik)?|biten (?:ask\w*|iliski\w*)|ask acisi|geri don\w*|(?:artik )?sevmiyor\w*|ex sevgili\w*|eskiye donus|sensiz (?:daha iyi)",
    # Arabic and Persian (alef, yeh and teh marbuta in their plain forms)
    r"(?:ال)?فراق\w*|(?:ال)?انفصال\w*|انفصلنا|(?:ال)?طلاق|(?:ال)?خيانه|خاين\w*|خان(?:ني|تني|وني)|(?:قلب\w*|القلب|قلوب) (?:ال)?(?:مكسور\w*|محطم\w*|مجروح\w*)|مكسور\w* (?:القلب|قلب\w*)|كسر(?:ت|تي|وا)? (?:لي )?قلبي|حبيب(?:ي|تي) (?:السابق\w*|القديم\w*|راح|تركني)|(?:ال)?(?:اكس|سابقه?) (?:تبعي|حبيبي)|الاكس|(?:ال)?هجر(?:ان|ني|تني)?|سابني|سابتني|ترك(?:ني|تني)|راح وتركني|(?:ل)?(?:نسيان|انسي|انساك\w*|انساه|انساها)|نسيتك|نسيتني|بعد الفراق|بعد ما (?:راح|تركت\w*)|(?:نهايه|انتهاء) (?:حب|علاقه|قصه)|انتهي (?:كل شي|الحب)|ارجع ?لي|ارجعلي|حب ضايع|الحب الضايع|وداعا حبيبي|اغاني (?:انفصال|خيانه|فراق|هجر)",
    r"(?:ب)?جدايی|جدايي|شکست عشقی|شكست عشقي|دل شکسته|دلشکسته|عشق سابق|خيانت|رفتی|رفتي|فراموشت|بی وفا|بي وفا|بے وفا\w*|جدائی|جدائي|ٹوٹا دل|دل ٹوٹ\w*",
    # Hebrew
    r"(?:ה)?פר(?:י|)דה|פרידות|נפרדנו|(?:לב|הלב) (?:שלי )?שבור|לבבות שבורים|שברון לב|(?:ה|ל)?אקס(?:ית)?(?: שלי)?|עזב(?:ה|ת|) אותי|בגד(?:ה|ת|) בי|גירושים|לשכוח (?:אותך|אותו|אותה)",
    # Greek
    r"χωρισμ\w*|χωρισα\w*|πρωην(?: μου)?|ραγισμεν\w* καρδι\w*|σπασμεν\w* καρδι\w*|καψουρ\w*|διαζυγιο|με (?:αφησε\w*|παρατησε\w*|απατησε\w*)|να σε ξεχασω|απιστια",
    # Finnish, Hungarian
    r"sydansuru\w*|sarky(?:nyt|neet) sydan\w*|sydan (?:sarky\w*|palasina)|eron jalkeen|erolaulu\w*|erobiisi\w*|erottiin|jatetty|(?:mun|minun) ex(?:a|alle|an)?|exalle|petti minut|avioero\w*|szakita\w*|szakitos\w*|osszetort sziv\w*|elhagyott|(?:az )?exem(?:nek|re|et)?|megcsalt|valas utan",
    # Indonesian, Malay, Tagalog, Vietnamese
    r"putus cinta|patah hati|sakit hati|(?:gagal|belum bisa|ga bisa|susah|untuk|lagu) move ?on|mantan(?:ku|mu)?(?: terindah| kekasih)?|ditinggal\w*|diselingkuh\w*|selingkuh\w*|lupakan (?:dia|kamu|mantan|ku)|melupakan\w*|habis putus|baru putus|cerai|berpisah|perpisahan|ambyar|sobat ambyar|hugot|sawi|iniwan\w*|hiwalay\w*|naghiwalay|break na|di pa maka ?move on|chia tay|that tinh|nguoi yeu cu|hau chia tay",
    # Hindi, Urdu and Punjabi in Latin letters
    r"juda+i+\w*|judai(?:yan)?|juda(?: ho\w*)?|be ?wa+f+a+\w*|bewfa+\w*|dho(?:k|kh)a+|di?l (?:mera |ka )?(?:tut|toot|tutt|tod|thod|torr?|tukde)\w*(?: \w+)?|(?:tut|toot|tutt)[aeiy]\w* (?:hua |hue |huye )?di?l\w*|bich+h?[ua]?d\w*|bichad\w*|bichhad\w*|ch+h?o+d(?:d)? (?:ke|kar|gaya|gayi|gyi|gya|diya|di|chala|chali|jaana|gye)\w*(?: \w+)?|(?:tera|tere|teri|uska|tumhara) (?:jaana|jana|jaane|jane)(?: ke baad)?|(?:tu|woh|wo) (?:chala|chali) (?:gaya|gayi)|bhula+ (?:diya|dena|du|doon|na|de)\w*|bhula+na|bhool ja\w*|bhul ja\w*|(?:purana|pehla|adhura|adhuri|adhoora|adhoori|ek tarfa) (?:pya+r|ishq|mohab+at|kahani|prem)|ex ki (?:yaa?d\w*|shaadi)|alvida+|talaa?q|tod (?:diya|di|gaya)|pya+r (?:mein|me|main) dhokha|love failure|vichho+d+a+|vichora|yaar bewafa",
)

SAD = (
    r"huzu\w*|uzgun\w*|uzul\w*|agla(?:mak|ma|malik|t\w*|rken|yan|dim|yarak|sana|rim|yalim|tan)\w*|aglamal\w*|gozyas\w*|gozyasi|yalniz\w*|keder\w*|mutsuz\w*|depres(?:if|yon)\w*|melankoli\w*|efkar\w*|dertli\w*|dertler\w*|ozle(?:dim|m|mek|yis)|seni ozl\w*|acili|aci (?:cekmek|cekiyorum|dolu)|canim (?:yaniyor|aciyor|sikkin)|damar(?:dan)? (?:sarkilar|arabesk)|damardan|sensiz(?:lik)?|karanlik gunler|icim (?:aciyor|yaniyor)|matem",
    r"حز(?:ين|ينه|ن|نه|اين|ني)\w*|(?:ال)?حز(?:ن|ين\w*)|احزان|(?:ال)?بكاء|بكا|ابكي|تبكي|بكيت|دموع\w*|دمعه|دمعتي|وحيد\w*|وحدي|(?:ال)?وحده|(?:ال)?الم|الام|وجع\w*|موجوع\w*|موجع\w*|كابه|اكتياب|كييب\w*|مكتيب\w*|اشتق(?:ت|نا)\w*|مشتاق\w*|هموم|مهموم|زعلان\w*|زعل|ضيق|تعبان\w*|جروح|غم|غمگين|غمگین|تنهايی|تنهایی|دلتنگ\w*|گریه|گريه|اشک|اداس\w*|تنہا\w*|دکھ\w*|درد\w*|آنسو",
    r"עצוב\w*|עצב|לבכות|בוכה|בכי|דמעות|לבד|בדידות|בודד\w*|דיכאון|כאב|געגוע\w*|מתגעגע\w*",
    r"λυπημεν\w*|λυπη|θλιψη|θλιμμεν\w*|μοναξια\w*|δακρυα|κλαμα|κλαιω|μελαγχολ\w*|στενοχωρ\w*|πονος|μου λειπεις|καταθλιψη",
    r"surullis\w*|surua?|itke\w*|itku\w*|kyynel\w*|yksina\w*|masent\w*|masis|haikeus|ikava sinua|melankoli\w*|szomoru\w*|sirni|sirok|sirva|magany\w*|konnyek|bubanat|banat\w*|depis|hianyzol",
    r"galau\w*|sedih\w*|nangis\w*|menangis|kesepian|sendirian|kecewa|terluka|menyedihkan|malungkot\w*|lungkot|iyak\w*|umiiyak|nhac buon|buon qua|tam trang buon|co don|khoc",
    r"dukh(?:i|ad|bhar\w*)?|dard\w*|uda+s\w*|udaasi|ake?l(?:a|e|i|aa|ee|apan)\w*|tanha\w*|tanhai\w*|tanhaiyan|rona|rone (?:ka|wale|ke|wali)\w*|rula\w*|ro (?:raha|rahi|diya|lo|lena)|rota|aa?nsu\w*|aa?nsoo\w*|gh?am(?:gin|zada)?|(?:teri|uski|tumhari|tere) yaa?d\w*|yaa?d (?:aati|aa|aaye|teri)\w*|tere bina\w*|tere bin|khamosh\w*|udas\w*|mayus\w*|toota hua",
)

WHOLE = {
    "breakup": r"فراق|وداع|وداعا|خيانه|نسيان|ayrilik|bitti|ihanet|juda|dhokha|sawi|mantan|alvida",
    "sad": r"الم|وجع|شوق|yalniz|aci|dert|gam|gham|akela|akeli|tanha|yaad|yaadein|galau|sedih",
}
