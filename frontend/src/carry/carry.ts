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
  readOnly: boolean;
}

export interface Put {
  /** "member" or "loose", and its place in that list. */
  list: string;
  place: number;
  candidate: string;
  to: string;
  nth: number;
}

const ROW = '[class*="st-key-member-"], [class*="st-key-loose-"]';
const HANDLE = 28; // pixels at the beginning of a row
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable=true], [role=textbox], dialog, [role=dialog]";

export class Carry {
  private readonly bar = element("div", "tc-bar");
  private readonly said = element("p", "tc-said");
  private readonly listening = new AbortController();
  private row: HTMLElement | null = null;
  private at = -1;
  private nth = Date.now();

  constructor(
    host: HTMLElement,
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
    addEventListener("keydown", (event) => this.key(event), { signal, capture: true });
    addEventListener("pointerdown", (event) => this.begin(event), { signal });
    addEventListener("pointermove", (event) => this.over(event), { signal });
    addEventListener("pointerup", (event) => this.end(event), { signal });
  }

  renew(mount: Mount): void {
    if (mount.candidate !== this.mount.candidate) this.letGo("");
    this.mount = mount;
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
    if (!row || this.mount.readOnly || event.button !== 0 || event.pointerType === "touch") return;
    if (event.clientX - row.getBoundingClientRect().left > HANDLE) return;
    event.preventDefault(); // no words are selected on the way
    this.letGo("");
    this.take(row);
    document.body.classList.add("tc-dragging");
  }

  private over(event: PointerEvent): void {
    if (!document.body.classList.contains("tc-dragging")) return;
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const at = this.mount.targets.findIndex(({ card }) => card && under?.closest(`.st-key-${CSS.escape(card)}`));
    if (at === this.at) return;
    this.at = at;
    this.mark(this.mount.targets[at] ?? null);
  }

  private end(event: PointerEvent): void {
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
