/**
 * The ten classes of the built-in dataset as signed distances: unit radius, negative inside, y down.
 * They are five look-alike pairs. `u` in [0, 1) varies the proportions; every shape stays within |x|, |y| ≤ 1.
 */

export type SignedDistance = (x: number, y: number, u: number) => number;

// Math.hypot guards against overflow, at several times the cost.
const norm = (x: number, y: number): number => Math.sqrt(x * x + y * y);
const fraction = (z: number): number => z - Math.floor(z);
const radians = (degrees: number): number => (degrees / 180) * Math.PI;

const circle: SignedDistance = (x, y) => norm(x, y) - 0.84;

const crescent: SignedDistance = (x, y, u) => Math.max(norm(x, y) - 0.92, 0.7 + 0.1 * u - norm(x - 0.44, y));

const ring: SignedDistance = (x, y, u) => Math.abs(norm(x, y) - 0.7) - (0.15 + 0.08 * u);

const spiral: SignedDistance = (x, y, u) => {
  const pitch = 0.6;
  const radius = norm(x, y);
  const turn = fraction(radius / pitch - Math.atan2(y, x) / (2 * Math.PI));
  return Math.max(Math.abs(turn - 0.5) * pitch - (0.13 + 0.03 * u), radius - 0.95);
};

/** Distance to the edge from the tip (1, 0) to an inner corner, in the wedge that holds the point. */
const star: SignedDistance = (x, y, u) => {
  const wedge = Math.PI / 5;
  const turned = (Math.atan2(y, x) + Math.PI / 2 + wedge) / (2 * wedge);
  const angle = Math.abs(fraction(turned) * 2 * wedge - wedge);
  const radius = norm(x, y);
  const inner = 0.42 + 0.1 * u;
  const edgeX = inner * Math.cos(wedge) - 1;
  const edgeY = inner * Math.sin(wedge);
  const cross = edgeY * (1 - radius * Math.cos(angle)) + edgeX * radius * Math.sin(angle);
  return -cross / norm(edgeX, edgeY);
};

const flower: SignedDistance = (x, y, u) => {
  const petal = (0.18 + 0.06 * u) * Math.cos(5 * (Math.atan2(y, x) + Math.PI / 2));
  return 0.75 * (norm(x, y) - (0.7 + petal));
};

const heart: SignedDistance = (x, y) => {
  const scale = 0.62;
  const hx = scale * Math.abs(x);
  const hy = 0.56 - scale * y;
  if (hx + hy > 1) return (norm(hx - 0.25, hy - 0.75) - Math.SQRT2 / 4) / scale;
  const diagonal = 0.5 * Math.max(hx + hy, 0);
  return (Math.min(norm(hx, hy - 1), norm(hx - diagonal, hy - diagonal)) * Math.sign(hx - hy)) / scale;
};

/** A disc and a point above it, joined by the tangents. */
const drop: SignedDistance = (x, y, u) => {
  const radius = 0.58 + 0.06 * u;
  const height = 1.25;
  const px = Math.abs(x);
  const py = 0.36 - y;
  const sine = radius / height;
  const cosine = Math.sqrt(1 - sine * sine);
  const along = -sine * px + cosine * py;
  if (along < 0) return norm(px, py) - radius;
  if (along > cosine * height) return norm(px, py - height);
  return cosine * px + sine * py - radius;
};

const triangle: SignedDistance = (x, y) => Math.max(y, -0.5 * y + 0.866 * x, -0.5 * y - 0.866 * x) - 0.5;

const square: SignedDistance = (x, y) => Math.max(Math.abs(x), Math.abs(y)) - 0.7;

export interface Shape {
  readonly name: string;
  readonly signedDistance: SignedDistance;
  /** Greatest rotation either way, in radians. */
  readonly maxRotation: number;
}

/** In the order of the labels. */
export const shapes: readonly Shape[] = [
  { name: 'circle', signedDistance: circle, maxRotation: radians(180) },
  { name: 'crescent', signedDistance: crescent, maxRotation: radians(25) },
  { name: 'ring', signedDistance: ring, maxRotation: radians(180) },
  { name: 'spiral', signedDistance: spiral, maxRotation: radians(25) },
  { name: 'star', signedDistance: star, maxRotation: radians(25) },
  { name: 'flower', signedDistance: flower, maxRotation: radians(25) },
  { name: 'heart', signedDistance: heart, maxRotation: radians(25) },
  { name: 'drop', signedDistance: drop, maxRotation: radians(25) },
  { name: 'triangle', signedDistance: triangle, maxRotation: radians(25) },
  { name: 'square', signedDistance: square, maxRotation: radians(20) },
];
