// What stands on a coded passage: its codes, who gave them, their direction, and what can be done about it.
import type { Passage } from "./codings";
import { button, count, element, line } from "./dom";
import type { Code, Coding, Valence } from "./types";

const MOST_WORDS = 180;

export interface CardEvents {
  remove(coding: Coding): void;
  setValence(coding: Coding, valence: Valence | null): void;
  addCode(passage: Passage): void;
  deleteQuotation(passage: Passage): void;
  markRead(codings: Coding[]): void;
}

export interface CardFacts {
  codes: ReadonlyMap<string, Code>;
  coders: ReadonlyMap<string, string>;
  me: string;
  words(passage: Passage): string;
}

/** The content of the card for the passages under one place. */
export function card(passages: readonly Passage[], facts: CardFacts, events: CardEvents): Node[] {
  return passages.map((passage) => section(passage, facts, events));
}

function section(passage: Passage, facts: CardFacts, events: CardEvents): HTMLElement {
  const made = element("section", "th-passage");
  const words = [...facts.words(passage)];
  const shown = words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS).join("")}…` : words.join("");
  const quote = element("p", "th-quote", `“${shown}”`);
  quote.dir = "auto";
  made.append(quote);
  for (const coding of passage.codings) made.append(row(coding, facts, events));
  const mine = passage.codings.filter(({ coder }) => coder === facts.me);
  const actions = element("div", "th-actions");
  actions.append(button("Add code", () => events.addCode(passage)));
  if (mine.length === passage.codings.length) {
    actions.append(button("Delete quotation", () => events.deleteQuotation(passage)));
  }
  const unread = passage.codings.filter((coding) => coding.unread);
  if (unread.length) {
    made.append(element("p", "th-hint", `${count(unread.length, "code")} accepted in bulk and not yet read.`));
    actions.append(button("I have read it", () => events.markRead(unread)));
  }
  made.append(actions);
  return made;
}

function row(coding: Coding, { codes, coders, me }: CardFacts, events: CardEvents): HTMLElement {
  const code = codes.get(coding.code);
  const name = code?.path ?? "…";
  const made = element("div", "th-coding");
  const chip = element("span", "th-chip", name);
  chip.style.setProperty("--th-colour", line(code?.colour));
  if (code?.definition) chip.title = code.definition;
  const who = coding.coder === me ? "you" : (coders.get(coding.coder) ?? "another coder");
  made.append(chip, element("span", "th-who", coding.how === "accepted" ? `${who}, accepted` : who));
  if (coding.coder !== me) {
    if (coding.valence) made.append(element("span", "th-who", coding.valence));
    return made; // another coder's coding is theirs to change
  }
  made.append(valences(coding, name, events));
  const remove = button("Remove", () => events.remove(coding));
  remove.setAttribute("aria-label", `Remove ${name}`);
  made.append(remove);
  return made;
}

const DIRECTIONS: readonly (readonly [Valence, string])[] = [
  ["enabler", "Enabler"],
  ["barrier", "Barrier"],
  ["mixed", "Mixed"],
];

function valences(coding: Coding, name: string, events: CardEvents): HTMLElement {
  const group = element("span", "th-switch");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", `Direction of ${name}`);
  for (const [valence, label] of DIRECTIONS) {
    const on = coding.valence === valence;
    const made = button(label, () => events.setValence(coding, on ? null : valence), "th-option");
    made.setAttribute("aria-pressed", String(on));
    group.append(made);
  }
  return group;
}
