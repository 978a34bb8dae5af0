import assert from "node:assert/strict";
import { test } from "node:test";
import { firstIndex, Positions } from "../src/reader/positions";

const HOSTILE = "a😀b 👩‍👩‍👧 naïve cafe\u0301 — שלום 𝒳 end";

test("every code point of a hostile text goes to code units and back", () => {
  const positions = new Positions(HOSTILE);
  const points = [...HOSTILE];
  for (let point = 0; point <= points.length; point++) {
    const unit = positions.toUnits(point);
    assert.equal(points.slice(0, point).join("").length, unit);
    assert.equal(point, positions.toPoints(unit));
  }
});

test("the middle of a pair counts as before it", () => {
  assert.equal(1, new Positions("a😀b").toPoints(2));
});

test("a slice in code points is the same words", () => {
  const points = [...HOSTILE];
  assert.equal(points.slice(1, 9).join(""), new Positions(HOSTILE).slice(1, 9));
});

test("a lone surrogate is one code point", () => {
  assert.equal(2, new Positions("\ud83dx").toPoints(2));
});

test("firstIndex is the length where nothing holds", () => {
  assert.equal(3, firstIndex(3, () => false));
});
