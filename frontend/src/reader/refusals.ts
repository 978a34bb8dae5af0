// What could not be saved, said until it is closed: nobody loses a coding without seeing which.
import type { Place, Refusal } from "./desk";
import { button, element } from "./dom";

/** As many characters as tell which words they are. */
const MOST = 120;

export interface RefusalEvents {
  /** The words of a place; empty where the text is another by now. */
  words(place: Place): string;
  /** Choose them again. */
  choose(place: Place): void;
}

export class Refusals {
  readonly root = element("div", "th-refusals");

  constructor(private readonly events: RefusalEvents) {
    this.root.setAttribute("role", "alert");
  }

  add(refusals: readonly Refusal[]): void {
    for (const refusal of refusals) this.root.append(this.row(refusal));
  }

  private row({ what, place, reason }: Refusal): HTMLElement {
    const row = element("p", "th-refusal");
    row.append(element("strong", "", "Not saved: "), [what, reason].filter(Boolean).join(". "));
    const words = place ? [...this.events.words(place)] : [];
    if (place && words.length) {
      const quote = element("q", "", words.slice(0, MOST).join("") + (words.length > MOST ? "…" : ""));
      quote.dir = "auto";
      row.append(" ", quote, " ", button("Choose these words", () => this.events.choose(place)));
    }
    row.append(" ", button("Close", () => row.remove()));
    return row;
  }
}
