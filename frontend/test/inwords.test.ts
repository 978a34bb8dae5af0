// What is said of an operation here is what the project says once it has it (tests/project/test_history.py).
import assert from "node:assert/strict";
import { test } from "node:test";
import { inWords } from "../src/reader/inwords";
import type { Code, Operation, Patch } from "../src/reader/types";

const board: Code = { id: "b", name: "Board", path: "Governance > Board", colour: "", definition: "", retired: false };
const codes = new Map([["b", board]]);
const was = { id: "1", quotation: "q", start: 0, end: 4, code: "b", coder: "me", valence: null, how: "by hand", unread: false };
const gone = [{ was, now: null }] as Patch[];
const say = (operation: object, patches: Patch[] = []) => inWords({ id: "x", ...operation } as Operation, patches, codes, "chair");

test("an operation is told with its code and its transcript", () => {
  assert.equal(say({ kind: "code", code: "b" }), "code “Board” in “chair”");
  assert.equal(say({ kind: "uncode", codings: ["1"] }, gone), "take “Board” off a passage in “chair”");
  assert.equal(say({ kind: "uncode", codings: ["1", "2"] }), "remove 2 codings in “chair”");
  assert.equal(say({ kind: "confirm", codings: ["1"] }, [{ was, now: was }] as Patch[]), "confirm coding “Board”");
  assert.equal(say({ kind: "accept", code: "b" }), "accept suggestion “Board” in “chair”");
  assert.equal(say({ kind: "change memo", words: null }), "remove memo");
  assert.equal(say({ kind: "looked", codes: null }), "mark looked at “chair”");
});

test("a long name is cut", () => {
  assert.ok(say({ kind: "code anew", name: "very ".repeat(20) }).includes("…” in"));
});
