"""Short forms of first names that are common in the United Kingdom, one group a line, the long form first.

Written for Themes. A name on the project's list is looked for under every other name of its groups.
"""

from __future__ import annotations

from functools import cache

_GROUPS = """
abdulrahman abdul | abigail abi abby abbie gail | abdullah abdul | adam ad | agnes aggie nessa | agnieszka aga agi |
alan al | albert al bert bertie | alexander alex al sandy alec alistair xander | alexandra alex sandra lexi sasha
ali | alfred alf alfie fred | alison ali aly | amanda mandy manda | andrew andy drew | andrea andy | angela angie
ange | ann annie nan | anthony tony ant | antonia toni | arthur art archie | barbara barb barbs babs | bartosz
bartek | benjamin ben benny | bernard bernie | bernadette bernie | beverley bev | bridget bridie biddy | brendan
bren | caroline caz carrie caro | catherine cath cathy kate katie kat cat kay cathie katy kitty | charles charlie
chas chuck | charlotte charlie lottie lotte | christine chris chrissie tina | christina chris chrissie tina |
christopher chris kit topher | chukwuemeka emeka | clifford cliff | constance connie | cynthia cindy | damian damo |
daniel dan danny | danielle dani | david dave davey davy dai | deborah deb debbie debs | desmond des | dominic dom |
donald don donnie | dorothy dot dottie dolly dorrie | douglas doug dougie | edward ed eddie ted teddy ned | edwin ed
eddie | eleanor ellie nell nellie nora | elizabeth liz lizzie beth betty eliza libby lisa bess betsy elsie liza
lilibet bette | ellen nell ellie | emily em emmy millie | emma em | emmanuel manny | eugene gene | fatima fati fatty
| fatoumata fatou fanta | florence flo florrie | frances fran frankie | francis frank frankie | franciszek franek |
frederick fred freddie | gabriel gabe | gabrielle gaby gabby | geoffrey geoff | george georgie | georgina georgie
gina | gerald gerry | gerard gerry ged | geraldine gerry | gillian gill jill | grzegorz greg grzes | gregory greg |
gwendolen gwen | gwilym gwil | harold harry hal | harriet hattie harri | helen nell nellie | henry harry hal hank |
herbert bert herbie | hilary hils | ian iain | isabel izzy bel bella isobel | isabella izzy bella | isabelle izzy
belle | jacqueline jackie jacqui | james jim jimmy jamie jem | janet jan | janice jan | jane janey | jasmine jas jaz
| jaswinder jas jaz jassi | jeffrey jeff | jennifer jen jenny jenna | jeremy jez jerry | jessica jess jessie | joan
joanie | joanna jo joey | joanne jo | john jack johnny jon | jonathan jon jonny jono nathan | joseph joe joey |
josephine jo josie | joshua josh | judith judy jude | julia jules | julian jules | julie jules | katarzyna kasia
kaska kate | katherine kath kathy kate katie kat kay katy kitty | kathleen kath kathy kate | kathryn kath kate katie
kathy | kenneth ken kenny | kevin kev | khadija khadi | kimberley kim | krzysztof krzys kris | kulwinder kully |
laura laurie | lawrence larry laurie loz | leonard len lenny leo | leslie les | lesley les | lilian lily lil | linda
lin lindy | louise lou lulu | lucy luce lu | lukasz luke | lynn lyn | madeleine maddie | magdalena magda madzia |
malcolm mal malc | malgorzata gosia margaret | margaret maggie peggy peg meg marge madge margie greta daisy rita
mags mags | maria mia ria | marjorie marge | mark marky marcus | martin marty mart | martha marty mattie | mary
molly polly mamie moll | mateusz mat matt | matthew matt matty | maureen mo reenie | maxwell max | megan meg |
melanie mel | melissa mel lissa | michael mike mick mickey mikey micky | michelle shell shelly chelle | mildred
millie milly | mohammed mo mohamed muhammad mohammad muhammed moh mohd | muhammad mo mohammed mohamed mohammad |
mohamed mo mohammed muhammad | nancy nan | natalie nat | natasha tasha nat | nathaniel nat nate nathan | nathan nate
nath | nicholas nick nicky nico | nicola nic nicky nikki | ngozi ngo | niamh neve nieve | norman norm | oliver ollie
olly | olivia liv livvy | oluwaseun seun | oluwaseyi seyi | oluwafemi femi | olufemi femi | oluwatobi tobi |
oluwatoyin toyin | pamela pam | parveen parvi pinky | patricia pat patsy trish tricia patti paddy | patrick pat
paddy | paula paulie | penelope penny | peter pete | philip phil pip | phillip phil pip | philippa pip pippa phil |
piotr piotrek peter | prakash praks | priscilla cilla | priya pri | rachel rach | rachael rach | raymond ray |
rebecca becky becca becks | reginald reg reggie | richard rick dick rich richie ricky | robert bob rob bobby robbie
bert robin | roberta bobbie | rodney rod | roger rodge | ronald ron ronnie | rosemary rose rosie romy | roseanne
rosie | russell russ | ruth ruthie | samantha sam sammy | samuel sam sammy | sandra sandy | sarah sal sally sadie |
sebastian seb bas | sharon shaz | sheila she | siân sian sharn | sidney sid | sinead shinead | siobhan shiv shivvy
chivonne | solomon sol | sophia sophie | stanley stan | stephanie steph stevie | stephen steve stevie steven ste |
steven steve stevie stephen ste | stuart stu stewart | susan sue susie suzie | susanna sue susie | suzanne sue suzie
suze | sylvia syl sylvie | terence terry tel | teresa terry tess tessa tracy | theresa terry tess tessa tree |
theodore theo ted teddy | thomas tom tommy thom | timothy tim timmy | tomasz tomek tom | toyin toy | tracey trace |
trevor trev | urszula ula | valerie val | vanessa ness nessa van | veronica vera ronnie nica | victor vic | victoria
vicky vicki tori vic vikki | vincent vince vinny | violet vi | virginia ginny | vivien viv | walter wally walt |
wendy wend | wilfred wilf | william will bill billy willie liam willy | winifred win winnie freda | wojciech wojtek
| yusuf yousef yousuf joseph yusef youssef | yvonne eve von | zachary zach zac zak | zbigniew zbyszek | zofia zosia
sophie
"""  # fmt: skip


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """The other names of each name of the groups, in small letters without accents."""
    found: dict[str, set[str]] = {}
    for group in _GROUPS.split("|"):
        names = group.replace("â", "a").split()
        for name in names:
            # A short form stands for its long one; two short forms of one name need not be the same person's.
            found.setdefault(name, set()).update(names if name == names[0] else {names[0]})
    return {name: frozenset(others - {name}) for name, others in found.items()}
