// Links to quotations in what is written: kept by the quotation's id, seen and typed as its number in the cell.

const LINK = /\[\[q:([0-9a-f-]{4,36})\]\]/g;
const NUMBER = /\[(\d{1,4})\]/g;

/** The quotations of a cell as they are numbered from 1, then those that its words alone name. */
export function numbered(quotations: readonly string[], text: string): string[] {
  return [...new Set([...quotations, ...[...text.matchAll(LINK)].map((link) => link[1]!)])];
}

/** Words as a person edits them: "They turn up [1]." */
export function typed(text: string, ids: readonly string[]): string {
  return text.replace(LINK, (_, id: string) => `[${ids.indexOf(id) + 1}]`);
}

/** Words as they are kept; a number that no quotation has stays as it was typed. */
export function kept(words: string, ids: readonly string[]): string {
  return words.replace(NUMBER, (number, digits: string) => (ids[Number(digits) - 1] ? `[[q:${ids[Number(digits) - 1]}]]` : number));
}

/** A text in its parts: words, and the numbers of the quotations that are linked to. */
export function parts(text: string, ids: readonly string[]): (string | number)[] {
  const found = text.split(LINK).map((part, nth) => (nth % 2 ? ids.indexOf(part) + 1 : part));
  return found.filter((part) => part !== "");
}
