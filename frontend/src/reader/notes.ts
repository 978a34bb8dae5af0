// Memos on a passage's card: read, written, changed; where two write at once, both versions stand there.
import type { Passage } from "./codings";
import { button, element, moment } from "./dom";
import type { Drafts, Memos } from "./memos";
import type { Memo } from "./types";

const LONGEST = 50_000;

export interface NoteEvents {
  write(passage: Passage, words: string): void;
  /** `words` null takes the memo away. */
  change(memo: Memo, words: string | null): void;
  /** Show the card again, after a draft was begun or given up. */
  again(): void;
}

export interface NoteFacts {
  memos: Memos;
  drafts: Drafts;
  coders: ReadonlyMap<string, string>;
  me: string;
  /** How dates are written. */
  dates: string;
}

/** The memos of a passage, each with what can be done about it, and the field of one that is being written. */
export function notes(passage: Passage, facts: NoteFacts, events: NoteEvents): Node[] {
  const made: Node[] = facts.memos.on(passage.id).map((memo) => note(memo, facts, events));
  const draft = facts.drafts.get(passage.id);
  if (draft !== null) {
    made.push(field("Memo", draft, passage.id, facts.drafts, events, (words) => events.write(passage, words)));
  }
  return made;
}

/** Begin a memo on a passage. */
export function begin(passage: Passage, { drafts }: NoteFacts): void {
  if (drafts.get(passage.id) === null) drafts.set(passage.id, "");
}

function note(memo: Memo, facts: NoteFacts, events: NoteEvents): HTMLElement {
  const made = element("div", "th-memo");
  const who = memo.coder === facts.me ? "you" : (facts.coders.get(memo.coder) ?? "another coder");
  made.append(element("p", "th-who", `Memo, ${who}, ${moment(memo.at, facts.dates)}`));
  const words = element("p", "th-words", memo.words);
  words.dir = "auto";
  made.append(words);
  const draft = facts.drafts.get(memo.id);
  if (draft !== null) {
    if (draft !== memo.text) made.append(element("p", "th-hint", "Above is what stands; below is what you are writing. Both are kept."));
    made.append(field("Memo as you change it", draft, memo.id, facts.drafts, events, (text) => events.change(memo, text)));
    return made;
  }
  const actions = element("div", "th-actions");
  const linked = memo.words !== memo.text;
  if (linked) actions.append(element("span", "th-hint", "It shows other quotations: change it in the Journal."));
  else
    actions.append(
      button("Change memo", () => {
        facts.drafts.set(memo.id, memo.text);
        events.again();
      }),
    );
  if (memo.coder === facts.me) actions.append(button("Remove memo", () => events.change(memo, null)));
  made.append(actions);
  return made;
}

function field(name: string, draft: string, id: string, drafts: Drafts, events: NoteEvents, save: (words: string) => void): HTMLElement {
  const made = element("div", "th-writing");
  const typed = element("textarea", "ts-control th-field");
  typed.value = draft;
  typed.rows = 3;
  typed.maxLength = LONGEST;
  typed.dir = "auto";
  typed.setAttribute("aria-label", name);
  typed.placeholder = "What do you make of this?";
  typed.addEventListener("input", () => drafts.set(id, typed.value));
  const keep = () => {
    const words = typed.value.trim();
    drafts.drop(id);
    if (words) save(words);
    else events.again();
  };
  typed.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep();
  });
  const actions = element("div", "th-actions");
  const saves = button("Save memo", keep);
  saves.title = "Save (Ctrl and Enter)";
  const gives = button("Give up", () => {
    drafts.drop(id);
    events.again();
  });
  actions.append(saves, gives);
  made.append(typed, actions);
  return made;
}
