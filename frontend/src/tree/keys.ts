// What each key does in the tree.
import type { Acts } from "./bar";

/** What keys can do beside the acts that have a button. */
export interface Hand {
  go(place: number, extend: boolean): void;
  place(): number;
  last(): number;
  inward(): void;
  outward(): void;
  toggle(): void;
  enter(): void;
  escape(): void;
  open(view: string): void;
  may(what: string): boolean;
}

const PAGE = 10;

/** With Alt: one place up or down, one level in or out. */
export const NUDGES: Record<string, "up" | "down" | "in" | "out"> = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };

export function keysOf(hand: Hand, acts: Acts, shift: boolean): Record<string, () => void> {
  const by = (steps: number) => () => hand.go(hand.place() + steps, shift);
  const ask = (what: string) => () => hand.may(what) && acts.ask(what);
  return {
    ArrowDown: by(1),
    ArrowUp: by(-1),
    PageDown: by(PAGE),
    PageUp: by(-PAGE),
    Home: () => hand.go(0, shift),
    End: () => hand.go(hand.last(), shift),
    ArrowRight: () => hand.inward(),
    ArrowLeft: () => hand.outward(),
    " ": () => hand.toggle(),
    Enter: () => hand.enter(),
    Escape: () => hand.escape(),
    b: () => acts.put("before"),
    t: () => acts.put("top"),
    m: () => acts.carry(),
    n: () => acts.add(false),
    N: () => acts.add(true),
    e: () => acts.rename(),
    F2: () => acts.rename(),
    q: () => hand.open("quotations"),
    o: () => hand.open("older"),
    g: ask("merge"),
    s: ask("split"),
    c: ask("colour"),
    Delete: ask("remove"),
    r: () => hand.may("retire") && acts.retire(),
  };
}
