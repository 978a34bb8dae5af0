// The word on what is saved, in the bar of pages whose surface has none; and what could not be.
import { inWords, lookOf, unsaved, type Standing } from "../kept/words";
import { button, element, setWords } from "../reader/dom";

export class Saved {
  readonly root = element("div", "tk-saved");
  private readonly word = element("span", "tk-word");
  private readonly told = element("div", "tk-told");
  private readonly reasons = new Map<string, string>();
  private readonly listening = new AbortController();
  private standing: Standing = { state: "saved", waiting: 0, kept: true };
  private readOnly = false;

  constructor() {
    this.told.setAttribute("role", "status");
    this.root.append(this.word, this.told);
    const { signal } = this.listening;
    // What is typed in fields is kept on this computer; who leaves is asked all the same, as it is not saved.
    addEventListener("beforeunload", (event) => (unsaved(this.standing) || this.wouldBeLost) && event.preventDefault(), { signal });
  }

  destroy(): void {
    this.listening.abort();
  }

  /** Whether nothing can be changed. */
  reads(readOnly: boolean): void {
    this.readOnly = readOnly;
    this.show(this.standing);
  }

  /** How it stands with one's changes. */
  show(standing: Standing): void {
    this.standing = standing;
    setWords(this.word, this.readOnly && !standing.waiting ? "Read only" : inWords(standing));
    this.word.dataset["state"] = lookOf(standing);
    this.word.title = unsaved(standing);
  }

  /** Whether changes wait that live in this page only. */
  private get wouldBeLost(): boolean {
    return this.standing.waiting > 0 && !this.standing.kept;
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
