// Where items stand: pure functions on a list in the order of the tree, each parent before what is under it.
import type { Asked, Item } from "./types";

/** The ids of an item and of all that stands under it. */
export function within(items: readonly Item[], id: string): Set<string> {
  const found = new Set([id]);
  for (const item of items) if (item.parent !== null && found.has(item.parent)) found.add(item.id);
  return found;
}

/** How deep each item stands, by id; 0 at the top. */
export function depths(items: readonly Item[]): Map<string, number> {
  const deep = new Map<string, number>();
  for (const { id, parent } of items) deep.set(id, parent === null ? 0 : (deep.get(parent) ?? -1) + 1);
  return deep;
}

/** Those of some items under none of the others, in the order of the tree. */
export function topmost(items: readonly Item[], ids: Iterable<string>): string[] {
  const wanted = new Set(ids);
  const under = new Set<string>();
  const found: string[] = [];
  for (const { id, parent } of items) {
    const covered = parent !== null && (wanted.has(parent) || under.has(parent));
    if (covered) under.add(id);
    else if (wanted.has(id)) found.push(id);
  }
  return found;
}

/** Whether items may stand under another: not under themselves, and no deeper than there are levels. */
export function mayStand(items: readonly Item[], ids: readonly string[], under: string | null, levels: number | null): boolean {
  if (ids.some((id) => under !== null && within(items, id).has(under))) return false;
  if (levels === null) return true;
  const deep = depths(items);
  const below = under === null ? 0 : (deep.get(under) ?? 0) + 1;
  const tallest = Math.max(...ids.map((id) => Math.max(...[...within(items, id)].map((one) => (deep.get(one) ?? 0) - (deep.get(id) ?? 0)))));
  return below + tallest < levels;
}

/** The items after something was done, before the server has said so. */
export function after(items: readonly Item[], asked: Asked): Item[] {
  switch (asked.kind) {
    case "rename":
      return items.map((item) => (item.id === asked.item ? { ...item, name: asked.name } : item));
    case "retire":
      return items.map((item) => (asked.items.includes(item.id) ? { ...item, retired: asked.retired } : item));
    case "add": {
      if (items.some(({ id }) => id === asked.item)) return [...items];
      const fresh: Item = {
        id: asked.item, parent: asked.under, name: asked.name, colour: "", pattern: "plain", count: "", counted: "", mark: "", retired: false,
      };
      return ordered([...items, fresh]);
    }
    case "move": {
      const known = new Set(items.map(({ id }) => id));
      if ((asked.under !== null && !known.has(asked.under)) || !mayStand(items, asked.items, asked.under, null)) return [...items];
      const ids = topmost(items, asked.items);
      const moved = items.filter(({ id }) => ids.includes(id)).map((item) => ({ ...item, parent: asked.under }));
      const others = items.filter(({ id }) => !ids.includes(id));
      const start = asked.before === null ? -1 : items.findIndex(({ id }) => id === asked.before);
      const stays = start < 0 ? undefined : items.slice(start).find(({ id, parent }) => parent === asked.under && !ids.includes(id));
      const at = stays ? others.indexOf(stays) : others.length;
      return ordered([...others.slice(0, at), ...moved, ...others.slice(at)]);
    }
  }
}

/** Each item followed by what stands under it, siblings in the order in which they are given. */
function ordered(items: readonly Item[]): Item[] {
  const below = new Map<string | null, Item[]>();
  for (const item of items) below.set(item.parent, [...(below.get(item.parent) ?? []), item]);
  const walk = (parent: string | null): Item[] => (below.get(parent) ?? []).flatMap((item) => [item, ...walk(item.id)]);
  return walk(null);
}

export type Where = { under: string | null; before: string | null };

/** Where items go by a key: one place up or down among their siblings, one level in or out; null where they cannot. */
export function nudged(items: readonly Item[], ids: readonly string[], way: "up" | "down" | "in" | "out"): Where | null {
  const moved = topmost(items, ids);
  const first = items.find(({ id }) => id === moved[0]);
  if (!first || moved.some((id) => items.find((item) => item.id === id)!.parent !== first.parent)) return null;
  const siblings = items.filter(({ parent }) => parent === first.parent).map(({ id }) => id);
  const start = siblings.indexOf(first.id);
  const rest = siblings.slice(siblings.indexOf(moved[moved.length - 1]!) + 1);
  if (way === "up") return start > 0 ? { under: first.parent, before: siblings[start - 1]! } : null;
  if (way === "down") return rest.length ? { under: first.parent, before: rest[1] ?? null } : null;
  if (way === "in") return start > 0 ? { under: siblings[start - 1]!, before: null } : null;
  const parent = items.find(({ id }) => id === first.parent);
  if (!parent) return null;
  const uncles = items.filter((item) => item.parent === parent.parent).map(({ id }) => id);
  return { under: parent.parent, before: uncles[uncles.indexOf(parent.id) + 1] ?? null };
}
