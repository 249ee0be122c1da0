import {
  canonicalJson,
  digestOfBytes,
  digestOfDocument,
  isLinkedOrder,
  JointModel,
  rowSeed,
  SymbolonError,
  splitRho,
} from "@symbolon/protocol";
import { generateCsv } from "../exports/generate.ts";
import { checkJointModel } from "../joint/checkJointModel.ts";
import { orderBudget } from "../privacy/orderBudget.ts";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { documentOf } from "./documents.ts";
import type { Evidence } from "./evidence.ts";
import { isDropped } from "./isDropped.ts";
import { privateSpecOf } from "./privateSpecOf.ts";

/** Part of an order's delta that may go to what rho does not cover (orderBudget keeps it free). */
const OWN_DELTA_PART = 0.01;

/**
 * Private orders: the model is of this order, its nodes and its inputs; its ledger is a run of the plan that the order gives, at its prices,
 * and no more than was paid for; and the rows it gives are the file, byte for byte, or without a file (null) what the chain has the hash of.
 */
export function checkModel(file: Uint8Array | null, evidence: Evidence, facts: ChainFacts): Check[] {
  const { record } = facts.job;
  const digest = record.report.modelDigest;
  const { terms } = facts.order;
  const privateSpec = () => privateSpecOf(evidence, terms.specDigest);
  const jointModel = () => documentOf(evidence, digest, JointModel, "model");
  return [
    check("model of the order", () => {
      const model = jointModel();
      const spec = privateSpec();
      mustEqual("order of the model", model.orderId, evidence.orderId);
      mustEqual("chain of the model", model.chainId, evidence.deployment.chainId);
      mustEqual("schema of the model", digestOfDocument(model.schema), spec.schemaDigest);
      mustEqual("engine of the model", model.mechanism, isLinkedOrder(spec) ? "fixed" : spec.engine);
      const parts = isLinkedOrder(spec)
        ? spec.parts.map(({ datasetId, columns }) => ({ datasetId, columns }))
        : null;
      mustEqual("linked parts of the model", canonicalJson(model.linked ?? null), canonicalJson(parts));
      mustEqual("epsilon of the model", model.epsilon, spec.epsilon);
      mustEqual("delta of the model", model.delta, spec.delta);
      const { patients, mostPatients, workload } = spec;
      const parameters = canonicalJson({ patients, mostPatients, workload });
      mustEqual("parameters of the plan", canonicalJson(model.parameters), parameters);
      mustEqual("security of the model", model.security, "malicious");
      mustEqual("nodes of the model", model.nodes.join(), record.nodes.join());
      const linked = parts === null ? "" : ", of linked patients";
      return `engine ${model.mechanism}${linked}, every gate checked, by the job's three nodes`;
    }),
    check("inputs of the model", () => {
      const { inputsDigest, datasetIds, refused } = jointModel();
      mustEqual("inputs, fixed before the budget was charged", inputsDigest, record.commitDigest);
      const isIn = (_: bigint, i: number) => !isDropped(facts, i);
      mustEqual("datasets in the model", sorted(datasetIds), sorted(terms.datasetIds.filter(isIn)));
      const out = terms.datasetIds.filter((_, i) => isDropped(facts, i));
      mustEqual("datasets left out of it", sorted(refused.map(({ datasetId }) => datasetId)), sorted(out));
      const without = refused.map(({ datasetId, reason }) => `, without ${datasetId} (${reason})`).join("");
      return `shares of dataset ${datasetIds.join(" and ")}${without}`;
    }),
    check("privacy of the model", () => {
      const { rhoMicro, ledger } = jointModel();
      const spec = privateSpec();
      const { mainMicro, scoresMicro } = splitRho(terms.rhoMicro);
      mustEqual("rho of the model", rhoMicro, mainMicro);
      // The whole order: the tables, and the evaluation that the same patients took part in.
      mustBeAtMost("rho of the order", terms.rhoMicro, orderBudget(spec.epsilon, spec.delta).rhoMicro);
      const delta = ledger.reduce((sum, entry) => sum + entry.delta, 0);
      mustBeAtMost("delta of the openings", delta, OWN_DELTA_PART * spec.delta);
      return `tables at rho ${mainMicro} micro, membership test ${scoresMicro}; together epsilon ${spec.epsilon} at delta ${spec.delta}`;
    }),
    ...checkItself(jointModel),
    check("rows regenerated from the model", () => {
      const model = jointModel();
      const { columns, cohort } = privateSpec();
      const seedHex = rowSeed(BigInt(evidence.orderId), digest);
      const rows = generateCsv(model, { rows: Number(terms.rows), seedHex, columns, cohort });
      const made = `${terms.rows} rows, ${rows.length} bytes, engine ${model.mechanism}`;
      if (file === null) {
        mustEqual("sha256 of the rows", digestOfBytes(rows), record.report.outputHash);
        return `${made}, with the hash on chain`;
      }
      const length = Math.max(rows.length, file.length);
      for (let offset = 0; offset < length; offset++) {
        if (rows[offset] !== file[offset]) throw new SymbolonError("E7004", { offset });
      }
      return `${made}, bit for bit`;
    }),
  ];
}

/** What the model says against itself: plan, openings, prices, budget, tables, and the chain of digests to its transcript root. */
function checkItself(read: () => JointModel): Check[] {
  try {
    return checkJointModel(read()).map(({ name, ok, detail }) => ({
      name: `${name} of the model`,
      ok,
      detail,
      ...(ok ? {} : { code: "E7005" }),
    }));
  } catch (cause) {
    return [
      check("plan of the model", () => {
        throw cause;
      }),
    ];
  }
}

function mustBeAtMost<T extends number | bigint>(what: string, actual: T, most: T): void {
  // Written so that NaN fails.
  if (!(actual <= most)) throw new SymbolonError("E7005", { what, actual, expected: `at most ${most}` });
}

function sorted(ids: readonly (string | bigint)[]): string {
  return ids.map(String).sort().join();
}
