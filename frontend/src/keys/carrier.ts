// Brings home what was done on surfaces that are closed by now, in other transcripts, pages and windows.
import { Link, type LinkState, type Settled } from "../kept/link";
import { boxesOf, removeFrom, type Box } from "../kept/outbox";
import { onWaiting, shared, tellWaiting } from "../kept/page";
import type { Shelf } from "../kept/shelf";
import type { Standing } from "../kept/words";

/** Another window sends its own changes: what still waits after so long, it does not send. */
const GRACE_MS = 1000;

export interface Ids {
  api: string;
  token: string;
  project: string;
  coder: string;
}

export interface Told {
  standing(standing: Standing): void;
  /** What of a place the server will not have, and why; it stays kept until the place is opened. */
  refused(place: string, reason: string): void;
  /** The token is not taken any more. */
  locked(): void;
}

type Operation = { id: string };

export class Carrier {
  private readonly links = new Map<string, Link<Ids, Operation, Settled>>();
  private readonly states = new Map<string, LinkState>();
  /** When each change was first seen to wait. */
  private readonly since = new Map<string, number>();
  /** What a link has been asked to send: it goes on by itself, at its own pace. */
  private readonly begun = new Set<string>();
  private readonly refused = new Set<string>();
  private readonly listening = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly shelf: Shelf, private ids: Ids, private readonly told: Told) {
    for (const { operation } of this.boxes().flatMap(({ waiting }) => waiting)) this.since.set(operation.id, -Infinity);
    onWaiting(() => this.look(), this.listening.signal);
    addEventListener("online", () => this.links.forEach((link) => void link.send()), { signal: this.listening.signal });
    this.look();
  }

  renew(ids: Ids): void {
    this.ids = ids;
    for (const link of this.links.values()) link.renew(ids);
    this.look();
  }

  stop(): void {
    this.listening.abort();
    clearTimeout(this.timer);
    for (const link of this.links.values()) link.stop();
  }

  /** Send what has waited long enough, and say how it stands. */
  private look(): void {
    clearTimeout(this.timer);
    const boxes = this.boxes();
    const now = performance.now();
    let young = false;
    for (const { operation } of boxes.flatMap(({ waiting }) => waiting)) {
      if (!this.since.has(operation.id)) this.since.set(operation.id, now);
      young ||= !this.isDue(operation);
    }
    for (const place of new Set(boxes.map((box) => box.place))) this.begin(place);
    if (young) this.timer = setTimeout(() => this.look(), GRACE_MS);
    this.tell();
  }

  private begin(place: string): void {
    const fresh = this.due(place).filter(({ id }) => !this.begun.has(id));
    for (const { id } of fresh) this.begun.add(id);
    if (fresh.length) void this.linkTo(place).send();
  }

  private linkTo(place: string): Link<Ids, Operation, Settled> {
    const known = this.links.get(place);
    if (known) return known;
    const { shelf, refused } = this;
    const due = () => this.due(place);
    const boxes = () => this.boxes().filter((box) => box.place === place);
    const queue = {
      get size() {
        return due().length;
      },
      batch: (limit: number) => due().slice(0, limit),
      remove: (ids: Iterable<string>) => boxes().forEach(({ key }) => removeFrom(shelf, key, ids)),
      refuse: (ids: Iterable<string>) => [...ids].forEach((id) => refused.add(id)),
    };
    const link = new Link<Ids, Operation, Settled>(this.ids, (ids, path) => addressOf(ids, place, path), queue, {
      answered: () => this.tell(),
      refused: (reason) => this.told.refused(place, reason),
      state: (state) => {
        this.states.set(place, state);
        if (state === "locked") this.told.locked();
        this.tell();
      },
    });
    this.links.set(place, link);
    return link;
  }

  /** What no open surface of this page sends, and no window is about to; what was refused waits for its place to be opened. */
  private due(place: string): Operation[] {
    const closed = this.boxes().filter((box) => box.place === place && !shared().open.has(box.key));
    return closed.flatMap(({ waiting }) => waiting.map(({ operation }) => operation)).filter((one) => this.isDue(one) && !this.refused.has(one.id));
  }

  private isDue({ id }: Operation): boolean {
    return performance.now() - (this.since.get(id) ?? Infinity) >= GRACE_MS;
  }

  private boxes(): Box<Operation>[] {
    return boxesOf<Operation>(this.shelf, this.ids);
  }

  private tell(): void {
    const beside = [...shared().beside.values()].reduce((sum, one) => sum + one, 0);
    const boxes = this.boxes();
    const kept = new Set(boxes.flatMap(({ waiting }) => waiting.map(({ operation }) => operation.id)));
    const states = boxes.map(({ place }) => this.states.get(place));
    const worst = (["locked", "offline"] as const).find((state) => states.includes(state));
    const state = worst ?? (shared().away ? "offline" : [...this.refused].some((id) => kept.has(id)) ? "refused" : "saving");
    if (shared().carrying !== state) {
      shared().carrying = state;
      tellWaiting();
    }
    this.told.standing({ state, waiting: kept.size + beside, kept: !shared().kept.size && !beside });
  }
}

function addressOf({ api, project }: Ids, place: string, path: string): string {
  const where = place === "matrix" ? [place] : ["transcripts", ...place.split("/")];
  return [api, encodeURIComponent(project), ...where.map(encodeURIComponent)].join("/") + path;
}
