/** Micro-rho as zCDP rho without rounding; 1234500n -> "ρ 1.2345". */
export function formatRho(rhoMicro: bigint): string {
  const whole = rhoMicro / 1_000_000n;
  const fraction = (rhoMicro % 1_000_000n).toString().padStart(6, "0").replace(/0+$/, "");
  return `ρ ${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
