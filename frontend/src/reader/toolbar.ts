// Undo, the recent codes, what is saved, and whether the transcript has been read.
import { inWords, lookOf, unsaved, type Standing } from "../kept/words";
import { button, count, element, line, setWords } from "./dom";
import type { Code, LookedAt } from "./types";
import { EVERY, type Walk } from "./walk";

/** Stands where the recent codes will, until there is one. */
const HINT = "Choose words by mouse, or by Shift and arrows and then Enter, and type a code's name";

export interface ToolbarEvents {
  undo(): void;
  redo(): void;
  recent(code: string): void;
  markRead(): void;
  keys(): void;
  find(): void;
  step(by: 1 | -1): void;
  /** What can be walked, and which of it was chosen. */
  walks(): Walk[];
  walk(key: string): void;
  plain(): void;
  drawn(): void;
  correct(): void;
}

export class Toolbar {
  readonly bar = element("div", "th-bar");
  private readonly undo: HTMLButtonElement;
  private readonly redo: HTMLButtonElement;
  private readonly read: HTMLButtonElement;
  private readonly recent = element("div", "th-recent");
  private readonly status = element("span", "th-status");
  private readonly words = element("span", "", "Opening…");
  private readonly walk = element("select", "ts-control th-walk");
  private readonly colours: HTMLButtonElement;
  private chips = new Map<string, HTMLElement>();

  constructor(private readonly events: ToolbarEvents) {
    this.bar.setAttribute("role", "toolbar");
    this.bar.setAttribute("aria-label", "Coding");
    this.undo = button("Undo", () => events.undo(), "ts-control th-back");
    this.redo = button("Redo", () => events.redo(), "ts-control th-back");
    this.read = button("Mark as read", () => events.markRead());
    const keys = button("Keys", () => events.keys(), "ts-control th-keys");
    keys.title = "What the keys do (?)";
    this.recent.setAttribute("role", "group");
    this.recent.setAttribute("aria-label", "Recent codes");
    this.status.setAttribute("role", "status");
    this.status.append(element("i", "th-dot"), this.words);
    const correct = button("Correct", () => events.correct());
    correct.title = "Correct a word, or who speaks, at the chosen words (e)";
    const find = button("Find", () => events.find());
    find.title = "Find words in this transcript (/)";
    this.colours = button("Colours", () => events.plain());
    this.colours.title = "View with or without colours (v)";
    const drawn = button("Stripes", () => events.drawn());
    drawn.title = "Choose whose codings, and of which codes, are drawn: lines and stripes (c)";
    drawn.setAttribute("aria-haspopup", "dialog");
    this.bar.append(this.undo, this.redo, this.going(), find, this.colours, drawn, correct, this.read, keys, this.status, this.recent);
    this.showPlain(false);
  }

  showPlain(plain: boolean): void {
    this.colours.setAttribute("aria-pressed", String(!plain));
  }

  /** Put the focus where it is chosen what next and previous go to. */
  chooseWalk(): void {
    this.walk.focus();
  }

  /** Undo and redo, each with what it would do; null where there is nothing. */
  showHistory(undo: string | null, redo: string | null): void {
    name(this.undo, "Undo", undo, "z");
    name(this.redo, "Redo", redo, "Shift and z");
  }

  showRecent(ids: readonly string[], codes: ReadonlyMap<string, Code>): void {
    const shown = ids.slice(0, 9).flatMap((id) => codes.get(id) ?? []);
    const chips = new Map<string, HTMLElement>();
    if (!shown.length) this.recent.replaceChildren(element("span", "th-hint", HINT));
    shown.forEach((code, nth) => {
      const key = [code.id, code.path, code.colour].join("\n");
      const chip = this.chips.get(key) ?? this.chip(code);
      chips.set(key, chip);
      setWords(chip.querySelector("kbd")!, String(nth + 1));
      chip.title = `Give the chosen words “${code.path}” (${nth + 1})`;
      const there = this.recent.children[nth] ?? null;
      if (there !== chip) this.recent.insertBefore(chip, there);
    });
    while (shown.length && this.recent.children.length > chips.size) this.recent.lastChild!.remove();
    this.chips = chips; // the one that was used last comes first; the others stay on the page
  }

  showRead({ read, codes, of }: LookedAt, unread: number): void {
    const done = read && codes >= of && unread === 0;
    this.read.disabled = done;
    setWords(this.read, done ? "Read" : "Mark as read");
    const left = unread ? ` ${count(unread, "coding")} accepted in bulk will count as read.` : "";
    this.read.title =
      of === 0
        ? "Marking as read says that you have read this transcript; there is no code yet to look for."
        : `You have looked for ${codes} of ${count(of, "code")} here. Marking as read says that you looked for all.${left}`;
  }

  /** Always true: "saved" only when the server has acknowledged everything. */
  showState(standing: Standing): void {
    this.status.dataset["state"] = lookOf(standing);
    setWords(this.words, inWords(standing));
    this.status.title = unsaved(standing);
  }

  showFailure(words: string): void {
    this.status.dataset["state"] = "offline";
    setWords(this.words, words);
  }

  private going(): HTMLElement {
    const made = element("span", "th-going");
    this.walk.setAttribute("aria-label", "What next and previous go to");
    this.walk.title = "What n and p go to (g)";
    this.walk.append(new Option("coded passages", EVERY));
    for (const kind of ["focus", "pointerdown"]) this.walk.addEventListener(kind, () => this.fillWalks());
    this.walk.addEventListener("change", () => this.events.walk(this.walk.value));
    const back = button("←", () => this.events.step(-1), "ts-control th-option");
    back.setAttribute("aria-label", "Previous");
    back.title = "Previous (p)";
    const on = button("→", () => this.events.step(1), "ts-control th-option");
    on.setAttribute("aria-label", "Next");
    on.title = "Next (n)";
    made.append(back, this.walk, on);
    return made;
  }

  /** List what there is to go to just before it is looked at: it changes with each coding. */
  private fillWalks(): void {
    const chosen = this.walk.value;
    const every = this.events.walks();
    const groups = ["", "Code", "Coder"] as const;
    const shown = groups.flatMap((group): Node[] => {
      const options = every
        .filter((walk) => walk.group === group)
        .map(({ key, name, stops }) => new Option(`${name} (${stops.length})`, key, false, key === chosen));
      if (!group || !options.length) return options;
      const made = element("optgroup");
      made.label = group;
      made.append(...options);
      return [made];
    });
    this.walk.replaceChildren(...shown);
    if (this.walk.value !== chosen) this.events.walk(this.walk.value);
  }

  private chip(code: Code): HTMLElement {
    const chip = button("", () => this.events.recent(code.id), "th-chip th-quick");
    chip.style.setProperty("--th-colour", line(code.colour));
    chip.append(element("kbd"), element("span", "", code.name));
    chip.addEventListener("mousedown", (event) => event.preventDefault()); // the words keep their selection
    return chip;
  }
}

function name(turn: HTMLButtonElement, verb: string, words: string | null, key: string): void {
  const told = words ? `${verb}: ${words}` : verb;
  turn.disabled = words === null;
  setWords(turn, told);
  turn.title = `${told} (${key})`;
}
