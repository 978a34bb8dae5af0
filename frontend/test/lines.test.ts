import assert from "node:assert/strict";
import { test } from "node:test";
import { acrossLines, type Box, type Standing } from "../src/reader/lines";
import { wordBefore, wordFrom, type Range16 } from "../src/reader/words";

const LETTER = 8;
const LINE = 28;

/** Lines as they stand on a page, a turn a list; a word that ends in "-" goes on, on the next line. */
function page(turns: readonly (readonly string[])[], { topOf = (turn: number) => turn * 1000 } = {}) {
  let text = "";
  const places: { turn: number; line: number; word: Range16; box: Box }[] = [];
  let nth = 0;
  turns.forEach((lines, turn) => {
    lines.forEach((words, row) => {
      for (const { 0: word, index } of words.matchAll(/\S+/g)) {
        const start = text.length + index;
        const top = topOf(turn) + row * LINE + (word === word.toUpperCase() ? -3 : 0); // another font is another height
        places.push({
          turn,
          line: nth,
          word: { start, end: start + word.length },
          box: { left: index * LETTER, right: (index + word.length) * LETTER, top, bottom: top + 20 },
        });
      }
      text += words + (words.endsWith("-") ? "" : "\n");
      nth++;
    });
  });
  const at = ({ start }: Range16) => places.findLast(({ word }) => word.start <= start)!;
  const on: Standing = {
    beside: ({ start, end }, by) => (by > 0 ? wordFrom(text, end) : wordBefore(text, start)),
    turn: (word) => at(word).turn,
    box: (word) => at(word).box,
  };
  const named = (name: string) => wordFrom(text, text.indexOf(name))!;
  const words = ({ start, end }: Range16) => text.slice(start, end);
  return { text, places, on, at, named, words };
}

const TALK = [["What did the board do?"], ["We turned up every month, all", "of us, and", "the", "money stopped in the autumn"], ["And then?"]];

test("down goes line by line, over short lines and from turn to turn", () => {
  const { on, at, named } = page(TALK);
  const lines = [0];
  for (let word = named("What"); lines.length < 6; lines.push(at(word).line)) word = acrossLines(word, 1, 0, on)!;
  assert.deepEqual([0, 1, 2, 3, 4, 5], lines);
});

test("a short line on the way does not take the column away", () => {
  const { on, named, words } = page(TALK);
  const column = on.box(named("month,"))!.left;
  const passed = [named("month,")];
  for (let line = 0; line < 3; line++) passed.push(acrossLines(passed.at(-1)!, 1, column, on)!);
  assert.deepEqual(["month,", "and", "the", "the"], passed.map(words));
});

test("there is no line below the last and none above the first", () => {
  const { on, named } = page(TALK);
  assert.equal(null, acrossLines(named("And"), 1, 0, on));
  assert.equal(null, acrossLines(named("board"), -1, 96, on));
});

test("turns that seem to lie over each other, as none has been measured, are gone through one by one", () => {
  const { on, at, named, places } = page(TALK, { topOf: (turn) => -turn * 10 });
  for (let word = named("What"), line = 0; line < 5; line++) {
    word = acrossLines(word, 1, 0, on)!;
    assert.equal(line + 1, at(word).line);
  }
  for (let word = places.at(-1)!.word, line = 5; line > 0; line--) {
    word = acrossLines(word, -1, 0, on)!;
    assert.equal(line - 1, at(word).line);
  }
});

test("a word that is broken at its hyphen stands on the line where it begins", () => {
  const { on, at, named, words } = page([["every base, forty-", "one of them, health", "centres, the old"]]);
  assert.equal("forty-one", words(named("forty")));
  assert.equal("of", words(acrossLines(named("forty"), 1, 0, on)!));
  assert.equal(2, at(acrossLines(named("of them"), 1, 0, on)!).line);
  assert.equal("forty-one", words(acrossLines(named("health"), -1, 150, on)!));
});

test("whatever the lines, down from any word comes to each line below once, and up again comes back", () => {
  for (let seed = 1; seed <= 300; seed++) {
    let state = seed;
    const upTo = (n: number) => (state = (state * 48271) % 2147483647) % n;
    const line = () => Array.from({ length: 1 + upTo(7) }, () => "aBc"[upTo(3)]!.repeat(1 + upTo(9))).join(" ");
    const apart = upTo(2) * 140;
    const lines = () => Array.from({ length: 1 + upTo(5) }, line);
    const { on, at, places } = page(Array.from({ length: 1 + upTo(5) }, lines), { topOf: (turn) => turn * apart });
    const [from, last] = [places[upTo(places.length)]!, places.at(-1)!.line];
    const column = from.box.left;
    let word = from.word;
    for (let line = from.line; line < last; line++) {
      word = acrossLines(word, 1, column, on)!;
      assert.equal(line + 1, at(word).line, `seed ${seed}`);
    }
    for (let line = last; line > from.line; line--) {
      word = acrossLines(word, -1, column, on)!;
      assert.equal(line - 1, at(word).line, `seed ${seed}`);
    }
    assert.deepEqual(from.word, word, `seed ${seed}`);
  }
});
