import {
  digestOfDocument,
  Model,
  PrivateOrderSpec,
  rowSeed,
  SymbolonError,
  splitRho,
} from "@symbolon/protocol";
import { epsilonOf, spendOf } from "@symbolon/synth-worker/accounting";
import { cliqueLayout, domainOf, generateCsv } from "@symbolon/synth-worker/generate";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { documentOf } from "./documents.ts";
import type { Evidence } from "./evidence.ts";

/** Private orders: the model spends no more privacy than was paid for, and the rows it gives are the file, byte for byte. */
export function checkModel(file: Uint8Array, evidence: Evidence, facts: ChainFacts): Check[] {
  const digest = facts.job.record.report.modelDigest;
  const { terms } = facts.order;
  const privateSpec = () => documentOf(evidence, terms.specDigest, PrivateOrderSpec, "order spec");
  return [
    check("privacy of the model", () => {
      const model = documentOf(evidence, digest, Model, "model");
      const spec = privateSpec();
      mustEqual("order of the model", model.orderId, evidence.orderId);
      mustEqual("schema of the model", digestOfDocument(model.schema), spec.schemaDigest);
      mustEqual("engine of the model", model.engine, spec.engine);
      mustEqual("workload of the model", JSON.stringify(model.workload), JSON.stringify(spec.workload));
      const { mainMicro, scoresMicro } = splitRho(terms.rhoMicro);
      mustEqual("rho of the model", model.rhoMicro, mainMicro);
      const layout = cliqueLayout(domainOf(model.schema), model.workload);
      mustEqual("number of noisy counts", model.noisyCounts.length, layout.length);
      const variance = { num: BigInt(model.varianceNum), den: BigInt(model.varianceDen) };
      const spentMicro = spendOf({ variance, marginals: layout.cliques.length });
      if (spentMicro > BigInt(model.rhoMicro)) {
        throw new SymbolonError("E7005", {
          what: "rho of the noise",
          actual: spentMicro,
          expected: `at most ${model.rhoMicro}`,
        });
      }
      // The whole order: the tables, and the evaluation that the same patients took part in.
      const epsilon = epsilonOf(mainMicro + scoresMicro, spec.delta);
      if (epsilon > spec.epsilon)
        throw new SymbolonError("E7005", {
          what: "epsilon",
          actual: epsilon,
          expected: `at most ${spec.epsilon}`,
        });
      return `${layout.cliques.length} marginals at rho ${mainMicro} micro, membership test ${scoresMicro}; together epsilon ${epsilon.toFixed(6)} at delta ${spec.delta}`;
    }),
    check("rows regenerated from the model", () => {
      const model = documentOf(evidence, digest, Model, "model");
      const { columns, cohort } = privateSpec();
      const seedHex = rowSeed(BigInt(evidence.orderId), digest);
      const rows = generateCsv(model, { rows: Number(terms.rows), seedHex, columns, cohort });
      const length = Math.max(rows.length, file.length);
      for (let offset = 0; offset < length; offset++) {
        if (rows[offset] !== file[offset]) throw new SymbolonError("E7004", { offset });
      }
      return `${terms.rows} rows, ${rows.length} bytes, engine ${model.engine}, bit for bit`;
    }),
  ];
}
