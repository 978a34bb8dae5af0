// What stands on a coded passage: its codes, who gave them, their direction, and what can be done about it.
import type { Passage } from "./codings";
import { button, count, element, line, moment } from "./dom";
import { notes, type NoteEvents, type NoteFacts } from "./notes";
import type { Code, Coding, Valence } from "./types";

const MOST_WORDS = 180;

export interface CardEvents extends NoteEvents {
  remove(coding: Coding): void;
  setValence(coding: Coding, valence: Valence | null): void;
  addCode(passage: Passage): void;
  /** Begin to write a memo. */
  begin(passage: Passage): void;
  deleteQuotation(passage: Passage): void;
  markRead(codings: Coding[]): void;
  /** Say that it holds under the definition of now. */
  confirm(coding: Coding): void;
  moveEnd(passage: Passage, which: "start" | "end", by: 1 | -1): void;
}

export interface CardFacts extends NoteFacts {
  codes: ReadonlyMap<string, Code>;
  /** Codings made under an older definition. */
  older: ReadonlySet<string>;
  words(passage: Passage): string;
}

/** The content of the card for the passages under one place. */
export function card(passages: readonly Passage[], facts: CardFacts, events: CardEvents): Node[] {
  return passages.map((passage) => section(passage, facts, events));
}

function section(passage: Passage, facts: CardFacts, events: CardEvents): HTMLElement {
  const made = element("section", "th-passage");
  made.dataset["passage"] = passage.id;
  const words = [...facts.words(passage)];
  const shown = words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS).join("")}…` : words.join("");
  const quote = element("p", "th-quote", `“${shown}”`);
  quote.dir = "auto";
  made.append(quote);
  for (const coding of passage.codings) made.append(row(coding, facts, events), ...aged(coding, facts, events));
  made.append(...notes(passage, facts, events));
  const mine = passage.codings.filter(({ coder }) => coder === facts.me);
  const actions = element("div", "th-actions");
  actions.append(button("Add code", () => events.addCode(passage)));
  if (facts.drafts.get(passage.id) === null) {
    const write = button("Write a memo", () => events.begin(passage));
    write.title = "Write a memo (m)";
    actions.append(write);
  }
  if (mine.length === passage.codings.length) {
    actions.append(button("Delete quotation", () => events.deleteQuotation(passage)));
  }
  const unread = passage.codings.filter((coding) => coding.unread);
  if (unread.length) {
    made.append(element("p", "th-hint", `${count(unread.length, "code")} accepted in bulk and not yet read.`));
    actions.append(button("I have read it", () => events.markRead(unread)));
  }
  made.append(actions);
  if (mine.length === passage.codings.length) made.append(ends(passage, events));
  return made;
}

/** The buttons that move the ends of a passage by a word. */
function ends(passage: Passage, events: CardEvents): HTMLElement {
  const made = element("div", "th-ends");
  for (const [which, words, keys] of [["start", "Beginning", "Alt, Shift and "], ["end", "End", "Shift and "]] as const) {
    const group = element("span", "th-switch");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", `${words} of the passage`);
    for (const [by, arrow, way] of [[-1, "←", "a word back"], [1, "→", "a word on"]] as const) {
      const move = button(arrow, () => events.moveEnd(passage, which, by), "ts-control th-option");
      move.setAttribute("aria-label", `${words} ${way}`);
      move.title = `${words} ${way} (${keys}${arrow})`;
      group.append(move);
    }
    made.append(element("span", "", words), group);
  }
  return made;
}

function row(coding: Coding, { codes, coders, me, dates }: CardFacts, events: CardEvents): HTMLElement {
  const code = codes.get(coding.code);
  const name = code?.path ?? "…";
  const made = element("div", "th-coding");
  const chip = element("span", "th-chip", name);
  chip.style.setProperty("--th-colour", line(code?.colour));
  if (code?.definition) chip.title = code.definition;
  const who = coding.coder === me ? "you" : (coders.get(coding.coder) ?? "another coder");
  const how = [who, ...(coding.how === "accepted" ? ["accepted"] : []), ...(coding.at ? [moment(coding.at, dates)] : [])];
  made.append(chip, element("span", "th-who", how.join(", ")));
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

/** That a coding was made when its code meant something else, and for its coder the press that says that it holds. */
function aged(coding: Coding, { codes, me, older }: CardFacts, events: CardEvents): HTMLElement[] {
  if (!older.has(coding.id)) return [];
  const made = element("div", "th-coding");
  made.append(element("span", "th-older", "Made under an older definition"));
  if (coding.coder === me) {
    const hold = button("It still holds", () => events.confirm(coding));
    hold.title = codes.get(coding.code)?.definition || "Confirm it under the definition of now";
    made.append(hold);
  }
  return [made];
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
    const made = button(label, () => events.setValence(coding, on ? null : valence), "ts-control th-option");
    made.setAttribute("aria-pressed", String(on));
    group.append(made);
  }
  return group;
}
