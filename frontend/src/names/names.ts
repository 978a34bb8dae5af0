// The review of names in one transcript: what was found, gone through by keys, decided at once and saved behind.
import { Link, type LinkState } from "../kept/link";
import { Outbox } from "../kept/outbox";
import { onWaiting } from "../kept/page";
import { Shelf } from "../kept/shelf";
import { inWords, lookOf, together } from "../kept/words";
import { element, isDark, setWords, storage } from "../reader/dom";
import { newId } from "../reader/operations";
import { Card, type Acts } from "./card";
import { after, beside, nextOpen, standing as left } from "./decide";
import { Page } from "./page";
import type { Answer, Decision, Identifier, Mount, Snapshot, Standing } from "./types";

const MESSAGE_MS = 6000;
/** After so long without a decision the page around is drawn again, with its counts and its undo. */
const REST_MS = 1200;

export class Names {
  private readonly root = element("section", "tn-names ts-surface ts-frame");
  private readonly progress = element("h3", "tn-progress");
  private readonly status = element("span", "tn-status");
  private readonly message = element("div", "tn-message");
  private readonly page: Page;
  private readonly card: Card;
  private readonly outbox: Outbox<Decision>;
  private readonly link: Link<Mount, Decision, Answer>;
  private readonly acts: Acts = {
    accept: (everywhere) => this.onCurrent((identifier) => ({ id: newId(), kind: "accept", identifier, pseudonym: null, everywhere })),
    keep: (everywhere) => this.onCurrent((identifier) => ({ id: newId(), kind: "keep", identifier, everywhere })),
    rename: (pseudonym, everywhere) => {
      this.onCurrent((identifier) => ({ id: newId(), kind: "accept", identifier, pseudonym, everywhere }));
      this.page.scroll.focus({ preventScroll: true });
    },
    reopen: () => this.onCurrent((identifier) => ({ id: newId(), kind: "reopen", identifier }), false),
    step: (by) => this.go(beside(this.found, this.current, by)),
    undo: () => this.decide({ id: newId(), kind: "undo" }),
    mark: (kind) => this.mark(kind),
  };
  private readonly listening = new AbortController();
  private state: LinkState = "saved";
  private standing: Standing | null = null;
  private found: Identifier[] = [];
  private readonly before: { found: Identifier[]; current: string | null }[] = [];
  private current: string | null = null;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement, private readonly mount: Mount, private readonly askToken: () => void, private readonly settled: () => void) {
    this.page = new Page((id) => this.go(id));
    this.card = new Card(this.acts, mount.blind);
    const { project, transcript, coder } = mount;
    this.outbox = new Outbox<Decision>(new Shelf(storage()), { project, place: `${transcript}/names`, coder }, newId());
    this.outbox.adopt();
    this.link = new Link(mount, address, this.outbox, {
      answered: (answer) => this.answered(answer),
      refused: (reason) => this.say(reason),
      state: (state) => this.stateIs(state),
    });
    const head = element("div", "tn-head");
    head.append(this.progress, this.status);
    this.message.setAttribute("role", "status");
    this.root.append(head, this.card.root, this.message, this.page.scroll);
    this.root.classList.toggle("tn-dark", isDark(host));
    this.root.addEventListener("keydown", (event) => this.key(event));
    host.append(this.root);
    onWaiting(() => this.showState(), this.listening.signal);
    void this.load();
  }

  shows({ project, transcript, coder, blind }: Mount): boolean {
    const own = this.mount;
    return project === own.project && transcript === own.transcript && coder === own.coder && blind === own.blind;
  }

  renew(mount: Mount): void {
    this.root.classList.toggle("tn-dark", isDark(this.root));
    this.link.renew(mount);
    // A search that has ended, an undo above, another window: what was found is other than what stands here.
    if (this.standing && mount.seq > this.standing.seq && !this.outbox.size) void this.load();
  }

  destroy(): void {
    clearTimeout(this.silence);
    clearTimeout(this.rest);
    this.listening.abort();
    this.link.stop();
    this.outbox.close();
    this.root.remove();
  }

  private async load(): Promise<void> {
    let snapshot: Snapshot;
    try {
      snapshot = await this.link.load<Snapshot>();
    } catch (error) {
      setWords(this.progress, error instanceof Error ? error.message : String(error));
      return;
    }
    const first = !this.standing;
    this.page.load(snapshot);
    this.card.offer(snapshot.kinds);
    this.before.length = 0; // what was before is not what the log says any more
    this.stand(snapshot);
    const still = this.found.some(({ id, state }) => id === this.current && state === "found");
    this.go(still ? this.current : (nextOpen(this.found, null) ?? this.found[0]?.id ?? null));
    if (first) this.page.scroll.focus({ preventScroll: true });
    void this.link.send();
  }

  private answered(answer: Answer): void {
    this.stand(answer);
    this.show();
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.outbox.size || this.settled(), REST_MS);
  }

  /** Take over what the server says, with what it has not heard yet on top. */
  private stand(standing: Standing): void {
    this.standing = standing;
    this.found = left(this.outbox.batch(Infinity)).reduce((found, decision) => after(found, decision, (one) => this.page.wordsOf(one)), standing.identifiers);
  }

  private onCurrent(make: (identifier: string) => Decision, advance = true): void {
    const current = this.found.find(({ id }) => id === this.current);
    if (!current || current.replaced || this.mount.blind) return;
    this.decide(make(current.id));
    if (advance) this.go(nextOpen(this.found, this.current) ?? this.current);
  }

  private decide(decision: Decision): void {
    this.outbox.add({ operation: decision, touches: [] });
    if (decision.kind === "undo") this.goBack();
    else {
      this.before.push({ found: this.found, current: this.current });
      this.found = after(this.found, decision, (one) => this.page.wordsOf(one));
    }
    this.show();
    void this.link.send();
  }

  /** Show at once what was before the last decision made here; what was decided elsewhere the server takes back. */
  private goBack(): void {
    const was = this.before.pop();
    if (!was) return;
    this.found = was.found;
    this.go(was.current);
  }

  private mark(kind: string): void {
    const chosen = this.page.selected();
    if (!chosen) return this.say("Select words in the transcript first.");
    if (this.mount.blind) this.decide({ id: newId(), kind: "see", ...chosen, of_kind: kind });
    else {
      const identifier = newId();
      this.decide({ id: newId(), kind: "mark", identifier, ...chosen, of_kind: kind });
      this.go(identifier);
    }
    document.getSelection()?.removeAllRanges();
  }

  private go(id: string | null): void {
    this.current = id;
    this.show();
    if (id) this.page.reveal(id);
  }

  private show(): void {
    if (!this.found.some(({ id }) => id === this.current)) this.current = nextOpen(this.found, null) ?? this.found[0]?.id ?? null;
    const current = this.found.find(({ id }) => id === this.current) ?? null;
    this.page.show(this.found, this.current);
    this.card.show(current, current ? this.page.wordsOf(current) : this.nothing(), this.outbox.size ? "the last decision" : (this.standing?.undo ?? null));
    setWords(this.progress, this.told());
    if (!this.mount.blind) document.title = `${this.numbers()} decided`;
  }

  private numbers(): string {
    const { identifiers = [], decided = 0, of = 0 } = this.standing ?? {};
    const open = (found: readonly Identifier[]) => found.filter(({ state }) => state === "found").length;
    return `${decided + open(identifiers) - open(this.found)} of ${of + this.found.length - identifiers.length}`;
  }

  /** Why there is nothing to be decided here. */
  private nothing(): string {
    if (this.mount.blind) return "Nothing is marked yet.";
    return this.standing?.state === "not begun" ? "Nobody has looked for names here yet." : "Nothing was found here.";
  }

  private told(): string {
    if (!this.found.length && this.standing?.state === "not begun") return "Not looked for yet";
    if (this.mount.blind) return `${this.found.length} marked by you in the sample`;
    const open = this.found.filter(({ state }) => state === "found").length;
    return `${this.numbers()} decided; ${open} to go in this transcript`;
  }

  private stateIs(state: LinkState): void {
    this.state = state;
    this.showState();
    if (state === "locked") this.askToken();
  }

  private showState(): void {
    const { state, outbox } = this;
    const standing = together({ state, waiting: outbox.size, kept: outbox.kept }, outbox.elsewhere());
    setWords(this.status, inWords(standing));
    this.status.dataset["state"] = lookOf(standing);
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== "Tab") event.stopPropagation(); // Streamlit's own "r" would run the page again
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      this.card.close();
      this.page.scroll.focus({ preventScroll: true });
      return;
    }
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    const act = this.keys()[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  private keys(): Record<string, () => void> {
    const { acts } = this;
    return {
      a: () => acts.accept(false),
      e: () => acts.accept(true),
      x: () => acts.keep(false),
      X: () => acts.keep(true),
      c: () => this.card.ask(),
      o: () => acts.reopen(),
      m: () => acts.mark(this.card.kind),
      z: () => acts.undo(),
      j: () => acts.step(1),
      k: () => acts.step(-1),
    };
  }

  private say(words: string): void {
    this.message.textContent = words;
    clearTimeout(this.silence);
    this.silence = setTimeout(() => (this.message.textContent = ""), MESSAGE_MS);
  }
}

function address({ api, project, transcript, blind }: Mount, path: string): string {
  return `${api}/${encodeURIComponent(project)}/transcripts/${encodeURIComponent(transcript)}/names${path}${blind ? "?blind" : ""}`;
}
