// The plane with its points: drawn on a canvas, lassoed with the mouse or a finger.
import { element, isDark } from "../reader/dom";
import { inside, middle, nearest, type Point } from "./geometry";
import { outline, paint, shownAs } from "./marks";
import type { Group } from "./types";

const SIDE = 4000;
const EDGE = 14;
const STILL = 5; // pixels within which a press is a press and not a lasso
const NEAR = 14;
const MOST_NAMES = 14;
const LONGEST_NAME = 28;

/** What the plane shows. */
export interface Scene {
  along: readonly number[];
  up: readonly number[];
  /** Whether a point is there at all, and whether it stands back. */
  shown: readonly boolean[];
  back: readonly boolean[];
  of: readonly number[];
  groups: readonly Group[];
  named: boolean;
  picked: ReadonlySet<number>;
  cursor: number;
}

export interface Touches {
  /** A point was pressed. */
  press(at: number): void;
  /** A line was drawn around some; `off` takes them from the picked. */
  lasso(within: number[], off: boolean): void;
}

export class Plot {
  readonly canvas = element("canvas", "tm-canvas");
  /** Where each point is, in pixels; null where it is not shown. */
  places: (Point | null)[] = [];
  private scene: Scene | null = null;
  private line: Point[] = [];
  private waiting = false;
  private readonly seen = new ResizeObserver(() => this.measure());

  constructor(private readonly touches: Touches) {
    this.canvas.tabIndex = 0;
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.move(event));
    this.canvas.addEventListener("pointerup", (event) => this.end(event));
    this.canvas.addEventListener("pointercancel", () => this.letGo());
    this.seen.observe(this.canvas);
  }

  destroy(): void {
    this.seen.disconnect();
  }

  show(scene: Scene): void {
    this.scene = scene;
    this.measure();
  }

  private measure(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const { scene } = this;
    if (!scene || !width || !height) return;
    const scale = Math.min(width - 2 * EDGE, height - 2 * EDGE) / SIDE;
    const spread = (values: readonly number[]) => values.reduce((most, one) => Math.max(most, one), 0) * scale;
    const [left, top] = [(width - spread(scene.along)) / 2, (height + spread(scene.up)) / 2];
    this.places = scene.along.map((along, at) =>
      scene.shown[at] ? { x: left + along * scale, y: top - scene.up[at]! * scale } : null,
    );
    this.draw();
  }

  private draw(): void {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.paint();
    });
  }

  private paint(): void {
    const { canvas, scene } = this;
    const pen = canvas.getContext("2d");
    if (!scene || !pen) return;
    const sharp = devicePixelRatio || 1;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    canvas.width = width * sharp;
    canvas.height = height * sharp;
    pen.scale(sharp, sharp);
    const dark = isDark(canvas);
    const ink = getComputedStyle(canvas).color;
    const size = scene.along.length > 3000 ? 2.6 : scene.along.length > 1000 ? 3.4 : 4.4;
    const colours = scene.groups.map(({ colour }) => shownAs(colour, dark));
    const grey = shownAs("#64748b", dark);
    const layers: number[][] = [[], [], []]; // what stands back, what is there, what is picked
    this.places.forEach((place, at) => place && layers[scene.picked.has(at) ? 2 : scene.back[at] ? 0 : 1]!.push(at));
    layers.forEach((layer, depth) => {
      pen.globalAlpha = depth === 0 ? 0.13 : depth === 1 && scene.picked.size ? 0.4 : 0.85;
      for (const at of layer) {
        const group = scene.of[at] ?? -1;
        const path = outline(group, this.places[at]!, group < 0 ? size * 0.75 : depth === 2 ? size * 1.25 : size);
        paint(pen, path, group, colours[group] ?? grey);
        if (depth < 2) continue;
        pen.lineWidth = 1.5;
        pen.strokeStyle = ink;
        pen.stroke(path);
      }
    });
    pen.globalAlpha = 1;
    if (scene.named) this.names(pen, ink);
    const here = this.places[scene.cursor];
    if (here) {
      pen.lineWidth = 2;
      pen.strokeStyle = ink;
      pen.beginPath();
      pen.arc(here.x, here.y, size + 6, 0, 2 * Math.PI);
      pen.stroke();
    }
    this.lasso(pen, ink);
  }

  private lasso(pen: CanvasRenderingContext2D, ink: string): void {
    if (this.line.length < 2) return;
    pen.lineWidth = 1.5;
    pen.strokeStyle = ink;
    pen.setLineDash([5, 4]);
    pen.beginPath();
    this.line.forEach(({ x, y }) => pen.lineTo(x, y));
    pen.closePath();
    pen.stroke();
    pen.setLineDash([]);
  }

  /** The names of the largest groups, each in the middle of its own; one that would cover another is left out. */
  private names(pen: CanvasRenderingContext2D, ink: string): void {
    const scene = this.scene!;
    const own: Point[][] = scene.groups.map(() => []);
    this.places.forEach((place, at) => place && !scene.back[at] && own[scene.of[at] ?? -1]?.push(place));
    const order = own.map((_, group) => group).filter((group) => own[group]!.length > 2);
    order.sort((one, other) => own[other]!.length - own[one]!.length);
    const taken: { x: number; y: number; half: number }[] = [];
    pen.font = `600 12px ${getComputedStyle(this.canvas).fontFamily}`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineWidth = 4;
    pen.lineJoin = "round";
    pen.strokeStyle = getComputedStyle(this.canvas).getPropertyValue("--tm-page") || "#fff";
    pen.fillStyle = ink;
    for (const group of order.slice(0, MOST_NAMES)) {
      const whole = scene.groups[group]!.name;
      const name = whole.length > LONGEST_NAME ? `${whole.slice(0, LONGEST_NAME - 1)}…` : whole;
      const half = pen.measureText(name).width / 2 + 3;
      const { x, y } = middle(own[group]!);
      const at = { x: Math.max(half, Math.min(this.canvas.clientWidth - half, x)), y, half };
      if (taken.some((one) => Math.abs(one.y - at.y) < 16 && Math.abs(one.x - at.x) < one.half + half)) continue;
      taken.push(at);
      pen.strokeText(name, at.x, at.y);
      pen.fillText(name, at.x, at.y);
    }
  }

  private begin(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.canvas.setPointerCapture(event.pointerId);
    this.line = [{ x: event.offsetX, y: event.offsetY }];
  }

  private move(event: PointerEvent): void {
    if (!this.line.length) return;
    this.line.push({ x: event.offsetX, y: event.offsetY });
    this.draw();
  }

  private end(event: PointerEvent): void {
    const { line } = this;
    this.letGo();
    const first = line[0];
    if (!first) return;
    if (line.every(({ x, y }) => Math.hypot(x - first.x, y - first.y) < STILL)) {
      const at = nearest(this.places, first, NEAR);
      if (at >= 0) this.touches.press(at);
      return;
    }
    const stands = (place: Point | null, at: number) => place && !this.scene?.back[at] && inside(line, place);
    this.touches.lasso(this.places.flatMap((place, at) => (stands(place, at) ? [at] : [])), event.altKey);
  }

  private letGo(): void {
    this.line = [];
    this.draw();
  }
}
