import { test } from "node:test";
import assert from "node:assert/strict";
import { after, mayStand, nudged, topmost } from "../src/tree/arrange";
import type { Item } from "../src/tree/types";

/** "a b/ c": each item, those indented by slashes under the last one that is less so. */
function tree(written: string): Item[] {
  const above: string[] = [];
  return written.split(" ").map((word) => {
    const depth = word.split("/").length - 1;
    const id = word.replaceAll("/", "");
    const parent = depth ? above[depth - 1]! : null;
    above[depth] = id;
    return { id, parent, name: id, colour: "", pattern: "plain", count: "", counted: "", mark: "", retired: false };
  });
}

function written(items: readonly Item[]): string {
  const deep = new Map<string, number>();
  return items
    .map(({ id, parent }) => {
      deep.set(id, parent === null ? 0 : deep.get(parent)! + 1);
      return "/".repeat(deep.get(id)!) + id;
    })
    .join(" ");
}

const move = (items: string[], under: string | null, before: string | null = null) => ({ id: "x", kind: "move" as const, items, under, before });

test("items move under another with what stands under them, in their order", () => {
  assert.equal(written(after(tree("a /b c d"), move(["d", "a"], "c"))), "c /a //b /d");
});

test("an item that is moved before another stands there, though the other moves too", () => {
  assert.equal(written(after(tree("a b c d"), move(["d"], null, "b"))), "a d b c");
  assert.equal(written(after(tree("a b c d"), move(["b", "d"], null, "b"))), "a b d c");
});

test("nothing stands under itself, nor deeper than there are levels", () => {
  const items = tree("a /b //c d");
  assert.equal(mayStand(items, ["a"], "c", null), false);
  assert.equal(written(after(items, move(["a"], "c"))), "a /b //c d");
  assert.equal(mayStand(items, ["d"], "a", 2), true);
  assert.equal(mayStand(items, ["b"], "d", 2), false);
  assert.equal(mayStand(items, ["b"], null, 2), true);
});

test("of items under one another only the topmost move", () => {
  assert.deepEqual(topmost(tree("a /b //c d"), ["c", "a", "d"]), ["a", "d"]);
});

test("keys nudge items up, down, in and out, each where that can be", () => {
  const items = tree("a b /c d");
  assert.deepEqual(nudged(items, ["b"], "up"), { under: null, before: "a" });
  assert.deepEqual(nudged(items, ["b"], "down"), { under: null, before: null });
  assert.deepEqual(nudged(items, ["d"], "in"), { under: "b", before: null });
  assert.deepEqual(nudged(items, ["c"], "out"), { under: null, before: "d" });
  assert.equal(nudged(items, ["a"], "up"), null);
  assert.equal(nudged(items, ["a"], "in"), null);
  assert.equal(nudged(items, ["a"], "out"), null);
  assert.equal(nudged(items, ["a", "c"], "down"), null);
});
