import { Certificate, RELEASE_NUMBERS, SymbolonError } from "@symbolon/protocol";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { documentOf } from "./documents.ts";
import type { Evidence } from "./evidence.ts";
import { isBefore } from "./isBefore.ts";

/** Documents round to 1e-4, so a product with 10,000 is off its whole number by far less than this. */
const FLOAT_SLACK = 1e-6;

type Figures = { tvd1Bps: bigint; tvd2Bps: bigint; membershipAucBps: bigint };

/** The figures on chain are the certificate's, rounded up, and none was above the threshold that held when it was handed in. */
export function checkFigures(evidence: Evidence, facts: ChainFacts): Check[] {
  const { certificate: figures } = facts.job.record;
  return [
    check("certificate figures", () => {
      const certificate = documentOf(evidence, figures.certificateDigest, Certificate, "certificate");
      // A statistic has none of these figures.
      const isFile = certificate.format === "symbolon-certificate/2";
      mustBeCeil("1-way TVD", figures.tvd1Bps, isFile ? certificate.summary.meanTvd1 : 0);
      mustBeCeil("2-way TVD", figures.tvd2Bps, isFile ? certificate.summary.meanTvd2 : 0);
      const auc = isFile ? certificate.summary.membershipAuc.high : 0;
      mustBeCeil("membership AUC", figures.membershipAucBps, auc);
      mustEqual("release class", figures.releaseClass, RELEASE_NUMBERS[certificate.releaseClass]);
      const certified = facts.last("JobCertified")!;
      const set = facts
        .all("ThresholdsChanged")
        .findLast((event) => event.args.releaseClass === figures.releaseClass && isBefore(event, certified));
      if (set === undefined)
        throw new SymbolonError("E7005", { what: "thresholds", actual: "never set", expected: "set" });
      const limits = set.args.thresholds as Figures;
      for (const name of ["tvd1Bps", "tvd2Bps", "membershipAucBps"] as const) {
        if (figures[name] > limits[name])
          throw new SymbolonError("E7005", {
            what: name,
            actual: figures[name],
            expected: `at most ${limits[name]}`,
          });
      }
      return `${figures.tvd1Bps}, ${figures.tvd2Bps}, ${figures.membershipAucBps} of at most ${limits.tvd1Bps}, ${limits.tvd2Bps}, ${limits.membershipAucBps}`;
    }),
  ];
}

function mustBeCeil(what: string, bps: bigint, value: number): void {
  const expected = Math.ceil(1e4 * value - FLOAT_SLACK);
  if (Number(bps) !== expected && Number(bps) !== Math.ceil(1e4 * value))
    throw new SymbolonError("E7005", { what: `${what} in 1/10,000`, actual: bps, expected });
}
