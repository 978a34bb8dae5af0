import assert from "node:assert/strict";
import { test } from "node:test";
import { Carrier, type Ids } from "../src/keys/carrier";
import { Outbox } from "../src/kept/outbox";
import { Shelf } from "../src/kept/shelf";
import { shared } from "../src/kept/page";
import { inWords, lookOf, together, type Standing } from "../src/kept/words";
import type { Operation } from "../src/reader/types";
import { storage } from "./storage";

const IDS: Ids = { api: "/api", token: "t", project: "p", coder: "AB" };
const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

/** A page with a change kept for the transcript t1, whose surface is closed; `answer` is the server. */
function page(answer: (address: string, ids: string[]) => [status: number, told: object] | null) {
  const asked: string[] = [];
  const events = new EventTarget();
  const here = { addEventListener: events.addEventListener.bind(events), dispatchEvent: events.dispatchEvent.bind(events) };
  Object.assign(globalThis, {
    window: globalThis,
    ...here,
    fetch: async (address: string, { body }: { body: string }) => {
      const ids = (JSON.parse(body) as { id: string }[]).map(({ id }) => id);
      asked.push(`${address} ${ids.join(" ")}`);
      const said = answer(address, ids);
      if (!said) throw new TypeError("network error");
      return { ok: said[0] === 200, status: said[0], json: async () => said[1] };
    },
  });
  const shelf = new Shelf(storage(), new Map());
  const outbox = new Outbox<Operation>(shelf, { project: "p", place: "t1@400", coder: "AB" }, "tab1");
  outbox.add({ operation: { id: "a", kind: "undo", step: null }, touches: [] });
  const standings: Standing[] = [];
  const refusals: string[] = [];
  const carry = () =>
    new Carrier(shelf, IDS, {
      standing: (standing) => standings.push(standing),
      refused: (place, reason) => refusals.push(`${place}: ${reason}`),
      locked: () => undefined,
    });
  return { asked, shelf, outbox, standings, refusals, carry, word: () => inWords(standings.at(-1)!) };
}

const taken = (_: string, ids: string[]): [number, object] => [200, { acknowledged: ids, refused: [] }];

test("what is kept of a transcript that is closed is sent from any page, and only then is all saved", async () => {
  const { asked, outbox, carry, word, shelf } = page(taken);
  outbox.close();
  const carrier = carry();
  assert.equal("Saving…", word());
  await soon();
  assert.deepEqual(["/api/p/transcripts/t1%40400/operations a"], asked);
  assert.equal("Saved", word());
  assert.deepEqual([], shelf.keys(""));
  carrier.stop();
});

test("another transcript does not say saved while they cannot be sent", async () => {
  const { outbox, carry, shelf } = page(() => null);
  outbox.close();
  const carrier = carry();
  await soon();
  const open = new Outbox<Operation>(shelf, { project: "p", place: "t2", coder: "AB" }, "tab2");
  const own: Standing = { state: "saved", waiting: 0, kept: true };
  assert.equal("Offline: 1 change kept on this computer", inWords(together(own, open.elsewhere())));
  carrier.stop();
  open.close();
});

test("what cannot be sent is tried again by itself, and not at once", async () => {
  let nth = 0;
  const { asked, outbox, carry, word } = page((address, ids) => (nth++ ? taken(address, ids) : null));
  outbox.close();
  const carrier = carry();
  await soon();
  assert.equal(1, asked.length);
  assert.equal("Offline: 1 change kept on this computer", word());
  await new Promise((resolve) => setTimeout(resolve, 800));
  assert.equal(2, asked.length);
  assert.equal("Saved", word());
  carrier.stop();
});

test("what an open surface sends is not sent twice", async () => {
  const { asked, outbox, carry } = page(taken);
  const carrier = carry();
  await soon();
  assert.deepEqual([], asked);
  outbox.close();
  await soon();
  assert.equal(1, asked.length);
  carrier.stop();
});

test("what the server will not have stays kept until its transcript is opened, is asked for once and told", async () => {
  const { asked, outbox, carry, word, refusals } = page((_, ids) => [200, { acknowledged: [], refused: ids.map((id) => ({ id, reason: "It is gone." })) }]);
  outbox.close();
  const carrier = carry();
  await soon();
  await soon();
  assert.equal(1, asked.length);
  assert.deepEqual(["t1@400: It is gone."], refusals);
  assert.equal("1 change kept on this computer", word());
  carrier.stop();
});

test("nothing is kept of a transcript that is no longer in the project", async () => {
  const { outbox, carry, refusals, shelf } = page(() => [404, { error: "This transcript is not in the project." }]);
  outbox.close();
  const carrier = carry();
  await soon();
  assert.deepEqual(["t1@400: This transcript is not in the project."], refusals);
  assert.deepEqual([], shelf.keys(""));
  carrier.stop();
});

test("where the page has lost its server, what waits in this page only is not said to be saved soon", () => {
  const { outbox, carry, word } = page(taken);
  outbox.remove(["a"]);
  outbox.close();
  const carrier = carry();
  shared().beside.set("codebook", 2);
  shared().away = true;
  carrier.renew(IDS);
  assert.equal("Offline: 2 changes in this page only; keep it open", word());
  shared().beside.delete("codebook");
  carrier.renew(IDS);
  assert.equal("Saved; no connection", word());
  shared().away = false;
  carrier.stop();
});

test("what is typed and not saved is said once nothing waits", () => {
  const saving: Standing = { state: "saving", waiting: 1, kept: true };
  shared().typed.set("fields", () => ["memo on the study"]);
  assert.deepEqual(["Saving…", "saving"], [inWords(saving), lookOf(saving)]);
  const saved: Standing = { state: "saved", waiting: 0, kept: true };
  assert.deepEqual(["Not saved yet: memo on the study", "typed"], [inWords(saved), lookOf(saved)]);
  shared().typed.delete("fields");
  assert.deepEqual(["Saved", "saved"], [inWords(saved), lookOf(saved)]);
});
