import assert from "node:assert/strict";
import { test } from "node:test";
import { place } from "../src/decided/decided";
import { aboutIn } from "../src/reader/blocks";

test("the turns that fill the window are whole blocks", () => {
  assert.deepEqual(aboutIn(100, 0, 700), [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(aboutIn(100, 800, 700).slice(0, 2), [8, 9]);
});

test("no turn is taken to fill it that is not there", () => {
  assert.deepEqual(aboutIn(3, 0, 2000), [0, 1, 2]);
  assert.deepEqual(aboutIn(3, 9000, 500), []);
});

test("a key is looked for as Streamlit writes it into a class", () => {
  assert.equal(place("Not this ('a1', 3, 9)"), ".st-key-Not-this---a1---3--9-");
});
