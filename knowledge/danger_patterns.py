"""How people say that someone is in danger, by kind, in the notation of `knowledge.phrases`.

A strong phrase raises the alarm by itself. A weak one counts beside the nearness to the examples, and
harmless use (figures of speech, courses, policies, games, what is long past) weakens it again.
"""

from __future__ import annotations

OWN_LIFE = "own-life"
"""Stands for both kinds of own life: who is meant is found out apart from what is said."""

_KIN = (
    "son|daughter|child|kid|kids|children|boy|boys|girl|girls|lad|lass|baby|babies|toddler|grandson|granddaughter|"
    "grandkids|grandchild|grandchildren|nephew|niece|stepson|stepdaughter|teenager|twin|twins|brother|sister|newborn|"
    "siblings|youngest|eldest|oldest|pupil|pupils"
)
_GROWN = (
    "dad|father|daddy|stepdad|stepfather|stepmum|stepmother|mum|mother|mummy|uncle|aunt|auntie|grandad|grandpa|teacher|"
    "teachers|ta|tas|assistant|staff|carer|carers|driver|escort|pa|nanny|babysitter|childminder|coach|tutor|partner|"
    "boyfriend|girlfriend|ex|husband|wife|neighbour|neighbours|man|men|bloke|stepbrother|worker|cousin|brother"
)
_HIT = (
    "hit*|beat*|slap*|smack*|punch*|kick|kicks|kicked|kicking|whip*|batter*|thump*|strangl*|chok*|stab*|attack*|belts|"
    "headbutt*|throttl*|shove*|drag*|burns|burnt|burned|shakes|shook|hurts|hurting|abus*|molest*|whack*|clout*|pinch*"
)
_ME = "me|us|my|him|her|them|his|our"

NAMES = {
    "KIN": _KIN,
    "GROWN": _GROWN,
    "HIT": _HIT,
    "ONE": f"{_ME}|{_KIN}",
    "WHO": f"he|she|they|{_KIN}",
    "OWN": "my|his|her|their|your|own",
    "SELF": "myself|himself|herself|themselves|yourself|themself|ourselves",
    "PRON": "i|he|she|they|we",
    "WANT": "want|wants|wanted|wanting|wish|wishes|wished|wishing|hope|hopes|hoping|pray|prays|praying|rather|like",
    "WILL": (
        "will|would|ill|hell|shell|theyll|hed|shed|going|want|wants|wanted|wanting|might|could|threat*|try|tries|tried|"
        "trying|plan*|thinking|thoughts|about|ready|attempt*|keeps|gonna"
    ),
    "MANY": "load|loads|lots|bunch|handful|packet|bottle|box|whole|all|many|too|several|double|strip|pack|overdose|few",
    "TABLETS": (
        "tablet*|pill|pills|paracetamol*|ibuprofen|medicine|antidepressants|melatonin|calpol|insulin|codeine|aspirin|"
        "sertraline|fluoxetine|packet|packets|capsules|sleepers"
    ),
    "BLADE": "blade|blades|razor|razors|knife|knives|scissors",
    "WEAPON": "knife|knives|machete|hammer|axe|scissors|gun|rifle|bat|blade|razor|crowbar|screwdriver|cleaver|petrol",
    "LIMB": "arm|arms|leg|legs|thigh|thighs|wrist|wrists|stomach|skin|throat|veins",
    "EDGE": "bridge|ledge|tracks|cliff|roof|parapet|rooftop|platform|window|balcony|building|storey|railway",
    "TRAFFIC": "train|trains|lorry|lorries|traffic|bus|car|cars|road",
    "NOW": "now|ago|still|since|minutes|hour|hours|tonight|today|yesterday|morning|dark|anywhere|yet|police|help",
    "BRUISE": "bruis*|marks|mark|handprint*|fingermark*|welt*|burn|burns|injur*|scratches|blood|lump|lumps",
    "LOCK": "lock|locks|locked|locking|shut|shuts|shutting|tie|ties|tied|tying|chain|chains|chained|strap*|keep|keeps",
    "RAN": "run|ran|runs|bolted|absconded|escaped|wandered|climbed|slipped|stormed|legged|walked|gone|got|took",
    "POISON": (
        "battery|magnet|magnets|bleach|detergent|dishwasher|antifreeze|coin|glass|weedkiller|screenwash|needle|pin|"
        "screw|cleaner|caustic|vape|sanitiser|turps|nail|nails|perfume|drugs|poison|marble|bead|pen|lego|toy"
    ),
}

STRONG = {
    OWN_LIFE: """
WILL .. kill|hang|drown|shoot|unalive|suffocate|poison|neck SELF; kill|kills|hang|hangs|hung|hanged|unalive|necked SELF
unalive*; kms; WILL .. end|take|ending|taking OWN own? life; end|ending|ends OWN own? life; doing|do|top|off myself in?|.
WANT .. dead !tired|line; WANT PRON was|were|is|am|be dead|gone; better off dead; be|am|is going|about|ready|want to die
want|wants|wanted|wanting|hope|hopes|decided to die !of|laughing; am|is|are|feel|feels|feeling|be|felt|become so|really|very? suicidal
WANT .. not|never wake|waking; not want to? wake up !at|in|for|early; want|wants .. sleep .. forever|ever
not want to? live|exist !with|in|at|near|there|on|here|off|by; not want to? be alive|around|anymore; not want to? be here any|no
no|any|the point|reason in|of|to|for|me? living|live|alive|existing|stay|being alive|here|.; no point in? life|anything
better|happier off? without me; be better off? if PRON was|were|am|is|am not|dead|gone; better off without him|her|them|me .
goodbye|suicide note|letter|notes|letters|message|text; note|letter|text|texted|messaged|wrote|sent|rang .. goodbye|goodbyes
saying|said|says goodbye to; goodbye .. sorry|please|love|world; tell ONE .. i love them|her|him|you and? goodbye?|sorry
took|taken|swallowed|necked|taking|eaten .. MANY .. TABLETS; took|taken|taking|had an? overdose !in|last|two|three|when|years|as|a
overdosed .|on|again|tonight|today|last|this; hiding|hidden|saving|stashing|stashed|hoarding|collecting .. TABLETS|rope|noose
how many TABLETS .. kill|die|fatal|would|it; TABLETS in front of; slit|slitting|slashed|slashing .. wrist*|throat|OWN
cut|cuts|cutting|slicing OWN wrist*|throat; cut|cuts|cutting SELF; cut|cutting|cuts|burn*|slic*|carv*|stab* OWN own? LIMB
self harm* .. again|tonight|today|worse|deeper|badly|blood|stitches; stood|standing|sat|sitting|climbed .. EDGE
jump*|threw|throw|throws SELF? off|from|out|in|infront|under .. EDGE|TRAFFIC; step*|walk*|ran|run|jump* front? in|out|infront|at front|of|the|to? .. TRAFFIC .. deliberate*|purpose|end|die|dead
driv*|crash*|steer* ... into|off .. tree|wall|bridge|river|cliff|road; end|ending it all|tonight|now|today|soon|for|.
want|wants|going|like|ready to end it|things|this; it|this|everything all? to|just|at? end|stop .. all|forever|good|everything|.
all|stop|stops|ends to? end|it|this|everything for good; how|where|when i|he|she|they|hed|shed would|will|do do? it .
worked|knows|know|planned|figured|decided|googled|researched .. how|where|when|date .. do|die|kill|end|would; set a date
do|does|done|doing something .. to myself|herself|himself|themselves; last night|day|message on earth|alive|here
not make it? through the|this night; not be here tomorrow|much|next|by|for; will not be alive; no reason to|for live|living|stay|be|carry
nothing .. to? live|living|left for|to live?|.; life .. not|never worth living|anything; not worth living|being; stop existing
disappear|gone|sleep for good|ever|forever; wish|wishes|should|better .. never|not been? born; never been born
noose; rope|belt|cord|scarf|string|tie|cable|lead|ligature ... round|around .. neck|door; round|around OWN own? neck
voice|voices|head ... tell*|told|say* ... kill|hurt|die|jump|cut|harm|stab; hearing ... cut|kill|die|throat
razor*|blade|blades ... bathroom|locked|answer|myself|himself|herself|room; bathroom|locked|room ... razor|blade|tablets|pills
take|took|kill us|ourselves both|all; take|taking him|her|them|both with me; both|us|me .. go|gone|die together; and then me|myself
on purpose|deliberately ... die|dead|lorry|bleach|tablets|cut*; drank|swallowed|took ... purpose|deliberately; commit* suicide
attempt*|tried .. suicide|overdose|hang|life|drown; suicide attempt !.; anorexi* ... fainted|collapsed|drink*|water|passed
fainted|collapsed|passed ... anorexi*|bulimi*|eaten|eating; hate|hates being alive; had|have|done|tired|sick .. enough|with|of life|living
WILL|doing|going it? to? do it tonight|tomorrow|soon|weekend; not want to? carry|go on living|any; not want to? be here .
want|wants to? be with grandad|nan|granny|daddy|mummy|grandma in heaven; die .. sleep; rest|better off .. death|dead
""",
    "child-harmed": """
GROWN|teacher .. HIT me|him|her|them|my !own|homework|hand; dad|stepdad|uncle|mum|stepmum|carer HIT us|me|ONE
is|are|was|were|being|been|gets|getting hit|beaten|abused|slapped|starved|groomed|neglected|mistreated|molested|raped|trafficked|exploited|blackmailed by|at|every|on|with|and|.|all|so|who|when|i|again
being|been hit|beaten|abused|hurt|harmed|neglected|groomed|starved|touched|raped|exploited !you|by|the|in|feelings
touch* .. private*|inappropriately|there|bits|bum|willy|breasts|chest|wrong; touched me|him|my|her; touches me|him|us; private parts ... touch*|hurt*|sore|show*
sexually abus*|assault*|touch*|exploit*; sexual abuse|assault|touching .. my|his|her|happened|by|told; rape*|raping; molest*; interfer* with me|her|him|my
sex|things .. with me|her|him|my KIN?; made|makes|making|forces|forced me|her|him|them|my .. naked|touch|undress|strip|lap|sex|things|kiss|watch|steal
makes|made|making me|her|him do things|stuff; nude*|naked|topless; no|without clothes|clothing|top on|.|off; asking|asks|sent|send|sending|wants ... nude*|naked|underwear|knickers|indecent
sextort*|blackmail*; comes|come|came|gets|get|climbs|creeps|sneaks in|into to? my|her|his .. bed|room|bedroom|shower; sits|sit|sat|sitting .. his lap|knee
our|their|a|is .. secret ... tell|lap|him|uncle|touch|night|game; secret game; keep|kept .. secret|between us; do not|never tell anyone|mum|nobody|dad .. or|secret
BRUISE .. on|from|all|round|around|over .. OWN? arm*|back|neck|leg*|thigh*|face|ribs|body|bottom|ear|ears|LIMB|dad|respite|school
came|come|comes|coming|returned|back .. from|home|back ... BRUISE; finger|belt|hand|bite|teeth|cigarette|iron shaped? BRUISE|print; BRUISE ... tell|explain|explained|say|hurt|talk
black eye|eyes; cigarette burn*; blood|bleeding .. knickers|pants|underwear|nappy|bottom; different|another|new|more|unexplained BRUISE
LOCK ONE .. in|to|outside|up .. shed|cupboard|cage|cellar|garage|loft|bathroom|attic|radiator|dark|buggy|cot|chair|hours|day
LOCK .. child|kid|kids|boy|girl|baby|him|her|them .. room|bedroom ... hours|day|weekend|sunday|screaming|food|all|night; left|leave|leaves|leaving .. alone|own|themselves|unattended ... night|days|hours|day|weekend|since|drunk|pub|sores|again
on their own since|for|all|again; no|not|never|nobody feed*|fed|feeds me|him|her|us|them|the; always|every|so starving|hungry|filthy|dirty|smells; no food in
starving|hungry|filthy ... alone|food|filthy|dirty|neglect*|clothes|never|mother; neglecting|starving .. KIN|her|him|them; carry*|sell*|deal*|deliver*|holding .. drugs|packages|package|weed|parcels|crack|gear
cuckoo*; gang|gangs|dealer|dealers; older man|men|lads|lad|boys|bloke|boyfriend|guy|guys|kids|people ... money|phone*|trainers|vapes|gifts|car|picks|hotel|scared|presents|sex|drugs
genital mutilation; fgm .. done|abroad|take*|my|her|summer; abroad|africa|country|holidays ... be cut|circumcised; made|forced|forcing|being|make to? marry|married; forced marriage
demon*|possessed|witch|djinn|exorcis* .. autis*|him|her|out|because; pin*|held|hold|holds|sat|restrain* .. ONE|down ... face down|breathe|neck|until; face down .. floor|till|until
shook|shaken|shakes|shaking him|her|my|the|their|our KIN|.|hard|and|because|too; hear|hears|heard|hearing ... hit|beaten|hitting|smack*|slap*|crying|screaming|screams .. every|night|belt|all|beg*|and|.
messaging|messages|texting|chatting|talking ... privately|midnight|stranger|secret|older; man|men|adult|stranger|bloke|paedophile ... online|roblox|snapchat|insta*|discord|game|fortnite ... pic*|photo*|meet|secret|send|naked|gift*|naughty
met online ... meet|hotel|older|man|train; dad|mum|daddy|mummy|uncle|carer|escort|driver hurts|hurt|hits|kicks|pinches|hitting|smacks me|us|my|him|her; hurts|hurt|hit my tummy|bottom|willy|fairy|bits
scared|afraid|terrified|frightened|flinches of|when|going|at to? .. dad|stepdad|stepfather|father|uncle|driver|teacher|carer|daddy; next time .. stab|kill|beat; throws|threw me|us about|against|across|down|around
someone|somebody|man|dad|uncle|partner .. at|is|in|has|doing|been .. hurting|touching|abusing|touched|hurt|harming me|him|her|my|ONE; hurting my|him|her|me .. KIN|on|at|in|.; not give|giving|withhold* him|her|his|the epilepsy|insulin|medicine|feed .. purpose|punish*
""",
    "violence-at-home": """
husband|partner|boyfriend|wife|girlfriend|ex|dad|stepdad|father ... HIT me|us|mum|my|again; he|she HIT me .. again|front|last|tonight|badly|and|every|kids|children|face|stomach|head|up|with|if|when
he|she|son|daughter|lad|boy|brother strang*|chok*|stab*|punched|throttl*|battered|attacked|beats|threatened|burned|broke me|us|mum|my|his|her; HIT my|our mum|mummy|nan|gran|stomach|sister again|right|now|up|.|and|she|in
beat*|beating|knocks|knocked|batter* me|us|her|mum up|about; got|has|had|grabbed|holding|waving|pulled|pulls|pointing|swung|gets|picked|with .. a|the|my|bread|kitchen|air|big|from|into? knife|knives|machete|hammer|axe|gun|rifle|crowbar|blade
came|comes|coming|chased|chasing|chases|goes|going|went|go|lunged .. at|for|after|with .. WEAPON|weapon; threat* ... WEAPON|kill|stab|weapon|bottle|burn|hurt|grandmother|grandma|nan|life; WEAPON ... threat*|put|kill|stab*|door|his hand|throat|pocket
will|ill|hell|shell|would|hed|shed|going|threat*|says|said|try|tried|wants .. kill|stab|murder|burn|strangle me|us|everyone|mum|baby|sister|brother|my|his|her|our|the !time|self|teacher|headteacher|music|group|calories|club|boredom|pain|mood
kill me|us|mum if|when|in|and|if|tonight|next; smash*|trash*|wreck*|destroy*|throwing ... house|furniture|windows .. up|right|now|help|and|at|locked|we|.; locked|lock|barricaded|shut ourselves|us; LOCK my|our bedroom? door .. hit|scared|in|him|from
hiding|hide in|under|upstairs|with .. sister|brother|wardrobe|bed|bathroom|kids|room|cupboard|car; domestic violence|abuse .. and|where|tonight|my|from|at|victim|.; in|from|escape an? abusive|violent|controlling relationship|marriage|husband|partner|ex|home
chair|wardrobe|lock|drawers against|on the|my door; need|want|how to|do|can .. get|leave|escape|flee .. out|away|safely|him .. before|from|tonight|safely; refuge; leave|leaving|flee*|escap* my|him|an .. husband|partner|abus*|violen*|safely|dangerous
check*|track*|takes|took|controls|monitors .. my phone|money|calls|bank|messages|card|wages|every; not|never allowed|let|lets|letting me|us .. out|money|phone|bank|leave|work|house|see|talk|drive|family
scared|afraid|terrified|frightened|petrified of|for|to .. husband|partner|wife|ex|boyfriend|son|daughter|him|her|life|lives|home|mum .. .|tonight|and|last|he|now|because|son|daughter|she|when|the|turning|what|drunk
forces|forced|forcing|makes himself|me on|to .. me|sex; hand|hands round|around .. neck|throat; by the|my throat|neck; stran* me|my|him|her|us; outside|banging .. house|door ... kill|shout*|ex|burn|knife|scream*|he|she
ex ... outside|found|door|address|following|stalking|released|let|bail|hammering ... kill|house|us|out|door|address|car|scared|hurt; broke*|kick*|smash* .. front|my|the door in|down|off; brok* .. arm|finger|nose|ribs|jaw|rib|wrist|hand|collarbone
goes|going|went|go|attack*|gone for|after|ing? my|his|her|the|our .. baby|toddler|sister|brother|throat|mum|dad|siblings|little; set|setting|sets fire to .. house|bed|room|brother|sister|me|home; burn .. house|home|it .. down
dragged|drags me|her|us .. by|hair|across|out|down; push*|threw|throws|shov*|slam* me|mum|mummy|us|her .. down|against|into|across stairs|wall|the|a; punched|headbutted|hit|kicked|bit me|us|mum .. face|stomach|lip|bleeding|hospital|lump|again|nose
violent .. son|husband|partner|again|tonight|not|at|and|towards|to|every|adult|ex ... safe|scared|hit*|door|hurt|home|me|us|police; walking on eggshells|egg; not safe|dangerous at|in|to|with .. home|house|him|live; police .. left|came .. again|he|started
beating|hitting|attacking|punching|hurting|strangling|kicking us|me|mum|my|him|her .. right|up|now|tonight|mum|again|and|.; is punching|kicking|hitting|hurting|attacking my .. mum|me|dad|nan|sister|brother; man .. live .. with .. is dangerous|violent
fighting|screaming|shouting .. downstairs|upstairs|drunk|glass|scared|hiding; hits me with; boiling|hot water|kettle|tea .. at|over me|us|her|him|mum; live|living in fear; see|stop|stops|lets .. my friends|family .. allow*|let|own; killed|kill the|our dog|cat .. he|next|if
""",
    "missing-child": """
can|could not find|locate him|her|them|my|our|WHO !a|an|bus|pass|form|school|email|plan|letter|ehcp|report|badge|file; WHO .. is|has|gone|went|been|are missing !school|out|lessons|registration|his|her|a|the|bits|from|loads|appointments|so|lots|class|work|for|education|too|most|days|speech|maths|him|them|lot|loads|all
KIN .. missing .; missing child|son|daughter|person .. with|from|who|since|report|help|tonight; report .. missing; gone missing !in|from|and|need|from|post|off; WHO .. has|have|is? run|ran|gone|runs|legged away|off|awol .|from|tonight|today|again|and|this|hours|school|i|we|with|after|police
have|has|had run|ran away|off .|and|from|i|with|again; i|ive have? run|ran away|off; have|has|did|do not come|came|been|returned|arrived|turned|got|get|made .. home|back .|and|from|yet|since|last|phone|is|i|its|it|at|after|tonight|what|she|he
WHO did|has|have|never not? get|got|come|turn|arrive|arrived|turned|reach|reached|made|make|show off|up|to|at|there|back|home|it .. the?|at|school|bus|there|college|home|back|train|.; never got there|off|on|home|back|to; never|not arrived; not been|seen seen|him|her|them since|for|anywhere
nobody|no|not .. one? seen|heard .. him|her|them|from since|for|this|today; not know where he|she|they|my|the|our .. is|are|has|have|gone|.|went|KIN !at|up|with|in; where is|has my|our|he|she KIN|gone|is !school|place|plan|draft|report|ehcp|taxi|funding|money
looked|searching|searched|looking everywhere|all for|over .. him|her|them|KIN|.; lost|losing sight|track? of? him|her|them; lost my|our little? KIN .. in|at|on|near|and|.|to|shop*|town|park !school|place|minecraft|milk|xbox|dla|benefits|funding; WHO .. has|is? disappeared|vanished|absconded|escaped
wandered|bolted|absconded|escaped|slipped .. off|away|out|at|from ... NOW|looking|find|see|staff|gone; RAN .. out|over|the|off|through .. fence|window|gate ... gone|NOW|know|where|find|lost|he|she|non|six|and; out|through|by the window ... gone|non|verbal|find|hes|he|cant|roof|street|know
bed|room|garden|house is|was|and? empty; not in|slept in|her|his|their|the bed|room|garden|been; bed|window|door|gate|front is|was|wide? open .. .|he|she|gone|no|and|i|4|toddler|non|help|how; gone|been gone .. two|2|three|3|all|since|for|how|an|hour*|night*|days|minutes !diagnosis|now|well|wait|school
has|is gone again|off|out|with|from|to .. now|with|him|someone|man|meet|find|guy|london|night|and|real|alone|again; done|did|does a runner; left the|home|house|note|a .. this|morning|hours|without|note|seen|off|in ... not|nobody|coat|seen|phone|back|find
phone is? off|dead|switched|goes .. and|to|straight|she|he|voicemail|.|now; got|get|getting|gone|went in|into .. car with .. man|stranger|someone|men|guy|him|lads; taken|snatched|abducted|kidnapped|grabbed by|my|him|her .. KIN|from|man|ex|stranger|someone|dad
meet|met|meeting|see|visit .. off|online|on|through .. snapchat|game|internet|discord|instagram|online|roblox|tiktok|fortnite|. ... gone|back|home|since|not|only|14|train|hotel|phone; went|gone|going .. to meet|see|london .. guy|man|someone|him|bloke|stranger|older
not|wont bring|brought|give|given|return|returned|say|hand him|her|them|the|my|where .. back|kids|children|they|over ... abroad|sunday|yesterday|meant|taken|flat|country|phone|disappear*; meant|supposed|due .. to|be|back .. back|home|hours|here|yesterday|ago ... not|empty|answering|phone|worried
take|taken|taking|flown|took him|her|them|my|the .. abroad|country|airport|passport|uk; WHO .. has|is out there .. alone|own|cold|dark|somewhere|night; sleep|sleeping .. rough|streets|bus|outside|to|tonight .. i|ran|15|he|she|alone|am|where|.
where|know where to sleep|go|stay .. tonight|ran|run; not let me go|leave|out .. he|guy|i|man|house|ran|placement; walked|stormed|went|run|ran out ... not|hours|hour|back|since|phone|dark|seen|pyjamas|coat|police|shoes|night|freezing; dropped him|her|them .. not|nobody|home|here|isnt
call*|rang|ring .. police ... missing|gone|run|find; toddler|baby|KIN vanished|disappeared|gone; has|have my child|son|daughter !got|an|had|been|in|is|to|with|a|the|their; out on|of .. own|alone .. road|canal|river|dark|he|she|no; slips|slipped|sneaks|got|getting out ... empty|open|night|road|police|find|gone|motorway
""",
    "breaking-point": """
scared|afraid|frightened|worried|terrified|scares .. i|me|what .. will|ill|am|might|may|could|would|going|gonna .. hurt|do|hit|harm|kill|snap|shake|smother|lose to? .. !with|about|for|next|when|after|transport|school
i|am|will|could|might|nearly|almost|going|gonna|want|wanted|feel|felt|like .. hurt|harm|shake|shook|smother|strangle|throw|throttle|hit|slap|smack|punch|suffocate|smashed|drown|throwing|shaking|hitting|hurting him|her|them|my|the|our|his .. KIN|.|right|now|today|and|if|so|again|tonight|in|head|hard|across|down|against|one|just|what|because|too|or|with|last
i|just|have|ive slapped|hit|shook|smacked|shoved|bit|punched|kicked|pushed|grabbed|shaken|strangled|dragged|hurt|shaked him|her|them|my|our|back|the !up|for|out|that|nail|head .. KIN|hard|back|.|and|today|tonight|so|across|against|too|down|autistic|again|face|because|i
thoughts|thought|think|thinking|urges|urge .. of|about|to .. hurting|harming|killing|smothering|hurt|kill|shaking|leaving|harm|drowning|throwing him|her|them|my|the|our|baby; held .. mouth|down|under|nose .. shut|harder|hard|shower|closed|water; pillow over|on
trust myself; not safe with|from|around|alone|near me|my|him|her|own|hands; safe from me; not feel|am safe|feel being|with|alone|round|around|safe|on .. my|alone|hands|him|her|myself|this|them|baby|with; do|done something|anything .. i|terrible|regret|awful|bad|unforgivable .. regret|to|him|her|. 
someone|somebody|anyone|please|you come|needs|need|can|please|just .. and|to|come .. take|collect|get|have him|her|them|my|this|come|here !on|to|out|into|for|a|swimming|off|with|up; take|put|place|want .. him|her|them|my|KIN in|into|to|back|away .. care .|tonight|today|now|i|because|please|we|before
can|could not cope|do|go|carry|take|look|manage|keep|be|have|live .. tonight|anymore|another|one|now|longer|minute|safe|second|any more|night .. night|him|her|tonight|day|minute|with|of|.|this|now|and|i|more|longer !weeks|calls|panel|taxi|school|emails|paperwork
can|could not be|cope|manage|left alone|on|with|him|her|my .. with|own|alone .. him|her|them|tonight|this|now|baby; cope|coping .. tonight|today|right; at breaking|the|my point|end|edge and|i|with|tonight|. .. not|him|her|i|safe|her|tonight|need|my|. ; am on the edge; going|gonna|about to snap|crack|lose|explode|flip|break
walk|walked|walking|run|ran out|away|off .. on|and|leave|leaving|left|of|from .. him|her|them|kids|children|house|home|own|alone|never !school|class|meeting|group; leave|left|leaving|drop|dropping|dump|dumping|abandon* .. him|her|them|kids|KIN .. council|office|offices|there|hospital|neighbour|station|doorstep|own|alone|car|social|school .. and|i|.|driv*|own|never|doorstep|not|off|there
not|never coming|go|going|want home|back|to|be .. their|inside|in|mum|be|mother|to; LOCK .. him|her|myself|door|us .. because|if|room|loo|toilet|away|in ... hit|hurt|do|face|kill|terrible|her|him|go|rage|screaming; keep|have him|her|them here|at|home .. another|one|more|tonight|any|longer
family|total|complete breakdown ... tonight|cannot|keep|now|not|night; nothing left in|to|.|and|i; finished done|. ; i give up take|on|with|.|him|her; hate my|him|her child|son|daughter|own|kids|and|right|so|he|she; red mist|rage .. at|him|i|and|hit|towards|every|.|today
hear|hearing|voices .. hurt|kill|harm .. baby|him|her|them|child; gave him|her .. three|double|extra|too|whole .. melatonin|medicine|dose|calpol|piriton|much|tablets|knock; knock|drug|sedate him|her|them out?|.; come|talk .. me down|before|tonight|please; emergency respite tonight|today|now|.|or|i
lose|losing|lost it with him|her|my|them|the .. tonight|again|today|and|.|i|grandson|KIN; raised my hand|fist; wish|wished .. he|she|they|had|hed|shed .. never|not been|born|existed; shut|shutting .. him|her .. up .. hand|shower|tape|mouth; in the car and i can not; just can not go back in|home|inside
breakdown ... look|brother|myself|kids|mum|children|cope|me|alone|both; for .. both|all .. tonight|safety; had a? breakdown .. and|.; shaking with|and anger|i|rage|cant|angry; going mad|under|insane .. tonight|with|him|her|i; have|ive|had|has .. not slept .. days|since|nights .. i|hurt|hear*|snap|shake
""",
    "medical-emergency": """
not|stopped|stops|barely|struggling|trouble|difficulty|hardly|cant .. to? breathing|breathe !when|at|space|exercises|down|techniques|for|problems|out|through; breathing .. stopped|funny|weird|fast|shallow|strange|noisy|heavy|blue|hard|sucking; gasping; lips|face|skin|mouth|he|she|baby|gone|turned|turning|going|went|has .. blue|grey|purple|gray|mottled !badge|and|card|room|uniform|hair|area|folder
gone|went|going|is|all|floppy|limp .. floppy|limp|unresponsive|lifeless|stiff .. .|and|on|in|grey|blue|hard|will|not|cant|i|drool*|we; unresponsive|unconscious !bias|biases|mind; not respond*|wake|waking|waken|rouse|come .. up|to|me|round|. !up|early|for|before|until|at; hard|difficult|impossible to rouse|wake !for|up|in
can|could|will not wake|rouse|get|open .. him|her|them|up|eyes .. up|.|to|he|she|round|please|properly !for|in|at|before|early|to|out; collapsed !and|bridge|talks .|in|on|at|heart|he|she|floor|not|just|again|after; passed|blacked out; keeps|just|has fainted|fainting|collapsing; fits|fit|fitting|seizure .. minutes|not|still|stopping|hour|longer|another|again|now|after|10|ten|five|5|7|help .. stop*|going|.|now|i|and|since|what|another|minutes|he|not|ambulance
is|been|having|started|had .. having|a|big? fitting|seizure|fit|convulsion|convulsing|tonic .. .|now|and|for|help|his|mum|first|right|on|what|please|still|in|he|she !group|support; status epilepticus; convulsing; seizure .. after|not|and|one another|stop*|still|going|ending; buccal|midazolam|rescue|diazepam .. not|still|again|second|another .. stop*|working|fit*|going|touched|.
swallowed|ate|eaten|drank|drunk|drinking|swallowing|chewed|necked|got|inhaled .. POISON|tablets|pills|medicine|bleach .. !out|from|cheap; swallow* something|a|the; POISON .. stuck|swallowed|mouth|nose|throat|airway; TABLETS .. thought .. sweets; got|found|into|hold .. TABLETS|bleach|poison .. sweets|mouth|eaten|thought|cupboard|swallowed
is|be|started|was choking; choking .|on|help|and|he|she|now|hazard; something|food|grape|sweet|coin|lego|stuck .. stuck|in .. throat|windpipe|airway; went|gone down .. wrong ... cant|can|swallow|breathe|blue|spit; foaming at|mouth|from; epipen .. not|used|given|gave|find|now|still|did; can not find .. epipen|inhaler|midazolam|insulin|injection
allergic|anaphyla* reaction|shock|. ... now|swell*|breath*|help|face|epipen|what|not|nuts|he|she|throat; face|tongue|lips|throat|mouth|eyes .. swelling|swollen|swelled|closing|puffing|tight|drooped|dropped|droop*|numb; one side of; peanut*|nut|nuts ... swell*|swollen|wheez*|hives|rash|breath*|blotchy; inhaler .. not|isnt|doing|work* .. work*|helping|anything|doing
asthma attack .. not|now|and|inhaler|he|she|. ; words out ... breath*|inhaler; bleeding .. not|heavily|badly|everywhere|lots|loads|bad|head|profusely|out|still|stop .. stop*|.|and|help|now|i|from; not stop bleeding; blood .. pouring|everywhere|gush*|lot|spurting|loads|pumping; blood|a lot ... grey|clammy|pale|stop; head .. sick|vomit*|drowsy|confused|sleepy|rubbish|unconscious|bleeding|floppy .. times|again|and|.|since|now|really|is|he|she
banged|hit|bumped|knocked|fell|cracked|head .. head ... sick|vomit*|drowsy|rubbish|confused|sleepy|bleeding|dizzy|knocked|unconscious|eyes; fell|fallen|fall|come|came .. off|down|from|out .. stairs|window|trampoline|roof|tree|balcony|horse|bike|slide|wall ... eyes|move|feel|unconscious|leg|neck|blood|head|breath*|wake|cant|screaming|hurt|bone
can not feel|move his|her|my|their legs|arms|arm|leg|neck|side|body; boiling|scald*|kettle|burnt|burned|hot|chip .. water|kettle|oil|fat|pan|tea|over|coffee|down|himself|herself|. ... chest|arm|arms|face|skin|leg*|him|her|himself|herself|blister*|hand|down|all|back; rash ... glass|fade|purple|neck|spreading|blotchy|light|floppy; stiff neck; meningitis .. what|he|i|she|think|worried; sepsis .. i|he|she|worried|signs
diabetic|blood|sugar|sugars|hypo|insulin|ketones|dka|glucose ... wake|passed|shaking|sense|collapsed|unconscious|vomit*|floppy|drowsy|rouse|low|respond|high; too|double|wrong|extra|three|twice .. much|many|dose|amount .. insulin|medicine|epilepsy|tablets|paracetamol|calpol|adhd|melatonin|heart .. .|hard|and|now|rouse|drowsy|she|he|hyper; took|taken|taking|had|swallowed|gave|given .. MANY .. TABLETS|medicine !at|and|school|regularly|with|times|in|for|to
trach*|tube|button|peg|line|catheter|ventilator|oxygen|sats|shunt .. come|came|pulled|fallen|blocked|dropping|dropped|alarm|falling|out|low|alarming|leaking|80|70 .. out|back|not|cant|blood|can|and|.|now|her|going|alarm* !of|hours|school; oxygen|sats|saturation* .. dropping|low|dropped|falling|down|going; was|found|under|in .. under|face|down .. the|water|bath .. water|bath|down|pool|pond; drown*|drowning !in|sorrows
electr* shock; electrocut*; stuck a? ... socket|plug; heart .. racing|stopped|going|mad|pounding .. mad|and|pale|tablets|not|he|stopped; stroke; slurr*|talking rubbish|nonsense|gibberish|funny; no|not .. wee|wet|drink|drunk|weed|drinking|fluids .. nappy|nappies|since|day*|hours|24|yesterday|all|anything ... floppy|drowsy|yesterday|today|confused|sleepy|rouse|days|day|hours|since|lips; call|calling|need|ring|rung|send|get .. ambulance|999|paramedic* !card|service|station
burning up|hot ... floppy|fit|stiff|rash|drowsy|focus|respond|wake; sucking in; keeps vomiting|being|throwing ... grey|floppy|drowsy|green|shunt|injection|blood; cord|blind|rope|string|strap .. round|around .. neck; hit|run|knocked by a|over|down .. car|bus|lorry|van|bike; stopped breathing; barely conscious; bone .. sticking|out|through; can not|not swallow .. spit|saliva|dribbling|drool*; swallowed .. wrong|bit|piece|toy|his|her|it
severe|bad|worst chest|headache|stomach|tummy pain|ache|. ; chest pain; not .. come|coming round|to; adrenal ... vomit*|grey|drowsy|injection|crisis; eyes .. rolled|rolling back|up|in; bitten by .. snake|dog|adder; head stuck; knocked|out cold|unconscious|out; overdosed .. on; ventilator .. alarm|stopped|broken|power|fail*; staring .. drool*|minutes|respond; carbon monoxide; choked .. cant|blue|not
""",
}
