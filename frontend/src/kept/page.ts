// What the surfaces of one page share: they are built apart, so it hangs on the page itself.
import type { LinkState } from "./link";

/** “refused”: the server is there and will not have what waits. */
export type Going = LinkState | "refused";

interface Shared {
  /** What the browser refused to keep, by key: it lives as long as the page. */
  kept: Map<string, string>;
  /** The outboxes whose surface is open in this page, and sends them itself. */
  open: Set<string>;
  /** What waits in a surface that keeps nothing, by its name. */
  beside: Map<string, number>;
  /** How it goes with what is sent for surfaces that are closed. */
  carrying: Going;
  /** What is typed somewhere and not saved, as people say it, by who knows of it. */
  typed: Map<string, () => readonly string[]>;
  /** Whether the page around has lost its server. */
  away: boolean;
}

const HERE = Symbol.for("themes: what waits to be saved");
const CHANGED = "themes: what waits to be saved has changed";

const TYPED = "themes: the session knows of other typed words";

let telling = false;

export function shared(): Shared {
  const page = globalThis as { [HERE]?: Shared };
  return (page[HERE] ??= { kept: new Map(), open: new Set(), beside: new Map(), carrying: "saving", typed: new Map(), away: false });
}

/** All that is typed anywhere on this page and not saved. */
export function notSaved(): string[] {
  return [...shared().typed.values()].flatMap((told) => told());
}

/** Say, once what is being done is done, that other changes wait to be saved than before. */
export function tellWaiting(): void {
  if (telling || typeof window === "undefined") return;
  telling = true;
  setTimeout(() => {
    telling = false;
    dispatchEvent(new Event(CHANGED));
  });
}

/** Be told of it, also where another window did it. */
export function onWaiting(told: () => void, signal: AbortSignal): void {
  addEventListener(CHANGED, told, { signal });
  addEventListener("storage", told, { signal });
}

/** Say what the session knows of what is typed, from a part of the page that is drawn without the rest. */
export function tellTyped(told: unknown): void {
  dispatchEvent(new CustomEvent(TYPED, { detail: told }));
}

/** Be told of it. */
export function onTyped(told: (said: unknown) => void, signal: AbortSignal): void {
  addEventListener(TYPED, (event) => told((event as CustomEvent<unknown>).detail), { signal });
}
