/** The finest step of numbers written with that many decimals: 10^-decimals. */
export function finestStep(decimals: number): number {
  let step = 1;
  for (let i = 0; i < decimals; i++) step /= 10;
  return step;
}
