// What is typed in fields and not saved outlives reloads and servers, and goes once it is saved or given up.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Typed, type Draft } from "../src/keys/typed";
import { Shelf } from "../src/kept/shelf";
import { storage } from "./storage";

const AB = { project: "p", coder: "AB" };
const NAME = "draft-statement-1";
const draft = (written: string, beneath: string | null = ""): Draft => ({ written, beneath, what: "statement of “Board”" });
const told = (session: string, typed: Record<string, Draft> = {}, ended: Record<string, number> = {}) => ({ session, typed, ended });
const shelf = () => new Shelf(storage(), new Map());

test("what a session knows and what was typed since is offered to the next one, once", () => {
  const kept = shelf();
  const typed = new Typed(kept, AB);
  assert.equal(null, typed.renew(told("one", { [NAME]: draft("They came") })));
  typed.write(NAME, "They came often", "They came", "statement");
  const again = new Typed(kept, AB);
  assert.deepEqual({ [NAME]: draft("They came often") }, again.renew(told("two")));
  assert.equal(null, again.renew(told("two")));
  assert.deepEqual(["statement of “Board”"], again.whats());
});

test("a server that begins anew in the middle is offered it too", () => {
  const typed = new Typed(shelf(), AB);
  typed.renew(told("one", { [NAME]: draft("They came") }, { other: 3 }));
  assert.deepEqual({ [NAME]: draft("They came") }, typed.renew(told("two")));
});

test("what is saved or given up goes, also where no run told of it; the same told again does not bring it back", () => {
  const kept = shelf();
  const typed = new Typed(kept, AB);
  typed.renew(told("one"));
  typed.write(NAME, "They came", "", "statement");
  typed.renew(told("one", {}, { [NAME]: 1 }));
  assert.deepEqual([], kept.keys(""));
  typed.write(NAME, "They came twice", "", "statement");
  typed.renew(told("one", {}, { [NAME]: 1 }));
  assert.deepEqual(["statement"], typed.whats());
});

test("what another window has saved is not written back by a run that changes nothing", () => {
  const kept = shelf();
  const typed = new Typed(kept, AB);
  typed.renew(told("one", { [NAME]: draft("They came") }));
  kept.remove(`themes-typed:p:AB:${NAME}`);
  typed.renew(told("one", { [NAME]: draft("They came") }));
  assert.deepEqual([], kept.keys(""));
  assert.deepEqual(["statement of “Board”"], typed.whats()); // it still stands in this window's field
});

test("letters that are not on the server yet stay when a run of before is told", () => {
  const typed = new Typed(shelf(), AB);
  typed.renew(told("one", { [NAME]: draft("They") }));
  typed.write(NAME, "They came", "They", "statement");
  typed.renew(told("one", { [NAME]: draft("They") }));
  assert.deepEqual({ [NAME]: draft("They came") }, typed.renew(told("two")));
});

test("what is typed and taken back by hand was nothing", () => {
  const typed = new Typed(shelf(), AB);
  typed.renew(told("one"));
  typed.write(NAME, "They came", "They", "statement");
  typed.write(NAME, "They", "They", "statement");
  assert.deepEqual([], typed.whats());
});

test("nobody is offered what another coder typed, nor what another program left", () => {
  const kept = shelf();
  new Typed(kept, { project: "p", coder: "AB:C" }).write(NAME, "theirs", "", "statement");
  new Typed(kept, { project: "q", coder: "AB" }).write(NAME, "elsewhere", "", "statement");
  kept.set("themes-typed:p:AB:draft-x", "{not ours");
  assert.equal(null, new Typed(kept, AB).renew(told("one")));
});
