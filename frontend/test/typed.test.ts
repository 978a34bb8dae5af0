// What is typed in fields and not saved outlives reloads and servers, and goes once it is saved or given up.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Typed, type Draft, type Told } from "../src/keys/typed";
import { Shelf } from "../src/kept/shelf";
import { storage } from "./storage";

const AB = { project: "p", coder: "AB" };
const NAME = "draft-statement-1";
const draft = (written: string, beneath: string | null = ""): Draft => ({ written, beneath, what: "statement of “Board”" });
const told = (session: string, typed: Record<string, Draft> = {}, ended: Record<string, number> = {}) => ({ session, typed, ended });
const NONE: ReadonlySet<string> = new Set();
const KEY = `themes-typed:p:AB:${NAME}@one`;
/** What a session is offered where it has just begun. */
const offered = (typed: Typed, now: Told, open = NONE) => (typed.renew(now) ? typed.unknown(open) : null);
const shelf = () => new Shelf(storage(), new Map());

test("what a session knows and what was typed since is offered to the next one, once", () => {
  const kept = shelf();
  const typed = new Typed(kept, AB, "one");
  assert.equal(null, offered(typed, told("one", { [NAME]: draft("They came") })));
  typed.write(NAME, "They came often", "They came", "statement");
  const again = new Typed(kept, AB, "one");
  assert.deepEqual({ [NAME]: draft("They came often") }, offered(again, told("two")));
  assert.equal(null, offered(again, told("two")));
  assert.deepEqual(["statement of “Board”"], again.whats());
});

test("a server that begins anew in the middle is offered it too", () => {
  const typed = new Typed(shelf(), AB, "one");
  typed.renew(told("one", { [NAME]: draft("They came") }, { other: 3 }));
  assert.deepEqual({ [NAME]: draft("They came") }, offered(typed, told("two")));
});

test("what is saved or given up goes, also where no run told of it; the same told again does not bring it back", () => {
  const kept = shelf();
  const typed = new Typed(kept, AB, "one");
  typed.renew(told("one"));
  typed.write(NAME, "They came", "", "statement");
  typed.renew(told("one", {}, { [NAME]: 1 }));
  assert.deepEqual([], kept.keys(""));
  typed.write(NAME, "They came twice", "", "statement");
  typed.renew(told("one", {}, { [NAME]: 1 }));
  assert.deepEqual(["statement"], typed.whats());
});

test("what went from the shelf is not written back by a run that changes nothing", () => {
  const kept = shelf();
  const typed = new Typed(kept, AB, "one");
  typed.renew(told("one", { [NAME]: draft("They came") }));
  kept.remove(KEY);
  typed.renew(told("one", { [NAME]: draft("They came") }));
  assert.deepEqual([], kept.keys(""));
  assert.deepEqual(["statement of “Board”"], typed.whats()); // it still stands in this window's field
});

test("letters that are not on the server yet stay when a run of before is told", () => {
  const typed = new Typed(shelf(), AB, "one");
  typed.renew(told("one", { [NAME]: draft("They") }));
  typed.write(NAME, "They came", "They", "statement");
  typed.renew(told("one", { [NAME]: draft("They") }));
  assert.deepEqual({ [NAME]: draft("They came") }, offered(typed, told("two")));
});

test("what is typed and taken back by hand was nothing", () => {
  const typed = new Typed(shelf(), AB, "one");
  typed.renew(told("one"));
  typed.write(NAME, "They came", "They", "statement");
  typed.write(NAME, "They", "They", "statement");
  assert.deepEqual([], typed.whats());
});

test("nobody is offered what another coder typed, nor what another program left", () => {
  const kept = shelf();
  new Typed(kept, { project: "p", coder: "AB:C" }, "one").write(NAME, "theirs", "", "statement");
  new Typed(kept, { project: "q", coder: "AB" }, "one").write(NAME, "elsewhere", "", "statement");
  kept.set("themes-typed:p:AB:draft-x", "{not ours");
  assert.equal(null, offered(new Typed(kept, AB, "one"), told("one")));
});

test("two windows keep what each types in one field; neither is offered what the other, being open, has", () => {
  const kept = shelf();
  const [one, two] = [new Typed(kept, AB, "one"), new Typed(kept, AB, "two")];
  [one, two].forEach((typed, nth) => typed.renew(told(`session ${nth}`)));
  one.write(NAME, "They came", "", "statement");
  two.write(NAME, "They did not", "", "statement");
  assert.deepEqual({ [NAME]: { ...draft("They came", null), what: "statement" } }, offered(new Typed(kept, AB, "one"), told("next"), new Set(["two"])));
  assert.deepEqual({ [NAME]: { ...draft("They did not", null), what: "statement" } }, offered(new Typed(kept, AB, "two"), told("next"), new Set(["one"])));
  two.renew(told("session 1", {}, { [NAME]: 1 }));
  assert.deepEqual([KEY], kept.keys(""));
});

test("what a window left that is closed is offered to the next, once, and waits where that types under the same name", () => {
  const kept = shelf();
  const gone = new Typed(kept, AB, "gone");
  gone.renew(told("before"));
  gone.write(NAME, "They came", "", "statement");
  kept.set("themes-typed:p:AB:draft-older", JSON.stringify(draft("Of before each window kept its own")));
  const one = new Typed(kept, AB, "one");
  one.renew(told("now"));
  one.write(NAME, "Mine", "", "statement");
  assert.deepEqual(["Mine", "Of before each window kept its own"], Object.values(one.unknown(NONE)!).map(({ written }) => written).sort());
  assert.deepEqual("They came", new Typed(kept, AB, "two").unknown(new Set(["one"]))![NAME]!.written);
  assert.equal(null, new Typed(kept, AB, "three").unknown(new Set(["one", "two"])));
});

test("what no run heard of a field before its page was left is said, and not for ever", () => {
  const typed = new Typed(shelf(), AB, "one");
  typed.renew(told("now"));
  typed.write(NAME, "They came", "", "statement");
  assert.equal(null, typed.left(() => true));
  for (let nth = 0; nth < 3; nth++) assert.deepEqual("They came", typed.left(() => false)![NAME]!.written);
  assert.equal(null, typed.left(() => false));
});
