// One conversation with the server at a time: send what waits, oldest first, until it is acknowledged.

/** How the server says that it cannot read an operation, and that what the operations are of is gone. */
const UNREAD: readonly number[] = [413, 422];
const GONE = 404;
const BATCH = 50;
const TIMEOUT_MS = 30_000;
const LONGEST_PAUSE_MS = 8_000;

export type LinkState = "saved" | "saving" | "offline" | "locked";

/** What waits to be sent: a queue or an outbox. */
export interface Waiting<Sent> {
  readonly size: number;
  batch(limit: number): Sent[];
  remove(ids: Iterable<string>): void;
  /** These the server will not have. */
  refuse(ids: Iterable<string>): void;
}

/** What every answer to a batch says. */
export interface Settled {
  acknowledged: string[];
  refused: { id: string; reason: string }[];
}

export interface Listener<Sent, Answer> {
  answered(answer: Answer, batch: readonly Sent[]): void;
  refused(reason: string): void;
  state(state: LinkState): void;
}

/** Who asks, and where; `Mount` is what the page handed the surface. */
export class Link<Mount extends { token: string }, Sent extends { id: string }, Answer extends Settled> {
  private busy = false;
  private stopped = false;
  private pause = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private mount: Mount,
    private readonly addressOf: (mount: Mount, path: string) => string,
    private readonly queue: Waiting<Sent>,
    private readonly listener: Listener<Sent, Answer>,
  ) {}

  renew(mount: Mount): void {
    const changed = mount.token !== this.mount.token;
    this.mount = mount;
    if (changed) void this.send();
  }

  /** What stands at a path, asked with a body where there is one; throws with words where it cannot be had. */
  async load<Told>(path = "", body?: unknown): Promise<Told> {
    const asked: RequestInit = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const answer = await fetch(this.addressOf(this.mount, path), { ...asked, headers: this.headers(), signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (answer.status === 401 || answer.status === 403) this.listener.state("locked");
    if (!answer.ok) throw new Error(`This could not be read (${answer.status}).`);
    return (await answer.json()) as Told;
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  async send(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    let state: LinkState = "saved";
    while (state === "saved" && this.queue.size && !this.stopped) {
      this.listener.state("saving");
      state = await this.batch();
    }
    this.busy = false;
    if (this.stopped) return;
    this.listener.state(state);
    this.pause = state === "saved" ? 0 : Math.min(LONGEST_PAUSE_MS, (this.pause || 400) * 1.6);
    if (state !== "saved") {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.send(), this.pause);
    }
  }

  private async batch(): Promise<LinkState> {
    const batch = this.queue.batch(BATCH);
    let answer: Response;
    let said: unknown;
    try {
      answer = await fetch(this.addressOf(this.mount, "/operations"), {
        method: "POST",
        headers: this.headers(),
        body: JSON.stringify(batch),
        keepalive: true,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (answer.ok || answer.status === GONE || UNREAD.includes(answer.status)) said = await answer.json();
    } catch {
      return "offline"; // the network or the server is away, or went in the middle of its answer
    }
    if (answer.status === 401 || answer.status === 403) return "locked";
    if (answer.status === GONE || UNREAD.includes(answer.status)) {
      const { id, error } = said as { id?: string; error?: string };
      const ids = batch.map((one) => one.id);
      if (answer.status === GONE) this.queue.remove(ids); // there is nowhere to keep them for
      else this.queue.refuse(id ? [id] : ids.slice(0, 1));
      this.listener.refused(error ?? "The server could not read a change.");
      return "saved";
    }
    if (!answer.ok) return "offline";
    const told = said as Answer;
    this.queue.remove(told.acknowledged);
    if (told.refused.length) this.queue.refuse(told.refused.map(({ id }) => id));
    told.refused.forEach(({ reason }) => this.listener.refused(reason));
    this.listener.answered(told, batch);
    return "saved";
  }

  private headers(): Record<string, string> {
    return { "x-themes-token": this.mount.token, "content-type": "application/json" };
  }
}
