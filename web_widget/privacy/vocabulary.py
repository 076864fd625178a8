"""The words by which names are told from other words. All in lower case."""

from __future__ import annotations

PERSON_LOCALES = tuple(
    (
        "en_GB en_IE ga_IE en_IN en_PK en_NG en_KE ig_NG yo_NG ha_NG zu_ZA tw_GH sw pl_PL ro_RO lt_LT pt_PT "
        "tr_TR hu_HU cs_CZ sk_SK es_ES it_IT fr_FR de_DE nl_NL"
    ).split()
)
"""Faker's lists from which names are learnt: those of the places that families here come from."""

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
"""Names that are also ordinary words: in lower case they count only where a name is expected."""

NO_NAMES = frozenset(
    (
        "ni dob nhs nino utr upn uln ref postcode tel mob hiya aswell alot u ur urs r cos coz cuz bcoz bcos bc "
        "wont cant dont isnt hes shes theyre thats whats whens wheres hows whos ive ill im asd adhd pda arfid lil "
        "til wat wot wana wanna gonna gotta dunno innit nah nope yeah yep yup ha haha lol ffs tbh idk omg asap "
        "pls plz ie eg etc soz defo summat sumfing sumthin sumthing somethin nothin anyfink fink wiv wivout dis "
        "dat bf gf missus hubby hydro dvla hmrc dwp may've"
    ).split()
)
"""Short forms that nobody is called by."""

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

COUNT_WORDS = frozenset(
    (
        "minute minutes min mins hour hours hr hrs day days week weeks wk wks month months year years yr yrs mile "
        "miles km metres term terms time times children kids pupils people pounds percent st nd rd th am pm more "
        "other different of or and to in"
    ).split()
)

PARTICLES = frozenset("ap ab ferch mac mc o de da di van von der den bin bint ibn al el la le ter st dos ní ó".split())
"""Words that belong to a name when between two parts of it: "Rhys ap Gwilym"."""
