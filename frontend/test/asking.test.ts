import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Asking } from "../src/asking";

test("a token that is asked for soon after a press does not take its place", () => {
  mock.timers.enable({ apis: ["Date"], now: 1000 });
  const asked: string[] = [];
  const asking = new Asking((name) => asked.push(name));
  asking.token();
  asking.press("correct", [3, 1000]);
  asking.token();
  mock.timers.tick(2900);
  asking.token();
  assert.deepEqual(asked, ["renew", "correct"]);
  mock.timers.tick(200);
  asking.token();
  assert.deepEqual(asked, ["renew", "correct", "renew"]);
  mock.timers.reset();
});

test("what is insisted on is asked again until it is heard", () => {
  mock.timers.enable({ apis: ["Date", "setTimeout"], now: 1000 });
  const asked: unknown[] = [];
  const asking = new Asking((_, value) => asked.push(value));
  asking.insist("correct", 3);
  mock.timers.tick(2000);
  asking.heard(999);
  mock.timers.tick(2000);
  assert.deepEqual(asked, [[3, 1000], [3, 1000], [3, 1000]]);
  asking.heard(1000);
  mock.timers.tick(9000);
  assert.equal(asked.length, 3);
  mock.timers.reset();
});
