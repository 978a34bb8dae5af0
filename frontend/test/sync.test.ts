import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../src/kept/outbox";
import { Shelf } from "../src/kept/shelf";
import { Sync, type State } from "../src/reader/sync";
import type { Operation } from "../src/reader/types";

const MOUNT = { api: "/api", token: "t", project: "p", transcript: "x", coder: "AB", passing: null, place: null, proposals: null, heard: 0, settings: { size: 1, snaps: true, dates: "" } };

class Bell {
  static last: Bell;
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number }) => void;
  constructor() {
    Bell.last = this;
  }
  send(): void {}
  close(): void {}
  ring(seq: number): void {
    this.onmessage?.({ data: JSON.stringify({ seq }) });
  }
}

const nothingKept = () => new Outbox<Operation>(new Shelf(null, new Map()), { project: "p", place: "x", coder: "AB" }, "1");

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A conversation whose answers wait until they are let go. */
function conversation() {
  const asked: string[] = [];
  const states: State[] = [];
  const waiting: ((seq: number) => void)[] = [];
  Object.assign(globalThis, {
    location: { href: "http://127.0.0.1/" },
    WebSocket: Bell,
    fetch: (address: string) => {
      asked.push(address);
      return new Promise((resolve) => waiting.push((seq) => resolve({ ok: true, status: 200, json: async () => ({ seq, changes: [] }) })));
    },
  });
  const sync = new Sync(MOUNT, nothingKept(), { changes() {}, answered() {}, refused() {}, state: (state) => states.push(state) });
  sync.listen();
  return { sync, asked, states, answer: (seq: number) => waiting.shift()!(seq) };
}

test("what is rung while an older answer is on its way is read too", async () => {
  const { sync, asked, answer } = conversation();
  Bell.last.ring(1);
  Bell.last.ring(2);
  answer(1);
  await soon();
  assert.deepEqual(["since=0", "since=1"], asked.map((address) => address.split("?")[1]));
  answer(2);
  await soon();
  assert.equal(2, asked.length);
  assert.equal(2, sync.seq);
  sync.stop();
});

test("a bell that is gone is told: what others do is not shown until it is back", () => {
  const { sync, states } = conversation();
  Bell.last.onclose?.({ code: 1006 });
  assert.equal("offline", states.at(-1));
  sync.stop();
});

test("an answer that breaks off, as the server was ended in the middle of it, is asked for again and nothing is lost", async () => {
  const outbox = nothingKept();
  const { states } = conversation();
  let nth = 0;
  const body = () => (nth++ ? Promise.resolve({ acknowledged: ["1"], refused: [], said: [], seq: 1, changes: [] }) : Promise.reject(new TypeError("network error")));
  Object.assign(globalThis, { fetch: async () => ({ ok: true, status: 200, json: body }) });
  const sync = new Sync(MOUNT, outbox, { changes() {}, answered() {}, refused() {}, state: (state) => states.push(state) });
  outbox.add({ operation: { id: "1", kind: "undo", step: null }, touches: [] });
  sync.now();
  await soon();
  assert.equal("offline", states.at(-1));
  assert.equal(1, outbox.size);
  sync.renew({ ...MOUNT, token: "another" });
  await soon();
  assert.equal("saved", states.at(-1));
  assert.equal(0, outbox.size);
  sync.stop();
});
