// What stands at the end of the bar of every page: what of one's changes is saved, and what the keys do, at “?”: read
// off the buttons that are there, so that it is always true.
import { Asking } from "../asking";
import { ending } from "../ending";
import { onTyped, shared, tellWaiting } from "../kept/page";
import { Shelf } from "../kept/shelf";
import { storage } from "../reader/dom";
import { keepWayBack } from "./address";
import { Carrier, type Ids } from "./carrier";
import { tellWhatIsCut } from "./cut";
import { keysOf, rows, type Row } from "./found";
import { landPresses } from "./landing";
import { pressWhatMoved } from "./moved";
import { OnTop } from "./ontop";
import { Saved } from "./saved";
import { takeSeat, type Seat } from "./seat";
import { watchServer } from "./server";
import { sayWhatIsSeen } from "./spoken";
import { follow, isHere, Typed, type Draft, type Told } from "./typed";

/** What the Python wrapper hands on each run, as JSON. */
interface Mount extends Ids {
  /** A cookie, name=value: who codes in this study, by ids; empty until they have said. */
  cookie: string;
  /** Whether nothing can be changed here. */
  reads: boolean;
  /** What the session knows of what is typed in fields and not saved yet. */
  drafts: Told;
}

interface StreamlitMount {
  parentElement: HTMLElement;
  data: ArrayBuffer | Uint8Array;
  setTriggerValue(name: string, value: unknown): void;
}

const A_YEAR_SECONDS = 31_536_000;
const FIELDS = "fields";

class Keys {
  private readonly button = document.createElement("button");
  private readonly dialog = document.createElement("dialog");
  private readonly list = document.createElement("dl");
  private readonly listening = new AbortController();

  constructor(private readonly host: HTMLElement) {
    const { signal } = this.listening;
    const close = document.createElement("button");
    const title = document.createElement("h2");
    this.button.type = close.type = "button";
    this.button.className = close.className = "tk-button";
    this.button.append("Keys ", key("?"));
    close.textContent = "Close";
    title.textContent = "Keys on this page";
    title.id = "tk-title";
    this.dialog.className = "tk-dialog";
    this.dialog.setAttribute("aria-labelledby", title.id);
    this.dialog.append(title, this.list, close);
    this.button.addEventListener("click", () => this.open(), { signal });
    close.addEventListener("click", () => this.dialog.close(), { signal });
    // Streamlit's keys are for the page below, which must not change while this is read.
    this.dialog.addEventListener("keydown", (event) => event.stopPropagation(), { signal });
    addEventListener("keydown", (event) => this.pressed(event), { signal, capture: true });
    tellWhatIsCut(signal);
    landPresses(signal);
    pressWhatMoved(signal);
    sayWhatIsSeen(signal);
    new OnTop(signal);
    host.replaceChildren(this.button, this.dialog);
  }

  destroy(): void {
    this.listening.abort();
    this.host.replaceChildren();
  }

  private pressed(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // The coding surface has a list of its own; where somebody types, it is a question mark.
    if (target?.closest("input, textarea, select, [contenteditable=true], [role=textbox], .th-reader, dialog")) return;
    event.preventDefault();
    event.stopPropagation();
    this.open();
  }

  private open(): void {
    const surface = document.querySelector<HTMLButtonElement>(".th-reader .th-keys");
    if (surface) return surface.click();
    this.list.replaceChildren(...rows(keysOf(document)).flatMap(pair));
    this.dialog.showModal();
  }
}

function pair({ keys, does }: Row): HTMLElement[] {
  const term = document.createElement("dt");
  const words = document.createElement("dd");
  term.append(...keys.flatMap((one, nth) => (nth ? [" ", key(one)] : [key(one)])));
  words.textContent = does;
  return [term, words];
}

function key(name: string): HTMLElement {
  const made = document.createElement("kbd");
  made.textContent = name;
  return made;
}

/** What is typed, by study and coder: it outlives the bar, which is drawn anew with some pages. */
const everyTyped = new Map<string, Typed>();

/** This window's, from the first page on. */
let seat: Promise<Seat> | undefined;

async function typedOf(shelf: Shelf, { project, coder }: Ids): Promise<Typed> {
  const { own } = await (seat ??= takeSeat());
  const whose = `${project}:${coder}`;
  const typed = everyTyped.get(whose) ?? new Typed(shelf, { project, coder }, own);
  everyTyped.set(whose, typed);
  return typed;
}

/** What the end of the bar asks of the server. */
interface Asks {
  token(): void;
  /** To take what was typed before this session began. */
  take(drafts: Record<string, Draft>): void;
}

/** The end of the bar: it lives as long as its element, and its carrier as long as study and coder are the same. */
class End {
  private readonly shelf = new Shelf(storage());
  private readonly saved = new Saved();
  private readonly keys: Keys;
  private readonly listening = new AbortController();
  private carrier: Carrier;
  private typed: Typed | undefined;

  constructor(host: HTMLElement, private mount: Mount, private readonly asks: Asks) {
    const keys = document.createElement("span");
    host.replaceChildren(this.saved.root, keys);
    this.keys = new Keys(keys);
    follow(() => typedOf(this.shelf, this.mount), this.listening.signal);
    watchServer(() => asks.token(), this.listening.signal);
    shared().typed.set(FIELDS, () => this.typed?.whats() ?? []);
    onTyped((drafts) => this.hear(drafts as Told), this.listening.signal);
    this.carrier = this.carry();
  }

  renew(mount: Mount): void {
    const { project, coder } = this.mount;
    this.mount = mount;
    void this.take();
    if (project === mount.project && coder === mount.coder) return this.carrier.renew(mount);
    this.carrier.stop();
    this.carrier = this.carry();
  }

  destroy(): void {
    this.listening.abort();
    shared().typed.delete(FIELDS);
    this.saved.destroy();
    this.carrier.stop();
    this.keys.destroy();
  }

  /** What a dialog that is open says, which is drawn without the bar. */
  private hear(drafts: Told): void {
    this.mount = { ...this.mount, drafts };
    void this.take();
  }

  /** Hear what the session knows of what is typed, say it, and offer a session that has just begun the rest. */
  private async take(): Promise<void> {
    const { mount } = this;
    this.saved.reads(mount.reads);
    const typed = await typedOf(this.shelf, mount);
    const begins = typed.renew(mount.drafts);
    this.typed = typed;
    tellWaiting();
    const unknown = begins ? typed.unknown(await (await seat!).others()) : typed.left(isHere);
    if (!unknown) return;
    this.asks.take(unknown);
    tellWaiting();
  }

  private carry(): Carrier {
    void this.take();
    return new Carrier(this.shelf, this.mount, {
      standing: (standing) => this.saved.show(standing),
      refused: (place, reason) => this.saved.refuse(place, reason),
      locked: () => this.asks.token(),
    });
  }
}

const open = new WeakMap<HTMLElement, End>();

export default function mount({ parentElement, data, setTriggerValue }: StreamlitMount): () => void {
  const told = JSON.parse(new TextDecoder().decode(data)) as Mount;
  if (told.cookie) document.cookie = `${told.cookie}; path=/; max-age=${A_YEAR_SECONDS}; samesite=strict`;
  keepWayBack();
  const end = open.get(parentElement);
  if (end) end.renew(told);
  else {
    const host = parentElement.querySelector<HTMLElement>(".tk-host") ?? parentElement;
    const asking = new Asking(setTriggerValue);
    const asks = { token: () => asking.token(), take: (drafts: Record<string, Draft>) => asking.press("typed", drafts) };
    open.set(parentElement, new End(host, told, asks));
  }
  return ending(open, parentElement);
}
