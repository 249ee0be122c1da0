/** The noise that one count would have with the whole budget, in patients: what the central engine's constants turn on. */
export function sigmaAtFullBudget(rhoMicro: bigint): number {
  return Math.sqrt(500_000 / Number(rhoMicro));
}
