// One conversation with the server at a time: send what waits, read what others did, listen for the bell.
import type { LinkState } from "../kept/link";
import type { Outbox } from "../kept/outbox";
import type { Elsewhere } from "./parts";
import type { Hidden, Told } from "./proposal";
import type { Answer, Change, Mount, Operation, Snapshot, Turns } from "./types";

const BATCH = 50;
/** How the server closes the bell of who has no valid token. */
const NO_TOKEN = 4401;
const TIMEOUT_MS = 15_000;
/** To learn from a large study that nobody has learnt from yet, all of it is encoded first. */
const LEARNING_TIMEOUT_MS = 300_000;
const LONGEST_PAUSE_MS = 8_000;

/** What the server says of an operation that it cannot read. */
interface Unread {
  id?: string;
  error?: string;
}

export type State = LinkState;

export interface Listener {
  /** What others did, or this coder beside the surface, and what undo and redo would do now. */
  changes(changes: readonly Change[], turns: Turns): void;
  /** What the server says to a batch of operations. */
  answered(answer: Answer, batch: readonly Operation[]): void;
  refused(reason: string): void;
  state(state: State): void;
}

export class Sync {
  seq = 0;
  private rung = 0;
  private busy = false;
  private stopped = false;
  private pause = 0;
  private socketPause = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private socket: WebSocket | null = null;

  constructor(private mount: Mount, private readonly outbox: Outbox<Operation>, private readonly listener: Listener) {}

  /** Take a fresh token after the server or the session was renewed. */
  renew(mount: Mount): void {
    const changed = mount.token !== this.mount.token;
    this.mount = mount;
    if (changed) this.now();
  }

  /** The whole transcript; throws with words where it cannot be had. */
  async load(): Promise<Snapshot> {
    const answer = await fetch(this.address(""), { headers: this.headers(), signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!answer.ok) throw new Error(answer.status === 404 ? "This transcript is no longer in the project." : `The transcript could not be read (${answer.status}).`);
    const snapshot = (await answer.json()) as Snapshot;
    this.seq = snapshot.seq;
    return snapshot;
  }

  /** What is suggested here, `anyway` where a rule of the study would hide it; null where the server does not say. */
  async suggestions(anyway: boolean): Promise<Told | null> {
    const answer = await this.ask<Told>(`/suggestions${anyway ? "?anyway" : ""}`, { headers: this.headers() }, LEARNING_TIMEOUT_MS);
    return typeof answer !== "string" && answer.ok ? answer.said : null;
  }

  /** Where words stand in parts that are not shown; null where the server does not say. */
  async elsewhere(words: string): Promise<Elsewhere | null> {
    const answer = await this.ask<Elsewhere>("/elsewhere", { method: "POST", headers: { ...this.headers(), "content-type": "application/json" }, body: JSON.stringify({ words }) });
    return typeof answer !== "string" && answer.ok ? answer.said : null;
  }

  /** Why nothing is suggested now, said at once; null where the server does not say. */
  async whyHidden(): Promise<Hidden | null> {
    const answer = await this.ask<Hidden>("/suggestions/hidden", { headers: this.headers() });
    return typeof answer !== "string" && answer.ok ? answer.said : null;
  }

  listen(): void {
    if (this.stopped || this.socket) return;
    const address = new URL(this.address("/live"), location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = (this.socket = new WebSocket(address));
    socket.onopen = () => {
      socket.send(JSON.stringify({ token: this.mount.token }));
      void this.talk(); // the server is there again
    };
    socket.onmessage = ({ data }) => {
      const seq: unknown = JSON.parse(String(data))?.seq;
      this.socketPause = 0; // it took the token
      if (typeof seq === "number") this.rung = Math.max(this.rung, seq);
      void this.talk();
    };
    socket.onclose = ({ code }) => {
      this.socket = null;
      if (this.stopped) return;
      if (!this.busy) this.listener.state("offline"); // until it listens again, what others do is not shown
      if (code === NO_TOKEN) this.listener.state("locked");
      this.socketPause = longer(this.socketPause);
      setTimeout(() => this.listen(), this.socketPause);
    };
  }

  /** Send at once what waits, however long the pause would have been. */
  now(): void {
    clearTimeout(this.timer);
    this.pause = 0;
    this.listen();
    void this.talk();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }

  private async talk(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    let state: State = "saved";
    while (state === "saved" && (this.outbox.size || this.rung > this.seq)) {
      if (this.outbox.size) this.listener.state("saving");
      state = this.outbox.size ? await this.send() : await this.read();
    }
    this.busy = false;
    if (!this.stopped) this.listener.state(state);
    if (state !== "saved" && !this.stopped) {
      clearTimeout(this.timer);
      this.pause = longer(this.pause);
      this.timer = setTimeout(() => void this.talk(), this.pause);
    } else this.pause = 0;
  }

  private async send(): Promise<State> {
    const batch = this.outbox.batch(BATCH);
    const answer = await this.ask<Answer & Unread>(`/operations?since=${this.seq}`, {
      method: "POST",
      headers: { ...this.headers(), "content-type": "application/json" },
      body: JSON.stringify(batch),
      keepalive: true,
    });
    if (typeof answer === "string") return answer;
    const { ok, said: told } = answer;
    if (!ok) return this.drop(told, batch.map(({ id }) => id));
    this.outbox.remove([...told.acknowledged, ...told.refused.map(({ id }) => id)]);
    this.seq = told.seq;
    this.listener.answered(told, batch);
    return "saved";
  }

  private async read(): Promise<State> {
    const heard = this.rung;
    const answer = await this.ask<Pick<Answer, "seq" | "changes"> & Turns>(`/changes?since=${this.seq}`, { headers: this.headers() });
    if (typeof answer === "string") return answer;
    if (!answer.ok) return "offline";
    const { seq, changes, ...turns } = answer.said;
    this.seq = seq;
    if (this.rung === heard) this.rung = seq; // rung meanwhile: there is more to read
    this.listener.changes(changes, turns);
    return "saved";
  }

  /** The server cannot read an operation: only that one is given up, and the person is told. */
  private drop({ id, error }: Unread, batch: string[]): State {
    this.outbox.remove(id && batch.includes(id) ? [id] : batch.slice(0, 1));
    this.listener.refused(error ?? "The server could not read a change.");
    return "saved";
  }

  private async ask<Said>(path: string, request: RequestInit, timeout = TIMEOUT_MS): Promise<{ ok: boolean; said: Said } | "offline" | "locked"> {
    try {
      const answer = await fetch(this.address(path), { ...request, signal: AbortSignal.timeout(timeout) });
      const { ok, status } = answer;
      if (status === 401 || status === 403) return "locked";
      return ok || status === 422 || status === 413 ? { ok, said: (await answer.json()) as Said } : "offline";
    } catch {
      return "offline"; // the network or the server is away, or went in the middle of its answer
    }
  }

  private address(path: string): string {
    const { api, project, transcript } = this.mount;
    return `${api}/${encodeURIComponent(project)}/transcripts/${encodeURIComponent(transcript)}${path}`;
  }

  private headers(): Record<string, string> {
    return { "x-themes-token": this.mount.token };
  }
}

function longer(pause: number): number {
  return Math.min(LONGEST_PAUSE_MS, (pause || 400) * 1.6);
}
