/** Sweeps after which the rest is below rounding for every matrix met here; Jacobi's method doubles its digits in each. */
const mostSweeps = 30;

/** Sum of the squares above the diagonal. */
function offDiagonal(a: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) sum += (a[i * size + j] ?? 0) ** 2;
  return sum;
}

/** Turns rows and columns p and q so that their common element becomes 0. */
function rotate(a: Float64Array, size: number, [p, q]: readonly [number, number]): void {
  const common = a[p * size + q] ?? 0;
  if (common === 0) return;
  const half = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * common);
  const tangent = (half >= 0 ? 1 : -1) / (Math.abs(half) + Math.hypot(half, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  const turn = (i: number, j: number): void => {
    const [x, y] = [a[i] ?? 0, a[j] ?? 0];
    a[i] = cosine * x - sine * y;
    a[j] = sine * x + cosine * y;
  };
  for (let k = 0; k < size; k++) turn(k * size + p, k * size + q);
  for (let k = 0; k < size; k++) turn(p * size + k, q * size + k);
}

/**
 * Eigenvalues of a symmetric matrix by Jacobi's rotations, in float64.
 *
 * @param matrix  row by row, [size, size]; overwritten
 * @returns  falling
 */
export function symmetricEigenvalues(matrix: Float64Array, size: number): Float64Array {
  const total = matrix.reduce((sum, x) => sum + x * x, 0);
  for (let sweep = 0; sweep < mostSweeps && offDiagonal(matrix, size) > 1e-30 * total; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(matrix, size, [p, q]);
  }
  return Float64Array.from({ length: size }, (_, i) => matrix[i * size + i] ?? 0)
    .sort()
    .reverse();
}
