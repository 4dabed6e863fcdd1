"""Names that many people type, so that a question needs no catalogue to tell an artist from an ordinary word.

It decides nothing about music: what a server really played is resolved later, against its own catalogue.
"""

from __future__ import annotations


def _names(text: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in text.split(";"))


ARTISTS = _names(
    """
    Taylor Swift; Drake; Bad Bunny; The Weeknd; Ed Sheeran; Ariana Grande; Billie Eilish; Post Malone; Kanye West;
    Kanye; Eminem; Rihanna; Beyoncé; Justin Bieber; Kendrick Lamar; Kendrick; Coldplay; Imagine Dragons; BTS;
    Blackpink; Dua Lipa; Lady Gaga; Bruno Mars; Adele; Harry Styles; Olivia Rodrigo; SZA; Doja Cat; Lana Del Rey;
    Tyler, The Creator; Frank Ocean; Travis Scott; J. Cole; 21 Savage; Juice WRLD; XXXTENTACION; Mac Miller;
    Lil Nas X; Lil Wayne; Nicki Minaj; Cardi B; Megan Thee Stallion; Charli XCX; Lorde; Halsey; Sabrina Carpenter;
    Chappell Roan; Phoebe Bridgers; Mitski; Hozier; Radiohead; Arctic Monkeys; The Strokes; Blur; Oasis; Gorillaz;
    Muse; Queen; The Beatles; Beatles; The Rolling Stones; Pink Floyd; Led Zeppelin; David Bowie; Bowie; Nirvana;
    Foo Fighters; Metallica; Linkin Park; Green Day; My Chemical Romance; Fall Out Boy; Paramore;
    Panic! at the Disco; Blink-182; blink 182; Red Hot Chili Peppers; U2; ABBA; Fleetwood Mac; Prince; Madonna;
    Michael Jackson; Elton John; Bob Dylan; Johnny Cash; Dolly Parton; The Smiths; The Cure; Joy Division; New Order;
    Depeche Mode; Daft Punk; Tame Impala; Mac DeMarco; Bon Iver; Sufjan Stevens; Vampire Weekend; LCD Soundsystem;
    Arcade Fire; The National; Death Cab for Cutie; Elliott Smith; Jeff Buckley; Björk; Sigur Rós; Aphex Twin;
    Boards of Canada; Burial; Skrillex; deadmau5; Avicii; Calvin Harris; David Guetta; Rammstein; Slayer;
    Iron Maiden; Black Sabbath; AC/DC; Guns N' Roses; Bon Jovi; Aerosmith; Tool; Slipknot; System of a Down;
    Rage Against the Machine; Korn; Deftones; Breaking Benjamin; LMFAO; Pitbull; Shakira; Rosalía; Karol G; J Balvin;
    Daddy Yankee; Ozuna; Rauw Alejandro; Peso Pluma; Luis Miguel; Juan Gabriel; Soda Stereo; Maná; Julieta Venegas;
    Natalia Lafourcade; Joaquín Sabina; Alejandro Sanz; Enrique Iglesias; Stromae; Aya Nakamura; Angèle; Édith Piaf;
    Jul; PNL; Orelsan; Nekfeu; Indila; Céline Dion; Mylène Farmer; Jacques Brel; Die Ärzte; Die Toten Hosen;
    Apache 207; Herbert Grönemeyer; Kraftwerk; Nena; AnnenMayKantereit; Cro; RAF Camora; Capital Bra; Helene Fischer;
    Marília Mendonça; Anitta; Caetano Veloso; Gilberto Gil; Legião Urbana; Jorge & Mateus; Henrique & Juliano;
    Gusttavo Lima; Ludmilla; Luísa Sonza; Tim Maia; Chico Buarque; Djavan; Emicida; Racionais MC's; Dawid Podsiadło;
    Taco Hemingway; Mata; Quebonafide; Sanah; Kult; Perfect; Myslovitz; Brodka; Daria Zawiałow; YOASOBI;
    Official髭男dism; 米津玄師; 宇多田ヒカル; あいみょん; King Gnu; RADWIMPS; Ado; Vaundy; ヨルシカ;
    ずっと真夜中でいいのに; 藤井風; Mrs. GREEN APPLE; back number; スピッツ; 椎名林檎; 中島みゆき; 星野源;
    BUMP OF CHICKEN; サカナクション; NewJeans; TWICE; Stray Kids; EXO; IU; Red Velvet; aespa; Arijit Singh; Arijit;
    A.R. Rahman; AR Rahman; Atif Aslam; Badshah; Shreya Ghoshal; Honey Singh; Lata Mangeshkar; Kishore Kumar;
    Diljit Dosanjh; AP Dhillon; Sidhu Moose Wala; Grimes; Genesis; Phil Collins; Sting; The Police; Tears for Fears;
    Talking Heads; Kate Bush; Amy Winehouse; Sade; Norah Jones; Billy Joel; Bruce Springsteen; Neil Young;
    Leonard Cohen; Nick Cave; Tom Waits; Childish Gambino; Chance the Rapper; Outkast; Jay-Z; Nas; Tupac; 2Pac;
    Snoop Dogg; Dr. Dre; 50 Cent; Wu-Tang Clan; A Tribe Called Quest; MF DOOM; The Killers; Kings of Leon;
    Florence + the Machine; Florence and the Machine; Mumford & Sons; The Lumineers; Of Monsters and Men;
    Twenty One Pilots; Maroon 5; OneRepublic; The Script; Snow Patrol; Keane; Travis; Pulp; Suede; Placebo; Garbage;
    Hole; Pixies; Sonic Youth; Pavement; Weezer; R.E.M.; Cher; Britney Spears; Christina Aguilera; Backstreet Boys;
    NSYNC; Spice Girls; One Direction; Jonas Brothers; Miley Cyrus; Selena Gomez; Demi Lovato; Katy Perry; Kesha;
    Ke$ha; Pink; P!nk; Sia; Ellie Goulding; Lizzo; Sam Smith; Lewis Capaldi; James Blunt; Noah Kahan; Zach Bryan;
    Morgan Wallen; Luke Combs; Kacey Musgraves; Boygenius; Big Thief; Clairo; Beabadoobee; girl in red; Conan Gray;
    Måneskin; Laura Pausini; Eros Ramazzotti; Lucio Battisti; Vasco Rossi; Tiziano Ferro; Ultimo; Zucchero;
    Sezen Aksu; Tarkan; Tyler the Creator; Lana;
    The War on Drugs; Suicideboys; Cigarettes After Sex; Poets of the Fall; Bring Me the Horizon; Sleep Token
    """
)
"""As they are written; matching ignores case and accents."""

FANDOMS = {
    "swiftie": "Taylor Swift",
    "swifties": "Taylor Swift",
    "belieber": "Justin Bieber",
    "directioner": "One Direction",
    "beyhive": "Beyoncé",
    "arianator": "Ariana Grande",
    "little monster": "Lady Gaga",
    "barb": "Nicki Minaj",
    "barbz": "Nicki Minaj",
    "deadhead": "Grateful Dead",
    "beatlemaniac": "The Beatles",
    "livie": "Olivia Rodrigo",
    "harrie": "Harry Styles",
    "tay tay": "Taylor Swift",
    "tswift": "Taylor Swift",
    "t swift": "Taylor Swift",
    "t-swift": "Taylor Swift",
    "yeezy": "Kanye West",
    "drizzy": "Drake",
    "queen bey": "Beyoncé",
    "rhcp": "Red Hot Chili Peppers",
    "mcr": "My Chemical Romance",
    "king of pop": "Michael Jackson",
    "conejo malo": "Bad Bunny",
}
"""Names of fans, and nicknames, that mean an artist."""

TRACKS = _names(
    """
    Mr Brightside; Mr. Brightside; Bohemian Rhapsody; Karma Police; Wonderwall; Creep; Blinding Lights; Shape of You;
    All Too Well; Cruel Summer; Anti-Hero; Bad Guy; Smells Like Teen Spirit; Hotel California; Stairway to Heaven;
    Never Gonna Give You Up; Dancing Queen; Africa; Take On Me; Billie Jean; Thriller; Hey Jude; Let It Be;
    Yesterday Once More; Imagine; Hallelujah; Someone Like You; Rolling in the Deep; Driver's License;
    drivers license; good 4 u; Vampire; Despacito; Gangnam Style; Uptown Funk; Levitating; Watermelon Sugar;
    As It Was; Heat Waves; Sweater Weather; Do I Wanna Know; 505; Take Me to Church; Somebody That I Used to Know;
    Call Me Maybe; All I Want for Christmas Is You; Last Christmas; Flowers; Kill Bill; Espresso; Not Like Us;
    HUMBLE; God's Plan; Hotline Bling; One Dance; Toxic; Umbrella; Halo; Single Ladies; Crazy in Love;
    Running Up That Hill; Fast Car; Seven Nation Army; The Scientist; Fix You; Viva la Vida; Chop Suey; In the End;
    Numb; Hurt; 夜に駆ける; アイドル; 前前前世; Lemon; Alors on danse; Papaoutai; Bailando; La Bamba; 99 Luftballons;
    Good Luck, Babe
    """
)
"""Songs that many people ask for."""
