import {
  buildCatalogueEntry,
  DatasetSchema,
  digestOfDocument,
  type Hex,
  parseDocument,
  SymbolonError,
} from "@symbolon/protocol";
import { parseProviderConfig } from "@symbolon/synth-worker/upload";
import { keccak256, stringToBytes } from "viem";
import type { PublishInput } from "../../../transactions/publishDataset.ts";
import { draftSchema } from "./draftSchema.ts";
import { entryInput } from "./entryInput.ts";
import { providerConfigOf } from "./providerConfigOf.ts";
import type { PublishDraft } from "./publishDraft.ts";

const NO_ROOT: Hex = `0x${"00".repeat(32)}`;
const LANES = { commercial: 0, ehds: 1 } as const;

/**
 * A complete draft as what is pinned and listed, as the hospital's node would list it. `root` is the consent root, null in the EHDS lane; `unique` makes the
 * identifier the dataset's own. Throws E1006 and E1009 where the draft still has faults.
 */
export function publishInput(
  draft: PublishDraft,
  {
    root,
    unique,
    accessUrl,
  }: { readonly root: Hex | null; readonly unique: string; readonly accessUrl: string },
): PublishInput {
  if ((root === null) !== (draft.lane === "ehds"))
    throw new SymbolonError("E1006", {
      document: "listing",
      reason: "consents belong to the commercial lane",
    });
  const config = parseProviderConfig(providerConfigOf(draft, accessUrl));
  const schema = parseDocument(DatasetSchema, draftSchema(draft), "dataset schema");
  const entry = buildCatalogueEntry(entryInput(draft, { unique, accessUrl }));
  const wei = (text: string | undefined) => BigInt(text ?? "0");
  return {
    schema,
    entry,
    listing: {
      catalogueDigest: digestOfDocument(entry),
      schemaDigest: digestOfDocument(schema),
      licenceHash: keccak256(stringToBytes(config.licence)),
      consentRoot: root ?? NO_ROOT,
      priceWei: BigInt(config.priceWei),
      rowPriceWei: BigInt(config.rowPriceWei),
      renewalBps: config.renewalBps ?? 0,
      rhoCapMicro: BigInt(config.rhoCapMicro),
      rhoPerBuyerMicro: BigInt(config.rhoPerBuyerMicro),
      purposesMask: draft.purposesMask,
      categoryCode: config.category,
      lane: LANES[config.lane],
      costs: {
        holderWei: wei(config.costs?.holderWei),
        computeWei: wei(config.costs?.computeWei),
        evaluationWei: wei(config.costs?.evaluationWei),
        accessBodyWei: wei(config.costs?.accessBodyWei),
      },
    },
  };
}
