import assert from "node:assert/strict";
import { test } from "node:test";
import { inside, middle, nearest, nearestOf, towards } from "../src/map/geometry";

const POINTS = [
  { x: 0, y: 0 },
  { x: 10, y: 1 },
  { x: 11, y: 30 },
  null, // one that the filter keeps out
  { x: -5, y: 0 },
  { x: 0, y: -4 },
];

test("a lasso takes what lies within, also where it is drawn as a horseshoe", () => {
  const horseshoe = [0, 0, 30, 0, 30, 30, 20, 30, 20, 10, 10, 10, 10, 30, 0, 30];
  const line = Array.from({ length: 8 }, (_, at) => ({ x: horseshoe[2 * at]!, y: horseshoe[2 * at + 1]! }));
  const found = [[5, 20], [25, 20], [15, 20], [15, 5]].map(([x, y]) => inside(line, { x: x!, y: y! }));
  assert.deepEqual(found, [true, true, false, true]);
});

test("a press takes the nearest point, and none that is too far", () => {
  assert.equal(nearest(POINTS, { x: 9, y: 3 }, 14), 1);
  assert.equal(nearest(POINTS, { x: 100, y: 100 }, 14), -1);
});

test("an arrow goes to the next point that way, and stays where there is none", () => {
  assert.deepEqual([towards(POINTS, 0, "right"), towards(POINTS, 0, "left"), towards(POINTS, 0, "up")], [1, 4, 5]);
  assert.equal(towards(POINTS, 1, "down"), 2);
  assert.equal(towards(POINTS, 2, "down"), 2);
});

test("from nowhere an arrow goes to a point that is shown", () => {
  assert.equal(towards([null, { x: 1, y: 1 }], -1, "up"), 1);
});

test("the nearest of a point come with it, nearest first", () => {
  assert.deepEqual(nearestOf(POINTS, 0, 2), [0, 5, 4]);
});

test("a name stands in the middle of its points", () => {
  assert.deepEqual(middle([{ x: 1, y: 9 }, { x: 2, y: 5 }, { x: 90, y: 1 }]), { x: 2, y: 5 });
});
