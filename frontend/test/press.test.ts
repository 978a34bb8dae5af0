import assert from "node:assert/strict";
import { test } from "node:test";
import { Press } from "../src/reader/press";

const moment = () => new Promise((done) => setTimeout(done, 5));

function mouse(): { press: Press; down: () => void; up: () => void } {
  const [scroll, everywhere] = [new EventTarget(), new EventTarget()];
  return {
    press: new Press(scroll, new AbortController().signal, everywhere),
    down: () => scroll.dispatchEvent(Object.assign(new Event("pointerdown"), { pointerType: "mouse", button: 0 })),
    up: () => everywhere.dispatchEvent(new Event("mouseup")),
  };
}

test("what comes while the mouse is down waits until it is let go", async () => {
  const { press, down, up } = mouse();
  const done: string[] = [];
  press.whenUp(() => done.push("before"));
  down();
  press.whenUp(() => done.push("while"));
  assert.deepEqual(done, ["before"]);
  up();
  await moment();
  assert.deepEqual(done, ["before", "while"]);
});

test("a press right after another is a press, though the moment after the first is not over", async () => {
  const { press, down, up } = mouse();
  const done: string[] = [];
  down();
  up();
  down();
  await moment();
  press.whenUp(() => done.push("while"));
  assert.deepEqual(done, []);
  up();
  await moment();
  assert.deepEqual(done, ["while"]);
});

test("what follows one press is left out where the next has begun", async () => {
  const { press, down } = mouse();
  const done: string[] = [];
  down();
  press.after(() => done.push("first"));
  down();
  press.after(() => done.push("second"));
  await moment();
  assert.deepEqual(done, ["second"]);
});
