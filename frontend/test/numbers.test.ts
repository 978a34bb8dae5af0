// A table of numbers: what is shown of it at once, how its numbers are read, and what can be pressed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AT_ONCE, figure, page, pressables, says, side, turned, words, type Mount } from "../src/numbers/table";

const TABLE: Mount = {
  name: "Codes together",
  head: ["Code", "And code", "Together (n)", "Jaccard"],
  rows: [
    ["Board", "Money", 6, 0.12345],
    ["Board", "Time", 0, null],
    ["<b>Asking</b>", "Time", 1_234, 0.00004],
  ],
  decimals: [],
  pressable: [[0, 2], [2, 2]],
  line: [],
};

test("a number is read with its thousands apart and four digits after the point", () => {
  assert.deepEqual([6, 1_234, 1_234_567, 0.12345, -0.5].map((one) => figure(one)), ["6", "1,234", "1,234,567", "0.1235", "-0.5"]);
});

test("a small number is never shown as none, and none is", () => {
  for (const small of [0.00004, -0.00004, 1e-12]) assert.notEqual(Number(figure(small)), 0);
  assert.equal(figure(0), "0");
  assert.equal(figure(0.0001), "0.0001");
});

test("fractions of one column have the same digits, but for those too small for them", () => {
  assert.deepEqual([0.02, 0.171, 1, 0, 0.0004].map((one) => figure(one, 3)), ["0.020", "0.171", "1.000", "0.000", "0.00040"]);
  assert.equal(figure(0.02, null), "0.02");
  assert.equal(says({ ...TABLE, decimals: [null, null, null, 3], rows: [["Board", "Money", 6, 0.02]] }, 0, 3), "0.020, Board, Jaccard: show what it counts");
});

test("what is not known is empty, and words stay as they are", () => {
  assert.deepEqual([null, undefined, "", "<b>Asking</b>", 0].map((one) => words(one)), ["", "", "", "<b>Asking</b>", "0"]);
});

test("just the cells that were named can be pressed, also where a row and a column have two digits", () => {
  const can = pressables({ ...TABLE, pressable: [[1, 12], [11, 2]] });
  assert.deepEqual([can(1, 12), can(11, 2), can(11, 12), can(1, 1), can(12, 1)], [true, true, false, false, false]);
});

test("who hears a number hears of what it is and what pressing it does", () => {
  assert.equal(says(TABLE, 2, 2), "1,234, <b>Asking</b>, Together (n): show what it counts");
});

test("columns of numbers stand at the right, of words at the left, though a number is missing in one row", () => {
  assert.deepEqual([0, 1, 2, 3].map((column) => side(TABLE, column)), ["", "", "tu-end", "tu-end"]);
});

test("of a line only what stands left of the word is at the right, and none of it is broken", () => {
  const lines: Mount = { ...TABLE, head: ["Left", "Word", "Right"], rows: [["they had ", "time", " for it"]], line: [0, 1, 2] };
  assert.deepEqual([0, 1, 2].map((column) => side(lines, column)), ["tu-end tu-line", "tu-line", "tu-line"]);
});

test("turned on and on every row is shown once, in order, and turned back one is at the beginning again", () => {
  for (const n of [0, 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 2 * AT_ONCE, 1_234]) {
    const seen: number[] = [];
    let at = 0;
    for (;;) {
      const shown = page(n, at);
      for (let row = shown.first; row < shown.last; row++) seen.push(row);
      assert.equal(shown.before, at > 0);
      if (!shown.after) break;
      at = turned(n, at, AT_ONCE);
    }
    assert.deepEqual(seen, [...Array(n).keys()]);
    assert.equal(turned(n, at, AT_ONCE), at); // there is no page past the last
    for (let nth = 0; nth <= n / AT_ONCE; nth++) at = turned(n, at, -AT_ONCE);
    assert.equal(at, 0);
  }
});

test("where one is in a long table is said", () => {
  assert.equal(page(1_234, 1_200).words, "1,201 to 1,234 of 1,234");
});
