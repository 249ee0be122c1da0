import { cidOfDigest, type Hex } from "@symbolon/protocol";
import { chainFacts } from "./chainFacts.ts";
import { datasetVersion } from "./datasetVersion.ts";
import type { Evidence } from "./evidence.ts";
import { isDropped } from "./isDropped.ts";

/** Entity and attribute that carry the evidence itself, as JSON text. */
export const PROV_EVIDENCE = { entity: "sym:evidence", attribute: "sym:document" } as const;

type Attributes = Readonly<Record<string, string>>;
type Statements = Record<string, Attributes>;
/** A W3C PROV document in PROV-JSON (member submission of 24 April 2013), with the statements that are used here. */
export type ProvDocument = {
  readonly prefix: Attributes;
  readonly entity: Statements;
  readonly activity: Statements;
  readonly agent: Statements;
  readonly used: Statements;
  readonly wasGeneratedBy: Statements;
  readonly wasAssociatedWith: Statements;
  readonly wasAttributedTo: Statements;
  readonly wasDerivedFrom: Statements;
};

/**
 * The way from consent to file of one order as a PROV graph: dataset versions with their consent roots, order spec, job, model, manifest, file
 * and certificate, and who did what. It carries the evidence that it was made of, so who reads it can make it again and need not believe it.
 * Throws E2004 and E7005 when the evidence does not place the order and its datasets.
 */
export function provDocument(evidence: Evidence): ProvDocument {
  const facts = chainFacts(evidence);
  const { terms } = facts.order;
  const { report, certificate, nodes, evaluator } = facts.job.record;
  const entity: Statements = {};
  const used: Statements = {};
  const wasGeneratedBy: Statements = {};
  const wasDerivedFrom: Statements = {};
  const agent: Statements = { [account(terms.buyer)]: { "sym:role": "buyer" } };
  const wasAssociatedWith: Statements = {};
  const wasAttributedTo: Statements = {};
  const job = `sym:job-${evidence.orderId}`;
  const keep = (name: string, digest: Hex, attributes: Attributes = {}): string | null => {
    if (BigInt(digest) === 0n) return null;
    const id = `sym:${name}-${digest.slice(2)}`;
    entity[id] = { "sym:digest": digest, "sym:cid": cidOfDigest(digest), ...attributes };
    return id;
  };
  const state = (list: Statements, attributes: Attributes) => {
    list[`_:${Object.keys(list).length + 1}`] = attributes;
  };
  const spec = keep("spec", terms.specDigest)!;
  state(used, { "prov:activity": job, "prov:entity": spec });
  state(wasAttributedTo, { "prov:entity": spec, "prov:agent": account(terms.buyer) });
  const datasets = terms.datasetIds.flatMap((datasetId, i) => {
    if (isDropped(facts, i)) return [];
    const version = terms.versions[i]!;
    const { consentRoot, schemaDigest } = datasetVersion(facts, datasetId, version);
    const id = `sym:dataset-${datasetId}-version-${version}`;
    const provider = account(terms.providers[i]!);
    entity[id] = { "sym:consentRoot": consentRoot, "sym:schemaDigest": schemaDigest };
    agent[provider] = { "sym:role": "provider" };
    state(used, { "prov:activity": job, "prov:entity": id });
    state(wasAttributedTo, { "prov:entity": id, "prov:agent": provider });
    return [id];
  });
  for (const node of nodes) {
    agent[account(node)] = { "sym:role": "node" };
    state(wasAssociatedWith, { "prov:activity": job, "prov:agent": account(node) });
  }
  const model = keep("model", report.modelDigest);
  const manifest = keep("manifest", report.manifestDigest);
  const file = keep("file", report.outputHash, { "sym:rows": String(terms.rows) });
  const judged = keep("certificate", certificate.certificateDigest, {
    "sym:passed": String(certificate.passed),
  });
  for (const made of [model, manifest, file])
    if (made !== null) state(wasGeneratedBy, { "prov:entity": made, "prov:activity": job });
  if (model !== null)
    for (const dataset of datasets)
      state(wasDerivedFrom, { "prov:generatedEntity": model, "prov:usedEntity": dataset });
  if (model !== null && file !== null)
    state(wasDerivedFrom, { "prov:generatedEntity": file, "prov:usedEntity": model });
  const activity: Statements = { [job]: { "sym:order": evidence.orderId, "sym:state": facts.job.state } };
  if (judged !== null && file !== null) {
    const evaluation = `sym:evaluation-${evidence.orderId}`;
    activity[evaluation] = { "sym:order": evidence.orderId };
    agent[account(evaluator)] = { "sym:role": "evaluator" };
    state(used, { "prov:activity": evaluation, "prov:entity": file });
    state(wasGeneratedBy, { "prov:entity": judged, "prov:activity": evaluation });
    state(wasAssociatedWith, { "prov:activity": evaluation, "prov:agent": account(evaluator) });
  }
  entity[PROV_EVIDENCE.entity] = { [PROV_EVIDENCE.attribute]: JSON.stringify(evidence) };
  return {
    prefix: { sym: "urn:symbolon:prov#" },
    ...{ entity, activity, agent, used, wasGeneratedBy, wasAssociatedWith, wasAttributedTo, wasDerivedFrom },
  };
}

const account = (address: Hex) => `sym:account-${address.slice(2)}`;
