import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseLetter, letterBeside, letterFrom, stretchByLetter } from "../src/reader/letters";

const words = (text: string, range: { start: number; end: number } | null) => range && text.slice(range.start, range.end);
const TEXT = "an unhappy 👩‍👩‍👧 cafe\u0301 end";
const UNHAPPY = { start: 3, end: 10 };

function chosen(by: readonly (1 | -1)[], from = UNHAPPY): string | null {
  let now = { anchor: from, focus: from };
  for (const one of by) now = chooseLetter(TEXT, now, one) ?? now;
  return words(TEXT, { start: Math.min(now.anchor.start, now.focus.start), end: Math.max(now.anchor.end, now.focus.end) });
}

test("a word under the caret is chosen but for its last letters", () => {
  assert.equal("unha", chosen([-1, -1, -1]));
});

test("what is left out is taken in again, and more", () => {
  assert.equal("unhappy 👩‍👩‍👧", chosen([-1, 1, 1, 1]));
});

test("one letter is the least", () => {
  assert.equal("u", chosen(Array.from({ length: 20 }, () => -1 as const)));
});

test("the caret goes into a word, and over an emoji and a letter with its accent in one step each", () => {
  const second = letterBeside(TEXT, UNHAPPY, 1);
  assert.equal("n", words(TEXT, second));
  const emoji = letterBeside(TEXT, letterFrom(TEXT, 9)!, 1);
  assert.equal("👩‍👩‍👧", words(TEXT, emoji));
  assert.equal("e\u0301", words(TEXT, letterBeside(TEXT, letterFrom(TEXT, TEXT.indexOf("f"))!, 1)));
  assert.equal("a", words(TEXT, letterBeside(TEXT, letterFrom(TEXT, 1)!, -1)));
  assert.equal(null, letterBeside(TEXT, letterFrom(TEXT, 0)!, -1));
});

test("an end of a passage moves by a letter, over white space to the next that can be seen", () => {
  assert.equal("unhapp", words(TEXT, stretchByLetter(TEXT, UNHAPPY, "end", -1)));
  assert.equal("unhappy 👩‍👩‍👧", words(TEXT, stretchByLetter(TEXT, UNHAPPY, "end", 1)));
  assert.equal("n unhappy", words(TEXT, stretchByLetter(TEXT, UNHAPPY, "start", -1)));
  assert.equal("an", words(TEXT, stretchByLetter(TEXT, { start: 0, end: 4 }, "end", -1)));
  assert.equal(null, stretchByLetter(TEXT, { start: 0, end: 1 }, "end", -1));
  assert.equal(null, stretchByLetter(TEXT, { start: 0, end: 2 }, "start", -1));
});
