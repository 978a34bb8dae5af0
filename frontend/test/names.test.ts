import assert from "node:assert/strict";
import { test } from "node:test";
import { after, beside, folded, nextOpen, standing } from "../src/names/decide";
import type { Identifier } from "../src/names/types";

const WORDS: Record<string, string> = { a: "Tarek Moss", b: "tarek moss’s", c: "Leeds" };
const found = (id: string, start: number, fields: Partial<Identifier> = {}): Identifier => ({
  id, start, end: start + 5, kind: "person", why: "", state: "found", pseudonym: "", same: 1, replaced: false, ...fields,
});
const THREE = [found("a", 0), found("b", 10), found("c", 20)];
const wordsOf = ({ id }: Identifier) => WORDS[id] ?? "";
const states = (all: Identifier[]) => all.map(({ state }) => state);

test("a decision is for one place, or for all undecided places of the same words", () => {
  const accept = { id: "1", kind: "accept", identifier: "a", pseudonym: null } as const;
  assert.deepEqual(states(after(THREE, { ...accept, everywhere: false }, wordsOf)), ["accepted", "found", "found"]);
  assert.deepEqual(states(after(THREE, { ...accept, everywhere: true }, wordsOf)), ["accepted", "accepted", "found"]);
});

test("what was decided otherwise stays so when the same words are decided everywhere", () => {
  const kept = [found("a", 0), found("b", 10, { state: "kept" })];
  const all = after(kept, { id: "1", kind: "accept", identifier: "a", pseudonym: "P07", everywhere: true }, wordsOf);
  assert.deepEqual(states(all), ["accepted", "kept"]);
});

test("what a release replaced is not decided again", () => {
  const replaced = [found("a", 0, { state: "accepted", replaced: true })];
  assert.deepEqual(after(replaced, { id: "1", kind: "keep", identifier: "a", everywhere: false }, wordsOf), replaced);
});

test("a mark takes in what stands under it, and comes once however often it is said", () => {
  const mark = { id: "1", kind: "mark", identifier: "d", start: 8, end: 18, of_kind: "place" } as const;
  const once = after(THREE, mark, wordsOf);
  assert.deepEqual(once.map(({ id }) => id), ["a", "d", "c"]);
  assert.deepEqual(after(once, mark, wordsOf), once);
});

test("an undo takes back the decision before it while both wait", () => {
  const keep = (id: string) => ({ id, kind: "keep", identifier: "a", everywhere: false }) as const;
  const undo = (id: string) => ({ id, kind: "undo" }) as const;
  assert.deepEqual(standing([keep("1"), keep("2"), undo("3"), keep("4")]), [keep("1"), keep("4")]);
  assert.deepEqual(standing([undo("1"), keep("2")]), [keep("2")]);
});

test("the next undecided one is looked for to the end and then from the beginning", () => {
  const some = [found("a", 0), found("b", 10, { state: "kept" }), found("c", 20)];
  assert.equal(nextOpen(some, "a"), "c");
  assert.equal(nextOpen(some, "c"), "a");
  assert.equal(nextOpen([found("b", 10, { state: "kept" })], null), null);
});

test("stepping goes over all, round both ends", () => {
  assert.equal(beside(THREE, "c", 1), "a");
  assert.equal(beside(THREE, "a", -1), "c");
  assert.equal(beside([], null, 1), null);
});

test("words are the same but for case, possessive and signs", () => {
  assert.equal(folded("O’Neill’s"), folded("o’neill"));
  assert.notEqual(folded("Leeds"), folded("Leeds Road"));
});
