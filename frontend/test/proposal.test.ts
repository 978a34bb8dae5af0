import assert from "node:assert/strict";
import { test } from "node:test";
import { Codings } from "../src/reader/codings";
import { patchesOf } from "../src/reader/operations";
import { moved, Proposals, type Suggestion } from "../src/reader/proposal";
import type { Turn } from "../src/reader/types";

const TURNS: Turn[] = [
  [0, 100, 0, "speech", null],
  [101, 200, 1, "speech", null],
  [201, 300, 0, "speech", null],
];

function suggestion(start: number, end: number, code = "board", probability = 0.5): Suggestion {
  return { start, end, code, probability, similarity: 0.4, sure: probability >= 0.15, sureness: probability.toFixed(2), odds: "", because: ["like it"], like: null };
}

test("suggestions stand in their turns, in the order of the text", () => {
  const proposals = new Proposals(TURNS);
  assert.deepEqual(new Set([0, 1, 2]), proposals.take([suggestion(210, 230), suggestion(90, 120)]));
  assert.deepEqual([90, 210], proposals.all().map(({ start }) => start));
  assert.deepEqual([90], proposals.in(1).map(({ start }) => start));
});

test("only turns that look different are told again", () => {
  const proposals = new Proposals(TURNS);
  proposals.take([suggestion(5, 20), suggestion(210, 230)]);
  assert.deepEqual(new Set(), proposals.take([suggestion(5, 20, "board", 0.501), suggestion(210, 230)]));
  assert.deepEqual(new Set([2]), proposals.take([suggestion(5, 20), suggestion(210, 230, "board", 0.3)]));
});

test("what was answered does not come back with a list that was on its way", () => {
  const proposals = new Proposals(TURNS);
  proposals.take([suggestion(5, 20), suggestion(210, 230)]);
  assert.deepEqual(new Set([0]), proposals.answer(proposals.all()[0]!));
  proposals.take([suggestion(5, 20), suggestion(210, 230)]);
  assert.deepEqual([210], proposals.all().map(({ start }) => start));
  proposals.settle(); // an undo, say: the server offers it again
  proposals.take([suggestion(5, 20)]);
  assert.deepEqual([5], proposals.all().map(({ start }) => start));
});

test("an answer says how many of the others sank and rose, those that went among them", () => {
  const before = new Proposals(TURNS);
  before.take([suggestion(5, 20), suggestion(40, 60), suggestion(110, 130), suggestion(210, 230)]);
  const now = new Proposals(TURNS);
  now.take([suggestion(8, 20, "board", 0.2), suggestion(40, 60, "board", 0.6), suggestion(210, 230)]);
  assert.equal("Of the 4 others here 2 sank and 1 rose.", moved(before.all(), now.all()));
  assert.equal("", moved(now.all(), now.all()));
});

test("an acceptance is a coding at once that says how it came, a rejection is none", () => {
  const codings = new Codings(TURNS, []);
  const kept = { suggestion: "s", start: 5, end: 20, text: "v", code: "board", probability: 0.5, similarity: 0.4, because: [] };
  const [patch] = patchesOf({ id: "a", kind: "accept", coding: "c", quotation: "q", ...kept }, codings, "me");
  assert.deepEqual(["c", "accepted", "me", 5], [patch!.now!.id, patch!.now!.how, patch!.now!.coder, patch!.now!.start]);
  assert.deepEqual([], patchesOf({ id: "b", kind: "reject", ...kept }, codings, "me"));
});

test("a suggestion that is being looked at stays, though what was learnt meanwhile moved or lost it", () => {
  const proposals = new Proposals(TURNS);
  proposals.take([suggestion(5, 20), suggestion(40, 60), suggestion(210, 230)]);
  const [open] = proposals.all();
  proposals.take([suggestion(8, 30), suggestion(2, 30, "money"), suggestion(30, 40, "money")], open);
  assert.deepEqual(["board 5 20", "money 30 40"], proposals.all().map(({ id }) => id));
  proposals.take([], open);
  assert.deepEqual([open], proposals.in(0));
  proposals.answer(open!);
  assert.deepEqual([], proposals.all());
});
