import {
  buildCatalogueEntry,
  type CatalogueDocument,
  digestOfDocument,
  type Hex,
  PURPOSES,
} from "@symbolon/protocol";
import { keccak256, toUtf8Bytes } from "ethers";
import type { Hospital } from "./openHospital.ts";

const LANE = { commercial: 0, ehds: 1 } as const;
const NO_COSTS = { holderWei: "0", computeWei: "0", evaluationWei: "0", accessBodyWei: "0" };
/** Consent root of a dataset of the EHDS lane, whose basis is the permit. */
export const NO_ROOT: Hex = `0x${"00".repeat(32)}`;

/**
 * How a hospital offers its file: IDatasetRegistry.Listing and the catalogue entry whose digest is in it. `renewalBps` is for a configuration
 * that does not say it.
 */
export function listingOf(
  hospital: Hospital,
  renewalBps: number,
): { readonly listing: Listing; readonly entry: CatalogueDocument } {
  const { config, schema, book } = hospital;
  const isEhds = config.lane === "ehds";
  const entry = catalogueEntryOf(hospital);
  const listing = {
    catalogueDigest: digestOfDocument(entry),
    schemaDigest: digestOfDocument(schema),
    licenceHash: keccak256(toUtf8Bytes(config.licence)),
    consentRoot: isEhds ? NO_ROOT : book.root,
    priceWei: BigInt(config.priceWei),
    rowPriceWei: BigInt(config.rowPriceWei),
    renewalBps: isEhds ? 0 : (config.renewalBps ?? renewalBps),
    rhoCapMicro: BigInt(config.rhoCapMicro),
    rhoPerBuyerMicro: BigInt(config.rhoPerBuyerMicro),
    purposesMask: purposesMaskOf(config.purposes),
    categoryCode: config.category,
    lane: LANE[config.lane],
    costs: config.costs ?? NO_COSTS,
  };
  return { listing, entry };
}

/** The parts of IDatasetRegistry.Listing by which a hospital finds its own again. */
export type Listing = { readonly catalogueDigest: Hex; readonly consentRoot: Hex };

function purposesMaskOf(codes: readonly string[]): number {
  return PURPOSES.filter(({ code }) => codes.includes(code)).reduce((mask, { bit }) => mask | (1 << bit), 0);
}

function catalogueEntryOf({ config, schema, records, book }: Hospital) {
  const { hdab, ...told } = config.catalogue;
  return buildCatalogueEntry({
    ...told,
    identifier: `${schema.name}-${book.root.slice(2, 18)}`,
    title: config.title,
    description: config.description,
    keywords: config.keywords,
    publisher: { name: config.publisher, contact: { email: config.contact } },
    hdab: { name: hdab.name, contact: { page: hdab.page } },
    categoryCode: config.category,
    purposesMask: purposesMaskOf(config.purposes),
    records: records.table.rows,
    oneRecordPerPerson: true,
    schema,
    licence: config.licence,
    offersHighFidelity: config.releaseClasses.includes("high-fidelity"),
    offersLinkage: config.linkage !== undefined,
  });
}
