// On a narrow page one row or one column is shown at a time, and a choice of which.
import { element } from "../reader/dom";
import type { Sheet } from "./sheet";

const NARROW_PX = 640;

export class Narrow {
  readonly choice = element("label", "tx-choice");
  private readonly select = element("select", "ts-control tx-select");
  private readonly watch: ResizeObserver;
  private is = false;

  constructor(root: HTMLElement, changed: () => void) {
    this.choice.append("Show ", this.select);
    this.choice.hidden = true;
    this.select.addEventListener("change", changed);
    this.watch = new ResizeObserver(([entry]) => {
      const is = (entry?.contentRect.width ?? Infinity) < NARROW_PX;
      if (is === this.is) return;
      this.is = is;
      this.choice.hidden = !is;
      root.classList.toggle("tx-narrow", is);
      changed();
    });
    this.watch.observe(root);
  }

  /** The one row or column that is shown; none of them where all are. */
  get one(): { row?: string; column?: string } {
    const [kind, id] = this.select.value.split(" ");
    if (!this.is || !id) return {};
    return kind === "row" ? { row: id } : { column: id };
  }

  offer(sheet: Sheet, names: { rows: string; columns: string }): void {
    const group = (label: string, kind: string, heads: readonly { id: string; name: string }[]) => {
      const made = element("optgroup");
      made.label = label;
      for (const { id, name } of heads) made.append(new Option(name, `${kind} ${id}`));
      return made;
    };
    this.select.replaceChildren(group(names.rows, "row", sheet.rows), group(names.columns, "column", sheet.columns));
  }

  stop(): void {
    this.watch.disconnect();
  }
}
