// The word on what is saved, in the bar of pages whose surface has none; and what could not be.
import { inWords, lookOf, type Standing } from "../kept/words";
import { button, element, setWords } from "../reader/dom";

export class Saved {
  readonly root = element("div", "tk-saved");
  private readonly word = element("span", "tk-word");
  private readonly told = element("div", "tk-told");
  private readonly reasons = new Map<string, string>();
  private readOnly = false;

  constructor() {
    this.told.setAttribute("role", "status");
    this.root.append(this.word, this.told);
  }

  reads(readOnly: boolean): void {
    this.readOnly = readOnly;
  }

  show(standing: Standing): void {
    setWords(this.word, this.readOnly && !standing.waiting ? "Read only" : inWords(standing));
    this.word.dataset["state"] = lookOf(standing);
  }

  refuse(place: string, reason: string): void {
    this.reasons.set(place, reason);
    this.told.replaceChildren(...[...this.reasons].map(([where, why]) => this.refusal(where, why)));
  }

  private refusal(place: string, reason: string): HTMLElement {
    const row = element("p", "");
    const close = button("Close", () => this.forget(place, row), "tk-button");
    const way = document.createElement("a");
    way.href = addressOf(place);
    way.textContent = "Open where it was made";
    row.append(`A change from before is not saved: ${reason} `, way, " ", close);
    return row;
  }

  private forget(place: string, row: HTMLElement): void {
    this.reasons.delete(place);
    row.remove();
  }
}

/** The page on which a change was made. */
function addressOf(place: string): string {
  if (place === "matrix") return "matrix";
  const [read = "", names] = place.split("/");
  const [transcript = "", first] = read.split("@");
  const part = first ? `&answer=${Number(first) + 1}` : "";
  return names ? "names" : `read?transcript=${encodeURIComponent(transcript)}${part}`;
}
