import assert from "node:assert/strict";
import { test } from "node:test";
import { places } from "../src/reader/find";

const found = (text: string, words: string) => places(text, words).map(({ start, end }) => text.slice(start, end));

test("words are found whatever their case and the white space between them", () => {
  assert.deepEqual(["Board met", "board\n met"], found("The Board met. A board\n met.", " board  met "));
});

test("what has a meaning in patterns is looked for as it stands", () => {
  for (const words of ["[laughs]", "a.b", "why?", "(x)", "1-2", "c\\d", "{y}", "a|b", "5/6", "^", "$3", "p*"]) {
    assert.deepEqual([words], found(`so ${words} and aXb`, words));
  }
});

test("emoji and letters of any script are found, and places count code units", () => {
  assert.deepEqual([{ start: 3, end: 5 }], places("a 😀😀 b".replace("😀😀", " 😀"), "😀"));
  assert.deepEqual(["ÉCOLE"], found("une ÉCOLE", "école"));
});

test("nothing is found of nothing", () => {
  assert.deepEqual([], places("text", "  "));
});
