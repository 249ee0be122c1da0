import { AGGREGATE, type StatisticsOrderSpec } from "@symbolon/protocol";
import { deviationOf, type RoundNoise } from "./roundNoise.ts";

/** What a result says about its own protection. */
export type PrivacyLabel =
  | { readonly label: typeof AGGREGATE }
  | {
      readonly label: "private";
      readonly epsilon: number;
      readonly delta: number;
      readonly rhoMicro: string;
      /** Standard deviation of the noise in every opened number, in its own unit (a record, for counts). */
      readonly noiseDeviation: number;
    };

/** The label of a release whose rounds all have this noise, in whole multiples of 2^-fractionBits. */
export function privacyLabel(
  { release, rhoMicro }: Pick<StatisticsOrderSpec, "release" | "rhoMicro">,
  noise: RoundNoise | null,
  fractionBits = 0,
): PrivacyLabel {
  if (release.kind === "aggregate" || noise === null) return { label: AGGREGATE };
  const { epsilon, delta } = release;
  return {
    label: "private",
    epsilon,
    delta,
    rhoMicro,
    noiseDeviation: deviationOf(noise) * 2 ** -fractionBits,
  };
}
