import type { LabelDocument } from "../catalogue/labelDocument.ts";
import { digestOfDocument } from "../content/digest.ts";
import { QUALITY_LABEL_TYPES } from "../eip712/qualityLabelTypes.ts";
import type { Deployment } from "../messages/deployment.ts";
import type { Signed } from "./proofSigner.ts";

/** What the hub that computed a label signs. */
export function signedLabel(
  { proof: _, ...label }: LabelDocument,
  { chainId, contracts }: Deployment,
): Signed {
  return {
    chainId,
    verifyingContract: contracts.datasetRegistry,
    types: QUALITY_LABEL_TYPES,
    value: { datasetId: label.datasetId, labelDigest: digestOfDocument(label) },
  };
}
