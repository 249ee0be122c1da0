import assert from "node:assert/strict";
import { test } from "node:test";
import { equalCountCodes } from "../fidelity/equalCountCodes.ts";
import { sharedDataMissing, sharedTable } from "../fidelity/test-support/sharedTable.ts";
import { covariate } from "../utility/test-support/covariate.ts";
import { boostedRegression } from "./boostedRegression.ts";

test("diabetes progression: scikit-learn's figure", { skip: sharedDataMissing }, () => {
  const table = sharedTable("diabetes/diabetes_progression");
  const targets = covariate(table, "progression");
  // ldl has more values than there are bins, and the two cut it differently.
  const columns = table.columns.filter(({ name }) => name !== "progression" && name !== "ldl");
  const [codes] = equalCountCodes([{ rows: table.rows, columns }]);
  const fitted = boostedRegression(codes!, targets)(codes!);
  const mean = targets.reduce((sum, value) => sum + value, 0) / targets.length;
  const left = targets.reduce((sum, value, i) => sum + (value - fitted[i]!) ** 2, 0);
  const spread = targets.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  // HistGradientBoostingRegressor(early_stopping=False) of scikit-learn on these very columns, r2 on the records it learned from.
  assert.ok(Math.abs(1 - left / spread - 0.9245857302734368) < 1e-5, `${1 - left / spread}`);
});

test("a constant target is what is predicted; no records and other targets are refused", () => {
  const features = { sizes: [3], rows: 60, columns: [Uint8Array.from({ length: 60 }, (_, row) => row % 3)] };
  const predict = boostedRegression(features, new Float64Array(60).fill(7));
  assert.ok(predict(features).every((value) => value === 7));
  assert.throws(() => predict({ ...features, sizes: [4] }), RangeError);
  assert.throws(() => boostedRegression(features, new Float64Array(59)), RangeError);
  assert.throws(
    () => boostedRegression({ sizes: [3], rows: 0, columns: [new Uint8Array(0)] }, new Float64Array(0)),
    RangeError,
  );
});
