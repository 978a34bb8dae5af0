import assert from "node:assert/strict";
import { test } from "node:test";
import { Codings } from "../src/reader/codings";
import { Memos } from "../src/reader/memos";
import { taken, type Known } from "../src/reader/news";
import type { Code, Coding, Memo } from "../src/reader/types";

const BOARD: Code = { id: "board", name: "Board", path: "Board", colour: "", definition: "", retired: false };

function coding(id: string): Coding {
  return { id, quotation: `q-${id}`, start: 5, end: 20, code: "board", coder: "me", valence: null, how: "by hand", unread: false, at: "" };
}

function known(waiting: string[] = []): Known {
  const codings = new Codings([[0, 100, 0, "speech", null]], [coding("1")]);
  return { codes: new Map([["board", BOARD]]), coders: new Map(), codings, memos: new Memos(), waits: (id) => waiting.includes(id) };
}

test("what the server says of a coding is news where it differs by more than its clock", () => {
  const at = "2026-11-23T12:00:00Z";
  assert.deepEqual([], taken([{ kind: "coding", coding: { ...coding("1"), at } }], known()).patches);
  const [patch] = taken([{ kind: "coding", coding: { ...coding("1"), unread: true } }], known()).patches;
  assert.equal(patch?.now?.unread, true);
});

test("what waits here to be sent holds against what the server says", () => {
  const memo: Memo = { id: "m", quotation: "q-1", coder: "me", text: "They came.", words: "They came.", at: "" };
  const news = taken([{ kind: "coding gone", id: "1" }, { kind: "memo", memo }], known(["1", "m"]));
  assert.deepEqual([[], []], [news.patches, news.noted]);
  assert.deepEqual(["q-1"], taken([{ kind: "memo", memo }], known()).noted);
});

test("codes that are others are said once, those that are the same not", () => {
  assert.equal(taken([{ kind: "code", code: { ...BOARD } }], known()).codesChanged, false);
  assert.equal(taken([{ kind: "code", code: { ...BOARD, name: "The board" } }], known()).codesChanged, true);
  assert.equal(taken([{ kind: "code gone", id: "board" }, { kind: "code gone", id: "board" }], known()).codesChanged, true);
});

test("after other words of the transcript nothing more is looked at", () => {
  const news = taken([{ kind: "transcript" }, { kind: "coding gone", id: "1" }], known());
  assert.deepEqual([true, []], [news.rewritten, news.patches]);
});
