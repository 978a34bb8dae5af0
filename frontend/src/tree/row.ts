// The rows of the tree: each with its place, its colour with a pattern, its name, and numbers that can be pressed.
import { colour, element } from "../reader/dom";
import { depths } from "./arrange";
import type { Item } from "./types";

export interface View {
  items: readonly Item[];
  shown: readonly Item[];
  closed: ReadonlySet<string>;
  active: string | null;
  chosen: string | null;
  selected: ReadonlySet<string>;
  carried: readonly string[];
  /** Before each row's id, so that two trees on one page differ. */
  prefix: string;
}

export function rowsOf(view: View): HTMLElement[] {
  const deep = depths(view.items);
  const siblings = new Map<string | null, string[]>();
  for (const { id, parent } of view.items) siblings.set(parent, [...(siblings.get(parent) ?? []), id]);
  return view.shown.map((item) => {
    const { id } = item;
    const among = siblings.get(item.parent)!;
    const at: Standing = {
      depth: deep.get(id) ?? 0,
      position: among.indexOf(id) + 1,
      siblings: among.length,
      open: siblings.has(id) ? !view.closed.has(id) : null,
      active: id === view.active,
      chosen: id === view.chosen,
      selected: view.selected.has(id),
      carried: view.carried.includes(id),
    };
    return row(item, at, `${view.prefix}-${id}`);
  });
}

interface Standing {
  depth: number;
  position: number;
  siblings: number;
  open: boolean | null;
  active: boolean;
  chosen: boolean;
  selected: boolean;
  carried: boolean;
}

function row(item: Item, at: Standing, id: string): HTMLElement {
  const made = element("div", "tt-row");
  made.id = id;
  made.dataset["id"] = item.id;
  made.draggable = true;
  made.setAttribute("role", "treeitem");
  made.setAttribute("aria-level", String(at.depth + 1));
  made.setAttribute("aria-posinset", String(at.position));
  made.setAttribute("aria-setsize", String(at.siblings));
  made.setAttribute("aria-selected", String(at.selected));
  if (at.open !== null) made.setAttribute("aria-expanded", String(at.open));
  if (at.chosen) made.setAttribute("aria-current", "true");
  made.classList.toggle("tt-active", at.active);
  made.classList.toggle("tt-carried", at.carried);
  made.classList.toggle("tt-retired", item.retired);
  made.style.setProperty("--tt-depth", String(at.depth));
  made.append(hidden("tt-tick", ""), hidden("tt-twist", at.open === null ? "" : at.open ? "▾" : "▸"));
  if (item.colour) {
    const swatch = hidden("tt-swatch", "");
    swatch.dataset["pattern"] = item.pattern;
    swatch.style.setProperty("--tt-colour", colour(item.colour));
    made.append(swatch);
  }
  made.append(element("span", "tt-name", item.name));
  if (item.retired) made.append(element("span", "tt-note", "retired"));
  if (item.mark) made.append(pressed("tt-mark", item.mark, item.mark));
  if (item.count) made.append(isNumber(item.count) ? pressed("tt-count", item.count, item.counted) : element("span", "tt-note", item.count));
  return made;
}

/** Whether a count is one: else it says in words that nobody has counted, and leads to no quotations. */
export function isNumber(count: string): boolean {
  return /\d/.test(count);
}

function pressed(name: string, words: string, told: string): HTMLElement {
  const made = element("button", name, words);
  made.type = "button";
  made.tabIndex = -1; // by key it is q, or o: the tree is one stop
  made.title = told;
  made.setAttribute("aria-label", told === words ? words : `${words}: ${told}`);
  return made;
}

function hidden(name: string, words: string): HTMLElement {
  const made = element("span", name, words);
  made.setAttribute("aria-hidden", "true");
  return made;
}
