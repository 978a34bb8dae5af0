// The entry that Streamlit calls on each run with the mount's data; one lives as long as its element.
import { ending } from "../ending";
import { Waits, type Mount } from "./waits";

interface StreamlitMount {
  data: ArrayBuffer | Uint8Array;
  parentElement: HTMLElement;
}

const open = new WeakMap<HTMLElement, Waits>();

export default function mount({ data, parentElement }: StreamlitMount): () => void {
  const told = JSON.parse(new TextDecoder().decode(data)) as Mount;
  const waits = open.get(parentElement);
  if (waits) waits.renew(told);
  else open.set(parentElement, new Waits(parentElement.querySelector<HTMLElement>(".tw-host") ?? parentElement, told));
  return ending(open, parentElement);
}
