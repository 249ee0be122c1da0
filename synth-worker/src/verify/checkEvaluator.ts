import { CERTIFICATE_TYPES, contractDomain, SymbolonError } from "@symbolon/protocol";
import { verifyTypedData } from "ethers";
import { callOf } from "./callOf.ts";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check } from "./check.ts";
import type { Evidence } from "./evidence.ts";

/** The certificate's digest, verdict and figures were signed by an evaluator who is neither the generating node nor a party of the order. */
export function checkEvaluator(evidence: Evidence, facts: ChainFacts): Check {
  const { terms } = facts.order;
  const { record } = facts.job;
  return check("evaluator signature", () => {
    const call = callOf(evidence, facts.last("JobCertified"), "certify");
    const { manifestDigest, outputHash } = record.report;
    const value = { orderId: evidence.orderId, manifestDigest, outputHash, ...record.certificate };
    const domain = contractDomain(evidence.deployment.chainId, evidence.deployment.contracts.jobRegistry);
    const signer = verifyTypedData(domain, CERTIFICATE_TYPES, value, call.signature as string);
    if (signer.toLowerCase() !== record.evaluator)
      throw new SymbolonError("E7003", { party: record.evaluator, document: "the certificate" });
    for (const [party, account] of [
      ["the generating node", record.nodes[0]],
      ["the buyer", terms.buyer],
      ...terms.providers.map((provider) => ["a provider", provider] as const),
    ] as const) {
      if (account === record.evaluator)
        throw new SymbolonError("E7005", { what: "evaluator", actual: party, expected: "another worker" });
    }
    return `signed by ${signer}, not the generator`;
  });
}
