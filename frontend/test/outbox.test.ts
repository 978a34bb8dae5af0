import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox, type Keep } from "../src/reader/outbox";
import type { Operation } from "../src/reader/types";

/** The part of `localStorage` in use, on a real Map; a quota of 0 refuses as a full disk does. */
function storage(quota = Infinity): Keep {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    key: (nth) => [...held.keys()][nth] ?? null,
    getItem: (key) => held.get(key) ?? null,
    removeItem: (key) => void held.delete(key),
    setItem: (key, value) => {
      if (value.length > quota) throw new DOMException("full", "QuotaExceededError");
      held.set(key, value);
    },
  };
}

const undo = (id: string): Operation => ({ id, kind: "undo", step: null });

test("what waits survives a reload, oldest first", () => {
  const keep = storage();
  const before = new Outbox(keep, "o:", "tab1");
  before.add({ operation: undo("a"), touches: ["x"] });
  before.add({ operation: undo("b"), touches: [] });
  const after = new Outbox(keep, "o:", "tab2");
  assert.deepEqual(["a", "b"], after.adopt().map(({ operation }) => operation.id));
  assert.equal(true, after.touches("x"));
});

test("adopting twice takes nothing twice", () => {
  const keep = storage();
  new Outbox(keep, "o:", "tab1").add({ operation: undo("a"), touches: [] });
  const after = new Outbox(keep, "o:", "tab2");
  after.adopt();
  assert.deepEqual([], after.adopt());
  assert.equal(1, after.size);
});

test("what is acknowledged is forgotten on the computer too", () => {
  const keep = storage();
  const outbox = new Outbox(keep, "o:", "tab1");
  outbox.add({ operation: undo("a"), touches: [] });
  outbox.remove(["a"]);
  assert.equal(0, keep.length);
});

test("another transcript's outbox is left alone", () => {
  const keep = storage();
  new Outbox(keep, "other:", "tab1").add({ operation: undo("a"), touches: [] });
  assert.deepEqual([], new Outbox(keep, "o:", "tab2").adopt());
});

test("a full disk is told, and nothing is lost from memory", () => {
  const outbox = new Outbox(storage(0), "o:", "tab1");
  outbox.add({ operation: undo("a"), touches: [] });
  assert.equal(false, outbox.kept);
  assert.equal(1, outbox.size);
});

test("a broken entry under our name is ignored", () => {
  const keep = storage();
  keep.setItem("o:tab1", "{not json");
  assert.deepEqual([], new Outbox(keep, "o:", "tab2").adopt());
});
