import type { MeasuredPart } from "./measuredPart.ts";

/**
 * Whoever asks for noisy sums, look after look. Three kinds of party run one program against it: a node, which has shares alone (runParts),
 * a hospital, which has its own vectors (hospitalOpener), and anybody afterwards, who has what was opened (replayOpener). All of them come
 * to the same model.
 */
export type PartsOpener = {
  /** false when the noise can be repeated (tests): what is made of it protects nobody. */
  readonly guarantee: boolean;
  /**
   * One look: the sums of all hospitals' vectors with noise of at least the parts' sigma, in the parts' units (fractions of a unit are
   * possible). `exact` gives this hospital's own vectors, as whole numbers; only a hospital is asked for them.
   */
  readonly open: (
    parts: readonly MeasuredPart[],
    exact: () => Promise<readonly Float64Array[]>,
  ) => Promise<readonly Float64Array[]>;
};
