/** Mean and standard deviation (divisor n) of finite numbers; the deviation is exactly 0 when all are equal, both are 0 when there is none. */
export function meanAndDeviation(values: Float64Array): { mean: number; deviation: number } {
  const n = values.length;
  if (values.every((value) => value === values[0])) return { mean: values[0] ?? 0, deviation: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, deviation: Math.sqrt(squares / n) };
}
