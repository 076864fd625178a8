"""Common words, and letters, of languages in our script: what a message must show before it is called one of them."""

from __future__ import annotations

WORDS = {
    "POLISH": frozenset(
        "ratunku rozumiem angielskiego angielski angielsku mnie boli tłumacz tłumacza "
        "pomoc pomocy pomóż pomozcie proszę prosze potrzebuje potrzebuję moja mój moj moje mojego córka "
        "corka syn syna dziecko dziecka szkole szkoła szkoly nie jest mam ma się sie chcę chce gdzie kogo "
        "jak czy dla do zadzwonić dzień dobry dziękuję dziekuje mówię mowie polsku boję bije mąż maz on ona "
        "autyzm".split()
    ),
    "ROMANIAN": frozenset(
        "engleză engleza vorbesc înțeleg inteleg bărbatul ține copiii interpret "
        "ajutor ajutorul vă va rog copil copilul copilului meu mea mei fiul fiica are nevoie școală scoala "
        "școala nu este sunt pentru cum unde cine ce pot să sa fac am bani primit vreau mă ma bate frică "
        "soțul sotul română".split()
    ),
    "WELSH": frozenset(
        "mae angen fy mab merch yn yr ysgol i ble sut pwy ar gyfer dw dwi ddim eisiau helpu gymorth cymorth "
        "os gwelwch dda diolch cymraeg plentyn fynd fod".split()
    ),
    "SLOVAK": frozenset(
        "môj moj moja moje syn dcéra dcera dieťa dieta potrebuje potrebujem pomoc pomôžte prosím prosim "
        "škole skole škola nie je som mám mam sa čo co ako kde neviem bojím".split()
    ),
    "CZECH": frozenset(
        "můj muj moje syn dcera dítě dite potřebuje potrebuje pomoc pomozte prosím prosim škole skole škola "
        "není neni jsem mám se co jak kde nevím bojím".split()
    ),
    "SPANISH": frozenset(
        "socorro auxilio entiendo inglés mis hijos esposo pega "
        "mi hijo hija niño niña necesita necesito ayuda ayúdame escuela por favor quien quién puedo llamar "
        "no habla el la los las que qué con para tiene tengo miedo cómo como donde dónde está".split()
    ),
    "PORTUGUESE": frozenset(
        "socorro entendo inglês marido bate meus filhos "
        "meu minha filho filha precisa preciso ajuda escola por favor não nao que eu faço quem posso ligar "
        "para tem tenho medo como onde está o de um uma".split()
    ),
    "FRENCH": frozenset(
        "mon ma mes fils fille enfant besoin aide aidez école ecole s'il vous plaît je suis est pas que qui "
        "peux pour secours avec dans les le la un une où comment peur il elle a d'aide l'école".split()
    ),
    "ITALIAN": frozenset(
        "mio mia figlio figlia bambino bisogno aiuto aiutatemi scuola per favore non che chi posso chiamare "
        "ha ho di il la un una come dove sono paura".split()
    ),
    "GERMAN": frozenset(
        "mein meine meiner sohn tochter kind braucht brauche hilfe schule bitte ich ist nicht wer wie wo "
        "kann der die das und für mit habe angst".split()
    ),
    "LITHUANIAN": frozenset(
        "gelbėkite nesuprantu angliškai vyras muša "
        "mano sūnus sunus sūnui dukra dukrai vaikas vaikui reikia pagalbos pagalba prašau prasau mokykloje "
        "mokykla nėra yra kaip kur kas aš ir ką bijau".split()
    ),
    "LATVIAN": frozenset(
        "mans mana dēls dēlam meita meitai bērns bērnam vajag vajadzīga palīdzība palīdziet lūdzu skolā "
        "skola nav ir kā kur es un bail".split()
    ),
    "HUNGARIAN": frozenset(
        "fiam lányom gyermekem gyerekem segítség segitseg segítsen kérem kerem iskola iskolában nem van "
        "szüksége hogyan hol ki és egy félek vagyok".split()
    ),
    "TURKISH": frozenset(
        "imdat anlamıyorum ingilizce kocam dövüyor "
        "oğlum oglum kızım kizim çocuğum cocugum yardım yardim ihtiyacı lütfen lutfen okul okulda için var "
        "yok nasıl nerede ve bir korkuyorum ben".split()
    ),
    "ALBANIAN": frozenset(
        "djali im vajza ime fëmija femija ka nevojë nevoje ndihmë ndihme ju lutem shkollë shkolle unë une "
        "nuk është eshte si ku kush dhe për kam frikë".split()
    ),
    "SOMALI": frozenset(
        "wiilkayga gabadhayda ilmahayga caawimaad caawi fadlan iskuulka waxaan u baahan iyo ma ku ka waan "
        "baqayaa".split()
    ),
    "DUTCH": frozenset(
        "mijn zoon dochter heeft hulp nodig niet ik het een school de op wie kan bang man slaat mij alstublieft".split()
    ),
    "TAGALOG": frozenset(
        "kailangan ng ang anak ko tulong sa paaralan hindi po ako paano saan sino natatakot salamat mga".split()
    ),
    "SWAHILI": frozenset(
        "mtoto mwanangu anahitaji msaada shule shuleni tafadhali nataka yangu wangu sijui wapi na ya".split()
    ),
    "VIETNAMESE": frozenset("con trai gái tôi cần giúp đỡ trường không và của chồng sợ xin".split()),
    "CROATIAN": frozenset(
        "moj moja sin kći kćer dijete treba trebam pomoć pomoc molim škola školi nije je sam kako gdje tko "
        "bojim se".split()
    ),
}
"""Without accents, too, where they are often left out. Words that are also English prove nothing by themselves."""

LETTERS = {
    "POLISH": "ąęłśźżń",
    "ROMANIAN": "ășțţ",
    "WELSH": "ŵŷỳ",
    "SLOVAK": "ľĺŕ",
    "CZECH": "ěřů",
    "SPANISH": "ñ",
    "PORTUGUESE": "ãõ",
    "GERMAN": "ß",
    "LITHUANIAN": "ąęėįų",
    "LATVIAN": "ģķļņ",
    "HUNGARIAN": "őű",
    "TURKISH": "ığ",
    "VIETNAMESE": "ăãđõĩũơưạảấầẩậắằẳặẵẫẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    "CROATIAN": "đ",
    "YORUBA": "ẹọṣ",
    "IGBO": "ịọụ",
}
"""Letters that few of these languages use. One that several use is given to each, so that it names none by itself."""
