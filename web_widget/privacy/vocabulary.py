"""The words by which names are told from other words. All in lower case."""

from __future__ import annotations

PERSON_LOCALES = tuple(
    (
        "en_GB en_IE ga_IE en_IN en_PK en_NG en_KE ig_NG yo_NG ha_NG zu_ZA tw_GH sw pl_PL ro_RO lt_LT pt_PT "
        "tr_TR hu_HU cs_CZ sk_SK es_ES it_IT fr_FR de_DE nl_NL"
    ).split()
)
"""Lists of Faker's from which names are learned: those that families here come from."""

ALSO_WORDS = frozenset(
    (
        "abbey ace amber angel april art ash august autumn barry basil bay bea bear bill bishop blessing blue bonnie "
        "brook brooklyn buddy carol chance charity chase chelsea christian christmas clay cliff coral crystal daisy "
        "dale dawn dean destiny dick don drew earl easter eden eve faith fern forest fox frank gene georgia ginger "
        "glen grace grant guy harmony harry hazel heath heather herb holly hope hunter india iris isis ivy jack jade "
        "jasmine jay jean jesus job jolly joy june kay ken kit lance lane lily love luna major mark mason max may "
        "melody mercy miles misty mo nick norm nova olive paris pat patience pearl penny phoenix pierce pony poppy "
        "precious prince rain ray reed rich river rob robin rocky rose ruby rusty sandy serenity sky skye sol star "
        "stone story sue summer sunny sydney temple trinity trip val van violet wade ward wave will winter wolf young"
    ).split()
)
"""Names that are ordinary words as well: in lower case they count only where a name is expected."""

NO_NAMES = frozenset(
    "dob nhs nino postcode tel mob hiya aswell alot u ur r cos wont cant dont isnt hes shes theyre thats whats ive ill "
    "im asd adhd pda".split()
)
"""Short forms that nobody is called by."""

TIMES = frozenset(
    "january february march april may june july august september october november december spring summer autumn winter "
    "easter christmas eve".split()
)
"""Of the words that are names as well, those that are more often written with a capital as a time."""

PERSON_WORDS = frozenset(
    (
        "son sons daughter daughters boy girl lad lass child kid baby toddler twin twins grandson granddaughter "
        "grandaughter grandchild nephew niece stepson stepdaughter brother sister cousin husband wife partner "
        "boyfriend girlfriend ex mum mom mam mummy dad daddy nan nana gran grandma grandad uncle aunt auntie mate "
        "friend eldest oldest youngest middle teenager teen pupil student neighbour stepdad stepmum father mother "
        "bairn wean bubba nanny nurse keyworker worker tutor childminder "
        "teacher one man lady lovely little sib sibling dd ds"
    ).split()
)
"""After these a name may follow: "my son jak". "one", "man", "little" and such only after "my" or "our"."""

OWNERS = frozenset("my our his her their your the is poor dear little big wee own an a this step foster".split())

TITLES = frozenset("mr mrs ms miss mx dr prof professor sir madam pc sgt cllr councillor".split())

BEFORE_A_NAME = (
    r"(?:called|named|name\s+is|name['’]?s|names|nickname\s+is|known\s+as|goes\s+by|surname\s+is|surname|"
    r"name\s+was|name\s+it\s+should\s+be|name\s*:|we\s+call\s+(?:him|her|them)|"
    r"(?:mum|mother|dad|father|parents?|guardian|carer|nan|grandmother|grandad|grandparents?)\s+(?:of|to)|"
    r"regarding|re:|signed|regards,?|thanks,|thanks\s+from|love\s+from|love,|cheers,?|thank\s*you\s+from|ask\s+for|spoke\s+to|pupil)"
)
"""After these a word that could be a name is taken for one."""

IS_SOMEBODY = (
    r"(?:(?<![\w'’])(?:i\s+am|i['’]?m|im|its|it['’]s|it\s+is|this\s+is|(?:he|she)\s+is|(?:he|she)['’]?s|we\s+are|"
    r"son\s+is|daughter\s+is|(?:mum|dad|partner|husband|wife)\s+is))"
)
"""After these a name may follow, but mostly something else does: "shes called", "im desperate"."""

BELONGINGS = (
    "plan ehcp ehc school schools teacher review assessment report mum mam dad needs sensory speech diagnosis case "
    "annual hearing sister brother parents nan gran birthday dob father mother friend class place taxi transport ta "
    "1:1 one support right"
).split()

OF_A_PERSON = (
    r"(?:wont|won['’]t|cant|can['’]t|doesnt|doesn['’]t|hasnt|hasn['’]t|isnt|isn['’]t|wants|needs|refuses|hates|loves|"
    r"likes|struggles|starts|goes|gets|has|had|was|is|kicks|kicked|hit|hits|ran|runs|bites|keeps|"
    r"turns|turned|lives|attends|sees|saw|will|would|got|works|comes)"
)
"""What is said of people, after their name."""

PLACE_BEFORE = frozenset("in near from at around outside towards via".split())

SOMEBODY_AFTER = frozenset(
    "with about for and to if that does can will has when because but why tell told ask asked give let help by than "
    "like want love hit told where what whether so since until while should would could".split()
)

INSTITUTIONS = (
    r"(?:c\.?\s?of\s?e\.?|cofe|ce|rc|primary|academy|college|schools?|infants?|juniors?|nursery|pre-?school|sixth\s+form|"
    r"hospital|surgery|clinic|infirmary|centre|center|hall|barracks|hospice|church|house|library|trust|foundation|unit|ward|"
    r"roads?|rd|street|lane|avenue|close|crescent|estate|way|medical\s+practice|practice|pool|water|gardens?|castle|museum|leisure|theatre|stables|farm|maze|park|zoo|cafe|club|camp|group|course|charity|service|nurses?|team|council|playgroup|wood|grammar|high\s+school|community|special)"
)

EPONYMS = frozenset(
    (
        "down downs down's asperger aspergers tourette tourettes rett prader willi angelman duchenne becker crohn "
        "crohns perthes ehlers danlos hirschsprung noonan turner turners edwards edward williams william klinefelter "
        "dravet lennox gastaut landau kleffner digeorge kabuki sotos batten wilson marfan bell bells erb erbs "
        "sturge weber treacher collins pierre robin irlen pathau patau lesch nyhan alport usher stickler waardenburg "
        "charcot marie tooth hunter hurler makaton braille bobath montessori steiner heimlich moses gillick signalong "
        "diana barnardo barnardos barnados vincent"
    ).split()
)
"""Conditions, aids and charities that are named after somebody."""

PUBLIC = (
    r"(?:addenbrooke['’]?s|macmillan|cerebra|mencap|kooth|tobii|numicon|movicol|ramadan|jehovah['’]?s|the\s+deepings|"
    r"harry\s+potter|peppa(?:\s+pig)?|thomas\s+the\s+tank|robin\s+hood|elsa|mickey\s+mouse|spider\s?man|"
    r"jesus(?:\s+christ)?|christ|merry\s+christmas|father\s+christmas|santa|bob\s+the\s+builder|postman\s+pat|"
    r"fireman\s+sam|mr\s+tumble|justin\s+fletcher|taylor\s+swift|king\s+charles|paw\s+patrol|jack\s+of\s+all|"
    r"winnie\s+the\s+pooh|john\s+lewis|jeremy\s+kyle|joe\s+bloggs)"
)
"""Those that everybody knows: they say nothing about a family."""

PARTICLES = frozenset("ap ab ferch mac mc o de da di van von der den bin bint ibn al el la le ter st dos".split())

HAS_NEEDS = (
    r"(?:has|needs|wont|won['’]t|cant|can['’]t|doesnt|doesn['’]t|hits|bites|refuses|hates|loves|wants|struggles)"
    r"(?!\s+(?:been|gone|come|no|not|to\s+be)\b)"
)
"""What is said of a person and hardly of "summer" or "hope"."""

COUNT_WORDS = frozenset(
    (
        "minute minutes min mins hour hours hr hrs day days week weeks wk wks month months year years yr yrs mile "
        "miles km metres term terms time times children kids pupils people pounds percent st nd rd th am pm more "
        "other different of or and to in"
    ).split()
)
