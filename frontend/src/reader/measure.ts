// Marks for the benchmark in the browser's own performance timeline; nothing leaves the page.
import { afterFrame } from "./dom";

const begun = new Map<string, number>();

/** Measure until the next frame is shown. */
export function untilShown(what: "visible" | "painted", since: number): void {
  afterFrame(() => performance.measure(`themes ${what}`, { start: since }));
}

/** Begin to measure how long an operation takes to be committed; `endCommit` ends it. */
export function beginCommit(operation: string, since: number): void {
  begun.set(operation, since);
}

export function endCommit(operation: string): void {
  const start = begun.get(operation);
  begun.delete(operation);
  if (start !== undefined) performance.measure("themes committed", { start });
}
