// What can be done with the chosen items, as buttons that name their keys.
import { isNumber } from "./row";
import { button, element, setWords } from "../reader/dom";
import type { Item } from "./types";

export interface Acts {
  add(under: boolean): void;
  rename(): void;
  carry(): void;
  put(where: "under" | "before" | "top"): void;
  drop(): void;
  ask(what: string): void;
  retire(): void;
  clear(): void;
}

const KEYS: Record<string, [words: string, key: string]> = { merge: ["Merge", "g"], split: ["Split", "s"], remove: ["Remove", "Del"], colour: ["Colour", "c"] };

export class Bar {
  readonly root = element("div", "tt-bar");
  private readonly told = element("p", "tt-told");
  private readonly legend = element("p", "tt-legend");
  private readonly acts: HTMLElement;
  private readonly carrying: HTMLElement;
  private readonly retire: HTMLButtonElement | null;
  private readonly clear: HTMLButtonElement;

  constructor(acts: Acts, mount: { acts: string[]; readOnly: boolean }) {
    this.acts = element("div", "tt-buttons");
    this.carrying = element("div", "tt-buttons");
    this.retire = mount.acts.includes("retire") ? keyed("Retire", "r", () => acts.retire()) : null;
    this.clear = keyed("Choose none", "Esc", () => acts.clear());
    this.acts.append(
      keyed("New", "n", () => acts.add(false)),
      keyed("New under it", "⇧n", () => acts.add(true)),
      keyed("Rename", "e", () => acts.rename()),
      keyed("Pick up", "m", () => acts.carry()),
      ...mount.acts.filter((what) => what in KEYS).map((what) => keyed(...KEYS[what]!, () => acts.ask(what))),
      ...(this.retire ? [this.retire] : []),
      this.clear,
    );
    this.carrying.append(
      keyed("Put under", "Enter", () => acts.put("under")),
      keyed("Put before", "b", () => acts.put("before")),
      keyed("To the top", "t", () => acts.put("top")),
      keyed("Put down", "Esc", () => acts.drop()),
    );
    this.told.setAttribute("role", "status");
    this.legend.setAttribute("aria-hidden", "true"); // each number says so itself to who hears it
    const head = element("div", "tt-head");
    head.append(this.told, this.legend);
    this.root.append(head, this.acts, this.carrying);
    if (mount.readOnly) this.acts.hidden = this.carrying.hidden = true;
  }

  show(words: string, { legend, carried, selected, retired, readOnly }: { legend: string; carried: number; selected: number; retired: boolean; readOnly: boolean }): void {
    setWords(this.told, words);
    setWords(this.legend, legend);
    this.acts.hidden = readOnly || carried > 0;
    this.carrying.hidden = readOnly || carried === 0;
    this.clear.hidden = selected === 0;
    if (this.retire) setWords(this.retire.querySelector(".tt-words")!, retired ? "Bring back" : "Retire");
  }
}

/** What the numbers beside the names count. */
export function legendOf(items: readonly Item[]): string {
  if (!items.some((item) => isNumber(item.count))) return "";
  return items.some((item) => item.count.includes("·")) ? "quotations · participants" : "quotations";
}

function keyed(words: string, key: string, act: () => void): HTMLButtonElement {
  const made = button("", act);
  made.append(element("span", "tt-words", words), " ", element("kbd", "", key));
  return made;
}
