// Which window of the browser this is, and which others are open: what is typed in an open one is its own alone, and
// what a closed one left is for whoever comes next.

const KEPT = "themes-window";
const LOCK = "themes window ";
const LEAVES_MS = 500;

export interface Seat {
  /** The same after a reload; another in a tab that was duplicated. */
  readonly own: string;
  /** The other windows that are open; none where the browser does not say. */
  others(): Promise<ReadonlySet<string>>;
}

/** Take this window's seat, and hold it for as long as the page lives. */
export async function takeSeat(): Promise<Seat> {
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks; // none where a page comes over a network, unencrypted
  const own = kept() ?? crypto.randomUUID?.() ?? String(Math.random()).slice(2);
  const taken = !locks || (await hold(locks, own)) ? own : crypto.randomUUID();
  if (locks && taken !== own) await hold(locks, taken);
  keep(taken);
  return { own: taken, others: () => (locks ? open(locks, taken) : Promise.resolve(new Set())) };
}

/** Whether the window of that name was free, and is ours now; a page that is reloaded may take a moment to leave. */
function hold(locks: LockManager, own: string): Promise<boolean> {
  return new Promise((told) => {
    const held = () => {
      told(true);
      return new Promise<never>(() => undefined); // until the page goes
    };
    locks.request(LOCK + own, { signal: AbortSignal.timeout(LEAVES_MS) }, held).catch(() => told(false));
  });
}

async function open(locks: LockManager, own: string): Promise<ReadonlySet<string>> {
  const { held = [] } = await locks.query();
  const names = held.flatMap(({ name }) => (name?.startsWith(LOCK) ? [name.slice(LOCK.length)] : []));
  return new Set(names.filter((name) => name !== own));
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null; // a private window may have none
  }
}

function keep(own: string): void {
  try {
    sessionStorage.setItem(KEPT, own);
  } catch {
    // then a reload makes another window of it, and is offered what this one left
  }
}
