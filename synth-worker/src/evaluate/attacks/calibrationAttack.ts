import { classifierTwoSample } from "../fidelity/classifierTwoSample.ts";
import { densityRatioAttack } from "./densityRatioAttack.ts";
import { membershipAttack } from "./membershipAttack.ts";
import type { MembershipFigures } from "./membershipFigures.ts";
import type { ThreeFiles } from "./threeFiles.ts";

/**
 * What a generator's leaf size is calibrated to: of the membership attacks that the verdict holds a file against, the worse figure of each
 * kind, and an AUC of 1 where the copying alarm rings, since such a file would not pass. Throws RangeError as the attacks do.
 */
export function calibrationAttack(files: ThreeFiles): Pick<MembershipFigures, "auc" | "tprAt1PercentFpr"> {
  const attacks = [membershipAttack(files), densityRatioAttack(files)];
  const worse = <K extends "auc" | "tprAt1PercentFpr">(figure: K, of: "high" | "value") =>
    attacks.reduce(
      (worst, each) => (each[figure][of] > worst[of] ? each[figure] : worst),
      attacks[0]![figure],
    );
  const auc = worse("auc", "high");
  const { copyingAlarm } = classifierTwoSample(files.training, files.synthetic);
  return {
    auc: copyingAlarm ? { ...auc, high: 1 } : auc,
    tprAt1PercentFpr: worse("tprAt1PercentFpr", "value"),
  };
}
