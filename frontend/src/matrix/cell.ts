// One cell as it is read: its summary sentence by sentence, what is behind it, and whether anybody looked.
import { count, element } from "../reader/dom";
import type { Sheet } from "./sheet";
import type { Looked, Summary } from "./types";
import { numbered, parts } from "./words";

const LOOKED: Record<Looked, string> = { "in full": "nothing found", "in part": "looked at in part", not: "not looked at" };

/** What is known of a cell's quotations, in words. */
export function found(quotations: readonly string[], looked: Looked): string {
  return quotations.length ? count(quotations.length, "quotation") : LOOKED[looked];
}

/** Fill a cell with what it shows. */
export function fill(cell: HTMLElement, key: string, sheet: Sheet): void {
  const summary = sheet.summary(key);
  const quotations = sheet.quotations(key);
  const foot = element("p", "tx-foot");
  foot.append(element("span", quotations.length ? "tx-n" : "tx-none", found(quotations, sheet.looked(key))));
  if (summary?.draft) foot.append(element("span", "tx-badge", "draft"));
  const bare = summary?.sentences?.filter(([, is]) => is).length ?? 0;
  if (bare) foot.append(element("span", "tx-badge tx-warn", `${bare} without a quotation`));
  if (sheet.drafts.get(key) !== null) foot.append(element("span", "tx-badge tx-warn", "not saved"));
  cell.replaceChildren(...(summary ? [words(summary, quotations)] : []), foot);
}

/** A summary's words; sentences that hang on no quotation are marked. */
export function words(summary: Summary, quotations: readonly string[]): HTMLElement {
  const ids = numbered(quotations, summary.text);
  const made = element("p", "tx-words");
  made.dir = "auto";
  const sentences = summary.sentences ?? [[summary.text, false] as [string, boolean]];
  sentences.forEach(([text, bare], nth) => {
    const sentence = element("span", bare ? "tx-bare" : "");
    if (bare) sentence.title = "No quotation stands behind this sentence";
    for (const part of parts(text, ids)) {
      sentence.append(typeof part === "number" ? element("span", "tx-link", `[${part}]`) : part);
    }
    made.append(...(nth ? [" "] : []), sentence);
  });
  return made;
}
