// The table beside the map: what is picked, or everything, some at a time; each row is picked or left by itself.
import { button, clock, element, setWords } from "../reader/dom";
import type { Mount, Told } from "./types";

const AT_ONCE = 25;

export interface Rows {
  toggle(at: number): void;
  /** The row has the focus, or the mouse is over it. */
  look(at: number): void;
  read(at: number): void;
}

export class Table {
  readonly root = element("div", "tm-list");
  private readonly body = element("tbody");
  private readonly place = element("p", "tm-place");
  private readonly back = button("Earlier ones", () => this.turn(-AT_ONCE));
  private readonly on = button("Later ones", () => this.turn(AT_ONCE));
  private listed: readonly number[] = [];
  private first = 0;
  private picked: ReadonlySet<number> = new Set();
  private told: Told | null = null;
  private mount: Mount | null = null;
  private coded = new Map<number, number[]>();

  constructor(private readonly rows: Rows) {
    const table = element("table", "tm-table");
    const head = element("tr");
    for (const name of ["Pick", "What was said", "By whom, when", "Candidate theme", "Codes"]) {
      const cell = element("th", "", name);
      cell.scope = "col";
      head.append(cell);
    }
    const top = element("thead");
    top.append(head);
    table.append(top, this.body);
    const scroll = element("div", "tm-scroll");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "The segments as a table");
    scroll.append(table);
    const pager = element("div", "tm-pager");
    pager.append(this.back, this.on, this.place);
    this.root.append(scroll, pager);
  }

  /** Show these segments from the first one on, or the same ones anew. */
  show(told: Told, mount: Mount, picked: ReadonlySet<number>, listed?: readonly number[]): void {
    [this.told, this.mount, this.picked] = [told, mount, picked];
    this.coded = new Map(mount.coded);
    if (listed) {
      this.listed = listed;
      this.first = 0;
    }
    this.draw();
  }

  private turn(by: number): void {
    this.first = Math.max(0, this.first + by);
    this.draw();
    this.root.querySelector(".tm-scroll")?.scrollTo({ top: 0 });
  }

  private draw(): void {
    const last = Math.min(this.listed.length, this.first + AT_ONCE);
    const focused = this.body.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["at"] : undefined;
    this.body.replaceChildren(...this.listed.slice(this.first, last).map((at) => this.row(at)));
    if (focused) this.body.querySelector<HTMLElement>(`input[data-at="${focused}"]`)?.focus({ preventScroll: true });
    this.back.disabled = this.first === 0;
    this.on.disabled = last >= this.listed.length;
    setWords(this.place, this.listed.length ? `${this.first + 1} to ${last} of ${this.listed.length}` : "No segment passes the filter.");
  }

  private row(at: number): HTMLTableRowElement {
    const [told, mount] = [this.told!, this.mount!];
    const row = element("tr", this.picked.has(at) ? "tm-picked" : "");
    const tick = element("input");
    tick.type = "checkbox";
    tick.checked = this.picked.has(at);
    tick.dataset["at"] = String(at);
    const words = element("td", "tm-words", told.words[at]);
    tick.setAttribute("aria-label", `Pick: ${(told.words[at] ?? "").slice(0, 60)}`);
    tick.addEventListener("change", () => this.rows.toggle(at));
    row.addEventListener("focusin", () => this.rows.look(at));
    row.addEventListener("pointerenter", () => this.rows.look(at));
    const pick = element("td", "tm-pick");
    pick.append(tick);
    const who = element("td", "tm-who", told.who[at]);
    const seconds = told.seconds[at] ?? null;
    const where = button(seconds === null ? (told.titles[at] ?? "") : clock(seconds), () => this.rows.read(at), "tm-read");
    where.setAttribute("aria-label", `Read it there: ${told.titles[at] ?? ""}${seconds === null ? "" : `, ${clock(seconds)}`}`);
    who.append(element("br"), where);
    const codes = (this.coded.get(at) ?? []).map((code) => mount.codes[code]).join(", ");
    row.append(pick, words, who, element("td", "", mount.candidates[mount.candidate[at] ?? -1] ?? "none"), element("td", "", codes || "none"));
    return row;
  }
}
