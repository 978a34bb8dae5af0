// Whether the page around still has its server, by what Streamlit says of it on the page.
import { shared, tellWaiting } from "../kept/page";

const APP = "[data-testid=stApp]";
const STATE = "data-test-connection-state";

/** Keep the pages' word on what is saved true while the server is away: what is done meanwhile waits for it. */
export function watchServer(signal: AbortSignal): void {
  const app = document.querySelector(APP);
  if (!app) return;
  const look = () => {
    const away = (app.getAttribute(STATE) ?? "CONNECTED") !== "CONNECTED";
    if (shared().away === away) return;
    shared().away = away;
    tellWaiting();
  };
  const watching = new MutationObserver(look);
  watching.observe(app, { attributes: true, attributeFilter: [STATE] });
  signal.addEventListener("abort", () => watching.disconnect());
  look();
}
