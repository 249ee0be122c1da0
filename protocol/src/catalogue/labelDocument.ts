import { z } from "zod";
import type { Hex } from "../content/hex.ts";
import { DocumentProof } from "../messages/documentProof.ts";
import { bytes32, decimal } from "../messages/scalars.ts";
import { LABEL_CONTEXT } from "./labelContext.ts";
import type { QualityLabel } from "./qualityLabel.ts";

const count = z.int().min(0);

/**
 * A quality and utility label as it is published: JSON-LD, a quality annotation (W3C Data Quality Vocabulary) of the dataset's entry, that names the
 * very entry it was computed from. `proof` is there where the hub that computed it has an account (labelSigner).
 */
export const LabelDocument = z.strictObject({
  "@context": z.custom<typeof LABEL_CONTEXT>((value) => typeof value === "object" && value !== null),
  id: z.string().regex(/^urn:symbolon:label:\d+:[1-9]\d*:0x[0-9a-f]{64}$/),
  type: z.literal("dqv:QualityAnnotation"),
  motivatedBy: z.literal("dqv:qualityAssessment"),
  format: z.literal("symbolon-label/1"),
  applicableLegislation: z.literal("http://data.europa.eu/eli/reg/2025/327/oj"),
  /** IRI of the dataset. */
  dataset: z.string(),
  datasetId: decimal,
  /** Of the entry it was computed from, as on chain. */
  catalogueDigest: bytes32,
  issued: z.iso.datetime(),
  elements: z.array(
    z.strictObject({
      group: z.enum(["a", "b", "c", "d", "e", "f"]),
      name: z.string(),
      level: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).nullable(),
      basis: z.enum(["measured", "entry", "unknown"]),
      detail: z.string(),
    }),
  ),
  known: count,
  of: count,
  proof: DocumentProof.optional(),
});
export type LabelDocument = z.infer<typeof LabelDocument>;

/** The document of a label that was computed at `issuedAt` (unix seconds) from the entry with the given digest; without a proof. */
export function labelDocument(
  label: QualityLabel,
  of: {
    readonly chainId: number;
    readonly datasetId: string;
    readonly catalogueDigest: Hex;
    readonly issuedAt: number;
  },
): LabelDocument {
  const { chainId, datasetId, catalogueDigest, issuedAt } = of;
  return {
    "@context": LABEL_CONTEXT,
    id: `urn:symbolon:label:${chainId}:${datasetId}:${catalogueDigest}`,
    type: "dqv:QualityAnnotation",
    motivatedBy: "dqv:qualityAssessment",
    applicableLegislation: "http://data.europa.eu/eli/reg/2025/327/oj",
    datasetId,
    catalogueDigest,
    issued: new Date(issuedAt * 1000).toISOString(),
    ...label,
    elements: [...label.elements],
  };
}
