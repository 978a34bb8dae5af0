// What is typed in the fields of pages and not saved yet: kept on this computer at every letter, so that neither a reload
// nor a server that begins anew takes it away. The server's session draws the fields; one that begins is offered it.
// Each window keeps its own: two of one coder may write in one field, and neither's words go with the other's.
import type { Shelf } from "../kept/shelf";

const PREFIX = "themes-typed:";
const MOST_OFFERS = 3;
/** Fields that keep what is typed in them, by the class that Streamlit makes of their keys (themes/ui/drafts.py). */
const FIELD = /(?:^| )st-key-(draft-[\w-]+)/;
/** What such a field is of, on what stands around it: its words as UTF-8 in hex. */
const WHAT = /(?:^| )st-key-what-((?:[\da-f]{2})+)-/;

export interface Draft {
  written: string;
  /** What stood there before; null where the server has not seen any of it. */
  beneath: string | null;
  /** What it is of, as people say it. */
  what: string;
  /** Ids of the quotations that stand in a memo as numbers: the session knows which they are. */
  links?: string[];
}

/** What the server's session knows. */
export interface Told {
  /** A new one with each session. */
  session: string;
  typed: Record<string, Draft>;
  /** How many times what was typed in a field was saved or given up. */
  ended: Record<string, number>;
}

export class Typed {
  private session = "";
  private ended: Record<string, number> = {};
  /** What the session last told of each: only what it changed since goes over what is kept, which may be newer. */
  private told = new Map<string, string>();
  /** How often each was said that no field shows, lest what the session does not take be said for ever. */
  private readonly offered = new Map<string, number>();
  private readonly prefix: string;

  /** `own` names this window. */
  constructor(private readonly shelf: Shelf, { project, coder }: { project: string; coder: string }, private readonly own: string) {
    this.prefix = `${PREFIX}${project}:${coder}:`;
  }

  /** Take over what the session knows; returns whether it has just begun, and so is to be offered the rest. */
  renew({ session, typed, ended }: Told): boolean {
    const begins = session !== this.session;
    if (begins) this.told.clear();
    else for (const name of Object.keys(ended)) if (ended[name]! > (this.ended[name] ?? 0)) this.shelf.remove(this.key(name));
    this.session = session;
    this.ended = ended;
    const now = new Map(Object.entries(typed).map(([name, draft]) => [name, JSON.stringify(draft)]));
    for (const [name, said] of now) if (said !== this.told.get(name)) this.shelf.set(this.key(name), said);
    this.told = now;
    return begins;
  }

  /** What the session does not know: of this window, and of those that are not `open` any more; null where there is none. */
  unknown(open: ReadonlySet<string>): Record<string, Draft> | null {
    this.adopt(open);
    const unknown = Object.entries(this.kept()).filter(([name]) => !this.told.has(name));
    return unknown.length ? Object.fromEntries(unknown) : null;
  }

  /** What the session never heard, and no field shows: it went as a page was left. Each is said three times at most. */
  left(isHere: (name: string, written: string) => boolean): Record<string, Draft> | null {
    const left = Object.entries(this.kept()).filter(([name, { written }]) => {
      return !this.told.has(name) && !isHere(name, written) && (this.offered.get(name + written) ?? 0) < MOST_OFFERS;
    });
    for (const [name, { written }] of left) this.offered.set(name + written, (this.offered.get(name + written) ?? 0) + 1);
    return left.length ? Object.fromEntries(left) : null;
  }

  /** Keep what was typed in a field; `before` is what stood there when it was entered, `what` it is of. */
  write(name: string, written: string, before: string, what: string): void {
    if (written === before && !this.told.has(name)) return this.shelf.remove(this.key(name));
    const draft = this.kept()[name] ?? { beneath: null, what };
    this.shelf.set(this.key(name), JSON.stringify({ ...draft, written }));
  }

  /** What is not saved, as people say it: kept here, or known to the session where another window let go of it. */
  whats(): string[] {
    const known = Object.fromEntries([...this.told].map(([name, said]) => [name, JSON.parse(said) as Draft]));
    return Object.values({ ...known, ...this.kept() }).map(({ what }) => what);
  }

  /** Make what a closed window left this window's; where something is typed here under that name, it waits. */
  private adopt(open: ReadonlySet<string>): void {
    const here = this.kept();
    for (const { key, name, window } of this.entries()) {
      const [draft] = window === this.own || open.has(window) ? [] : parse(this.shelf.get(key));
      if (!draft || name in here || this.told.has(name)) continue;
      here[name] = draft;
      this.shelf.set(this.key(name), JSON.stringify(draft));
      this.shelf.remove(key);
    }
  }

  /** What is typed in this window. */
  private kept(): Record<string, Draft> {
    const own = this.entries().filter(({ window }) => window === this.own);
    return Object.fromEntries(own.flatMap(({ key, name }) => parse(this.shelf.get(key)).map((draft) => [name, draft])));
  }

  private entries(): { key: string; name: string; window: string }[] {
    const keys = this.shelf.keys(this.prefix).filter((key) => !key.slice(this.prefix.length).includes(":")); // “A” is not “A:B”
    return keys.map((key) => {
      const [name = "", window = ""] = key.slice(this.prefix.length).split("@"); // no window: of before each kept its own
      return { key, name, window };
    });
  }

  private key(name: string): string {
    return `${this.prefix}${name}@${this.own}`;
  }
}

/** Keep what is typed in the fields of the page, at every letter. */
export function follow(typed: () => Promise<Typed>, signal: AbortSignal): void {
  const before = new WeakMap<EventTarget, string>();
  const entered = (event: Event) => {
    const field = fieldOf(event);
    if (field) before.set(field, field.value);
  };
  const wrote = (event: Event) => {
    const field = fieldOf(event);
    const name = field && nameOf(field);
    if (!name) return;
    const [written, stood, what] = [field.value, before.get(field) ?? "", whatOf(field)];
    void typed().then((those) => those.write(name, written, stood, what));
  };
  addEventListener("focusin", entered, { signal });
  addEventListener("input", wrote, { signal, capture: true });
}

/** Whether a field of the page shows what was typed under a name, or is being typed in. */
export function isHere(name: string, written: string): boolean {
  const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(`.st-key-${CSS.escape(name)} :is(input, textarea)`);
  return field !== null && (field.value === written || field === document.activeElement);
}

function fieldOf({ target }: Event): HTMLTextAreaElement | HTMLInputElement | null {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement ? target : null;
}

function nameOf(field: Element): string | undefined {
  return FIELD.exec(field.closest("[class*='st-key-draft-']")?.className ?? "")?.[1];
}

/** What a field is of, as people say it; else what it is called. */
function whatOf(field: Element): string {
  const told = WHAT.exec(field.closest("[class*='st-key-what-']")?.className ?? "")?.[1];
  const [label = ""] = (field.getAttribute("aria-label") ?? "").split(":", 1);
  return told ? decodeURIComponent(told.replace(/../g, "%$&")) : label.toLowerCase();
}

function parse(kept: string | null): Draft[] {
  try {
    const draft = JSON.parse(kept ?? "null") as Partial<Draft> | null;
    return typeof draft?.written === "string" && typeof draft.what === "string" ? [{ written: draft.written, beneath: draft.beneath ?? null, what: draft.what, ...(draft.links && { links: draft.links }) }] : [];
  } catch {
    return []; // another program's entry under our name
  }
}
