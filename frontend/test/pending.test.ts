import { test } from "node:test";
import assert from "node:assert/strict";
import { Pending } from "../src/tree/pending";
import type { Asked } from "../src/tree/types";

const rename = (id: string, name: string): Asked => ({ id, kind: "rename", item: "a", name });

test("all that is not settled goes with each message, and what is settled goes no more", () => {
  const sent: string[][] = [];
  const pending = new Pending((all) => sent.push(all.map(({ id }) => id)));
  pending.add(rename("1", "A"));
  pending.add(rename("2", "B"));
  pending.settle(["1"]);
  pending.add(rename("3", "C"));
  assert.deepEqual(sent, [["1"], ["1", "2"], ["2", "3"]]);
  pending.stop();
});

test("what is not settled shows on top of what the server says, in order", () => {
  const pending = new Pending(() => undefined);
  const item = { id: "a", parent: null, name: "was", colour: "", pattern: "plain" as const, count: "", counted: "", mark: "", retired: false };
  pending.add(rename("1", "A"));
  pending.add(rename("2", "B"));
  assert.equal(pending.over([item])[0]!.name, "B");
  pending.settle(["2"]);
  assert.equal(pending.over([item])[0]!.name, "A");
  pending.stop();
});
