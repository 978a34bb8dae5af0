import assert from "node:assert/strict";
import { test } from "node:test";
import { moment } from "../src/reader/dom";

test("a moment is written as the settings have it, and what is none is not", () => {
  const at = new Date(2026, 2, 5, 9, 7).toISOString();
  assert.equal("5 March 2026, 09:07", moment(at, "{d} {month} {y}"));
  assert.equal("05/03/2026, 09:07", moment(at, "{d:02}/{m:02}/{y}"));
  assert.equal("", moment("", "{y}"));
});
