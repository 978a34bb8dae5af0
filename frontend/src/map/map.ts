// The map of segments with its legend and its table: what is picked on one is picked on all.
// Words are set by textContent alone. What is to be done with the picked ones is asked of the page around.
import { button, clock, count, element, isDark, setWords } from "../reader/dom";
import { nearestOf, towards, type Way } from "./geometry";
import { Legend } from "./legend";
import { Plot } from "./plot";
import { Table } from "./table";
import type { Asked, Mount, Told } from "./types";

const NEIGHBOURS = 10;
const WAYS: Record<string, Way> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

export class SegmentMap {
  private readonly root = element("section", "tm-map ts-surface");
  private readonly status = element("p", "tm-status", "Reading the map …");
  private readonly message = element("p", "tm-told");
  private readonly plot = new Plot({ press: (at) => this.press(at), lasso: (within, off) => this.pick(within, off) });
  private readonly legend = new Legend((group) => this.stand(group));
  private readonly table = new Table({ toggle: (at) => this.toggle(at), look: (at) => this.look(at), read: (at) => this.send("read", [at]) });
  private readonly code: HTMLButtonElement;
  private readonly carry: HTMLButtonElement;
  private readonly clear: HTMLButtonElement;
  private told: Told | null = null;
  private reading = "";
  private shown: boolean[] = [];
  private picked = new Set<number>();
  private alone: number | null = null;
  private cursor = -1;
  private nth = Date.now();

  constructor(
    host: HTMLElement,
    private mount: Mount,
    private readonly ask: (asked: Asked) => void,
  ) {
    this.code = withKey(button("Give these a code", () => this.send("code")), "c");
    this.carry = withKey(button("Move to a candidate", () => this.send("move")), "m");
    this.clear = withKey(button("Pick nothing", () => this.drop()), "Esc");
    const canvas = this.plot.canvas;
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", "Map of the segments: arrows go from one to the next, Enter picks, Shift with an arrow picks on the way");
    canvas.addEventListener("focus", () => this.cursor < 0 && this.go(this.plot.places.findIndex(Boolean)));
    this.status.setAttribute("role", "status");
    const left = element("div", "tm-left");
    left.append(canvas, this.status, hint(), this.legend.root);
    const bar = element("div", "tm-bar");
    bar.append(this.message, this.code, this.carry, this.clear);
    const right = element("div", "tm-right");
    right.append(bar, this.table.root);
    this.root.append(left, right);
    this.root.addEventListener("keydown", (event) => this.key(event));
    host.append(this.root);
    this.renew(mount);
  }

  renew(mount: Mount): void {
    if (mount.at < this.mount.at) return;
    if (mount.by !== this.mount.by) this.alone = null;
    this.mount = mount;
    if (this.told?.run === mount.run) this.draw();
    else void this.read();
  }

  destroy(): void {
    this.plot.destroy();
    this.root.remove();
  }

  private async read(): Promise<void> {
    const { api, project, run, token } = this.mount;
    if (this.reading === run) return;
    this.reading = run;
    const answer = await fetch(`${api}/${project}/maps/${run}`, { headers: { "x-themes-token": token } }).catch(() => null);
    const told: Told | null = answer?.ok ? await answer.json().catch(() => null) : null;
    this.reading = "";
    if (!told) return setWords(this.status, "The map could not be read. Nothing was changed; load the page again.");
    if (told.run !== this.mount.run) return void this.read();
    this.told = told;
    this.picked.clear();
    this.cursor = -1;
    setWords(this.status, "");
    this.draw(true);
  }

  private draw(anew = false): void {
    const { told, mount } = this;
    if (!told) return;
    const dark = isDark(this.root);
    const hidden = new Set(mount.hidden);
    const before = this.shown.filter(Boolean).length;
    this.shown = told.along.map((_, at) => !hidden.has(at));
    for (const at of this.picked) if (!this.shown[at]) this.picked.delete(at);
    this.scene();
    this.legend.show(mount, this.shown, this.alone, dark);
    this.list(anew || before !== this.shown.filter(Boolean).length);
  }

  private scene(): void {
    const { told, mount } = this;
    if (!told) return;
    this.plot.show({
      along: told.along,
      up: told.up,
      shown: this.shown,
      back: mount.of.map((group) => this.alone !== null && group !== this.alone),
      of: mount.of,
      groups: mount.groups,
      named: mount.named,
      picked: this.picked,
      cursor: this.cursor,
    });
  }

  /** The table and what is said of the picked; `anew` where the table is to show just them. */
  private list(anew: boolean): void {
    const { told, mount } = this;
    if (!told) return;
    const all = told.along.flatMap((_, at) => (this.shown[at] ? [at] : []));
    this.table.show(told, mount, this.picked, anew ? (this.picked.size ? all.filter((at) => this.picked.has(at)) : all) : undefined);
    const people = new Set([...this.picked].map((at) => told.who[at])).size;
    const none = `${count(all.length, "segment")}. Draw around some, or press one, to pick them.`;
    setWords(this.message, this.picked.size ? `${count(this.picked.size, "segment")} picked, ${count(people, "voice")}.` : none);
    this.code.disabled = this.carry.disabled = !this.picked.size || mount.readOnly;
    this.clear.disabled = !this.picked.size;
  }

  private changed(anew: boolean): void {
    this.scene();
    this.list(anew);
  }

  private press(at: number): void {
    this.toggle(at, true);
    this.go(at);
  }

  private toggle(at: number, anew = false): void {
    if (!this.picked.delete(at)) this.picked.add(at);
    this.changed(anew);
  }

  private pick(within: readonly number[], off = false): void {
    for (const at of within) {
      if (off) this.picked.delete(at);
      else this.picked.add(at);
    }
    this.changed(true);
    setWords(this.status, `${count(within.length, "segment")} ${off ? "left" : "taken in"}; ${this.picked.size} picked.`);
  }

  private drop(): void {
    this.picked.clear();
    this.changed(true);
  }

  private stand(group: number): void {
    this.alone = this.alone === group ? null : group;
    this.draw();
  }

  private look(at: number): void {
    if (this.cursor === at) return;
    this.cursor = at;
    this.scene();
  }

  private go(at: number): void {
    const { told, mount } = this;
    if (!told || at < 0) return;
    this.cursor = at;
    this.scene();
    const seconds = told.seconds[at] ?? null;
    const parts = [
      told.who[at],
      seconds === null ? told.titles[at] : clock(seconds),
      mount.candidates[mount.candidate[at] ?? -1] ?? "no candidate",
      this.picked.has(at) ? "picked" : "not picked",
    ];
    setWords(this.status, `${parts.join(", ")}: ${(told.words[at] ?? "").slice(0, 160)}`);
  }

  private send(kind: Asked["kind"], picked = [...this.picked].sort((one, other) => one - other)): void {
    if (picked.length) this.ask({ kind, run: this.mount.run, picked, nth: ++this.nth });
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key !== "z" && key !== "Tab" && key !== "?") event.stopPropagation(); // Streamlit's own "r" would run the page again
    const act = this.acts(key, event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  private acts(key: string, event: KeyboardEvent): (() => void) | undefined {
    if (key === "c" && !this.code.disabled) return () => this.send("code");
    if (key === "m" && !this.carry.disabled) return () => this.send("move");
    if (key === "Escape") return () => this.drop();
    if (event.target !== this.plot.canvas) return undefined;
    const way = WAYS[key];
    if (way) return () => this.walk(way, event.shiftKey);
    if (this.cursor < 0) return undefined;
    if (key === "Enter" || key === " ") return () => this.press(this.cursor);
    if (key === "n") return () => this.pick(nearestOf(this.standing(), this.cursor, NEIGHBOURS));
    if (key === "a") return () => this.pick(this.mount.of.flatMap((group, at) => (this.shown[at] && group === this.mount.of[this.cursor] ? [at] : [])));
    return undefined;
  }

  /** Where those points are that do not stand back. */
  private standing(): Plot["places"] {
    return this.plot.places.map((place, at) => (this.alone === null || this.mount.of[at] === this.alone ? place : null));
  }

  private walk(way: Way, picking: boolean): void {
    const from = this.cursor;
    const to = towards(this.standing(), from, way);
    if (picking && from >= 0) {
      this.picked.add(from).add(to);
      this.changed(true);
    }
    this.go(to);
  }
}

function withKey(made: HTMLButtonElement, key: string): HTMLButtonElement {
  made.append(" ", element("kbd", "", key));
  return made;
}

function hint(): HTMLElement {
  const said = element("p", "tm-hint");
  said.textContent =
    "Mouse or finger: draw around segments (with Alt: leave them out). Keys on the map: arrows go, Enter picks, Shift with an arrow picks on the way, n its ten nearest, a all of its colour.";
  return said;
}
