// Undo, the recent codes, what is saved, and whether the transcript has been read.
import { button, count, element, line, setWords } from "./dom";
import type { State } from "./sync";
import type { Code, LookedAt } from "./types";

export interface ToolbarEvents {
  undo(): void;
  redo(): void;
  recent(code: string): void;
  markRead(): void;
  keys(): void;
}

export class Toolbar {
  readonly bar = element("div", "th-bar");
  private readonly undo: HTMLButtonElement;
  private readonly redo: HTMLButtonElement;
  private readonly read: HTMLButtonElement;
  private readonly recent = element("div", "th-recent");
  private readonly status = element("span", "th-status");
  private readonly words = element("span", "", "Opening…");
  private chips = new Map<string, HTMLElement>();

  constructor(private readonly events: ToolbarEvents) {
    this.bar.setAttribute("role", "toolbar");
    this.bar.setAttribute("aria-label", "Coding");
    this.undo = button("Undo", () => events.undo());
    this.undo.title = "Undo (z)";
    this.redo = button("Redo", () => events.redo());
    this.redo.title = "Redo (Shift and z)";
    this.read = button("Mark as read", () => events.markRead());
    const keys = button("Keys", () => events.keys(), "th-button th-keys");
    keys.title = "What the keys do (?)";
    this.recent.setAttribute("role", "group");
    this.recent.setAttribute("aria-label", "Recent codes");
    this.status.setAttribute("role", "status");
    this.status.append(element("i", "th-dot"), this.words);
    this.bar.append(this.undo, this.redo, this.recent, this.read, keys, this.status);
  }

  showHistory(undo: boolean, redo: boolean): void {
    this.undo.disabled = !undo;
    this.redo.disabled = !redo;
  }

  showRecent(ids: readonly string[], codes: ReadonlyMap<string, Code>): void {
    const shown = ids.slice(0, 9).flatMap((id) => codes.get(id) ?? []);
    const chips = new Map<string, HTMLElement>();
    shown.forEach((code, nth) => {
      const key = [code.id, code.path, code.colour].join("\n");
      const chip = this.chips.get(key) ?? this.chip(code);
      chips.set(key, chip);
      setWords(chip.querySelector("kbd")!, String(nth + 1));
      chip.title = `Give the chosen words “${code.path}” (${nth + 1})`;
      const there = this.recent.children[nth] ?? null;
      if (there !== chip) this.recent.insertBefore(chip, there);
    });
    while (this.recent.children.length > chips.size) this.recent.lastChild!.remove();
    this.chips = chips; // the one that was used last comes first; the others stay on the page
  }

  showRead({ codes, of }: LookedAt, unread: number): void {
    const done = of > 0 && codes >= of && unread === 0;
    this.read.disabled = done || of === 0;
    setWords(this.read, done ? "Read" : "Mark as read");
    const left = unread ? ` ${count(unread, "coding")} accepted in bulk will count as read.` : "";
    this.read.title =
      of === 0
        ? "The codebook has no codes yet"
        : `You have looked for ${codes} of ${count(of, "code")} here. Marking as read says that you looked for all.${left}`;
  }

  /** Always true: "saved" only when the server has acknowledged everything. */
  showState(state: State, waiting: number, kept: boolean): void {
    const where = kept ? "kept on this computer" : "in this page only; keep it open";
    const changes = `${count(waiting, "change")} ${where}`;
    this.status.dataset["state"] = waiting === 0 && state === "saving" ? "saved" : state;
    const words = {
      saved: waiting ? "Saving…" : "Saved",
      saving: waiting ? "Saving…" : "Saved",
      offline: waiting ? `Offline: ${changes}` : "Saved; no connection",
      locked: waiting ? `Connecting again: ${changes}` : "Connecting again…",
    }[state];
    setWords(this.words, words);
  }

  showFailure(words: string): void {
    this.status.dataset["state"] = "offline";
    setWords(this.words, words);
  }

  private chip(code: Code): HTMLElement {
    const chip = button("", () => this.events.recent(code.id), "th-chip th-quick");
    chip.style.setProperty("--th-colour", line(code.colour));
    chip.append(element("kbd"), element("span", "", code.name));
    chip.addEventListener("mousedown", (event) => event.preventDefault()); // the words keep their selection
    return chip;
  }
}
