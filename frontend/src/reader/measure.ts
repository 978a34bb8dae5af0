// Marks for the benchmark, read by the browser's own performance timeline; nothing leaves the page.

const begun = new Map<string, number>();

/** Note how long something took: "visible" and "painted" until the next frame is shown, "committed" until now. */
export function note(what: "visible" | "painted" | "committed", since: number | string): void {
  if (typeof since === "string") {
    const start = begun.get(since);
    begun.delete(since);
    if (start !== undefined) performance.measure(`themes ${what}`, { start });
    return;
  }
  requestAnimationFrame(() => setTimeout(() => performance.measure(`themes ${what}`, { start: since })));
}

/** Begin a measurement that `note` ends under the same id. */
note.begin = (_what: "committed", id: string, start: number): void => {
  begun.set(id, start);
};
