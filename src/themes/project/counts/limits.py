"""What counts cannot show, in the words in which page, file and command line say it."""

from __future__ import annotations

TOGETHER = (
    "That two codes stand together says nothing of how they belong together, or whether they do: read the quotations."
    " Longer quotations and longer turns bring more codes together, whatever was said."
)

FEW = "With few participants p is seldom small even where groups differ: a large p does not say that they are alike."

MANY = (
    "{n_tests} stand here: of a hundred where nothing differs, about five come out under 0.05. Take p as a hint of "
    "where to read on, not as a finding."
)

NO_SAMPLE = (
    "The study declares no random sample, so p says nothing of people who were not heard; and it takes participants "
    "as independent of each other, which people of one site or one group seldom are."
)

SAMPLE = (
    "The study declares a random sample; p still takes participants as independent of each other, which people of one"
    " site or one group seldom are."
)

FREQUENT = (
    "How often a code was given says how much was coded, not how much it matters: long interviews, long answers and "
    "short quotations all make for more."
)

UNCOUNTED = "It is not told how many people say it."

SEE_PREVALENCE = (
    "For how widely something was heard, of how many who were looked at, see Prevalence on the page Matrix."
)

NOT_CODED = "What is not coded is white, whether somebody looked there or not."

NO_TIMES = "Not all turns have times, so it goes by turns."

FLAT = (
    "A flat end says that these codes, by these coders, in these interviews, in this order, became no more. It cannot"
    " show that nothing new would be heard from somebody else, that a code is understood in all its kinds, or that "
    "there are interviews enough: meaning is made in reading, and is not used up (Braun and Clarke 2021)."
)

FLATTENED = (
    "A codebook that stood before the first interview flattens the curve, broad codes flatten it, and codes merged "
    "since count as merged. The sizes after which Guest, Bunce and Johnson (2006) found few new codes, and the limits"
    " of 5 % or none of Guest, Namey and Chen (2020), come from studies of people much alike, asked the same "
    "questions."
)

WORDS = (
    "A word that is said often need not matter, and what matters need not be said in one word: a count of words is a "
    "way into the text, not a theme. One person who says a word forty times counts forty: look at the participants "
    "beside it."
)
