// A segment is picked up by a key or by its handle, carried to another candidate, and put down there: one step.
// The page around draws segments and candidates; this only knows them by the keys that Python gave them.
import { button, element, setWords } from "../reader/dom";

/** Where a segment can be put down: a candidate, "none", or "new". */
export interface Target {
  /** The class of its card, by the key given in Python; empty for what has none. */
  card: string;
  to: string;
  name: string;
}

export interface Mount {
  /** The candidate whose segments are shown. */
  candidate: string;
  targets: Target[];
  /** The candidates of which one can be drawn onto another, which takes it in. */
  cards: Target[];
  readOnly: boolean;
}

export interface Put {
  /** "member" or "loose", and its place in that list; "card" for the whole candidate. */
  list: string;
  place: number;
  candidate: string;
  to: string;
  nth: number;
}

const ROW = '[class*="st-key-member-"], [class*="st-key-loose-"]';
const HANDLE = 28; // pixels at the beginning of a row
const DRAWN = 8; // pixels from which on a press on a card is no click
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable=true], [role=textbox], dialog, [role=dialog]";

export class Carry {
  private readonly bar = element("div", "tc-bar");
  private readonly said = element("p", "tc-said");
  private readonly listening = new AbortController();
  private row: HTMLElement | null = null;
  private at = -1;
  /** The card that is pressed, where, and whether it is drawn away. */
  private card: { from: Target; x: number; y: number; drawn: boolean } | null = null;
  private nth = Date.now();

  constructor(
    private readonly host: HTMLElement,
    private mount: Mount,
    private readonly put: (put: Put) => void,
  ) {
    const { signal } = this.listening;
    this.said.setAttribute("role", "status");
    const buttons = element("div", "tc-buttons");
    buttons.append(button("Next (j)", () => this.walk(1)), button("Back (k)", () => this.walk(-1)));
    buttons.append(button("Put it here (Enter)", () => this.drop()), button("Put it back (Esc)", () => this.letGo("Put back.")));
    this.bar.append(this.said, buttons);
    this.bar.hidden = true;
    host.append(this.bar);
    this.tellKeys();
    addEventListener("keydown", (event) => this.key(event), { signal, capture: true });
    addEventListener("pointerdown", (event) => this.begin(event), { signal });
    addEventListener("pointermove", (event) => this.over(event), { signal });
    addEventListener("pointerup", (event) => this.end(event), { signal });
    addEventListener("pointercancel", () => this.cancel(), { signal });
  }

  renew(mount: Mount): void {
    if (mount.candidate !== this.mount.candidate) this.letGo("");
    this.mount = mount;
    this.tellKeys();
  }

  private tellKeys(): void {
    if (this.mount.readOnly) delete this.host.dataset["themesKeys"];
    else this.host.dataset["themesKeys"] = "p: pick up a segment, the one with the focus or the first in sight; j k: then carry it; Enter: put it there";
  }

  destroy(): void {
    this.listening.abort();
    this.mark(null);
    this.bar.remove();
  }

  private key(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.row) {
      if (event.key.toLowerCase() !== "p" || this.mount.readOnly || target?.closest(TYPING)) return;
      this.take(target?.closest<HTMLElement>(ROW) ?? this.first());
    } else {
      if (event.key === "Tab" || ((event.key === "Enter" || event.key === " ") && target?.closest(".tc-bar button"))) return;
      const act = this.acts()[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      act?.();
    }
    event.preventDefault();
    event.stopPropagation(); // the page's own j, k and x are for candidates, not for what is carried
  }

  private acts(): Record<string, () => void> {
    const [on, back] = [() => this.walk(1), () => this.walk(-1)];
    return {
      j: on,
      ArrowDown: on,
      k: back,
      ArrowUp: back,
      Enter: () => this.drop(),
      p: () => this.drop(),
      Escape: () => this.letGo("Put back where it was."),
    };
  }

  /** The first segment that can be seen. */
  private first(): HTMLElement | null {
    const rows = [...document.querySelectorAll<HTMLElement>(ROW)];
    return rows.find((row) => row.getBoundingClientRect().top >= 0) ?? null;
  }

  private take(row: HTMLElement | null): void {
    if (!row || !placeOf(row) || !this.mount.targets.length) return;
    this.row = row;
    this.at = -1;
    row.classList.add("tc-carried");
    this.bar.hidden = false;
    const words = (row.querySelector('[data-testid="stText"]')?.textContent ?? "").trim().slice(0, 80);
    setWords(this.said, `Picked up: “${words}…”. j and k go to a candidate, Enter puts it there, Esc puts it back.`);
  }

  private walk(by: number): void {
    const many = this.mount.targets.length;
    this.at = this.at < 0 ? (by > 0 ? 0 : many - 1) : (this.at + by + many) % many;
    const target = this.mount.targets[this.at]!;
    this.mark(target);
    setWords(this.said, `To: ${target.name} (${this.at + 1} of ${many}). Enter puts it there.`);
  }

  private mark(target: Target | null): void {
    document.querySelectorAll(".tc-target").forEach((card) => card.classList.remove("tc-target"));
    const card = target?.card ? document.querySelector(`.st-key-${CSS.escape(target.card)}`) : null;
    card?.classList.add("tc-target");
    card?.scrollIntoView({ block: "nearest" });
  }

  private drop(): void {
    const target = this.mount.targets[this.at];
    const place = this.row && placeOf(this.row);
    if (!target || !place) return setWords(this.said, "Go to a candidate with j or k first; Esc puts it back.");
    this.put({ ...place, candidate: this.mount.candidate, to: target.to, nth: ++this.nth });
    this.letGo(`Put down: ${target.name}.`);
  }

  private letGo(words: string): void {
    this.row?.classList.remove("tc-carried");
    document.body.classList.remove("tc-dragging");
    this.row = null;
    this.at = -1;
    this.mark(null);
    setWords(this.said, words);
    this.bar.hidden = true;
  }

  // --- by the handle, with a mouse or a pen

  private begin(event: PointerEvent): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>(ROW) : null;
    const from = row || event.button !== 0 || event.pointerType === "touch" ? undefined : this.cardUnder(event.target);
    this.card = from ? { from, x: event.clientX, y: event.clientY, drawn: false } : null;
    if (!row || this.mount.readOnly || event.button !== 0 || event.pointerType === "touch") return;
    if (event.clientX - row.getBoundingClientRect().left > HANDLE) return;
    event.preventDefault(); // no words are selected on the way
    this.letGo("");
    this.take(row);
    document.body.classList.add("tc-dragging");
  }

  private cardUnder(target: EventTarget | null): Target | undefined {
    return this.mount.cards.find(({ card }) => target instanceof Element && target.closest(`.st-key-${CSS.escape(card)}`));
  }

  /** A card is drawn over others; the one under the pointer would take it in. */
  private draw(event: PointerEvent): Target | undefined {
    const { card } = this;
    if (!card || (!card.drawn && Math.hypot(event.clientX - card.x, event.clientY - card.y) < DRAWN)) return undefined;
    card.drawn = true;
    document.body.classList.add("tc-dragging");
    document.getSelection()?.removeAllRanges();
    const under = this.cardUnder(document.elementFromPoint(event.clientX, event.clientY));
    const into = under?.to === card.from.to ? undefined : under;
    this.mark(into ?? null);
    this.bar.hidden = false;
    setWords(this.said, into ? `“${into.name}” takes in “${card.from.name}”.` : `“${card.from.name}”: let go on another candidate theme, which takes it in.`);
    return into;
  }

  private over(event: PointerEvent): void {
    if (this.card) return void this.draw(event);
    if (!document.body.classList.contains("tc-dragging")) return;
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const at = this.mount.targets.findIndex(({ card }) => card && under?.closest(`.st-key-${CSS.escape(card)}`));
    if (at === this.at) return;
    this.at = at;
    this.mark(this.mount.targets[at] ?? null);
  }

  private cancel(): void {
    this.card = null;
    if (document.body.classList.contains("tc-dragging")) this.letGo("");
  }

  private end(event: PointerEvent): void {
    const { card } = this;
    if (card) {
      const into = this.draw(event);
      this.card = null;
      if (into) this.put({ list: "card", place: 0, candidate: card.from.to, to: into.to, nth: ++this.nth });
      if (card.drawn) this.letGo("");
      return;
    }
    if (!document.body.classList.contains("tc-dragging")) return;
    this.over(event);
    if (this.at < 0) this.letGo("Put back where it was.");
    else this.drop();
  }
}

/** Which list a row is of, and its place there. */
export function placeOf(row: Element): { list: string; place: number } | null {
  const found = /st-key-(member|loose)-(\d+)/.exec(row.className);
  return found ? { list: found[1]!, place: Number(found[2]) } : null;
}
