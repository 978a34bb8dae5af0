// The card of a suggestion: the code, how probable it is, why, and yes or no to it.
import { button, element, line } from "./dom";
import type { Proposal } from "./proposal";
import type { Code } from "./types";

export interface ProposalCardEvents {
  accept(): void;
  reject(): void;
  next(): void;
}

/** The card stands at the words themselves, and does not say them again. */
export function proposalCard(proposal: Proposal, code: Code | undefined, events: ProposalCardEvents): HTMLElement {
  const made = element("section", "th-passage th-suggestion");
  const head = element("div", "th-coding");
  const chip = element("span", "th-chip", code?.path ?? "…");
  chip.style.setProperty("--th-colour", line(code?.colour));
  head.append(chip, element("span", "th-who", proposal.sureness));
  made.append(head);
  const why = `${proposal.odds}; ${proposal.because.join("; ")}.`;
  made.append(element("p", "th-why", why.charAt(0).toUpperCase() + why.slice(1)));
  const actions = element("div", "th-actions"); // above what may be long: on a telephone the rest is scrolled to
  actions.append(
    key("Accept", "y", () => events.accept()),
    key("Not this", "x", () => events.reject()),
    key("Next", "s", () => events.next()),
  );
  made.append(actions);
  if (proposal.like) made.append(quote(proposal.like.words), element("p", "th-hint", proposal.like.who));
  if (code?.definition) made.append(element("p", "th-hint", code.definition));
  made.append(element("p", "th-hint", "It counts for nothing until you accept it."));
  return made;
}

function quote(words: string): HTMLElement {
  const made = element("p", "th-quote", `“${words}”`);
  made.dir = "auto";
  return made;
}

/** A button with its key, which is part of its name. */
function key(words: string, letter: string, act: () => void): HTMLButtonElement {
  const made = button("", act);
  made.append(`${words} `, element("kbd", "", letter));
  return made;
}
