import assert from "node:assert/strict";
import { test } from "node:test";
import { boxesOf, Outbox, removeFrom, type Whose } from "../src/kept/outbox";
import { Shelf, type Keep } from "../src/kept/shelf";
import type { Operation } from "../src/reader/types";
import { storage } from "./storage";

const HERE: Whose = { project: "p", place: "t1", coder: "AB" };

const undo = (id: string): Operation => ({ id, kind: "undo", step: null });
const kept = (keep: Keep | null) => new Shelf(keep, new Map());
const waiting = (outbox: Outbox<Operation>) => outbox.batch(Infinity).map(({ id }) => id);

test("what waits survives a reload, oldest first", () => {
  const shelf = kept(storage());
  const before = new Outbox(shelf, HERE, "tab1");
  before.add({ operation: undo("a"), touches: ["x"] });
  before.add({ operation: undo("b"), touches: [] });
  const after = new Outbox<Operation>(shelf, HERE, "tab2");
  assert.deepEqual(["a", "b"], after.adopt().map(({ operation }) => operation.id));
  assert.equal(true, after.touches("x"));
});

test("adopting twice takes nothing twice", () => {
  const shelf = kept(storage());
  new Outbox(shelf, HERE, "tab1").add({ operation: undo("a"), touches: [] });
  const after = new Outbox(shelf, HERE, "tab2");
  after.adopt();
  assert.deepEqual([], after.adopt());
  assert.equal(1, after.size);
});

test("what is acknowledged is forgotten on the computer too", () => {
  const keep = storage();
  const outbox = new Outbox(kept(keep), HERE, "tab1");
  outbox.add({ operation: undo("a"), touches: [] });
  outbox.remove(["a"]);
  assert.equal(0, keep.length);
});

test("another transcript's outbox is left alone, and counted", () => {
  const shelf = kept(storage());
  new Outbox(shelf, { ...HERE, place: "t2" }, "tab1").add({ operation: undo("a"), touches: [] });
  const here = new Outbox(shelf, HERE, "tab2");
  assert.deepEqual([], here.adopt());
  assert.equal(1, here.elsewhere());
});

test("what another window has of the same changes is not counted twice", () => {
  const shelf = kept(storage());
  const one = new Outbox(shelf, HERE, "tab1");
  const other = new Outbox(shelf, HERE, "tab2");
  one.add({ operation: undo("a"), touches: [] });
  other.adopt();
  one.add({ operation: undo("a"), touches: [] }); // it still has it in memory, and keeps it again
  assert.deepEqual([1, 0], [other.size, other.elsewhere()]);
});

test("a coder whose name begins another's has none of their changes", () => {
  const shelf = kept(storage());
  new Outbox(shelf, { ...HERE, coder: "AB:CD" }, "tab1").add({ operation: undo("a"), touches: [] });
  const outbox = new Outbox(shelf, HERE, "tab2");
  assert.deepEqual([[], 0], [outbox.adopt(), outbox.elsewhere()]);
});

test("another study's changes are not counted", () => {
  const shelf = kept(storage());
  new Outbox(shelf, { ...HERE, project: "q" }, "tab1").add({ operation: undo("a"), touches: [] });
  assert.equal(0, new Outbox(shelf, HERE, "tab2").elsewhere());
});

test("a full disk is told, and what it refused lives in the page for the next surface", () => {
  const shelf = kept(storage(0));
  const outbox = new Outbox(shelf, HERE, "tab1");
  outbox.add({ operation: undo("a"), touches: [] });
  assert.equal(false, outbox.kept);
  outbox.close();
  const next = new Outbox<Operation>(shelf, HERE, "tab2");
  next.adopt();
  assert.deepEqual(["a"], waiting(next));
});

test("where there is no storage at all, what waits lives in the page", () => {
  const shelf = kept(null);
  new Outbox(shelf, HERE, "tab1").add({ operation: undo("a"), touches: [] });
  assert.deepEqual(["t1"], boxesOf(shelf, HERE).map(({ place }) => place));
});

test("a broken entry under our name is ignored", () => {
  const keep = storage();
  keep.setItem("themes-outbox:p:t1:AB:tab1", "{not json");
  assert.deepEqual([], new Outbox(kept(keep), HERE, "tab2").adopt());
});

test("taking the sent ones out of a closed surface's box leaves the others, and nothing where there are none", () => {
  const keep = storage();
  const shelf = kept(keep);
  const outbox = new Outbox(shelf, HERE, "tab1");
  for (const id of ["a", "b"]) outbox.add({ operation: undo(id), touches: [] });
  const [box] = boxesOf(shelf, HERE);
  removeFrom(shelf, box!.key, ["a"]);
  assert.deepEqual(["b"], boxesOf(shelf, HERE)[0]!.waiting.map(({ operation }) => operation.id));
  removeFrom(shelf, box!.key, ["b"]);
  assert.equal(0, keep.length);
});
