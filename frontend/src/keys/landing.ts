// A press on a link to another page gets there. Streamlit asks for the page at once and, a moment later, says what was
// typed in the field that was left, or what a part of the old page has to say: that comes last and names the old page,
// so that the press was swallowed (tests/browser/test_saved.py; three times of four where the server was busy).

const LINKS = "[data-testid=stTopNavLink], [data-testid=stSidebarNavLink], [data-testid=stPageLink-NavLink]";
const LOOKS_MS = 250;
/** Looks at which nothing ran and the old page stood, before it is pressed again. */
const IDLE_LOOKS = 2;
const MOST_LOOKS = 60;
const MOST_PRESSES = 3;

/** Press a link again whose page does not come, until somebody does something else. */
export function landPresses(signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = () => clearTimeout(timer);
  const watch = (path: string, presses: number) => {
    let idle = 0;
    let looks = 0;
    const look = () => {
      if (signal.aborted || location.pathname === path || ++looks > MOST_LOOKS) return;
      idle = isIdle() ? idle + 1 : 0;
      if (idle < IDLE_LOOKS) return void (timer = setTimeout(look, LOOKS_MS));
      if (presses >= MOST_PRESSES) return;
      linkTo(path)?.click();
      watch(path, presses + 1);
    };
    settle();
    timer = setTimeout(look, LOOKS_MS);
  };
  addEventListener("pointerdown", settle, { signal, capture: true });
  addEventListener("keydown", settle, { signal, capture: true });
  const pressed = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(LINKS) : null;
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (link && event.isTrusted && !elsewhere) watch(new URL(link.href).pathname, 1);
  };
  addEventListener("click", pressed, { signal, capture: true });
}

function isIdle(): boolean {
  const { testScriptState, testConnectionState } = document.querySelector<HTMLElement>("[data-testid=stApp]")?.dataset ?? {};
  return testScriptState === "notRunning" && testConnectionState === "CONNECTED";
}

function linkTo(path: string): HTMLAnchorElement | undefined {
  return [...document.querySelectorAll<HTMLAnchorElement>(LINKS)].find(({ href }) => new URL(href).pathname === path);
}
