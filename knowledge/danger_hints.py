"""Weak signs of danger, by kind, and harmless use, in the notation of `knowledge.phrases`."""

from __future__ import annotations

from knowledge.danger_patterns import OWN_LIFE

WEAK = {
    OWN_LIFE: """
suicide|suicidal; overdose*; self harm*; self injur*; kill*|hurt*|harm* SELF; took|taken OWN own? life; better off; without me
wake up again; not want to? be here; can not|hardly go|carry|keep on; can not do this|it; point in|of|to; heaven
giv*|gave .. things|stuff|toys|belongings|possessions away|to; hate|hates OWN life; hate|hates SELF; nothing left; no hope|future
hopeless|worthless|useless; razor*|blade|blades; jump* out|off; infront|front of .. TRAFFIC; edge of .. water|bridge|bed|road
wish PRON was|were not; dead|die; disappear; end|ending it; make it|this|everything stop; dark place|thoughts; hear*|hears .. voice|voices
something stupid|silly; give|gave|giving up; had enough; burden; ready to go; no way out; rock bottom; cuts|scars|scratches .. LIMB
not eat*|eating|drink*|eaten|drunk; starving SELF; purging|laxatives; making SELF sick; letter|letters|note .. pillow|room|bed|bag; papers|affairs in order
will not be here|around; not be here; planning it|how; depress*; struggling to carry|keep; really|so low; do not care if; nobody|no one would|will|even notice|miss|care
SELF in .. bathroom; locked SELF; empty packet|packets|bottle; tablets|pills; rope; bridge; goodbye; miss|missed me; sorry for everything
done|finished with everything|it|all; pointless; no strength; cannot go|take; scratching|burning|biting SELF|OWN; numb; last time; crying all|every
""",
    "child-harmed": """
bruis*; neglect*|abus*; HIT .. KIN|him|her|me; groom*; secret; inappropriate*; touch* him|her|me|my; unexplained; scared|frightened|terrified of|to
locked in; left alone; hungry|starving|filthy; no food; older men|man|lads|boys|boyfriend; online ... pictures|photos|stranger; drugs; exploit*
bully*|bullies|bullied .. hurt|beat|knife|stab|punch; dragged; restrain*|pinned; being hurt|hit|mean; hurts me|him|her; hurting a|him|her|them|my
crying|screaming .. night|every; flinch*; drunk|drinking|high|drugs; marks|mark; wets; soiled|nappy .. hours; sexual*; naked; rough with
not feel|is|are safe at; screams|screaming when; hit* a|the|their|his|her; strange man|bloke; age gap; worried .. happening .. to; something .. wrong .. happening
told me .. touch*|hit|hurt|hurts; disclos*; gives|gave .. money|vapes|phones; sore .. down|bottom|private; smack*; home alone; own all night
""",
    "violence-at-home": """
violent|violence|abusive; WEAPON; HIT me|us|mum|his|her|my; threat*; scared|afraid|frightened|terrified of|for; smash*; kill me|us|him|her|you
controlling|controls; not let|allow* me|her|us; refuge; hide|hiding; locked .. bathroom|room|car; drunk; police; hurt|hurts|hurting me|us|his|her|my|mum
fight* .. mum|dad|parents; bleeding|bruise*|black|broken; safe place|tonight; attack*; out of control; leave him|my; throwing .. at; stalk*; ex; injunction
shout* .. scared|hide|all; not safe; dangerous; get out; flat|house up; kick|kicked|kicking off; bit|bite .. me|bleed*; big|strong|strength .. me|control
""",
    "missing-child": """
missing; WHO .. RAN off|out|away; disappeared|vanished; NOW ... not home|back|here|seen; not answer*|picking; lost him|her|my; police; find him|her|them|my
not home|back|here; not in; door|gate|window .. open; no idea where|how; phone .. off|dead; bed|room .. empty; wandered|bolted|absconded|escaped
gone; not come|came|got|get; meet|met .. online|someone|man; looking for him|her; where is|are; not where; seen him|her|them; taken; lost; searching
not turn*|arrive*|show*; ran|run|runs off|away|out; on own|their; runaway; reservoir|canal|river|railway|water|motorway; dark|freezing; climbed; hours ago
""",
    "breaking-point": """
can not cope; can not do this|it; can not go|carry on; breaking point; end of my; snap|snapped; hurt|hit|shake|harm|slap* him|her|them|my|the; scared|afraid .. i
take him|her|them; take .. care; had enough; walk*|run|ran out|away; lose|losing|lost it; not safe; regret; tonight; hate him|her|them|my; alone with
leave|leaving|left him|her|them; rage; not sleep|slept; locked myself; screaming; crying; please help; on|at my own|knees|limit; nothing left; give up
breakdown; not cope|coping|manage; any more|longer; going mad|insane|under; shaking; i shouted|screamed|grabbed|pushed; not want him|her|them; not want to be .. mum|dad|parent
foster care|someone to; emergency; need someone|help now|tonight|today; another night|day|minute; just drive|go|leave; myself .. away|from; want out|to leave|run
""",
    "medical-emergency": """
breath*; blue|grey|purple|pale|floppy|limp; unconscious|unresponsive|collapsed; seizure|fit|fitting; swallow*; chok*; bleed*|blood; ambulance|999; allergic|anaphyla*
epipen|inhaler|midazolam|buccal; not wake*|waking|respond*|stop*; head ... sick|vomit*; burn*|scald*; rash; temperature|fever|burning; drowsy|confused; dose; fell|fallen
asthma|diabetic|shunt|trach*|oxygen|ventilator; wheez*; stuck; drank|ate|eaten|drunk; tablets|pills; minutes|mins; hours; not drinking|drink|eat|wee; a e|and e; hospital
help; what do i|we; right now|now; still; will not stop|wake|open; faint*; swell*|swollen; convuls*; vomit*; poison*; overdose; unwell|poorly; stiff; heart; dribbl*
""",
}

HARMLESS = """
killing me|us !.|tonight; dying to|for|of; dying omg|laughing; omg|literally dying|dead|died; died|die of|from embarrass*|laughing|boredom|shame|cringe
could|would|will|to|id|can|gonna|ill murder|kill that|the|this|for|senco|headteacher|whoever|council|camhs|them|someone; kill|killed|kills for|off|time|two|the|zombies|it
banging|bang|banged .. brick|wall; hit|hits|hitting a|the wall|brick|dead|target|roof|nail|books; drop dead; dead line|end|ends|link|phone|tired|battery; link .. dead; phone .. dead .. missed|call
drown* in; suffocat*|strangl*|stab*|bleed* ... tape|back|dry|forms|paperwork; shoot me|myself; torture|nightmare|brutal|ridiculous; threw|thrown .. under .. bus; over my dead body
will|could|want scream; lost|lose|losing the will; bone to; war|battle|fight* .. for|with|over|the|council|la; beat|beating round|about|the|around; beats me; bloody hell; jumping through; getting away with
course|courses|training|trained|trains|train|workshop|webinar|talk|talks|session|sessions; leaflet|leaflets|poster|posters|booklet|book|books|guide|guidance|resources; policy|policies|procedure|handbook|law|lawful
statistics|figures|percentage|numbers|data|rates|rate; how many .. children|people|kids|young|pupils|families; dissertation|essay|presentation|assembly|research|foi|homework|assignment|study|studying|project
waiting list|lists|time|times; how long .. wait|list|waiting; the wait; first aid; job|volunteer|volunteering|vacancy|governor|governors|trainee; what is|are|does .. a|an|the|mean|means|difference; difference between
game|games|gaming|minecraft|fortnite|roblox|gta|xbox|playstation|zombie*|film|films|movie|play|drama|story|stories|character|novel|video|videos|pretend|lego; special interest|obsessed|obsession
not|never going|want|wanted|trying|planning|about to? hurt|harm|harming|kill|self; no|not|never any? thoughts|intention|suicidal|danger|risk|injuries|marks|crisis|emergency; nothing serious|physical|bad|wrong; figure of speech; joking|jk
years ago; year ago; last|in year|term|spring|march|summer|easter|christmas|january|april|may|june; in 2*; used to; when he|she|i|they was|were|am; since then; was|were|since born|birth|small|little|younger|young|adopted|five|four
fine|well|better|ok|okay|safe|settled|happy|recovered now|since|again|after|and|here; all fine|good|well|ok; is fine|well|ok|doing; doing well|really|great; no longer|danger; seen by; home and; long time; in the past; historic|history|previous|previously
risk assessment; care plan; health plan|care; individual healthcare; annual review; blue badge; club|clubs|group|groups; school trip|trips|bus|residential; tracker|gps|lock|locks|fence; can|does|do|will|should school|schools|they|a|the|he|she|it|dla
bereave*|grief|funeral|passed|grieving|hospice; pet|dog|cat|hamster|rabbit|goldfish; grandad|grandma|nan|husband|granny|grandpa|grandfather died|passed; sports|swimming|karate|boxing|football|museum
emails|paperwork|forms|form|panel|appeal|tribunal|ombudsman|complaint|complain|transport|taxi|timetable|homework|uniform|fine|fines|sendiass|mediation|ehcp|funding
eczema|nails|hair|haircut|teeth|dentist|stimming|sensory|cushion|fussy|picky|beige|toilet|nappies|sleep|melatonin|diet|dietitian|appetite; is it normal|common|ok; as a; i am a teacher|ta|governor|childminder|student|trainee
criteria|eligible|qualify|apply|application|deadline|register|booked|book|paid|cost|free|phone number|opening|website; who trains|checks|funds|pays|decides; safeguarding lead|training|policy|referral; dbs
"""
