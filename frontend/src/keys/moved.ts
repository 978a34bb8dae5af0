// A press on a button is one on it though the button moves, or is drawn anew, while it is held down: leaving a field has
// the page say below it that its words are not saved yet, and Save moves away from under who presses slowly.

const BUTTON = "[data-testid=stApp] button[data-testid^=stBaseButton], [data-testid=stDialog] button[data-testid^=stBaseButton]";
const KEYED = /(?:^| )(st-key-\S+)/;
/** How far a pointer may wander and still mean what it was put on, in pixels. */
const WANDERS_PX = 8;

interface Held {
  button: HTMLButtonElement;
  /** The class by which the button is known where it is drawn anew. */
  name: string | undefined;
  x: number;
  y: number;
}

/** Carry out presses that the page moved away from. */
export function pressWhatMoved(signal: AbortSignal): void {
  let held: Held | null = null;
  const down = (event: PointerEvent) => {
    const button = event.isPrimary && event.button === 0 ? buttonOf(event) : null;
    const name = KEYED.exec(button?.closest("[class*='st-key-']")?.className ?? "")?.[1];
    held = button && { button, name, x: event.clientX, y: event.clientY };
  };
  const up = (event: PointerEvent) => {
    const was = held;
    held = null;
    if (!was || !event.isTrusted || Math.hypot(event.clientX - was.x, event.clientY - was.y) > WANDERS_PX) return;
    if (buttonOf(event) !== was.button) again(was)?.click(); // else the browser's own click comes
  };
  const gone = () => (held = null);
  addEventListener("pointerdown", down, { signal, capture: true });
  addEventListener("pointerup", up, { signal, capture: true });
  addEventListener("pointercancel", gone, { signal, capture: true });
}

function again({ button, name }: Held): HTMLButtonElement | undefined {
  if (button.isConnected) return button;
  const those = name ? document.querySelectorAll<HTMLButtonElement>(`.${CSS.escape(name)} button`) : [];
  return [...those].find((one) => one.textContent === button.textContent);
}

function buttonOf({ target }: Event): HTMLButtonElement | null {
  return target instanceof Element ? target.closest<HTMLButtonElement>(BUTTON) : null;
}
