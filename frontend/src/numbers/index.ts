// A table whose numbers can be pressed to see what they count; a hundred rows at a time.
import { ending } from "../ending";
import { button, element, setWords } from "../reader/dom";

type Cell = string | number | null;

interface Mount {
  /** What the table shows, for who cannot see it. */
  name: string;
  head: string[];
  rows: Cell[][];
  /** Row and column of what can be pressed. */
  pressable: [number, number][];
  /** Columns that are read as one line, with a word in the middle: left of it, it, and right of it. */
  line: number[];
}

interface StreamlitMount {
  data: Mount;
  parentElement: HTMLElement;
  setTriggerValue(name: string, value: unknown): void;
}

const AT_ONCE = 100;

class Numbers {
  private readonly root = element("div", "tu-numbers ts-surface");
  private readonly scroll = element("div", "tu-scroll");
  private readonly place = element("p", "tu-place");
  private readonly back = button("Earlier rows", () => this.turn(-AT_ONCE));
  private readonly on = button("Later rows", () => this.turn(AT_ONCE));
  private readonly pager = element("div", "tu-pager");
  private shown = "";
  private pressable: ReadonlySet<string> = new Set();
  private first = 0;

  constructor(
    host: HTMLElement,
    private mount: Mount,
    private press: (row: number, column: number) => void,
  ) {
    this.scroll.tabIndex = 0;
    this.scroll.setAttribute("role", "region");
    this.pager.append(this.back, this.on, this.place);
    this.root.append(this.scroll, this.pager);
    host.append(this.root);
    this.show(mount, press);
  }

  show(mount: Mount, press: (row: number, column: number) => void): void {
    this.press = press;
    const shown = JSON.stringify(mount);
    if (shown === this.shown) return;
    [this.shown, this.mount, this.first] = [shown, mount, 0];
    this.pressable = new Set(mount.pressable.map((at) => at.join()));
    this.scroll.setAttribute("aria-label", mount.name);
    this.draw();
  }

  destroy(): void {
    this.root.remove();
  }

  private turn(by: number): void {
    this.first = Math.max(0, this.first + by);
    this.draw();
    this.scroll.scrollTo({ top: 0 });
  }

  private draw(): void {
    const { head, rows } = this.mount;
    const last = Math.min(rows.length, this.first + AT_ONCE);
    const table = element("table", "tu-table");
    const top = element("thead");
    const names = element("tr");
    head.forEach((name, column) => {
      const cell = element("th", this.side(column), name);
      cell.scope = "col";
      names.append(cell);
    });
    top.append(names);
    const body = element("tbody");
    body.append(...rows.slice(this.first, last).map((row, nth) => this.row(row, this.first + nth)));
    table.append(top, body);
    this.scroll.replaceChildren(table);
    this.pager.hidden = rows.length <= AT_ONCE;
    this.back.disabled = this.first === 0;
    this.on.disabled = last >= rows.length;
    setWords(this.place, `${(this.first + 1).toLocaleString("en")} to ${last.toLocaleString("en")} of ${rows.length.toLocaleString("en")}`);
  }

  private row(cells: Cell[], row: number): HTMLTableRowElement {
    const shown = element("tr");
    cells.forEach((content, column) => {
      const cell = element(column === 0 ? "th" : "td", this.side(column));
      if (cell instanceof HTMLTableCellElement && column === 0) cell.scope = "row";
      const words = typeof content === "number" ? figure(content) : (content ?? "");
      if (this.pressable.has(`${row},${column}`)) {
        const made = button(words, () => this.press(row, column), "tu-press");
        made.setAttribute("aria-label", `${words}, ${String(cells[0] ?? "")}, ${this.mount.head[column] ?? ""}: show what it counts`);
        cell.append(made);
      } else cell.textContent = words;
      shown.append(cell);
    });
    return shown;
  }

  /** Numbers stand at the right, below each other, as does what stands left of a word; a line is never broken. */
  private side(column: number): string {
    const isNumber = this.mount.rows.some((row) => typeof row[column] === "number");
    const nth = this.mount.line.indexOf(column);
    return [isNumber || nth === 0 ? "tu-end" : "", nth >= 0 ? "tu-line" : ""].join(" ").trim();
  }
}

/** A number as it is read: a small one is never shown as none. */
function figure(number: number): string {
  return number !== 0 && Math.abs(number) < 0.0001 ? number.toPrecision(2) : number.toLocaleString("en", { maximumFractionDigits: 4 });
}

const open = new WeakMap<HTMLElement, Numbers>();

export default function mount({ data, parentElement, setTriggerValue }: StreamlitMount): () => void {
  const press = (row: number, column: number): void => setTriggerValue("pressed", [row, column]);
  const numbers = open.get(parentElement);
  if (numbers) numbers.show(data, press);
  else open.set(parentElement, new Numbers(parentElement.querySelector<HTMLElement>(".tu-host") ?? parentElement, data, press));
  return ending(open, parentElement);
}
