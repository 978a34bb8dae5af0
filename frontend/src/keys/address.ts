// One page is one step of the way back. Streamlit pushes an entry for whatever the server writes behind a page's address
// (which study, which transcript), and Back would lead from a page to itself; and where Back is pressed twice quickly, it
// pushes the page of the run that was left, so that Back ends where it began and there is no Forward any more.

/** What entries bear that were made since this module runs; one without was left by the server's first words. */
const OURS = "themes";

let begun = false;
/** Whether Back or Forward was pressed, and nothing since. */
let walked = false;
let path = "";

/** Keep one entry for each page that is shown. */
export function keepWayBack(): void {
  if (begun) return;
  begun = true;
  path = location.pathname;
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  history.replaceState = (state: unknown, unused: string, url?: string | URL | null) => replace(ours(state), unused, url);
  history.pushState = (state: unknown, unused: string, url?: string | URL | null) => {
    const to = new URL(url ?? location.href, location.href).pathname;
    if (to === location.pathname) replace(ours(state), unused, url);
    // Who walks back is where the address says: a page that comes now is of a run that was left.
    else if (!walked) push(ours(state), unused, url);
    path = location.pathname;
  };
  history.replaceState(history.state, "");
  addEventListener("popstate", ({ state }) => {
    const same = location.pathname === path;
    walked = true;
    path = location.pathname;
    // Streamlit had pushed the first page a second time before this module was there.
    if (same && !location.hash && !isOurs(state)) history.back();
  });
  for (const pressed of ["pointerdown", "keydown", "click"]) addEventListener(pressed, () => (walked = false), { capture: true });
}

function ours(state: unknown): object {
  return { ...(state as object | null), [OURS]: true };
}

function isOurs(state: unknown): boolean {
  return typeof state === "object" && state !== null && OURS in state;
}
