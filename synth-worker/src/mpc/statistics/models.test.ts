import assert from "node:assert/strict";
import { test } from "node:test";
import { sharedDataMissing, sharedTable } from "../../evaluate/fidelity/test-support/sharedTable.ts";
import { coxRegression } from "../../evaluate/utility/coxRegression.ts";
import { lungRequests } from "./test-support/lungRequests.ts";
import { dealt, lungSites } from "./test-support/lungSites.ts";
import { near } from "./test-support/near.ts";
import { oneHospital } from "./test-support/oneHospital.ts";
import { released } from "./test-support/released.ts";
import { runStatistic } from "./test-support/runStatistic.ts";
import { specOf } from "./test-support/specOf.ts";

test("Cox over three lung institutions is the pooled stratified fit of R and statsmodels", {
  skip: sharedDataMissing,
}, () => {
  const sites = lungSites();
  // Complete cases per site, as in the reference.
  const { rounds } = runStatistic(specOf(lungRequests.cox, 3), sites);
  assert.deepEqual(Array.from(rounds[0]!.sums), [226, 3, 163, 90]);
  const efron = released("cox", specOf(lungRequests.cox, 3), sites);
  // R survival 3.5-3, as many digits as it printed (shared/reference/ehds.md 5.3).
  [0.010501715, -0.583496455, 0.536505312].forEach((expected, j) => {
    near(efron.terms[j]!.coefficient, expected, 1e-8);
  });
  // statsmodels PHReg with strata, Newton to the end.
  [0.010501715108, -0.583496454939, 0.536505311585].forEach((expected, j) => {
    near(efron.terms[j]!.coefficient, expected, 1e-9);
  });
  [0.009465662257, 0.171061902829, 0.118622342209].forEach((expected, j) => {
    near(efron.terms[j]!.standardError, expected, 1e-9);
  });
  near(efron.logLikelihood, -551.30323080157, 1e-8);
  near(efron.nullLogLikelihood, -568.26357879818, 1e-8);
  assert.deepEqual([efron.records, efron.events, efron.evaluations], [226, 163, 5]);
  const breslow = released("cox", specOf({ ...lungRequests.cox, ties: "breslow" }, 3), sites);
  [0.010482054047, -0.582551807349, 0.536000394582].forEach((expected, j) => {
    near(breslow.terms[j]!.coefficient, expected, 1e-9);
  });
  near(breslow.logLikelihood, -551.46769429665, 1e-8);
});

test("Cox with one hospital is the ordinary fit, ties by either rule", { skip: sharedDataMissing }, () => {
  const lung = sharedTable("lung/lung");
  for (const ties of ["efron", "breslow"] as const) {
    const spec = specOf({ ...lungRequests.cox, ties }, 3);
    const result = released("cox", oneHospital(spec), [lung]);
    const column = (name: string) => lung.columns.find((each) => each.name === name)!;
    const values = (name: string) => {
      const found = column(name);
      return found.kind === "number"
        ? found.values
        : Float64Array.from(found.codes, (code) => (code < 0 ? Number.NaN : code));
    };
    const kept = Array.from(values("ph_ecog").keys()).filter((row) => !Number.isNaN(values("ph_ecog")[row]!));
    const of = (name: string) => Float64Array.from(kept, (row) => values(name)[row]!);
    const fit = coxRegression(
      [of("age"), of("sex"), of("ph_ecog")],
      of("time"),
      Uint8Array.from(of("status")),
      { ties },
    );
    result.terms.forEach(({ coefficient, standardError }, j) => {
      near(coefficient, fit.coefficients[j]!, 1e-8);
      near(standardError, fit.standardErrors[j]!, 1e-8);
    });
  }
});

test("logistic regression is the pooled fit of statsmodels: lung over 3 institutions, flchain over 5", {
  skip: sharedDataMissing,
}, () => {
  const lung = released("logistic", specOf(lungRequests.logistic, 3), lungSites());
  near(lung.intercept, -0.512349404749, 1e-8);
  [0.021120074148, -1.078090898786, 0.748849084816].forEach((expected, j) => {
    near(lung.terms[j]!.coefficient, expected, 1e-8);
  });
  [0.017650540768, 0.319112091558, 0.237850376314].forEach((expected, j) => {
    near(lung.terms[j]!.standardError, expected, 1e-8);
  });
  near(lung.logLikelihood, -120.27263689596, 1e-8);
  const flchain = sharedTable("flchain/flchain");
  const request = {
    statistic: "logistic",
    outcome: { column: "death", level: "1" },
    terms: [
      { column: "age", min: 40, max: 110 },
      { column: "kappa", min: 0, max: 30 },
      { column: "lambda", min: 0, max: 30 },
      { column: "creatinine", min: 0, max: 15 },
      { column: "sex", level: "female" },
    ],
  };
  const fit = released("logistic", specOf(request, 5), dealt(flchain, 5));
  assert.equal(fit.records, 6524);
  near(fit.intercept, -10.258895548999, 1e-8);
  [0.129931731863, 0.226833646891, 0.257263653584, 0.076104921071, -0.372611107614].forEach((expected, j) => {
    near(fit.terms[j]!.coefficient, expected, 1e-8);
  });
  near(fit.logLikelihood, -2864.85214310846, 1e-8);
});

test("the error of the fixed point stays below its bound at every precision", {
  skip: sharedDataMissing,
}, () => {
  const sites = lungSites();
  const exact = [0.010501715108, -0.583496454939, 0.536505311585];
  const halves = [60, 1, 2];
  for (const fractionBits of [20, 26, 32, 40]) {
    const { terms } = released("cox", specOf(lungRequests.cox, 3, { precision: { fractionBits } }), sites);
    // An entry of the inverse information is at most the product of two scaled standard errors.
    const errors = terms.map(({ standardError }, j) => standardError! * halves[j]!);
    const row = errors.reduce((sum, each) => sum + each, 0);
    terms.forEach(({ coefficient }, j) => {
      const bound = (3 * 2 ** -(fractionBits + 1) * errors[j]! * row) / halves[j]!;
      // Twelve decimals of the reference.
      near(coefficient, exact[j]!, bound + 2e-12);
    });
  }
});
