// What the server writes behind the page's address takes no step of the way back: Streamlit pushes it as a new entry
// once a page is shown, and Back would lead from a page to itself.

const NAMED = "study";

let begun = false;

/** Let the name of the study replace the entry of the page that it is written behind. */
export function keepWayBack(): void {
  if (begun) return;
  begun = true;
  const push = history.pushState.bind(history);
  history.pushState = (state: unknown, unused: string, url?: string | URL | null) => {
    if (url != null && isOnlyNamed(new URL(url, location.href))) history.replaceState(state, unused, url);
    else push(state, unused, url);
  };
}

/** Whether an address differs from the one that is shown in nothing but that it names the study. */
function isOnlyNamed(to: URL): boolean {
  return !new URLSearchParams(location.search).has(NAMED) && to.searchParams.has(NAMED) && without(to) === without(new URL(location.href));
}

function without(address: URL): string {
  const bare = new URL(address);
  bare.searchParams.delete(NAMED);
  return bare.href;
}
