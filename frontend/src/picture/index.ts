// A picture that our own server drew, shown as an image (in which nothing can run) and saved as .svg or .png.
import { ending } from "../ending";
import { button, element } from "../reader/dom";

interface Mount {
  svg: string;
  words: string;
  name: string;
  /** The page offers it as files itself, in which other names may stand than on the page. */
  savedElsewhere?: boolean;
}

interface StreamlitMount {
  data: Mount;
  parentElement: HTMLElement;
}

/** Twice as many pixels as it is shown with: enough for print at a width of 18 cm. */
const SCALE = 2;

class Picture {
  private readonly root = element("figure", "tp-picture ts-surface");
  private readonly image = element("img", "tp-image");
  private readonly message = element("p", "tp-message");
  private readonly buttons = element("div", "tp-buttons");
  private mount: Mount = { svg: "", words: "", name: "" };
  private address = "";

  constructor(host: HTMLElement) {
    this.buttons.append(
      button("Save the picture (.svg)", () => save(this.address, `${this.mount.name}.svg`)),
      button("Save the picture (.png)", () => void this.png()),
    );
    this.message.setAttribute("role", "status");
    const scroll = element("div", "tp-scroll");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "The picture");
    scroll.append(this.image);
    this.root.append(this.buttons, this.message, scroll);
    host.append(this.root);
  }

  show(mount: Mount): void {
    if (mount.svg === this.mount.svg && mount.name === this.mount.name) return;
    this.mount = mount;
    this.buttons.hidden = mount.savedElsewhere ?? false;
    URL.revokeObjectURL(this.address);
    this.address = URL.createObjectURL(new Blob([mount.svg], { type: "image/svg+xml" }));
    this.image.src = this.address;
    this.image.alt = mount.words;
  }

  destroy(): void {
    URL.revokeObjectURL(this.address);
    this.root.remove();
  }

  private async png(): Promise<void> {
    const canvas = element("canvas");
    canvas.width = this.image.naturalWidth * SCALE;
    canvas.height = this.image.naturalHeight * SCALE;
    canvas.getContext("2d")?.drawImage(this.image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    this.message.textContent = blob ? "" : "This browser could not make a .png of it; the .svg holds the same.";
    if (!blob) return;
    const address = URL.createObjectURL(blob);
    save(address, `${this.mount.name}.png`);
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}

function save(address: string, name: string): void {
  const link = element("a");
  link.href = address;
  link.download = name;
  link.click();
}

const open = new WeakMap<HTMLElement, Picture>();

export default function mount({ data, parentElement }: StreamlitMount): () => void {
  let picture = open.get(parentElement);
  if (!picture) {
    picture = new Picture(parentElement.querySelector<HTMLElement>(".tp-host") ?? parentElement);
    open.set(parentElement, picture);
  }
  picture.show(data);
  return ending(open, parentElement);
}
