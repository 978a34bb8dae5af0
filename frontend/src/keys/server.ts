// Whether the page around still has its server, by what Streamlit says of it on the page.
import { shared, tellWaiting } from "../kept/page";

const APP = "[data-testid=stApp]";
const STATE = "data-test-connection-state";

/**
 * Keep the pages' word on what is saved true while the server is away: what is done meanwhile waits for it. A server
 * that is there again may have begun anew and know nothing of this page, and Streamlit asks it for nothing (1.67): so
 * it is asked by `back`.
 */
export function watchServer(back: () => void, signal: AbortSignal): void {
  const app = document.querySelector(APP);
  if (!app) return;
  const look = () => {
    const away = (app.getAttribute(STATE) ?? "CONNECTED") !== "CONNECTED";
    if (shared().away === away) return;
    shared().away = away;
    tellWaiting();
    if (!away) back();
  };
  const watching = new MutationObserver(look);
  watching.observe(app, { attributes: true, attributeFilter: [STATE] });
  signal.addEventListener("abort", () => watching.disconnect());
  look();
}
