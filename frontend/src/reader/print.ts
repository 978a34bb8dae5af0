// A turn's margin on paper: its codes one below the other, as pixels of the screen are other places there.
import type { Passage } from "./codings";
import { element, line } from "./dom";
import type { Code } from "./types";

/** The codes of a turn's passages, each once, in the order of the words, to stand beside it. */
export function onPaper(passages: readonly Passage[], codes: ReadonlyMap<string, Code>): HTMLElement[] {
  const ids = new Set(passages.flatMap(({ codings }) => codings.map(({ code }) => code)));
  return [...ids].map((id) => {
    const label = element("div", "th-printed", codes.get(id)?.name ?? "");
    label.style.setProperty("--th-colour", line(codes.get(id)?.colour));
    return label;
  });
}
