"""What stands once two copies are one, and what a person has to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from themes.errors import Refused
from themes.joining.clashing import Clashes, Side
from themes.joining.copies import Copy, Key
from themes.joining.doubles import doubles_joined, names_apart, out_of_circles
from themes.joining.fields import settled
from themes.joining.readings import Carry, Facts, Reading, cases_of_no_one, read_as, read_otherwise
from themes.joining.references import needed
from themes.joining.twins import twins, with_ids
from themes.model import Clash, Fact, Transcript

# What the machine put where, and what each copy counted of who withdrew: either will do.
_NEVER_ASKED = frozenset({"run", "frozen set", "frozen transcript", "withdrawal"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Two copies as one.

    Attributes:
        facts: What stands, by kind and id, the clashes among it.
        clashes: The clashes that came of this joining.
        first_is_ours: The ids of those whose first version is that of the first copy.
        other_ids: The ids that things of the second copy bear from now on, as both took in the same file.
        our_ids: The ids that things of the first copy bear from now on, for that or as both made the same.
        read_otherwise: What each copy made of a file that they read in different layouts.
    """

    facts: Mapping[Key, Fact]
    clashes: tuple[Clash, ...]
    first_is_ours: frozenset[str]
    other_ids: Mapping[str, str]
    our_ids: Mapping[str, str]
    read_otherwise: tuple[tuple[Transcript, Transcript], ...] = ()


def joined(ours: Copy, theirs: Copy, *, carry: Carry, reading: Reading | None = None) -> Joined:
    """Join two copies; the facts are the same whichever comes first.

    A file that both took in, each for itself, is one transcript, with what was done on either.

    Args:
        ours: The one copy.
        theirs: The other.
        carry: What takes what stands on a transcript to other words of it.
        reading: Whose reading of a file stands, where they read it in different layouts; the one that was made first,
            and it is asked, where not said.

    Raises:
        Refused: The two copies do not fit.
    """
    our_ids, their_ids = twins(ours, theirs)
    ours, theirs = with_ids(ours, our_ids), with_ids(theirs, their_ids)
    ours, theirs = ours.beside(theirs), theirs.beside(ours)
    otherwise = read_otherwise(ours, theirs)
    for mine, yours in otherwise if reading else ():
        if reading == "ours":
            theirs = read_as(theirs, mine, carry)
        else:
            ours = read_as(ours, yours, carry)
    clashes = Clashes(ours, theirs)
    on_our_words, on_their_words = _on_the_same_words(ours, theirs, clashes, carry)
    facts: Facts = {}
    for key in ours.now.keys() | theirs.now.keys() | on_our_words.now.keys() | on_their_words.now.keys():
        fact = _one(key, (ours, on_our_words), (theirs, on_their_words), clashes)
        if fact is not None:
            facts[key] = fact
    _put_back(facts, on_our_words, on_their_words, clashes)
    for key in cases_of_no_one(facts, otherwise):
        del facts[key]
    into = doubles_joined(facts, clashes)
    out_of_circles(facts, clashes)
    names_apart(facts, clashes)
    found = clashes.found()
    facts |= {("clash", clash.id): clash for clash in found}
    return Joined(
        facts=facts,
        clashes=tuple(found),
        first_is_ours=clashes.first_is_ours(),
        other_ids=their_ids,
        our_ids={was: into.get(now, now) for was, now in our_ids.items()} | into,
        read_otherwise=tuple(otherwise),
    )


def _one(key: Key, ours: tuple[Copy, Copy], theirs: tuple[Copy, Copy], clashes: Clashes) -> Fact | None:
    """What stands of one fact; each copy comes as it was and on the words that stand."""
    (mine, my), (yours, your) = ours, theirs
    a, b = my.now.get(key), your.now.get(key)
    in_a, in_b = key in mine.before, key in yours.before
    if a == b:
        return a
    if not in_a and not in_b:
        # The copy whose words stand knows best where it lies; only the other knows what lost its place there.
        return b if yours.now.get(key) == b and key in yours.now else a or b
    if not in_a or not in_b:
        return b if in_b else a
    if a is None or b is None:
        return _kept_or_gone(key, my, your, clashes)
    first, second = clashes.in_order(key, Side(a, my.was(key)), Side(b, your.was(key)))
    if first.now is None or second.now is None:
        return None
    both = settled((first.was, second.was), first.now, second.now)
    if key[0] not in _NEVER_ASKED:
        for names in both.clashing:
            clashes.changed_in_both(key, names, first.now, second.now)
    return both.fact


def _kept_or_gone(key: Key, my: Copy, your: Copy, clashes: Clashes) -> Fact | None:
    """A fact that one copy removed and the other touched: it goes, unless the other changed it."""
    changer = my if my.now.get(key) is not None else your
    fact = changer.now[key]
    if changer.was(key) == fact:
        return None
    clashes.removed_and_used(key, fact, used_by_ours=changer is my)
    return fact


def _on_the_same_words(ours: Copy, theirs: Copy, clashes: Clashes, carry: Carry) -> tuple[Copy, Copy]:
    """Both copies with all that stands on a transcript at its place in the words that will stand."""
    my, your = ours, theirs
    for key in [key for key in ours.now if key[0] == "transcript" and key in theirs.now]:
        a, b = ours.now[key], theirs.now[key]
        if not isinstance(a, Transcript) or not isinstance(b, Transcript) or a.text == b.text:
            continue
        first, second = clashes.in_order(key, Side(a, ours.was(key)), Side(b, theirs.was(key)))
        if not isinstance(first.now, Transcript) or not isinstance(second.now, Transcript):
            continue
        stands = settled((first.was, second.was), first.now, second.now).fact
        if key not in ours.before or key not in theirs.before:
            stands = a if key in ours.before else b
        if isinstance(stands, Transcript):
            my, your = _carried(my, key, stands, carry), _carried(your, key, stands, carry)
    return my, your


def _carried(copy: Copy, key: Key, stands: Transcript, carry: Carry) -> Copy:
    """A copy with what lies on a transcript, now and before its own steps, on the words that stand."""
    now, was = copy.now[key], copy.was(key)
    then = {one: fact for one in copy.now.keys() | copy.before.keys() if (fact := copy.was(one)) is not None}
    after = dict(copy.now)
    if isinstance(now, Transcript) and now.text != stands.text:
        after = carry(copy.now, now, _with_words_of(now, stands)) | {key: now}
    before = dict(copy.before)
    if isinstance(was, Transcript) and was.text != stands.text:
        earlier = carry(then, was, _with_words_of(was, stands))
        before |= {one: earlier.get(one) for one in copy.before if one != key}
    return replace(copy, now=after, before=before)


def _with_words_of(transcript: Transcript, stands: Transcript) -> Transcript:
    return replace(transcript, text=stands.text, turns=stands.turns, speakers=stands.speakers)


def _put_back(facts: Facts, ours: Copy, theirs: Copy, clashes: Clashes) -> None:
    """Bring back what one copy removed and the other used, with all that was removed with it."""
    waiting = list(facts.values())
    while waiting:
        user = waiting.pop()
        for key in needed(user):
            if key in facts:
                continue
            holder, remover = (ours, theirs) if key in ours.now else (theirs, ours)
            if key not in holder.now:
                raise Refused(
                    f"The two copies do not fit: a {user.__class__.__name__.lower()} needs a {key[0]} that neither "
                    "has. Nothing was joined. Look at both with: themes check"
                )
            for one in (key, *remover.gone_with.get(key, ())):
                if one in holder.now and one not in facts:
                    facts[one] = holder.now[one]
                    waiting.append(facts[one])
            clashes.removed_and_used(key, facts[key], used_by_ours=holder is ours)
