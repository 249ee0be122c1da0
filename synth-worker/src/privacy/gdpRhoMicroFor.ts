import { deltaOfMu } from "./deltaOfMu.ts";
import { muFor } from "./muFor.ts";
import { muOfRhoMicro } from "./muOfRhoMicro.ts";

/**
 * The largest whole number of micro-rho, rho = mu^2/2, that an all-Gaussian mechanism may spend for
 * (epsilon, delta): 4 to 15 % less noise than rhoMicroFor, which any zCDP mechanism may use.
 * Throws RangeError as muFor does.
 */
export function gdpRhoMicroFor(epsilon: number, delta: number): bigint {
  const mu = muFor(epsilon, delta);
  let micro = BigInt(Math.floor(mu * mu * 500_000));
  const fits = (rhoMicro: bigint) => deltaOfMu(muOfRhoMicro(rhoMicro), epsilon) <= delta;
  while (fits(micro + 1n)) micro++;
  while (!fits(micro)) micro--;
  return micro;
}
