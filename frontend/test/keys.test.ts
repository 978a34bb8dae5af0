// The list of keys is what the page's buttons say.
import assert from "node:assert/strict";
import { test } from "node:test";
import { rows } from "../src/keys/found";

test("a key is told once, with what its first button says", () => {
  const told = rows([{ key: "Z", says: "Undo: add code “Board”" }, { key: "Z", says: "Undo" }, { key: "", says: "Save" }]);
  assert.deepEqual(told[0], { keys: ["Z"], does: "Undo: add code “Board”" });
  assert.equal(told.filter(({ keys }) => keys.includes("Z")).length, 1);
});

test("every page says how to come to the list itself", () => {
  assert.ok(rows([]).some(({ keys }) => keys.includes("?")));
});
