// Points in the plane: which lie in a lasso, and which is the next one on the way.

export interface Point {
  x: number;
  y: number;
}

/** Whether a point lies within a line that was drawn around, by how often a ray from it is crossed. */
export function inside(line: readonly Point[], { x, y }: Point): boolean {
  let within = false;
  for (let at = 0, before = line.length - 1; at < line.length; before = at++) {
    const [one, other] = [line[at]!, line[before]!];
    if (one.y > y !== other.y > y && x < ((other.x - one.x) * (y - one.y)) / (other.y - one.y) + one.x) within = !within;
  }
  return within;
}

/** The place of the nearest point; of those further than `most` none, -1. */
export function nearest(points: readonly (Point | null)[], { x, y }: Point, most = Infinity): number {
  let [found, least] = [-1, most * most];
  points.forEach((point, at) => {
    const away = point ? (point.x - x) ** 2 + (point.y - y) ** 2 : Infinity;
    if (away < least) [found, least] = [at, away];
  });
  return found;
}

/** The places of the nearest points, that of the point itself first. */
export function nearestOf(points: readonly (Point | null)[], from: number, many: number): number[] {
  const here = points[from];
  if (!here) return [];
  const away = (at: number) => (points[at]!.x - here.x) ** 2 + (points[at]!.y - here.y) ** 2;
  const others = points.flatMap((point, at) => (point && at !== from ? [at] : []));
  return [from, ...others.sort((one, other) => away(one) - away(other)).slice(0, many)];
}

export type Way = "up" | "down" | "left" | "right";

const WAYS: Record<Way, Point> = { up: { x: 0, y: -1 }, down: { x: 0, y: 1 }, left: { x: -1, y: 0 }, right: { x: 1, y: 0 } };

/** How much further away what lies askew counts. */
const ASKEW = 2;

/** The place of the next point on a way: the nearest within a quarter of the compass, what lies askew counting as further. */
export function towards(points: readonly (Point | null)[], from: number, way: Way): number {
  const here = points[from];
  if (!here) return points.findIndex(Boolean);
  const ahead = WAYS[way];
  let [found, least] = [from, Infinity];
  points.forEach((point, at) => {
    if (!point || at === from) return;
    const [x, y] = [point.x - here.x, point.y - here.y];
    const [on, aside] = [x * ahead.x + y * ahead.y, Math.abs(x * ahead.y - y * ahead.x)];
    if (on <= 0 || aside > on) return;
    const far = on + ASKEW * aside;
    if (far < least) [found, least] = [at, far];
  });
  return found;
}

/** The point in the middle of some: half of them on either side, along and down. */
export function middle(points: readonly Point[]): Point {
  const half = (values: number[]) => values.sort((one, other) => one - other)[values.length >> 1] ?? 0;
  return { x: half(points.map(({ x }) => x)), y: half(points.map(({ y }) => y)) };
}
