// Whether the words are shown without colours, which the browser keeps for its reader.
import { storage } from "./dom";

const PLAIN = "themes-plain";

export function isPlain(): boolean {
  return storage()?.getItem(PLAIN) === "yes";
}

export function keepPlain(plain: boolean): void {
  try {
    storage()?.setItem(PLAIN, plain ? "yes" : "no");
  } catch {
    return; // full, or forbidden: the view holds until the page is closed
  }
}
