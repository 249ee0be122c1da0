/**
 * How an order's budget is divided. Every patient is either measured or held out, never both (the hospital's secret split), so both
 * halves may be spent on in parallel: `mainMicro` pays for the measured tables from the one, and for judging the file against the
 * other. `scoresMicro`, a tenth, pays for the membership test, which looks at both. No patient costs more than mainMicro +
 * scoresMicro = rhoMicro, which is what the chain's ledger reserves when the order is placed (parallel and sequential composition: Bun and
 * Steinke 2016). Below 10 micro-rho there is no membership test. Throws RangeError for a negative budget.
 */
export function splitRho(rhoMicro: bigint): { readonly mainMicro: bigint; readonly scoresMicro: bigint } {
  if (rhoMicro < 0n) throw new RangeError("a budget cannot be negative");
  const scoresMicro = rhoMicro / 10n;
  return { mainMicro: rhoMicro - scoresMicro, scoresMicro };
}
