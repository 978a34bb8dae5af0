// Whose codings, and those of which codes, are drawn: a way to look at the words, which the browser keeps for its reader.
// It hides lines and stripes alone; whatever counts codings counts them as before.
import type { Keep } from "../kept/shelf";
import type { Codings, Passage } from "./codings";
import { count } from "./dom";
import type { Coding } from "./types";

const PREFIX = "themes-undrawn:";

/** By what codings are chosen. */
export type By = "coder" | "code";

/** What of the codings the words and their margin show. */
export type Shown = Pick<Codings, "passage" | "passagesIn" | "lane">;

export class Drawn {
  private readonly hidden: Readonly<Record<By, Set<string>>>;
  private readonly key: string;

  constructor(private readonly keep: Keep | null, project: string) {
    this.key = `${PREFIX}${project}`;
    this.hidden = read(keep?.getItem(this.key) ?? null);
  }

  draws(coding: Coding): boolean {
    return !this.hidden.coder.has(coding.coder) && !this.hidden.code.has(coding.code);
  }

  hides(by: By, id: string): boolean {
    return this.hidden[by].has(id);
  }

  /** Draw the codings of some coders or codes, or leave them out. */
  set(by: By, ids: Iterable<string>, drawn: boolean): void {
    for (const id of ids) {
      if (drawn) this.hidden[by].delete(id);
      else this.hidden[by].add(id);
    }
    const { coder, code } = this.hidden;
    try {
      if (coder.size + code.size) this.keep?.setItem(this.key, JSON.stringify({ coder: [...coder], code: [...code] }));
      else this.keep?.removeItem(this.key);
    } catch {
      return; // full, or forbidden: the view holds until the page is closed
    }
  }

  drawAll(): void {
    for (const by of ["coder", "code"] as const) this.set(by, [...this.hidden[by]], true);
  }

  /** The codings that are drawn, passages without any left out. */
  of(codings: Codings): Shown {
    const { coder, code } = this.hidden;
    if (!coder.size && !code.size) return codings;
    return {
      lane: (quotation) => codings.lane(quotation),
      passage: (quotation) => this.part(codings.passage(quotation)),
      passagesIn: (turn) => codings.passagesIn(turn).flatMap((passage) => this.part(passage) ?? []),
    };
  }

  /** What of some codings is not drawn, in words; empty where all are. */
  told(codings: readonly Coding[]): string {
    const left = codings.filter((coding) => !this.draws(coding));
    if (!left.length) return "";
    const coders = new Set(codings.map(({ coder }) => coder).filter((id) => this.hides("coder", id))).size;
    const codes = new Set(codings.map(({ code }) => code).filter((id) => this.hides("code", id))).size;
    const whose = [coders && count(coders, "coder’s", "coders’"), codes && count(codes, "code’s", "codes’")].filter(Boolean);
    return `${whose.join(" and ")} codings are not drawn: ${left.length} of ${count(codings.length, "coding")} here. They count as before.`;
  }

  private part(passage: Passage | undefined): Passage | undefined {
    const codings = passage?.codings.filter((coding) => this.draws(coding)) ?? [];
    return passage && codings.length ? { ...passage, codings } : undefined;
  }
}

function read(kept: string | null): Record<By, Set<string>> {
  try {
    const said = JSON.parse(kept ?? "null") as Partial<Record<By, unknown>> | null;
    return { coder: ids(said?.coder), code: ids(said?.code) };
  } catch {
    return { coder: new Set(), code: new Set() }; // another program's entry under our name
  }
}

function ids(said: unknown): Set<string> {
  return new Set(Array.isArray(said) ? said.filter((one) => typeof one === "string") : []);
}
