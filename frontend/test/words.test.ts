import assert from "node:assert/strict";
import { test } from "node:test";
import { snap, stretch, stretchUnits, trim, wholeCharacters, wholeUnits, wordBefore, wordFrom } from "../src/reader/words";

const words = (text: string, range: { start: number; end: number } | null) => range && text.slice(range.start, range.end);

test("a selection inside words grows to whole words", () => {
  const text = "The board isn't well-led, really.";
  assert.equal("isn't well-led", words(text, snap(text, { start: 12, end: 18 })));
});

test("a selection at the ends of words stays, without the comma", () => {
  const text = "well-led, really";
  assert.equal("well-led", words(text, snap(text, { start: 0, end: 8 })));
});

test("an apostrophe at the end of a word does not join the next one", () => {
  const text = "the trusts' boards";
  assert.equal("trusts", words(text, snap(text, { start: 5, end: 9 })));
});

test("letters with combining marks are one word", () => {
  const text = "a cafe\u0301s b";
  assert.equal("cafe\u0301s", words(text, snap(text, { start: 3, end: 5 })));
});

test("no emoji is cut in two", () => {
  const text = "so 👩‍👩‍👧 yes";
  assert.equal("👩‍👩‍👧", words(text, wholeCharacters(text, { start: 5, end: 6 })));
});

test("no combining mark is cut from its letter", () => {
  const text = "cafe\u0301 x";
  assert.equal("e\u0301", words(text, wholeCharacters(text, { start: 3, end: 4 })));
});

test("the caret walks forwards and back over the same words", () => {
  const text = "One  two\nthree 😀";
  const forwards: string[] = [];
  for (let word = wordFrom(text, 0); word; word = wordFrom(text, word.end)) forwards.push(words(text, word)!);
  const back: string[] = [];
  for (let word = wordBefore(text, text.length); word; word = wordBefore(text, word.start)) back.unshift(words(text, word)!);
  assert.deepEqual(["One", "two", "three", "😀"], forwards);
  assert.deepEqual(forwards, back);
});

test("white space alone is no selection", () => {
  assert.equal(null, trim("a  \n b", { start: 1, end: 5 }));
});

test("an end moves by a word, and never past the other", () => {
  const text = "We turned up. Every month";
  const said = (range: { start: number; end: number } | null) => range && text.slice(range.start, range.end);
  const range = { start: 3, end: 13 };
  assert.equal("turned up. Every", said(stretch(text, range, "end", 1)));
  assert.equal("turned up. Every", said(stretch(text, { start: 3, end: 12 }, "end", 1)));
  assert.equal("turned", said(stretch(text, range, "end", -1)));
  assert.equal("We turned up.", said(stretch(text, range, "start", -1)));
  assert.equal("up.", said(stretch(text, range, "start", 1)));
  assert.equal(null, stretch(text, { start: 3, end: 9 }, "end", -1));
  assert.equal(null, stretch(text, { start: 3, end: 9 }, "start", 1));
});

test("white space is what the server takes for it, so that both leave out the same at the ends", () => {
  assert.deepEqual({ start: 1, end: 2 }, trim("\u0085a\u001f\u2028", { start: 0, end: 4 }));
  assert.deepEqual({ start: 0, end: 2 }, trim("\ufeffa\u3000", { start: 0, end: 3 }));
});

const UNITS = [
  { start: 0, end: 9 },
  { start: 10, end: 20 },
  { start: 22, end: 30 },
];

test("a choice grows to the whole units that it touches", () => {
  assert.deepEqual({ start: 0, end: 9 }, wholeUnits(UNITS, { start: 3, end: 4 }));
  assert.deepEqual({ start: 0, end: 20 }, wholeUnits(UNITS, { start: 8, end: 11 }));
  assert.deepEqual({ start: 20, end: 22 }, wholeUnits(UNITS, { start: 20, end: 22 })); // between two
});

test("an end moves by a unit, and never off the text or past the other end", () => {
  const first = UNITS[0]!;
  assert.deepEqual({ start: 0, end: 20 }, stretchUnits(UNITS, first, "end", 1));
  assert.deepEqual({ start: 10, end: 20 }, stretchUnits(UNITS, { start: 0, end: 20 }, "start", 1));
  assert.equal(null, stretchUnits(UNITS, first, "start", -1));
  assert.equal(null, stretchUnits(UNITS, first, "end", -1));
  assert.equal(null, stretchUnits(UNITS, { start: 22, end: 30 }, "end", 1));
});
