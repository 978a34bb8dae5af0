// What the server says has changed since, taken into what is known here: but for what waits here to be sent, which holds.
import type { Codings } from "./codings";
import type { Memos } from "./memos";
import type { Change, Code, LookedAt, Patch } from "./types";

/** What is known here, of which names, memos and codes are changed where they stand. */
export interface Known {
  codes: Map<string, Code>;
  coders: Map<string, string>;
  codings: Codings;
  memos: Memos;
  /** Whether something done here to a coding or memo of that id is not answered yet. */
  waits(id: string): boolean;
}

export interface News {
  /** What is still to be done to the codings. */
  patches: Patch[];
  /** The quotations whose memos are others now. */
  noted: string[];
  codesChanged: boolean;
  looked: LookedAt | null;
  older: ReadonlySet<string> | null;
  /** Whether the transcript's words are others: then all is to be read anew, and what came after is not looked at. */
  rewritten: boolean;
}

export function taken(changes: readonly Change[], { codes, coders, codings, memos, waits }: Known): News {
  const news: News = { patches: [], noted: [], codesChanged: false, looked: null, older: null, rewritten: false };
  const note = (quotation: string | null) => quotation && news.noted.push(quotation);
  for (const change of changes) {
    if (change.kind === "coding" && !waits(change.coding.id)) {
      const was = codings.get(change.coding.id) ?? null;
      const stamped = was && Object.assign(was, { at: change.coding.at }); // the server's clock counts, and shows nowhere in the text
      if (!same(stamped, change.coding)) news.patches.push({ was, now: change.coding });
    } else if (change.kind === "coding gone" && !waits(change.id)) {
      const was = codings.get(change.id);
      if (was) news.patches.push({ was, now: null });
    } else if (change.kind === "code") {
      news.codesChanged ||= !same(codes.get(change.code.id), change.code);
      codes.set(change.code.id, change.code);
    } else if (change.kind === "code gone") news.codesChanged = codes.delete(change.id) || news.codesChanged;
    else if (change.kind === "memo") note(waits(change.memo.id) ? null : memos.set(change.memo));
    else if (change.kind === "memo gone") note(memos.drop(change.id));
    else if (change.kind === "coder") coders.set(change.coder.id, change.coder.name);
    else if (change.kind === "looked") news.looked = change.looked;
    else if (change.kind === "older") news.older = new Set(change.codings);
    else if (change.kind === "transcript") return { ...news, rewritten: true };
  }
  return news;
}

/** Whether two plain facts say the same; their fields always come in the order of their type. */
function same(one: object | null | undefined, other: object): boolean {
  return Boolean(one) && JSON.stringify(one) === JSON.stringify(other);
}
