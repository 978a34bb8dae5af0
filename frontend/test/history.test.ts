import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "../src/reader/history";

function did(...steps: string[]): History {
  const history = new History();
  for (const step of steps) history.add({ step, patches: [], words: `code ${step}` });
  return history;
}

test("what the server would undo next stays, with what stands before it", () => {
  const history = did("a", "b");
  history.keepTo({ last: "b", next: null }, () => false);
  assert.equal(history.undoable, "code b");
});

test("what was done beside the window comes first, so that undo takes that back", () => {
  const history = did("a");
  history.keepTo({ last: "beside", next: null }, () => false);
  assert.equal(history.undoable, null);
});

test("what the server has not got yet comes after what was done beside the window", () => {
  const history = did("a", "waits");
  history.keepTo({ last: "beside", next: null }, (step) => step === "waits");
  assert.equal(history.undo()?.step, "waits");
  assert.equal(history.undoable, null);
});

test("what was undone is not done again once something else was done", () => {
  const history = did("a");
  history.undo();
  history.keepTo({ last: "beside", next: null }, () => false);
  assert.equal(history.redoable, null);
});
