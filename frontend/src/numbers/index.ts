// A table whose numbers can be pressed to see what they count; a hundred rows at a time.
import { ending } from "../ending";
import { button, element, setWords } from "../reader/dom";
import { AT_ONCE, page, pressables, says, side, turned, words, type Cell, type Mount } from "./table";

interface StreamlitMount {
  data: Mount;
  parentElement: HTMLElement;
  setTriggerValue(name: string, value: unknown): void;
}

class Numbers {
  private readonly root = element("div", "tu-numbers ts-surface");
  private readonly scroll = element("div", "tu-scroll");
  private readonly place = element("p", "tu-place");
  private readonly back = button("Earlier rows", () => this.turn(-AT_ONCE));
  private readonly on = button("Later rows", () => this.turn(AT_ONCE));
  private readonly pager = element("div", "tu-pager");
  private shown = "";
  private sides: string[] = [];
  private pressable: (row: number, column: number) => boolean = () => false;
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
    this.pressable = pressables(mount);
    this.sides = mount.head.map((_, column) => side(mount, column));
    this.scroll.setAttribute("aria-label", mount.name);
    this.draw();
  }

  destroy(): void {
    this.root.remove();
  }

  private turn(by: number): void {
    this.first = turned(this.mount.rows.length, this.first, by);
    this.draw();
    this.scroll.scrollTo({ top: 0 });
  }

  private draw(): void {
    const { head, rows } = this.mount;
    const { first, last, words: place, before, after } = page(rows.length, this.first);
    const table = element("table", "tu-table");
    const top = element("thead");
    const names = element("tr");
    head.forEach((name, column) => {
      const cell = element("th", this.sides[column], name);
      cell.scope = "col";
      names.append(cell);
    });
    top.append(names);
    const body = element("tbody");
    body.append(...rows.slice(first, last).map((row, nth) => this.row(row, first + nth)));
    table.append(top, body);
    this.scroll.replaceChildren(table);
    this.pager.hidden = rows.length <= AT_ONCE;
    this.back.disabled = !before;
    this.on.disabled = !after;
    setWords(this.place, place);
  }

  private row(cells: Cell[], row: number): HTMLTableRowElement {
    const shown = element("tr");
    cells.forEach((content, column) => {
      const said = words(content, this.mount.decimals[column]);
      const cell = element(column === 0 ? "th" : "td", this.sides[column]);
      if (cell instanceof HTMLTableCellElement && column === 0) cell.scope = "row";
      if (this.pressable(row, column)) {
        const made = button(said, () => this.press(row, column), "tu-press");
        made.setAttribute("aria-label", says(this.mount, row, column));
        cell.append(made);
      } else cell.textContent = said;
      shown.append(cell);
    });
    return shown;
  }
}

const open = new WeakMap<HTMLElement, Numbers>();

export default function mount({ data, parentElement, setTriggerValue }: StreamlitMount): () => void {
  const press = (row: number, column: number): void => setTriggerValue("pressed", [row, column]);
  const numbers = open.get(parentElement);
  if (numbers) numbers.show(data, press);
  else open.set(parentElement, new Numbers(parentElement.querySelector<HTMLElement>(".tu-host") ?? parentElement, data, press));
  return ending(open, parentElement);
}
