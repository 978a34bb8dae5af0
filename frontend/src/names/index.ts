// The entry that Streamlit calls on each run with the mount's data; one review lives as long as its element.
import { Asking } from "../asking";
import { ending } from "../ending";
import { Names } from "./names";
import type { Mount } from "./types";

interface StreamlitMount {
  data: Mount;
  parentElement: HTMLElement;
  setTriggerValue(name: string, value: unknown): void;
}

const open = new WeakMap<HTMLElement, Names>();

export default function mount({ data, parentElement, setTriggerValue }: StreamlitMount): () => void {
  let names = open.get(parentElement);
  if (names && !names.shows(data)) {
    names.destroy();
    names = undefined;
  }
  if (names) names.renew(data);
  else {
    const host = parentElement.querySelector<HTMLElement>(".tn-host") ?? parentElement;
    const asking = new Asking(setTriggerValue);
    open.set(parentElement, new Names(host, data, () => asking.token(), () => asking.press("settled", Date.now())));
  }
  return ending(open, parentElement);
}
