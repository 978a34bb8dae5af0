import assert from "node:assert/strict";
import { test } from "node:test";
import { Codings } from "../src/reader/codings";
import { Drawn } from "../src/reader/drawn";
import type { Coding } from "../src/reader/types";
import { storage } from "./storage";

function coding(quotation: string, coder: string, code: string): Coding {
  return { id: `${quotation} ${code}`, quotation, start: 0, end: 9, coder, code, valence: null, how: "by hand", unread: false, at: "" };
}

const EVERY = [coding("1", "me", "g"), coding("1", "me", "b"), coding("2", "you", "b"), coding("3", "they", "m")];
const CODINGS = new Codings([[0, 9, null, "speech", null]], EVERY);
const shown = (drawn: Drawn) => drawn.of(CODINGS).passagesIn(0).map(({ id, codings }) => [id, ...codings.map(({ code }) => code)]);

test("a coder's codings are not drawn, and nothing is said where all are", () => {
  const drawn = new Drawn(storage(), "p");
  assert.equal("", drawn.told(EVERY));
  assert.equal(CODINGS, drawn.of(CODINGS));
  drawn.set("coder", ["you", "they"], false);
  assert.deepEqual([["1", "g", "b"]], shown(drawn));
  assert.equal("2 coders’ codings are not drawn: 2 of 4 codings here. They count as before.", drawn.told(EVERY));
});

test("of a passage with several codes those that are drawn stay", () => {
  const drawn = new Drawn(storage(), "p");
  drawn.set("code", ["b"], false);
  assert.deepEqual([["1", "g"], ["3", "m"]], shown(drawn));
  assert.equal(undefined, drawn.of(CODINGS).passage("2"));
  drawn.set("coder", ["they"], false);
  assert.equal("1 coder’s and 1 code’s codings are not drawn: 3 of 4 codings here. They count as before.", drawn.told(EVERY));
});

test("what is hidden and not here is not told of", () => {
  const drawn = new Drawn(storage(), "p");
  drawn.set("code", ["elsewhere"], false);
  assert.equal("", drawn.told(EVERY));
});

test("the choice is the browser's, by study, and goes once all are drawn", () => {
  const keep = storage();
  const drawn = new Drawn(keep, "p");
  drawn.set("coder", ["you"], false);
  assert.equal(true, new Drawn(keep, "p").hides("coder", "you"));
  assert.equal(false, new Drawn(keep, "another").hides("coder", "you"));
  drawn.drawAll();
  assert.equal(0, keep.length);
  assert.deepEqual(3, shown(drawn).length);
});

test("a browser that keeps nothing, or something else under the name, draws as was chosen or all", () => {
  const full = new Drawn(storage(0), "p");
  full.set("coder", ["you"], false);
  assert.equal(true, full.hides("coder", "you"));
  const keep = storage();
  keep.setItem("themes-undrawn:p", "[not JSON");
  assert.equal("", new Drawn(keep, "p").told(EVERY));
});
