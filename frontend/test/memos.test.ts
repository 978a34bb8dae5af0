import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts, Memos } from "../src/reader/memos";
import { storage } from "./storage";
import type { Memo } from "../src/reader/types";

const memo = (id: string, text: string, at = "2026-11-22T09:00:00.000Z"): Memo => ({ id, quotation: "q", coder: "me", text, words: text, at });

test("memos of a quotation come oldest first", () => {
  const memos = new Memos([memo("1", "later", "2026-11-22T10:00:00.000Z"), memo("2", "first")]);
  assert.deepEqual(["first", "later"], memos.on("q").map(({ text }) => text));
});

test("what is written shows at once, and what the server says of it after that counts", () => {
  const memos = new Memos();
  assert.equal("q", memos.apply({ id: "o", kind: "memo", memo: "1", quotation: "q", words: "Why?" }, "me"));
  assert.equal("q", memos.set(memo("1", "Why?", "2026-11-22T09:00:01.000Z")));
  assert.equal(null, memos.set(memo("1", "Why?", "2026-11-22T09:00:01.000Z")));
  assert.equal("q", memos.apply({ id: "p", kind: "change memo", memo: "1", quotation: "q", was: "Why?", words: null }, "me"));
  assert.deepEqual([], memos.on("q"));
});

test("a draft outlives the page where the browser keeps it, and lives as long as the page where it does not", () => {
  const keep = storage();
  new Drafts(keep, "d:").set("q", "half a thou");
  assert.equal("half a thou", new Drafts(keep, "d:").get("q"));
  assert.deepEqual(["q"], new Drafts(keep, "d:").ids());
  const drafts = new Drafts(storage(0), "f:");
  drafts.set("q", "here");
  assert.equal("here", drafts.get("q"));
});
