/**
 * The mu of an all-Gaussian mechanism that costs `rhoMicro` micro-rho: mu = sqrt(2 rho), rounded UP to a double
 * (a Gaussian mechanism of sensitivity D and noise sigma is D/sigma-GDP and D^2/(2 sigma^2)-zCDP; squares add up in
 * both). Throws RangeError for rhoMicro < 0.
 */
export function muOfRhoMicro(rhoMicro: bigint): number {
  if (rhoMicro < 0n) throw new RangeError("rho is negative");
  // Conversion, quotient and square root err by less than 2^-52 together.
  return Math.sqrt((2 * Number(rhoMicro)) / 1_000_000) * (1 + 2 ** -51);
}
