// The tree of codes, or of themes: one stop for the keyboard, in which keys choose, open, move, name and retire.
// Words are set by textContent alone. What is done shows at once and is settled by the page around.
import { count, element, isDark } from "../reader/dom";
import { newId } from "../reader/operations";
import { depths, mayStand, nudged, topmost, within } from "./arrange";
import { Bar, type Acts, legendOf } from "./bar";
import { draggable } from "./drag";
import { NUDGES, keysOf, type Hand } from "./keys";
import { Pending } from "./pending";
import { rowsOf } from "./row";
import type { Asked, Item, Mount, Opened } from "./types";

let made = 0;

export class Tree {
  private readonly root = element("section", "tt-tree ts-surface");
  private readonly list = element("div", "tt-list");
  private readonly bar: Bar;
  private readonly pending: Pending;
  private readonly ids = `tt-${++made}`;
  private readonly closed = new Set<string>();
  private items: Item[] = [];
  private selected = new Set<string>();
  private carried: string[] = [];
  private active: string | null = null;
  private anchor: string | null = null;
  private naming: { item: string | null; under: string | null } | null = null;
  private nth = Date.now();

  constructor(
    host: HTMLElement,
    private mount: Mount,
    ask: (all: Asked[]) => void,
    private readonly tell: (opened: Opened) => void,
  ) {
    this.pending = new Pending(ask);
    this.bar = new Bar(this.acts, mount);
    this.list.setAttribute("role", "tree");
    this.list.setAttribute("aria-label", mount.noun === "theme" ? "Themes" : "Codes");
    this.list.setAttribute("aria-multiselectable", "true");
    this.list.tabIndex = 0;
    this.root.append(this.bar.root, this.list);
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("click", (event) => this.click(event));
    draggable(this.list, {
      begin: (id) => (this.carried = this.selected.has(id) ? topmost(this.items, this.selected) : [id]),
      may: (target, before) => this.carried.length > 0 && !this.mount.readOnly && this.may(this.place(target, before)),
      drop: (target, before) => this.put(this.place(target, before)),
      end: () => this.letGo(),
    });
    host.append(this.root);
    this.renew(mount);
  }

  renew(mount: Mount): void {
    if (mount.at < this.mount.at) return;
    const chosenAnew = mount.chosen !== this.mount.chosen || this.active === null;
    this.mount = mount;
    this.pending.settle(mount.settled);
    this.root.classList.toggle("tt-dark", isDark(this.root));
    this.items = this.pending.over(mount.items);
    const known = new Set(this.items.map(({ id }) => id));
    // What was chosen together was merged or removed together: what is left of it is chosen no more.
    if ([...this.selected].some((id) => !known.has(id))) this.selected.clear();
    if (chosenAnew || !known.has(this.active ?? "")) this.active = mount.chosen ?? this.items[0]?.id ?? null;
    if (!this.naming) this.draw(); // a name that is being typed is left alone: it is drawn when it is given
  }

  destroy(): void {
    this.pending.stop();
    this.root.remove();
  }

  private readonly acts: Acts = {
    add: (under) => this.name(null, under ? this.active : (this.item(this.active)?.parent ?? null)),
    rename: () => this.active && this.name(this.active, null),
    carry: () => {
      if (this.mount.readOnly) return;
      this.carried = this.meant();
      this.draw();
      this.list.focus();
    },
    put: (where) => this.put(where === "top" ? { under: null, before: null } : this.place(this.active, where === "before")),
    drop: () => this.letGo(),
    // For the one that is chosen, wherever the cursor is by now: a page that is drawn anew may take it elsewhere.
    ask: (what) => this.open(what, this.selected.size === 1 ? this.meant()[0] : this.active),
    retire: () => this.do({ id: newId(), kind: "retire", items: this.meant(), retired: !this.item(this.meant()[0] ?? null)?.retired }),
    clear: () => this.choose([]),
  };

  /** What an act is for: the chosen, or the one that the cursor is on. */
  private meant(): string[] {
    return this.selected.size ? this.items.filter(({ id }) => this.selected.has(id)).map(({ id }) => id) : this.active ? [this.active] : [];
  }

  private item(id: string | null): Item | undefined {
    return this.items.find((item) => item.id === id);
  }

  private open(view: string, item: string | null | undefined = this.active): void {
    if (item) this.tell({ item, view, items: this.meant(), nth: ++this.nth });
  }

  private do(asked: Asked): void {
    if (this.mount.readOnly) return;
    this.pending.add(asked);
    this.items = this.pending.over(this.mount.items);
    this.draw();
  }

  private place(target: string | null, before: boolean): { under: string | null; before: string | null } {
    if (target === null) return { under: null, before: null };
    return before ? { under: this.item(target)?.parent ?? null, before: target } : { under: target, before: null };
  }

  private may({ under }: { under: string | null }): boolean {
    return mayStand(this.items, topmost(this.items, this.carried), under, this.mount.levels);
  }

  private put(where: { under: string | null; before: string | null }): void {
    if (!this.carried.length || !this.may(where)) return;
    const items = topmost(this.items, this.carried);
    if (where.under) this.closed.delete(where.under);
    this.active = items[0] ?? this.active;
    this.letGo();
    this.do({ id: newId(), kind: "move", items, ...where });
  }

  private letGo(): void {
    this.carried = [];
    this.draw();
  }

  private nudge(way: "up" | "down" | "in" | "out"): void {
    const items = topmost(this.items, this.meant());
    const where = nudged(this.items, items, way);
    if (!where || !mayStand(this.items, items, where.under, this.mount.levels)) return;
    if (where.under) this.closed.delete(where.under);
    this.do({ id: newId(), kind: "move", items, ...where });
  }

  // --- naming, in the place where the name will stand

  private name(item: string | null, under: string | null): void {
    if (this.mount.readOnly) return;
    if (under && !mayStand(this.items, [under], null, null)) return;
    if (item === null && this.mount.levels !== null && under && (depths(this.items).get(under) ?? 0) + 1 >= this.mount.levels) return;
    this.naming = { item, under };
    if (under) this.closed.delete(under);
    this.draw();
    const field = this.list.querySelector<HTMLInputElement>(".tt-field");
    field?.focus({ preventScroll: true });
    field?.select();
    field?.scrollIntoView({ block: "nearest" });
  }

  private field(): HTMLElement {
    const naming = this.naming!;
    const field = element("input", "ts-control tt-field");
    const label = naming.item ? "Its name" : `Name of the new ${this.mount.noun}`;
    field.value = this.item(naming.item)?.name ?? "";
    field.maxLength = 200;
    field.setAttribute("aria-label", label);
    field.placeholder = label;
    field.addEventListener("blur", () => this.named(field.value));
    return field;
  }

  private named(words: string | null): void {
    const naming = this.naming;
    if (!naming) return;
    this.naming = null;
    const name = words?.split(/\s+/).join(" ").trim() ?? "";
    if (name && naming.item && name !== this.item(naming.item)?.name) this.do({ id: newId(), kind: "rename", item: naming.item, name });
    else if (name && !naming.item) {
      this.active = newId();
      this.do({ id: newId(), kind: "add", item: this.active, name, under: naming.under });
    }
    this.draw();
  }

  // --- choosing

  private choose(ids: Iterable<string>): void {
    this.selected = new Set(ids);
    this.draw();
  }

  private toggle(id: string): void {
    const now = new Set(this.selected);
    if (!now.delete(id)) now.add(id);
    this.choose(now);
  }

  private go(id: string | undefined, extend: boolean): void {
    if (!id) return;
    if (extend) {
      this.anchor ??= this.active;
      const shown = this.shown().map((item) => item.id);
      const [from, to] = [shown.indexOf(this.anchor ?? id), shown.indexOf(id)].sort((one, other) => one - other);
      this.selected = new Set(shown.slice(Math.max(0, from!), to! + 1));
    } else this.anchor = null;
    this.active = id;
    if (extend) this.draw();
    else this.mark();
  }

  /** Show where the cursor is; a key that only goes draws nothing anew. */
  private mark(): void {
    this.list.querySelector(".tt-active")?.classList.remove("tt-active");
    document.getElementById(`${this.ids}-${this.active}`)?.classList.add("tt-active");
    this.list.setAttribute("aria-activedescendant", `${this.ids}-${this.active}`);
    this.reveal();
    this.tellBar();
  }

  private click(event: MouseEvent): void {
    const target = event.target as Element;
    const id = target.closest<HTMLElement>(".tt-row")?.dataset["id"];
    if (!id || this.naming) return;
    this.list.focus({ preventScroll: true });
    if (target.closest(".tt-twist") && this.hasBelow(id)) return this.fold(id, !this.closed.has(id));
    if (target.closest(".tt-tick") || event.ctrlKey || event.metaKey) {
      this.active = id;
      return this.toggle(id);
    }
    if (event.shiftKey) return this.go(id, true);
    this.active = id;
    this.anchor = null;
    if (!this.selected.has(id)) this.selected.clear(); // else Retire would be for rows that were ticked before, out of sight
    this.draw();
    this.open(target.closest(".tt-mark") ? "older" : target.closest(".tt-count") ? "quotations" : "");
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.target instanceof HTMLInputElement) {
      event.stopPropagation();
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      this.named(event.key === "Enter" ? event.target.value : null);
      this.list.focus();
      return;
    }
    const undoes = event.key.toLowerCase() === "z" || event.key === "Tab" || event.key === "?";
    if (!undoes) event.stopPropagation(); // Streamlit's own "r" would run the page again
    if (event.target !== this.list || event.ctrlKey || event.metaKey) {
      if (!(event.target === this.list && event.key.toLowerCase() === "a")) return;
      event.preventDefault();
      return this.choose(this.shown().map(({ id }) => id));
    }
    const act = event.altKey ? NUDGES[event.key] && (() => this.nudge(NUDGES[event.key]!)) : keysOf(this.hand, this.acts, event.shiftKey)[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  private readonly hand: Hand = {
    go: (place, extend) => {
      const shown = this.shown();
      this.go(shown[Math.max(0, Math.min(shown.length - 1, place))]?.id, extend);
    },
    place: () => this.shown().findIndex(({ id }) => id === this.active),
    last: () => this.shown().length - 1,
    inward: () => {
      const id = this.active ?? "";
      if (this.closed.has(id)) this.fold(id, false);
      else this.go(this.items.find(({ parent }) => parent === id)?.id, false);
    },
    outward: () => {
      const id = this.active ?? "";
      if (this.hasBelow(id) && !this.closed.has(id)) this.fold(id, true);
      else this.go(this.item(id)?.parent ?? undefined, false);
    },
    toggle: () => this.active && this.toggle(this.active),
    enter: () => (this.carried.length ? this.acts.put("under") : this.open("")),
    escape: () => (this.carried.length ? this.acts.drop() : this.acts.clear()),
    open: (view) => this.open(view),
    may: (what) => this.mount.acts.includes(what) && !this.mount.readOnly,
  };

  // --- drawing

  private hasBelow(id: string): boolean {
    return this.items.some(({ parent }) => parent === id);
  }

  private fold(id: string, close: boolean): void {
    if (close) this.closed.add(id);
    else this.closed.delete(id);
    if (close && this.active && within(this.items, id).has(this.active)) this.active = id;
    this.draw();
  }

  private shown(): Item[] {
    const gone = new Set<string>();
    for (const { id, parent } of this.items) if (parent !== null && (this.closed.has(parent) || gone.has(parent))) gone.add(id);
    return this.items.filter(({ id }) => !gone.has(id));
  }

  private draw(): void {
    const deep = depths(this.items);
    const { items, closed, active, selected, carried, mount } = this;
    const rows = rowsOf({ items, shown: this.shown(), closed, active, selected, carried, chosen: mount.chosen, prefix: this.ids });
    rows.find((one) => this.naming?.item && one.dataset["id"] === this.naming.item)?.replaceChildren(this.field());
    if (this.naming && !this.naming.item) this.insertField(rows, deep);
    this.list.replaceChildren(...rows);
    this.list.setAttribute("role", rows.length ? "tree" : "group"); // a tree has rows (ARIA 1.2, required owned elements)
    if (!rows.length) this.list.append(element("p", "tt-none", `No ${this.mount.noun} yet. Press n, or New.`));
    if (this.active) this.list.setAttribute("aria-activedescendant", `${this.ids}-${this.active}`);
    this.reveal();
    this.tellBar();
  }

  private tellBar(): void {
    this.bar.show(this.words(), {
      legend: legendOf(this.items),
      carried: this.carried.length,
      selected: this.selected.size,
      retired: this.item(this.meant()[0] ?? null)?.retired ?? false,
      readOnly: this.mount.readOnly,
    });
  }

  /** Bring the row of the cursor into sight in the list; the page around stays where it is. */
  private reveal(): void {
    const row = this.list.querySelector<HTMLElement>(".tt-active, .tt-field");
    if (!row) return;
    const { top, bottom } = row.getBoundingClientRect();
    const box = this.list.getBoundingClientRect();
    if (top < box.top) this.list.scrollTop += top - box.top;
    else if (bottom > box.bottom) this.list.scrollTop += bottom - box.bottom;
  }

  private insertField(rows: HTMLElement[], deep: Map<string, number>): void {
    const under = this.naming!.under;
    const holder = element("div", "tt-row");
    holder.style.setProperty("--tt-depth", String(under ? (deep.get(under) ?? 0) + 1 : 0));
    holder.append(this.field());
    const inside = under ? within(this.items, under) : null;
    const last = inside ? rows.reduce((found, one, nth) => (inside.has(one.dataset["id"] ?? "") ? nth : found), -1) : rows.length - 1;
    rows.splice(last + 1, 0, holder);
  }

  private words(): string {
    const { noun } = this.mount;
    if (this.carried.length) return `${count(this.carried.length, noun)} picked up. Go to where it belongs.`;
    if (this.selected.size) return `${this.selected.size} of ${count(this.items.length, noun)} chosen`;
    return count(this.items.length, noun);
  }
}
