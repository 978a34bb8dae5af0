import assert from "node:assert/strict";
import { test } from "node:test";
import { spoken } from "../src/keys/spoken";

test("a screen reader says of a label what others see", () => {
  assert.equal(spoken("P05\\, acute chair :gray[(strong\\, 05\\-board \\[2\\])]"), "P05, acute chair (strong, 05-board [2])");
  assert.equal(spoken("**First** and \\*second\\*"), "First and *second*");
  assert.equal(spoken("Words left out at the beginning (below 0: taken in)"), "Words left out at the beginning (below 0: taken in)");
});

test("a backslash that stands in a name stays in it", () => {
  assert.equal(spoken("C\\:\\\\ward"), "C:\\ward");
});
