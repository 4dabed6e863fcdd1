"""Spanish, Portuguese, French, Italian, and a little Romanian and Catalan."""

from __future__ import annotations

BREAKUP = (
    # Spanish
    r"desamor(?:es)?|despech\w+|rupturas?(?: amorosas?| de pareja)?|rompimiento|rompimos|tusa|entusad[oa]s?|ardid[oa]s|ardidez|mal de amores|penas? de amor",
    r"corazon(?:es|cito)? (?:muy |tan |todo )?(?:rotos?|partidos?|destrozados?|heridos?|quebrados?|despedazados?|en pedazos)|(?:rotos?|partid[oa]) (?:de )?(?:el )?corazon",
    r"(?:me|te|nos) (?:ha |has |han )?(?:rompio|rompiste|rompieron|roto|partio|partiste|partido|rompes|rompe|destrozo) (?:el|mi|tu) corazon|rompecorazones",
    r"terminamos|terminaste conmigo|termino conmigo|me termin(?:o|aste)|termine con (?:el|ella|mi)|cortamos|corto conmigo|me corto|cuando terminas|nos separamos|nos dejamos|lo dejamos|ya no (?:estamos|somos|vuelvas|vuelve)\w*(?: juntos| nada| nosotros)?",
    r"me (?:ha |has |han )?(?:dejo|dejaste|dejaron|dejado|abandono|abandonaste|engano|enganaste|cambio|cambiaste|fallaste|traiciono|traicionaste|olvidaste|olvido|mentiste)(?: (?:por|sol[oa]|con|en visto|plantad[oa]|ir|de)\b.*)?",
    r"infiel(?:es|idad)?|fue infiel|traicion(?:es|ado|ada)?|(?:los |me puso los |poner los )cuernos",
    r"(?:mi|tu|su|mis|tus|al|del|un|una|el|la|los|las|otra|mala|pinche|adios|hola|querid[oa]) ex(?:es)?|ex ?(?:novi[oa]s?|espos[oa]|marido|mujer|amor|pareja)|(?:nuev[oa]) (?:novi[oa]) de mi ex",
    r"(?:para |como |pa |a |quiero |voy a |tratando de |intentando |por |sin )?olvidar(?:te|la|lo|nos|me)(?: de (?:ti|el|ella))?|(?:para|como|pa|quiero|canciones de) olvidar|ya te olvide|te olvide|olvidame|olvidarme de ti|me olvide de ti|superar(?:te|lo|la|me)|superarte|superando(?:te|lo|la)?|(?:ya )?(?:te|lo|la) super[eo]|superar (?:a |al |la |un |una |mi )\w+",
    r"ya no (?:te|me|nos|lo|la|le) (?:quiero|quieres|amo|amas|ama|quiere|queremos|amamos|importas|necesito|extrano|duele|buscas|haces falta)|no me (?:amas|quieres|ama|quiere|quiso|amo)(?: mas| ya)?|no te (?:amo|quiero) mas|dejaste de (?:amarme|quererme)|deje de (?:amarte|quererte)",
    r"(?:vuelve|regresa|volve|vuelvas|regreses) (?:a mi|conmigo|por favor|amor|ya)|volver con (?:el|ella|mi ex|tu ex)|volver contigo|te fuiste|(?:ella|el) se fue|se (?:me )?fue (?:el amor|mi amor)|desde que te (?:fuiste|vas)|cuando te (?:fuiste|vas|vayas)|si te vas|te vas de mi|no te vayas",
    r"adios (?:mi )?(?:amor|carino|vida)|amor(?:es)? (?:perdidos?|terminad[oa]|que se (?:fue|acabo)|mal pagados?|fallidos?|prohibido|toxicos?|no correspondido)|se (?:nos )?(?:acabo|termino|rompio) el amor|se acabo(?: todo| lo nuestro)?|fin (?:de|del) (?:amor|relacion|nosotros|una relacion|lo nuestro)|relacion toxica|toxic[oa] ex",
    r"(?:solter[oa]s?) (?:otra vez|de nuevo|nuevamente|y feliz|y sin compromiso)|(?:otra vez|recien|de nuevo|por fin) solter[oa]s?|divorci\w+|separacion|separad[oa]s|mejor sin ti|sin ti estoy mejor|me haces falta ex|lo nuestro|casi algo|quedamos en nada|dolid[oa]s?|contacto cero|lo que pudo (?:ser|haber sido)|lo que fuimos|lo que no fue|no era amor|para mi ex|te superare|dejarte ir|soltar(?:te|la|lo)|te (?:deje|solte|perdi)|perderte|te perdi",
    # Portuguese
    r"termino(?: de namoro)?|terminei|terminou comigo|terminamos|pos termino|fim (?:de|do|da) (?:namoro|relacionamento|caso|um amor|um relacionamento|amor|relacao|casamento|nos)|sofrencia|dor de cotovelo|dor de amor|dor de corno|desilus(?:ao|oes)(?: amorosas?)?|roedeira|pe na bunda|levei um fora|levar um fora|na fossa|fossa total|musicas? de fossa|chifres?|chifrud[oa]|corn[oa]s?|traic(?:ao|oes)|me traiu|fui traid[oa]|traid[oa]s?",
    r"corac(?:ao|oes) (?:partidos?|quebrados?|despedacados?|machucados?|feridos?|em pedacos|destruidos?)|(?:partiu|quebrou|partir|quebrar|partiste|despedacou) (?:o )?(?:meu|seu|teu) coracao",
    r"(?:ela|ele|voce|vc|tu|cê) (?:me )?(?:deixou|largou|traiu|foi embora|abandonou|esqueceu|terminou|nao me ama|partiu|trocou|nao volta)(?: \w+)*|me (?:deixou|largou|abandonou|esqueceu|trocou|deixaste)|(?:foi|foste|indo|ir|vai) embora",
    r"(?:meu|minha|meus|minhas|pro|pra|seu|sua|pelo|pela|teu|tua|o|do|da|ao) ex(?:es)?(?: namorad[oa])?|ex ?namorad[oa]s?",
    r"(?:te |pra te |para te |pra |para |como |tentando |me )?esquecer (?:te|voce|vc|ele|ela|o ex|a ex|de (?:ti|voce|vc)|alguem|um amor|meu ex|minha ex)|te esquecer|te esqueci|esquecer-?te|superar (?:o|a|um|uma|meu|minha|voce|vc)(?: \w+)?|superei|superando (?:o|a|um|voce|vc)?|(?:volta|volte) (?:pra|para|comigo|por favor|amor|logo|bb|bebe)(?: \w+)?|nao (?:te|me) (?:amo|quero|ama|quer|amas) mais|solteir[oa] (?:de novo|novamente|outra vez|sim)|recem solteir[oa]|acabou (?:o amor|tudo entre|entre nos|nosso)|o que (?:a gente|nos) (?:foi|era|fomos)|quase amor|(?:sem|ficar sem) voce eu",
    # French
    r"ruptures?(?: amoureuses?| sentimentales?)?|chagrins? d ?amour|peines? (?:de coeur|d ?amour)|coeurs? (?:\w+ )?(?:brises?|casses?|en miettes|dechires?|en morceaux|brulee?s?)|(?:bris\w*|cass\w*|dechir\w*) (?:le|mon|ton|les|nos) coeurs?|desamour|deceptions? amoureuses?",
    r"(?:il|elle|tu|on) (?:m|ma|mas|m as|m a) ?(?:a |as )?(?:quittee?s?|larguee?s?|trompee?s?|laissee?s?|plaquee?s?|oubliee?s?|abandonnee?s?|remplacee?s?|menti|brisee?|trahie?)(?: \w+)*|(?:me|se|te|m etre|metre) (?:suis |s est |fait |faire |etre )*(?:larguer|larguee?|plaquer|plaquee?|tromper|trompee?|quitter|quittee?)|quittee?s?|larguee?s?|plaquee?s?|ne me quitte pas|je te quitte|on se quitte|on (?:sest|s est) (?:quittes?|separes?|perdus?|aimes?)|nous (?:nous )?sommes (?:quittes|separes)",
    r"(?:mon|ma|ton|son|mes|nos|tes|ses|un|l|cet|cher|chere|de|d|salut|adieu) ex|ex ?(?:copain|copine|mari|femme|petit ami|petite amie|mec|meuf)",
    r"(?:t|l|te|le|la|pour t|pour l|de t|vous|nous) ?oublier|toublier|loublier|oublier (?:mon|ton|cet|un|ce|son|une|cette) \w+|je t ?oublie|jtoublie|oublie moi|pour (?:t|l)?oublier|me remettre de|tourner la page|passer a autre chose|separation amoureuse|separes|apres (?:toi|nous|la rupture|lui|elle|notre)|cest fini(?: entre nous)?|tout est fini|entre nous cest fini|amours? (?:perdus?|finis?|morts?|impossibles?|decus?|toxiques?|brises?)|fin d ?(?:une histoire|un amour|histoire)|histoire (?:d ?amour )?(?:finie|terminee)",
    r"je (?:ne )?t ?aime plus|tu (?:ne )?m ?aimes plus|(?:il|elle) (?:ne )?m ?aime (?:plus|pas)|(?:reviens|revenir|revient)(?: moi| vers moi| a moi| stp| avec moi)|celibataire (?:a nouveau|de nouveau|encore)|(?:a nouveau|de nouveau|enfin) celibataire|tu es partie?|tes partie?|(?:depuis que|quand) tu es|depuis (?:que )?tes partie?|elle est partie|il est parti|adieu mon amour|infidel\w+|trahison|apres toi|mieux sans toi",
    # Italian
    r"rottur[ae]|cuor[ei] (?:spezzat[oi]|infrant[oi]|a pezzi|rott[oi]|in frantumi|feriti?o?)|spezz\w+ (?:il|mi il|il mio) cuore|mal d ?amore|pen[ae] d ?amore|delusion[ei] (?:d ?amore|amoros[ae])|(?:mi|m) ?(?:ha|hai|hanno) (?:lasciat[oa]|tradit[oa]|mollat[oa]|scaricat[oa]|abbandonat[oa]|ghostat[oa]|spezzat[oa]|dimenticat[oa]|sostituit[oa])(?: \w+)*|(?:lasciat[oa]|mollat[oa]|tradit[oa]|scaricat[oa]) (?:da|dal|dalla)\b.*|ci siamo lasciati|lasciarsi|quando ci siamo|ti (?:ho )?lascio|ti ho (?:lasciat[oa]|pers[oa]|dimenticat[oa])|non lasciarmi|tra noi (?:e )?finit[oa]|e finita(?: (?:tra|fra) noi)?|(?:la )?fine (?:di|della|del) (?:un amore|una storia|noi|nostra storia|relazione)|storia finita|amor[ei] (?:finit[oi]|perdut[oi]|pers[oi]|impossibil[ei]|tossic[oi])",
    r"(?:mio|mia|tuo|tua|suo|sua|miei|l|all|dell|il mio|la mia|un|dal mio) ?ex|ex (?:ragazz[oa]|fidanzat[oa]|marito|moglie|fidanzatino)|dimenticar(?:ti|lo|la|mi|ci)|per dimenticare|scordar(?:ti|lo|la|mi di te)|torna (?:da me|con me|a casa|presto|insieme a me|indietro)|tradiment[oi]|tradit[oa]|cornut[oa]|non (?:ti|mi) am[oai] piu|(?:single|sola) (?:di nuovo|ancora|per sempre)|di nuovo single|senza di te sto|separati|divorzi\w*|dopo di te|dopo di noi|quello che eravamo|andare avanti senza",
    # Romanian, Catalan
    r"despartir\w*|inima franta|inimi frante|ne-?am despartit|m-?a parasit|m-?a inselat|(?:fost(?:ul|a)) (?:meu|mea|iubit\w*)|dupa despartire|cor trencat|desamor|trencar amb",
)

SAD = (
    # Spanish
    r"tristes?|tristez?as?|tristeza|tristisim\w+|llor(?:ar|ando|o|e|as|aste|emos|ona?s?)|lloron|lagrimas?|soledad(?:es)?|melancol\w+|depre|deprim\w+|depresi\w+|depresiv\w+|bajon\w*|tan sol[oa]|me siento (?:sol[oa]|mal|vaci[oa]|triste|perdid[oa])|estoy (?:sol[oa]|mal|triste|perdid[oa])|sol[oa] (?:otra vez|y triste|en casa|en la noche|sin ti)|(?:dias?|tardes?|noches?) (?:grises|gris|tristes?|malos?|de lluvia y llanto)|me duele|duele|dolor(?:es)?|sufr(?:ir|iendo|imiento)|llanto|pena(?:s)? (?:del alma|negra)|alma rota|rot[oa] por dentro|(?:te|os|la|lo|los|las) (?:extran(?:o|e|are|ando|amos|as)|echo de menos)|extranandote|extrano (?:a|tus|tu)\b.*|te echo (?:tanto )?de menos|sin ti|angustia|desahog\w+|mal dia|vaci[oa] (?:por dentro|existencial)|nadie me quiere|duelo|luto",
    # Portuguese
    r"trist(?:ao|inh[oa]s?)|chor(?:ar|ando|ei|amos|arei|aming\w+)|solidao|sozinh[oa]s?|saudades?|deprimid\w*|depressao|depressiv\w*|na bad|bad total|sofr(?:er|endo|ida|ido)|dor (?:de|na|no|da|minha|profunda)|minha dor|magoas?|magoad\w+|vazio(?: por dentro)?|desanim\w+|coracao apertado|dia ruim|mal comigo|to mal|estou mal|sem voce|sinto (?:sua|tua) falta|angustiad\w",
    # French
    r"tristounet\w*|tristesses?|pleur(?:er|e|es|s|ais|ant|ons|ez|nicher)?|larmes?|solitudes?|solitaires?|tout seuls?|toutes? seules?|(?:je suis|trop|si|etre|encore|tellement) seule?s?|seule?s? (?:ce soir|au monde|dans (?:ma|la|le)|la nuit|avec|face)|melanco\w*|cafard|deprim\w*|deprime|depression|coups? de (?:blues|mou|cafard|deprime)|avoir le blues|du blues au coeur|spleen|chagrins?|douleurs?|mal (?:au coeur|de vivre|etre|a l ?ame)|malheureu\w+|desespoir|desespere\w*|tu me manques?|tu nous manques|me manques?|en deuil|deuil|vague a l ?ame|morose|sanglots?|idees noires|broyer du noir|ca va pas|sans toi|jai mal|j ai mal|mauvaise journee|jour de pluie|jours gris",
    # Italian
    r"tristi|tristezz[ae]|piang(?:ere|o|i|e|endo|iamo)|pianto|pianti|lacrim[ae]|solitudin[ei]|(?:da|tutt[oa]|sono|mi sento|troppo|cosi) sol[oa]|malincon\w+|depress[oaie]|depressione|deprim\w+|dolor[ei]|soffer\w+|soffr\w+|mi manch[ia]|ci manchi|giornata (?:no|storta|nera)|giu di morale|mal di vivere|paranoi[ae]|paranoie|vuoto dentro|disperaz\w+|disperat\w+|cuore pesante|sto male|senza te|senza di te|lutto",
    # Romanian, Catalan
    r"tristet\w*|singuratat\w*|singur[ai]?|lacrimi|melodii triste|plans(?:ul)?|suferint\w*|dor de tine|tristor|plorar|sol i trist",
)

WHOLE = {
    "breakup": r"ruptura|termino|terminamos|separacion|separacao|separation|separazione|olvidarte|olvidar|esquecer|dimenticare|oublier|ex|"
    r"adios|adieu|addio|traicion|acabou|fini|cest fini|finita|te fuiste|chau amor|superarte",
    "sad": r"sol[oa]|seule?|sozinh[oa]|vaci[oa]|vazio|vuoto|vide|dolor|dor|douleur|dolore|pena|penas|gris|nostalgi[ae]|nostalgique|spleen|bad|fossa|sin ti|mal",
}
