import assert from "node:assert/strict";
import { test } from "node:test";
import type { Passage } from "../src/reader/codings";
import type { Code } from "../src/reader/types";
import { nextStop, walks } from "../src/reader/walk";

function code(id: string, path: string): Code {
  return { id, name: path.split(" > ").at(-1)!, path, colour: "#1d4ed8", definition: "", retired: false };
}

const CODES = new Map([code("g", "Governance"), code("b", "Governance > Board"), code("m", "Money")].map((one) => [one.id, one]));

function passage(id: string, start: number, end: number, by: string, ...codes: string[]): Passage {
  const coding = { quotation: id, start, end, coder: by, valence: null, how: "by hand" as const, unread: false, at: "" };
  return { id, start, end, codings: codes.map((one) => ({ ...coding, id: `${id} ${one}`, code: one })) };
}

const PASSAGES = [passage("1", 0, 9, "me", "g"), passage("2", 4, 9, "you", "b"), passage("3", 20, 30, "me", "m", "b")];
const QUESTIONS = [{ start: 15, end: 19, words: "1. Why?", proposed: false }];
const all = () =>
  walks({ passages: PASSAGES, codes: CODES, coders: new Map([["me", "AB"], ["you", "CD"]]), me: "me", questions: QUESTIONS, ask: () => {} });
const stops = (key: string) => all().find((walk) => walk.key === key)?.stops.map(({ id }) => id);

test("a code is gone to where it or one under it stands", () => {
  assert.deepEqual(["1", "2", "3"], stops("code g"));
  assert.deepEqual(["3"], stops("code m"));
});

test("a coder is gone to where they coded", () => {
  assert.deepEqual(["1", "3"], stops("coder me"));
});

test("what there is none of is not offered", () => {
  assert.equal(undefined, stops("unread"));
  assert.deepEqual(["question 15"], stops("questions"));
});

test("next and previous go from the place in the text, and round at its ends", () => {
  const from = (start: number, by: 1 | -1) => nextStop(PASSAGES, { start, end: Infinity, id: "" }, by)?.id;
  assert.deepEqual(["3", "1", "2", "3"], [from(10, 1), from(25, 1), from(10, -1), from(0, -1)]);
});

test("of passages that begin at one place the longer comes first, and none is left out", () => {
  const same = [passage("b", 5, 9, "me", "g"), passage("a", 5, 9, "me", "m"), passage("c", 5, 40, "me", "g")];
  const walked: string[] = [];
  for (let at: { start: number; end: number; id: string } = { start: 0, end: 0, id: "" }; walked.length < 3; ) walked.push((at = nextStop(same, at, 1)!).id);
  assert.deepEqual(["c", "a", "b"], walked);
});
