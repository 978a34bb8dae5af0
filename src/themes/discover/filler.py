"""Words that say nothing about the matter: function words, fillers of pauses, what is too plain to name anything."""

from __future__ import annotations

# Never in a name and never a key word. "mean", "know", "guess" are here for "I mean", "you know", "I guess".
EMPTY = frozenset(
    """
    a an the this that these those and or but nor so yet if then than because as while although though unless until
    since when whenever where wherever whether which who whom whose what whatever why how of at by for with without
    about against between into through during before after above below to from up down in out on off over under again
    further once here there all any both each every far few more most other others some such no nor not only own same
    too very can could cannot will would shall should may might must ought am is are was were be been being have has
    had having do does did doing done i me my mine myself we us our ours ourselves you your yours yourself yourselves he
    him his
    himself she her hers herself it its itself they them their theirs themselves one ones oneself someone somebody
    something anyone anybody anything everyone everybody everything nobody nothing none else
    ain't aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mightn't mustn't needn't shan't
    shouldn't wasn't weren't won't wouldn't i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd
    she'll it's it'd it'll we're we've we'd we'll they're they've they'd they'll that's that'd that'll there's here's
    what's who's where's how's when's why's let's y'all ain dont doesnt didnt isnt wasnt cant couldnt wouldnt ive im
    um uh umm uhm er erm ah oh hmm hm mm mmm mhm mmhmm mm-hmm uh-huh eh aha yeah yep yup yes ok okay nope nah hey hi
    hello bye wow gosh god well right alright sure anyway anyways actually basically literally really just like maybe
    perhaps probably obviously definitely certainly kind kinda sort sorta bit lot lots loads thing things stuff
    whatnot etc mean means meant know knows knew known guess suppose think thinks thinking thought say says said
    saying tell tells told get gets got getting gotten go goes going went gone gonna wanna gotta come comes came coming
    let lets put puts want wants wanted make makes made making take takes took taken taking give gives gave given
    giving see sees saw seen seeing look looks looked looking seem seems seemed try tries tried trying happen happens
    happened happening keep keeps kept start starts started end ended ends also even ever never
    always often sometimes usually still already now today yesterday tomorrow soon later ago back away around across
    along among within toward towards upon per via much many little less least lot enough quite rather pretty almost
    nearly though however therefore thus hence instead perhaps especially particularly simply totally absolutely
    completely exactly honestly frankly generally mostly kindly please thank thanks sorry cheers welcome guy guys folks
    way ways sense wise ie eg vs amp nbsp unintelligible inaudible laughter laughs crosstalk
    participant participants interviewer interviewee moderator speaker i'd've
    zero two three four five six seven eight nine ten first second third hundred thousand million
    monday tuesday wednesday thursday friday saturday sunday couple
    """.split()  # noqa: SIM905 - a page of words reads better without quotes
)

# What may stand between two words of a phrase; "sort of", "you know" and "I mean" may not.
CONNECTING = frozenset(
    """
    a an the this that these those of in on at to for from with without into onto about by over under between and or
    my your our their its his her very really too so all any more most not be is are was were been
    """.split()  # noqa: SIM905 - as above
)

# May stand in a name beside something that says more ("time window", "good leadership"), never alone.
PLAIN = frozenset(
    """
    good great nice fine bad better best worse worst big bigger biggest small smaller large larger new old little long
    short high low early late different similar certain able own main whole full real true wrong interesting amazing
    awesome cool fun funny super perfect love loved like liked excited exciting glad happy hope hard fair huge tiny
    important possible sure specific particular general basic key simple clear easy obvious
    time times day days week weeks month months year years hour hours minute minutes moment second seconds today
    people person man woman men women someone world place places part parts side point points case cases example
    examples number numbers kind type types set sets form level idea ideas question questions answer answers reason
    reasons problem problems issue issues fact word words name names end beginning start top bottom middle rest half
    piece pieces item items list line lines area areas situation situations experience course matter order
    talk talking talked need needs needed find finds found finding help helps helped feel feels felt feeling work
    works worked working call calls called run runs running ran show shows showed shown change changes changed changing
    turn turns turned ask asks asked asking move moves moved read reading hear heard understand understood understanding
    remember forget believe expect expected wonder wondering figure pick picked play played stay leave left live lived
    last next past future single multiple various several double extra additional
    open opens opened opening add adds added adding continue continued join joined receive receives received receiving
    send sends sent sending choose chose chosen select selected click clicked write wrote written bring brought set
    begin began displayed display refer referring relate related relevant
    terms mind spot deal bunch handful opinion opinions rest regard regarding
    part don build built building use used uses using useful fan speak spoke
    """.split()  # noqa: SIM905 - a page of words reads better without quotes
)

# Plain, and yet what some candidates are about: how something was to use or to understand.
JUDGING = frozenset({"easy", "hard", "clear", "simple", "useful", "obvious", "fair", "interesting", "better", "worse"})
