// The matrix as a grid that is gone through by arrow keys: one cell has the focus, and only it takes Tab.
import { element } from "../reader/dom";
import { fill } from "./cell";
import { keyOf, type Key, type Sheet } from "./sheet";

export interface Place {
  row: string;
  column: string;
}

/** One line of heads: along the side, or along the top. */
interface Head {
  id: string;
  name: string;
  about: string;
  group: string;
}

export interface GridEvents {
  /** A cell got the focus. */
  chosen(place: Place): void;
  /** Somebody wants to write in it. */
  write(place: Place): void;
}

export class Grid {
  readonly root = element("div", "tx-scroll");
  private table = element("table", "tx-grid");
  private readonly shown = new Map<Key, HTMLTableCellElement>();
  private down: Head[] = [];
  private across: Head[] = [];
  private turned = false;
  private at: [down: number, across: number] = [0, 0];

  constructor(private readonly sheet: Sheet, private readonly events: GridEvents) {
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.root.addEventListener("focusin", (event) => this.focused(event.target));
    this.root.addEventListener("dblclick", (event) => {
      const place = this.placeOf(event.target);
      if (place) this.events.write(place);
    });
  }

  get place(): Place | null {
    const [head, top] = [this.down[this.at[0]], this.across[this.at[1]]];
    return head && top ? this.placed(head, top) : null;
  }

  /** Draw all of it; `one` leaves a single row (standing) or column, for a narrow page. */
  draw(names: { rows: string; columns: string }, one: { row?: string; column?: string } = {}): void {
    const { sheet } = this;
    const was = this.place;
    const rows: Head[] = sheet.rows.filter(({ id }) => !one.row || id === one.row);
    const columns: Head[] = sheet.columns
      .filter(({ id }) => !one.column || id === one.column)
      .map(({ id, name, under }) => ({ id, name, about: under && `under ${under}`, group: "" }));
    this.turned = Boolean(one.row);
    [this.down, this.across] = this.turned ? [columns, rows] : [rows, columns];
    this.shown.clear();
    const table = element("table", "tx-grid");
    table.setAttribute("role", "grid");
    table.setAttribute("aria-label", `Matrix of ${names.rows} by ${names.columns}`);
    table.style.setProperty("--tx-columns", String(this.across.length));
    const top = element("tr");
    top.append(head(this.turned ? names.columns : names.rows, "col"));
    for (const { name, about } of this.across) top.append(head(name, "col", about));
    const heads = element("thead");
    heads.append(top);
    table.append(heads, this.body());
    this.table.replaceWith(table);
    if (!this.table.isConnected) this.root.replaceChildren(table);
    this.table = table;
    this.stand(was);
  }

  /** Show a cell as it is now. */
  renew(key: Key): void {
    const cell = this.shown.get(key);
    if (cell && !cell.querySelector("textarea")) fill(cell, key, this.sheet);
  }

  cell({ row, column }: Place): HTMLTableCellElement | undefined {
    return this.shown.get(keyOf(row, column));
  }

  focus(): void {
    const place = this.place;
    if (place) this.cell(place)?.focus({ preventScroll: false });
  }

  private body(): HTMLTableSectionElement {
    const body = element("tbody");
    let group = "";
    this.down.forEach((line, down) => {
      if (line.group !== group || (down === 0 && line.group)) {
        group = line.group;
        const row = element("tr", "tx-group");
        const over = head(group || "not known", "colgroup");
        over.colSpan = this.across.length + 1;
        row.append(over);
        body.append(row);
      }
      const row = element("tr");
      row.append(head(line.name, "row", line.about));
      this.across.forEach((column, across) => row.append(this.made(line, column, down, across)));
      body.append(row);
    });
    return body;
  }

  private made(line: Head, column: Head, down: number, across: number): HTMLTableCellElement {
    const place = this.placed(line, column);
    const key = keyOf(place.row, place.column);
    const cell = element("td", "tx-cell");
    cell.setAttribute("role", "gridcell");
    cell.tabIndex = -1;
    cell.dataset["down"] = String(down);
    cell.dataset["across"] = String(across);
    fill(cell, key, this.sheet);
    this.shown.set(key, cell);
    return cell;
  }

  private placed(line: Head, column: Head): Place {
    return this.turned ? { row: column.id, column: line.id } : { row: line.id, column: column.id };
  }

  private placeOf(target: EventTarget | null): Place | null {
    const cell = target instanceof Element ? target.closest<HTMLElement>(".tx-cell") : null;
    if (!cell) return null;
    this.at = [Number(cell.dataset["down"]), Number(cell.dataset["across"])];
    return this.place;
  }

  private focused(target: EventTarget | null): void {
    const before = this.place;
    const place = this.placeOf(target);
    if (!place) return;
    if (before) this.cell(before)?.setAttribute("tabindex", "-1");
    this.cell(place)?.setAttribute("tabindex", "0");
    this.events.chosen(place);
  }

  /** Stand where the focus was, where that is still shown. */
  private stand(was: Place | null): void {
    const down = this.down.findIndex(({ id }) => id === (this.turned ? was?.column : was?.row));
    const across = this.across.findIndex(({ id }) => id === (this.turned ? was?.row : was?.column));
    this.at = [Math.max(0, down), Math.max(0, across)];
    const place = this.place;
    if (place) this.cell(place)?.setAttribute("tabindex", "0");
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.altKey || event.target instanceof HTMLTextAreaElement) return;
    const [down, across] = this.at;
    const [last, end] = [this.down.length - 1, this.across.length - 1];
    const all = event.ctrlKey || event.metaKey;
    const to: Record<string, [number, number]> = {
      ArrowDown: [all ? last : down + 1, across],
      ArrowUp: [all ? 0 : down - 1, across],
      ArrowRight: [down, all ? end : across + 1],
      ArrowLeft: [down, all ? 0 : across - 1],
      Home: [all ? 0 : down, 0],
      End: [all ? last : down, end],
      PageDown: [down + PAGE, across],
      PageUp: [down - PAGE, across],
    };
    const next = to[event.key];
    const place = this.place;
    if (next) this.go(Math.min(last, Math.max(0, next[0])), Math.min(end, Math.max(0, next[1])));
    else if (!all && place && (event.key === "Enter" || event.key === "F2")) this.events.write(place);
    else return;
    event.preventDefault();
  }

  private go(down: number, across: number): void {
    const [line, column] = [this.down[down], this.across[across]];
    if (line && column) this.cell(this.placed(line, column))?.focus();
  }
}

const PAGE = 5;

function head(name: string, scope: "row" | "col" | "colgroup", about = ""): HTMLTableCellElement {
  const made = element("th", "tx-head");
  made.scope = scope;
  made.append(element("span", "tx-name", name));
  if (about) made.append(element("span", "tx-about", about));
  return made;
}
