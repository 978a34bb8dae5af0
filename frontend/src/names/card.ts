// The finding in question: its words, why it was found, what stands in its place, and a button for each key.
import { button, count, element, setWords } from "../reader/dom";
import type { Identifier } from "./types";

export interface Acts {
  accept(everywhere: boolean): void;
  keep(everywhere: boolean): void;
  rename(pseudonym: string, everywhere: boolean): void;
  reopen(): void;
  step(by: 1 | -1): void;
  undo(): void;
  mark(kind: string): void;
}

export class Card {
  readonly root = element("div", "tn-card");
  private readonly words = element("p", "tn-asked");
  private readonly why = element("p", "tn-why");
  private readonly buttons = element("div", "tn-buttons");
  private readonly rename = element("form", "tn-rename");
  private readonly pseudonym = element("input", "ts-control");
  private readonly marking = element("div", "tn-marking");
  private readonly kinds = element("select", "ts-control");
  private readonly undo: HTMLButtonElement;
  private readonly decide: HTMLButtonElement[];

  constructor(private readonly acts: Acts, private readonly blind: boolean) {
    this.decide = [
      keyed("Replace", "a", () => acts.accept(false)),
      keyed("Replace everywhere", "e", () => acts.accept(true)),
      keyed("Keep", "x", () => acts.keep(false)),
      keyed("Keep everywhere", "X", () => acts.keep(true)),
      keyed("Pseudonym", "c", () => this.ask()),
      keyed("Take back the decision", "o", () => acts.reopen()),
    ];
    this.undo = keyed("Undo", "z", () => acts.undo());
    const steps = [keyed("Next", "j", () => acts.step(1)), keyed("Previous", "k", () => acts.step(-1))];
    this.buttons.append(...(blind ? [] : this.decide), ...steps, this.undo);
    this.words.setAttribute("aria-live", "polite");
    this.pseudonym.setAttribute("aria-label", "Pseudonym, without brackets");
    this.pseudonym.maxLength = 60;
    this.rename.append(
      this.pseudonym,
      button("Replace here", () => this.give(false)),
      button("Replace everywhere", () => this.give(true)),
    );
    this.rename.hidden = true;
    this.rename.addEventListener("submit", (event) => {
      event.preventDefault();
      this.give(false);
    });
    this.kinds.setAttribute("aria-label", "What the selected words are");
    this.marking.append(
      element("span", "", blind ? "Select what could tell who somebody is, then" : "Missed something? Select it, then"),
      this.kinds,
      keyed("Mark", "m", () => acts.mark(this.kinds.value)),
    );
    this.root.append(this.words, this.why, this.buttons, this.rename, this.marking);
  }

  offer(kinds: readonly string[]): void {
    this.kinds.replaceChildren(...kinds.map((kind) => new Option(kind, kind)));
  }

  get kind(): string {
    return this.kinds.value;
  }

  get asking(): boolean {
    return !this.rename.hidden;
  }

  show(one: Identifier | null, words: string, undo: string | null): void {
    const told = one && !this.blind;
    setWords(this.words, words);
    setWords(this.why, told ? explained(one) : "");
    this.decide.forEach((each) => (each.disabled = !one || one.replaced));
    this.undo.disabled = !undo;
    this.undo.title = undo ? `Undo: ${undo}` : "";
    this.rename.hidden = true;
    this.pseudonym.value = one && one.pseudonym !== "…" ? one.pseudonym : "";
  }

  ask(): void {
    if (this.decide[4]!.disabled) return;
    this.rename.hidden = false;
    this.pseudonym.focus();
    this.pseudonym.select();
  }

  close(): void {
    this.rename.hidden = true;
  }

  private give(everywhere: boolean): void {
    const pseudonym = this.pseudonym.value.trim();
    this.rename.hidden = true;
    if (pseudonym) this.acts.rename(pseudonym, everywhere);
  }
}

function explained(one: Identifier): string {
  const state = one.replaced
    ? "replaced at release"
    : one.state === "accepted"
      ? `to be replaced by [${one.pseudonym}]`
      : one.state === "kept"
        ? "stays as it is"
        : "undecided";
  const same = one.state === "found" && one.same > 1 ? ` here and in ${count(one.same - 1, "other place")} with these words` : "";
  return `${one.kind}: ${one.why}. ${state[0]!.toUpperCase()}${state.slice(1)}${same}.`;
}

function keyed(words: string, key: string, act: () => void): HTMLButtonElement {
  const made = button(words, act);
  made.append(" ", element("kbd", "", key === "X" ? "⇧x" : key));
  return made;
}
