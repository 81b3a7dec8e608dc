/** Row by row: matrix[i][j] is at i * size + j. */
type Rows = ArrayLike<number>;

/** The lower triangle L of L Lᵀ = A, in float64. */
function factor(matrix: Rows, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * size + j] ?? 0;
      for (let k = 0; k < j; k++) rest -= (lower[i * size + k] ?? 0) * (lower[j * size + k] ?? 0);
      lower[i * size + j] = i === j ? Math.sqrt(rest) : rest / (lower[j * size + j] ?? 1);
    }
  }
  return lower;
}

/**
 * X of A X = B by the factor of Cholesky.
 *
 * @param matrix  symmetric positive definite, [size, size]
 * @param right  [size, columns]
 */
export function solvePositive(matrix: Rows, right: Rows, size: number): Float64Array {
  const lower = factor(matrix, size);
  const columns = right.length / size;
  const x = Float64Array.from(right);
  for (let column = 0; column < columns; column++) {
    const at = (row: number): number => row * columns + column;
    for (let i = 0; i < size; i++) {
      let rest = x[at(i)] ?? 0;
      for (let k = 0; k < i; k++) rest -= (lower[i * size + k] ?? 0) * (x[at(k)] ?? 0);
      x[at(i)] = rest / (lower[i * size + i] ?? 1);
    }
    for (let i = size - 1; i >= 0; i--) {
      let rest = x[at(i)] ?? 0;
      for (let k = i + 1; k < size; k++) rest -= (lower[k * size + i] ?? 0) * (x[at(k)] ?? 0);
      x[at(i)] = rest / (lower[i * size + i] ?? 1);
    }
  }
  return x;
}
