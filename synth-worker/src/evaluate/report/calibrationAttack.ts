import type { MembershipFigures } from "../attacks/membershipFigures.ts";
import { privacyOf } from "../attacks/privacyOf.ts";
import type { ThreeFiles } from "../attacks/threeFiles.ts";
import { copyingAlarm } from "../fidelity/copyingAlarm.ts";
import { privacyChecks } from "./privacyChecks.ts";

const UNKNOWN = { value: 1, low: 0, high: 1 };

/**
 * What a generator's leaf size is calibrated to: of the membership attacks that the verdict holds a file against, the worse figure of each
 * kind, and an AUC of 1 where the file would fail another privacy check of its class, since it could not be released. Throws RangeError as the
 * attacks do.
 */
export function calibrationAttack(files: ThreeFiles): Pick<MembershipFigures, "auc" | "tprAt1PercentFpr"> {
  const privacy = privacyOf(files);
  const alarm = copyingAlarm(files.training, files.synthetic);
  const fails = privacyChecks(privacy, alarm, "high-fidelity").some(({ passed }) => !passed);
  const worst = <K extends "auc" | "tprAt1PercentFpr">(figure: K, of: "high" | "value") =>
    privacy.membership
      .map((attack) => attack[figure])
      .reduce(
        (most, each) => (each[of] > most[of] ? each : most),
        privacy.membership[0]?.[figure] ?? UNKNOWN,
      );
  const auc = worst("auc", "high");
  return { auc: fails ? { ...auc, high: 1 } : auc, tprAt1PercentFpr: worst("tprAt1PercentFpr", "value") };
}
