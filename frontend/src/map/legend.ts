// What the colours and shapes stand for, with n; a press lets one group stand out, so that a lasso takes only its own.
import { element } from "../reader/dom";
import { swatch } from "./marks";
import type { Mount } from "./types";

export class Legend {
  readonly root = element("div", "tm-legend");

  constructor(private readonly press: (group: number) => void) {
    this.root.setAttribute("role", "group");
  }

  /** Show the groups with how many segments each has; `alone` is the one that stands out, null where all do. */
  show(mount: Mount, shown: readonly boolean[], alone: number | null, dark: boolean): void {
    this.root.setAttribute("aria-label", `Colours and shapes: ${mount.by}`);
    const counts = new Map<number, number>();
    mount.of.forEach((group, at) => shown[at] && counts.set(group, (counts.get(group) ?? 0) + 1));
    const focused = (document.activeElement as HTMLElement | null)?.dataset["group"];
    const rows = mount.groups.map(({ name, colour }, group) => this.row(group, name, colour, counts.get(group) ?? 0, alone, dark));
    if (counts.get(-1)) rows.push(this.row(-1, "none of these", "#64748b", counts.get(-1)!, alone, dark));
    this.root.replaceChildren(...rows);
    if (focused !== undefined) this.root.querySelector<HTMLElement>(`[data-group="${focused}"]`)?.focus({ preventScroll: true });
  }

  private row(group: number, name: string, colour: string, n: number, alone: number | null, dark: boolean): HTMLButtonElement {
    const row = element("button", "tm-group");
    row.type = "button";
    row.dataset["group"] = String(group);
    row.setAttribute("aria-pressed", String(alone === group));
    row.append(swatch(group, colour, dark), element("span", "", name), element("span", "tm-n", String(n)));
    row.addEventListener("click", () => this.press(group));
    return row;
  }
}
