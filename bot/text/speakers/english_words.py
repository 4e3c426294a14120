"""English words that say who speaks: reporting verbs, titles, roles, bodies, and what can be none of these."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _forms(lemmas: str) -> dict[str, str]:
    """Every form of each lemma but the infinitive in -ing -> its lemma; irregular past forms after a slash."""
    forms: dict[str, str] = {}
    for entry in lemmas.split():
        lemma, _, irregular = entry.partition("/")
        past = irregular.split(",") if irregular else [_past(lemma)]
        for form in (lemma, _third(lemma), *past):
            forms[form] = lemma
    return forms


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2] not in "aeiou" else lemma + "ed"


def _third(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")


STRONG = _forms(
    "say/said tell/told state insist demand accuse argue promise vow warn deny/denied confirm emphasize "
    "emphasise allege announce stress assert contend acknowledge admit/admitted explain urge pledge tweet "
    "blame condemn denounce criticize criticise caution complain testify/testified recall reiterate retort remark "
    "lament express apologize apologise report claim"
)
"""Report whenever their subject can speak."""
WEAK = _forms(
    "add note suggest reveal write/wrote,written believe think/thought conclude maintain concede agree hint joke "
    "predict point/pointed observe estimate signal reply/replied respond say/said posit speculate advise "
    "boast quip suspect counter object shout cry/cried grumble muse"
)
"""Report only with "that", a colon or a quotation beside them."""
SPECIAL = _forms("call describe ask continue make/made reject dismiss declare")
"""Report in certain constructions only: see english_verbs."""
VERBS = STRONG | WEAK | SPECIAL
PRESENT_NOUNS = _words(
    """
    claims demands states reports promises notes pledges warns estimates vows calls stresses blames fears points
    advises claim demand state report promise note pledge vow estimate call stress blame fear point signal signals
    hint hints joke jokes caution remark remarks
    """
)
"""Forms that are nouns as well."""
SINGULAR = frozenset(form for form, lemma in VERBS.items() if form == _third(lemma))
BASE = frozenset(form for form, lemma in VERBS.items() if form == lemma)
NEVER_TRAILING = _words("accuse call describe make blame urge condemn denounce demand express")
INVERTED = _words(
    """
    say add explain recall warn write tweet declare announce insist note promise vow argue stress emphasize joke
    complain remark observe quip admit caution claim state report reply retort lament conclude continue advise counter
    object shout cry grumble muse
    """
)

OBJECTS_OF_SPEECH = _words(
    """
    claim claims accusation accusations allegation allegations charge charges criticism report reports suggestion
    suggestions idea notion argument decision plan plans proposal offer demand demands it this that them these talk
    rumour rumours rumor rumors fears concerns move
    """
)
"""What somebody who rejects, dismisses or calls it something has spoken about."""
NOUNS_OF_SPEECH = _words(
    """
    demand demands claim claims allegation allegations accusation accusations promise warning assertion insistence
    pledge vow announcement statement contention
    """
)

AUXILIARIES = _words("has have had")
DOES = _words("does do did")
PASSIVES = _words("is are was were be been being am gets got 's")
MODALS = _words("would could can may might will shall should must to cannot won't wouldn't can't couldn't")
NEGATIONS = _words(
    """
    not never didn't doesn't hasn't haven't hadn't don't isn't wasn't weren't aren't neither nor nobody none
    declined refused refuses failed
    """
)
ADVERBS = _words(
    """
    also then later again now still once first just even often always soon earlier recently since already twice long
    further today yesterday however meanwhile too only themselves himself herself itself both all jointly afterwards
    elsewhere instead nevertheless nonetheless moreover separately privately publicly tonight thereafter besides indeed
    nowadays overnight
    """
)

PRONOUNS = {"he": "m", "she": "f", "they": "they", "it": "it"}
OTHER_PRONOUNS = _words(
    """
    i we you this that these those who which what nobody everyone anyone someone one others some many most none
    everybody both all each few there here
    """
)
PREPOSITIONS = _words(
    """
    of for at in from with on to by under into over after before between among against about through during near
    without within across around behind outside inside upon toward towards off per via despite amid alongside than
    like including until since as
    """
)
JOINING = _words("of for from at in with")
"""Prepositions that tie a place or body to the one who speaks: "a spokesman for the ministry"."""
CONJUNCTIONS = _words("and or but nor so yet while whereas although though because if when whether unless")
SUBORDINATING = _words("although though while as because after since before when until once even where")
HYPOTHETICAL = _words("if whether unless what whatever which whom how why who where that")
DETERMINERS = _words(
    """
    the a an its his her their this that these those some many several most two three four five six seven eight nine
    ten other another one both few all dozens hundreds our my your no any each every
    """
)
POSSESSIVES = _words("its his her their")
TIMES = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december today yesterday tomorrow last this earlier later then recently
    """
)
OPENERS = _words(
    """
    who which whose whom where a an the one himself herself its his her their of in speaking for however meanwhile
    too on at with like though along citing then now formerly also while when as both
    """
)
"""What may open the insertion between a subject and its verb."""
PARTICLES = _words("van de der den von bin al la le du da dos di el ibn ten ter")
CONNECTORS = _words("of for the and on & in")
"""What may stand inside a body's name, between two capitals."""

TITLES = _words(
    """
    President Minister Secretary Senator Sen. Representative Rep. Gov. Governor Mayor Chancellor King Queen Prince
    Princess Pope Judge Justice General Gen. Col. Colonel Captain Capt. Commissioner Chief Director Professor Prof.
    Prof Dr. Dr Mr. Mr Mrs. Mrs Ms. Ms Sir Duke Duchess Lord Lady Dame Ambassador Envoy Sheriff Speaker Leader Spokesman
    Spokeswoman Spokesperson CEO Chairman Chairwoman Chair Secretary-General Sergeant Sgt. Lt. Lieutenant Officer
    Detective Coach Archbishop Bishop Cardinal Rabbi Imam Rev. Reverend Father Sister Brother Premier Congressman
    Congresswoman Congresswomen Democrat Republican Attorney Councillor Councilman Councilwoman Superintendent
    Inspector Constable Admiral Adm. Maj. Major Marshal Commander Cmdr. Treasurer Engineer Founder Miss
    Administrator Sens. Reps. Presidents Ministers Drs. Supt. Magistrate Deputy Vice-President Lieutenant-General
    Manager Recorder Executive Analyst Star Actor Actress Singer Host Author Owner Businessman Entrepreneur
    """
)
WOMEN_TITLES = _words(
    """
    Mrs. Mrs Ms. Ms Miss Queen Princess Duchess Lady Dame Congresswoman Chairwoman Spokeswoman Sister Councilwoman
    """
)
MEN_TITLES = _words("Mr. Mr Sir Lord King Prince Pope Congressman Chairman Spokesman Father Brother")
WOMEN_ROLES = _words("spokeswoman chairwoman woman mother daughter sister wife actress queen princess")
MEN_ROLES = _words("spokesman chairman man father son brother husband actor king prince")

PERSON_ROLES = _words(
    """
    minister spokesman spokeswoman spokesperson president mayor leader chief head director chairman chairwoman chair
    envoy official senator governor judge lawyer attorney engineer secretary ambassador commissioner officer analyst
    expert economist professor researcher scientist doctor chancellor premier king queen prince captain general
    commander coach owner founder executive manager editor author treasurer lawmaker legislator congressman
    congresswoman councillor deputy candidate activist politician diplomat prosecutor sheriff farmer teacher nurse
    resident witness neighbour neighbor mother father son daughter wife husband brother sister friend survivor
    dissident veteran virologist epidemiologist historian adviser advisor aide representative mediator negotiator
    source singer actor actress player pilot driver fisherman docker worker organizer organiser campaigner ceo
    cofounder co-founder superintendent principal detective investigator inspector supervisor operator journalist
    reporter writer critic physician surgeon psychologist climatologist meteorologist geologist biologist strategist
    specialist member speaker pope bishop archbishop priest rabbi imam scholar student shopkeeper
    """
)
BODIES = _words(
    """
    ministry government authority union company party court council commission committee league association agency
    department office police army military navy group organization organisation parliament congress senate city
    university hospital bank firm club federation board bureau foundation fund administration opposition cabinet
    alliance coalition school airline operator manufacturer retailer publisher newspaper broadcaster channel embassy
    palace institute institution charity campaign family state regulator watchdog network studio team service
    brigade junta guard corporation outlet leadership jury prosecution defence defense
    """
)
GROUPS = _words(
    """
    officials ministers advocates authorities critics experts analysts scientists researchers doctors lawyers prosecutors
    investigators residents witnesses police sources lawmakers republicans democrats activists economists diplomats
    leaders governments officers spokesmen spokespeople members shopkeepers employers dockers workers farmers
    teachers nurses families parents companies unions allies states nations countries rebels protesters campaigners
    supporters opponents judges engineers executives directors managers historians scholars students
    drivers fishermen neighbours neighbors survivors forces troops commanders generals firefighters rescuers
    inspectors observers advisers advisors aides representatives negotiators mediators voters editors publishers
    people groups clubs hospitals schools banks airlines agencies ministries courts regulators charities firms insurers retailers
    operators manufacturers producers neighbours mps councillors tenants landlords commuters passengers pilots miners
    players fans artists writers journalists priests bishops veterans pensioners patients relatives mothers fathers
    shareholders investors traders bankers builders engineers rescuers medics hunters fishers growers brewers
    """
)
BODY_NAMES = _words(
    """
    Ministry Government Authority Union Company Party Court Council Commission Committee League Association Agency
    Department Office Police Army Military Navy Group Organization Organisation Parliament Congress Senate
    University Hospital Bank Club Federation Board Bureau Foundation Fund Administration Institute Corporation Corp
    Inc Ltd Service Guard Gazette Times Post Courier House Airlines Nations States Force Forces Command
    International Telecom School Schools College Center Centre Journal News Press Tribune Chronicle Herald Society
    Alliance Coalition Network Museum Studios Pictures Entertainment Republicans Democrats Health Security Defense
    Defence Treasury Pentagon Kremlin Embassy Palace Academy Trust Watch Games Media Motors Airways Systems
    Technologies Program Project Initiative Church Olympics Division Laboratory Lab Union's Wire Echo Mail Guardian
    Chiefs Staff Telegraph Mirror Independent Reuters Team Relief Business Today Daily Sport Sports
    """
)
PLACES = _words(
    """
    Russia Ukraine Moscow Kyiv Kiev Washington Beijing China Israel Iran Iraq Syria Turkey Ankara Tehran Jerusalem
    Berlin Germany Paris France London Britain England Scotland Wales Ireland Brussels Rome Italy Madrid Spain
    Warsaw Poland Vienna Austria Budapest Hungary Prague Finland Sweden Norway Denmark Tokyo Japan Seoul Korea
    Pyongyang Taipei Taiwan India Delhi Pakistan Islamabad Afghanistan Kabul Egypt Cairo Saudi Riyadh Qatar Doha
    Canada Ottawa Mexico Brazil Argentina Venezuela Cuba Australia Canberra Europe America Africa Asia Texas
    California Florida York Belarus Minsk Georgia Moldova Romania Bulgaria Serbia Belgrade Greece Athens Kremlin
    Pentagon Nations States Kingdom Union Emirates Zealand Lanka Arabia Congress Parliament Senate Netherlands
    Lithuania Latvia Estonia Donbas Crimea Kursk Kharkiv Odesa Lebanon Gaza Hamas Hezbollah Yemen Nigeria Kenya
    Ethiopia Sudan Rwanda Congo Uganda Zimbabwe Vatican Hague Geneva Lisbon Portugal Switzerland Bern Belgium Dublin
    """
)
MEN = _words(
    """
    james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary
    nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander patrick
    raymond jack dennis jerry tyler aaron jose adam henry nathan douglas peter zachary kyle walter ethan jeremy
    harold keith christian roger noah gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan
    billy bruce albert willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell elijah louis
    bobby philip johnny steve vladimir volodymyr emmanuel boris mike tom bob jim bill tim dan ben sam greg ron ted
    jeff rick dave elon mohammed mohamed muhammad ahmed ali omar hassan ivan sergei sergey dmitry alexei igor oleg
    pavel luis carlos jorge pedro miguel antonio olaf rishi xi jens viktor tavish casper gideon jonas marcus
    """
)
WOMEN = _words(
    """
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley
    kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia
    kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel
    carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina
    joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn
    janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa
    diana natalie brittany charlotte marie kayla alexis kamala hillary liz ursula greta jill melania ivanka jacinda
    olena elena ana ines petra paula hanna nadia clara edith
    """
)
NOT_SPEAKERS = _words(
    """
    data evidence results research figures reports report documents records studies study polls poll statistics
    findings images photo photos video footage maps nothing something anything everything
    """
)
"""What "suggests" or "says" things without being anybody."""
