import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../src/kept/outbox";
import { Shelf } from "../src/kept/shelf";
import { keyOf, Sheet } from "../src/matrix/sheet";
import type { Snapshot, Summary, View, Wrote } from "../src/matrix/types";
import { kept, numbered, parts, typed } from "../src/matrix/words";
import { Drafts } from "../src/reader/memos";

const A = "0a1b2c3d-0000-4000-8000-000000000001";
const B = "0a1b2c3d-0000-4000-8000-000000000002";
const VIEW: View = { rows: "case", columns: "theme", group: "", where: [], only: null };

function summary(text: string, version: string): Summary {
  return { text, version, draft: false, by: "CD", at: "2026-11-22T21:00:00.000Z", sentences: [[text, true]] };
}

function sheet(there: Summary | null = null): { sheet: Sheet; outbox: Outbox<Wrote>; key: string } {
  const outbox = new Outbox<Wrote>(new Shelf(null, new Map()), { project: "p", place: "matrix", coder: "AB" }, "1");
  const made = new Sheet(outbox, new Drafts(null, "d:"), "AB");
  const snapshot: Snapshot = {
    rows: [{ id: "r", name: "P01", about: "", group: "" }],
    columns: [{ id: "c", name: "Boards", under: "" }],
    cells: [[[[A], "in full", there]]],
    readOnly: false,
    seq: 1,
  };
  made.take(snapshot);
  return { sheet: made, outbox, key: keyOf("r", "c") };
}

test("a link is typed as the number of its quotation in the cell and kept by its id", () => {
  const text = `They come [[q:${B}]] and go [[q:${A}]].`;
  const ids = numbered([A], text);
  assert.deepEqual(ids, [A, B]);
  assert.equal(typed(text, ids), "They come [2] and go [1].");
  assert.equal(kept(typed(text, ids), ids), text);
  assert.equal(kept("In [2019] they came [1].", ids), `In [2019] they came [[q:${A}]].`);
  assert.deepEqual(parts(text, ids), ["They come ", 2, " and go ", 1, "."]);
});

test("a second writing names the first, which is still on its way, as what it saw", () => {
  const { sheet: own, outbox } = sheet(summary("Old.", "v1"));
  own.write(VIEW, "r", "c", "One.");
  own.write(VIEW, "r", "c", "Two.");
  const [one, two] = outbox.batch(9);
  assert.deepEqual([one?.version, one?.after], ["v1", ""]);
  assert.equal(two?.after, one?.id);
});

test("what is the same is not sent", () => {
  const { sheet: own, outbox } = sheet(summary("Old.", "v1"));
  assert.equal(own.write(VIEW, "r", "c", "Old. "), false);
  assert.equal(outbox.size, 0);
});

test("words that were refused are kept beside what stands", () => {
  const { sheet: own, outbox, key } = sheet();
  own.write(VIEW, "r", "c", "Mine.");
  const batch = outbox.batch(9);
  outbox.remove(batch.map(({ id }) => id));
  own.answered({ acknowledged: [], refused: [{ id: batch[0]!.id, reason: "" }], cells: [{ row: "r", column: "c", summary: summary("Theirs.", "v2") }], seq: 2 }, batch);
  assert.equal(own.summary(key)?.text, "Theirs.");
  assert.equal(own.drafts.get(key), "Mine.");
});

test("until the last of one's own words is acknowledged they stand over what the server says", () => {
  const { sheet: own, outbox, key } = sheet();
  own.write(VIEW, "r", "c", "One.");
  const batch = outbox.batch(9);
  own.write(VIEW, "r", "c", "Two.");
  outbox.remove(batch.map(({ id }) => id));
  own.answered({ acknowledged: [batch[0]!.id], refused: [], cells: [{ row: "r", column: "c", summary: summary("One.", "v2") }], seq: 2 }, batch);
  assert.equal(own.summary(key)?.text, "Two.");
});
