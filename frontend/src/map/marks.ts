// How a group is marked: by colour and by shape, so that nothing is said by colour alone.
import type { Point } from "./geometry";

const SHAPES = 7;
const LIFT = 0.45;

/** The outline of a group's mark; colours come again after twelve groups, and then with another shape. */
export function outline(group: number, { x, y }: Point, size: number): Path2D {
  const path = new Path2D();
  const corners = (...at: [number, number][]) => {
    at.forEach(([along, down], nth) => path[nth ? "lineTo" : "moveTo"](x + along * size, y + down * size));
    path.closePath();
  };
  const shape = group < 0 ? 0 : group % SHAPES;
  if (shape === 0) path.arc(x, y, size, 0, 2 * Math.PI);
  else if (shape === 1) corners([-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]);
  else if (shape === 2) corners([0, -1.2], [1.15, 0.85], [-1.15, 0.85]);
  else if (shape === 3) corners([0, -1.3], [1.1, 0], [0, 1.3], [-1.1, 0]);
  else if (shape === 4) corners([0, 1.2], [1.15, -0.85], [-1.15, -0.85]);
  else if (shape === 5) corners(...CROSS);
  else corners(...CROSS.map(([along, down]): [number, number] => [(along - down) * 0.71, (along + down) * 0.71]));
  return path;
}

const CROSS: [number, number][] = [
  [-0.4, -1.3], [0.4, -1.3], [0.4, -0.4], [1.3, -0.4], [1.3, 0.4], [0.4, 0.4],
  [0.4, 1.3], [-0.4, 1.3], [-0.4, 0.4], [-1.3, 0.4], [-1.3, -0.4], [-0.4, -0.4],
]; // prettier-ignore

/** A colour as it is shown: on a dark page lifted towards white, so that it stands 3 to 1 there too. */
export function shownAs(colour: string, dark: boolean): string {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)?.slice(1) ?? ["64", "74", "8b"];
  const lifted = parts.map((part) => Math.round(parseInt(part, 16) + (dark ? LIFT * (255 - parseInt(part, 16)) : 0)));
  return `rgb(${lifted.join(" ")})`;
}

/** The mark of a group by itself, for the legend. */
export function swatch(group: number, colour: string, dark: boolean): HTMLCanvasElement {
  const made = document.createElement("canvas");
  made.className = "tm-swatch";
  made.width = made.height = 32;
  made.setAttribute("aria-hidden", "true");
  const pen = made.getContext("2d");
  if (pen) paint(pen, outline(group, { x: 16, y: 16 }, 10), group, shownAs(colour, dark), 3);
  return made;
}

/** Draw a mark; that of no group is hollow. */
export function paint(pen: CanvasRenderingContext2D, path: Path2D, group: number, colour: string, width = 1.2): void {
  pen.lineWidth = width;
  pen.strokeStyle = pen.fillStyle = colour;
  if (group < 0) pen.stroke(path);
  else pen.fill(path);
}
