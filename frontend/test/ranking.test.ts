import assert from "node:assert/strict";
import { test } from "node:test";
import { followed, rank } from "../src/reader/ranking";
import type { Code } from "../src/reader/types";

function code(path: string, retired = false): Code {
  const name = path.split(" > ").at(-1)!;
  return { id: path, name, path, colour: "#1d4ed8", definition: "", retired };
}

const CODES = [
  code("Governance"),
  code("Governance > Board engagement"),
  code("Trust in clinicians"),
  code("Mistrust"),
  code("Old trust", true),
];

const found = (typed: string, recent: string[] = []) => rank(CODES, typed, recent).map((choice) => choice.code?.name ?? `+${choice.create}`);

test("a name that begins so comes before one that holds it", () => {
  assert.deepEqual(["Trust in clinicians", "Mistrust", "+trust"], found("trust"));
});

test("a path finds the codes below it", () => {
  assert.deepEqual(["Governance", "Board engagement"], found("governance").slice(0, 2));
});

test("an existing name is not offered anew, whatever its case", () => {
  assert.deepEqual(["Mistrust"], found("MISTRUST"));
});

test("nothing typed shows recent codes first, and none that is retired", () => {
  const names = found("", ["Mistrust"]);
  assert.equal("Mistrust", names[0]);
  assert.equal(4, names.length);
});

test("initials find a code", () => {
  assert.equal("Trust in clinicians", found("tic")[0]);
});

test("beginnings of words find a code in whatever order, in its name and its path", () => {
  const under = [code("The change team > Support and resources"), code("Leadership support")];
  const names = (typed: string) => rank(under, typed, []).flatMap((choice) => choice.code?.name ?? []);
  assert.deepEqual(["Support and resources"], names("change supp"));
  assert.deepEqual(["Support and resources"], names("res supp"));
  assert.deepEqual(["Leadership support"], names("supp lead"));
  assert.deepEqual([], names("port lead"));
});

test("words of a definition find a code whatever stands between them", () => {
  const defined = [{ ...code("Support"), definition: "Released time, backfill, rooms" }, code("Other")];
  assert.deepEqual(["Support"], rank(defined, "time rooms backfill", []).flatMap((choice) => choice.code?.name ?? []));
  assert.deepEqual([], rank(defined, "ti ro", []).flatMap((choice) => choice.code?.name ?? []));
});

test("words of a definition find a code, after those that names find", () => {
  const defined = [{ ...code("Rhythm"), definition: "How the board meets" }, code("Board engagement")];
  assert.deepEqual(["Board engagement", "Rhythm"], rank(defined, "board", []).flatMap((choice) => choice.code?.name ?? []));
});

const now = (codes: Code[], typed: string, marked: string) => {
  const was = rank(CODES, typed, []).find((choice) => (choice.code?.name ?? `+${choice.create}`) === marked)!;
  const { choices, active } = followed(was, rank(codes, typed, []), new Map(codes.map((one) => [one.id, one])));
  return [active, ...choices.map((choice) => choice.code?.name ?? `+${choice.create}`)];
};
const renamed = (from: string, to: string) => CODES.map((one) => (one.name === from ? { ...one, name: to, path: to } : one));

test("a marked code stays marked under its new name, also where what was typed is in its older one", () => {
  const grown = [...renamed("Mistrust", "Mistrust of it"), code("Distrust")];
  assert.deepEqual([2, "Trust in clinicians", "Distrust", "Mistrust of it", "+trust"], now(grown, "trust", "Mistrust"));
  assert.deepEqual([0, "Doubt", "Trust in clinicians", "+trust"], now(renamed("Mistrust", "Doubt"), "trust", "Mistrust"));
});

test("nothing is marked where the marked code was merged or retired, so that Enter gives no other", () => {
  const without = CODES.filter(({ name }) => name !== "Mistrust");
  assert.deepEqual([-1, "Trust in clinicians", "+trust"], now(without, "trust", "Mistrust"));
  assert.deepEqual([-1, "Trust in clinicians", "+trust"], now([...without, code("Mistrust", true)], "trust", "Mistrust"));
});

test("the offer of a new code stays marked, and goes where somebody made one of that name", () => {
  assert.deepEqual([2, "Trust in clinicians", "Mistrust", "+trust"], now(CODES, "trust", "+trust"));
  assert.equal(-1, now([...CODES, code("Trust")], "trust", "+trust")[0]);
});
