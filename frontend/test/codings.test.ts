import assert from "node:assert/strict";
import { test } from "node:test";
import { Codings, inverse, turnsIn } from "../src/reader/codings";
import { History } from "../src/reader/history";
import { newId, patchesOf } from "../src/reader/operations";
import type { Coding, Operation, Turn } from "../src/reader/types";

const TURNS: Turn[] = [
  [0, 100, 0, "speech", null],
  [101, 200, 1, "speech", null],
  [201, 300, 0, "speech", null],
];

function coding(id: string, start: number, end: number, quotation = `q-${id}`): Coding {
  return { id, quotation, start, end, code: "board", coder: "me", valence: null, how: "by hand", unread: false, at: "" };
}

test("a range at the edge of a turn touches that turn only", () => {
  assert.deepEqual([0], turnsIn(TURNS, 90, 100));
  assert.deepEqual([0, 1], turnsIn(TURNS, 90, 102));
});

test("codings of one quotation are one passage", () => {
  const codings = new Codings(TURNS, [coding("1", 5, 20, "q"), { ...coding("2", 5, 20, "q"), code: "trust" }]);
  assert.deepEqual([2], codings.inOrder().map(({ codings: held }) => held.length));
});

test("overlapping passages stand in different lanes", () => {
  const codings = new Codings(TURNS, [coding("1", 5, 60), coding("2", 30, 90)]);
  codings.apply([{ was: null, now: coding("3", 10, 80) }]);
  assert.equal(3, new Set(["q-1", "q-2", "q-3"].map((id) => codings.lane(id))).size);
});

test("the inverse of changes brings back what was", () => {
  const codings = new Codings(TURNS, [coding("1", 5, 120), coding("2", 250, 280)]);
  const before = JSON.stringify(codings.inOrder());
  const acts: Operation[] = [
    { id: "a", kind: "code", coding: "3", quotation: "q-3", start: 10, end: 30, text: "v", code: "trust", valence: "barrier" },
    { id: "b", kind: "valence", coding: "1", valence: "enabler" },
    { id: "c", kind: "ends", quotation: "q-1", start: 210, end: 240, text: "v" },
    { id: "d", kind: "uncode", codings: ["2", "3"] },
  ];
  const done = acts.map((act) => {
    const patches = patchesOf(act, codings, "me");
    codings.apply(patches);
    return patches;
  });
  assert.deepEqual(["q-1"], codings.passagesIn(2).map(({ id }) => id));
  done.reverse().forEach((patches) => codings.apply(inverse(patches)));
  assert.equal(before, JSON.stringify(codings.inOrder()));
});

test("a moved quotation leaves its old turns", () => {
  const codings = new Codings(TURNS, [coding("1", 5, 20, "q"), { ...coding("2", 5, 20, "q"), code: "trust" }]);
  codings.apply(patchesOf({ id: "x", kind: "ends", quotation: "q", start: 110, end: 120, text: "v" }, codings, "me"));
  assert.deepEqual([0, 1, 0], TURNS.map((_, turn) => codings.passagesIn(turn).length));
});

test("an operation on a coding that is gone changes nothing", () => {
  assert.deepEqual([], patchesOf({ id: "x", kind: "uncode", codings: ["gone"] }, new Codings(TURNS, []), "me"));
});

test("redo gives back what undo took, and a new act forgets it", () => {
  const history = new History();
  const patches = [{ was: null, now: coding("1", 1, 2) }];
  history.add({ step: "one", words: "", patches });
  assert.deepEqual(inverse(patches), history.undo()?.patches);
  assert.deepEqual(patches, history.redo()?.patches);
  history.undo();
  history.add({ step: "two", words: "", patches: [] });
  assert.equal(null, history.redo());
});

test("ids are UUIDs where the browser makes none itself", () => {
  assert.match(newId(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
