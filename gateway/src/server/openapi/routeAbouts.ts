import { DatasetSchema, KeyRelease, LabelDocument } from "@symbolon/protocol";
import { z } from "zod";
import { CONSENT_ABOUTS } from "./consentAbouts.ts";
import { DUTY_ABOUTS } from "./dutyAbouts.ts";
import { PERMIT_ABOUTS } from "./permitAbouts.ts";
import type { RouteAbout } from "./routeAbout.ts";
import { STORAGE_ABOUTS } from "./storageAbouts.ts";
import { SUPERVISION_ABOUTS } from "./supervisionAbouts.ts";

const JSON_TYPE = ["application/json"];
const BYTES = ["application/octet-stream"];
/** Forms of a catalogue page, by content negotiation or by the ending of its path. */
const RDF = ["application/ld+json", "text/turtle", "text/html"];
const account = z.string().regex(/^0x[0-9a-f]{40}$/);
const count = z.int().min(0);
const block = z.int().min(-1);

const Health = z.strictObject({
  ok: z.boolean(),
  database: z.boolean(),
  storage: z.boolean(),
  chain: z.boolean(),
  indexer: z.boolean(),
});
const Status = z.object({
  chainId: count,
  startBlock: count,
  contracts: z.record(z.string(), z.string()),
  index: z.strictObject({ chainBlock: block, indexedBlock: block, lagBlocks: count, healthy: z.boolean() }),
  documents: z.strictObject({ cached: count, wanted: count, refused: count }),
});
const Session = z.strictObject({ account, expiresAt: count });
const content = {
  200: { description: "The whole content.", types: BYTES },
  206: { description: "The range that was asked for.", types: BYTES },
  304: { description: "It is what If-None-Match names." },
  416: { description: "The range lies outside of the content." },
};

/** Descriptions of all routes by name. */
export const ROUTE_ABOUTS: Readonly<Record<string, RouteAbout>> = {
  ...STORAGE_ABOUTS,
  ...PERMIT_ABOUTS,
  ...DUTY_ABOUTS,
  ...CONSENT_ABOUTS,
  ...SUPERVISION_ABOUTS,
  openApi: {
    summary: "This description.",
    tag: "operations",
    answers: {
      200: {
        description: "OpenAPI 3.1.",
        types: JSON_TYPE,
        shape: z.object({ openapi: z.literal("3.1.0") }),
      },
    },
  },
  health: {
    summary: "Whether every part answers.",
    tag: "operations",
    answers: {
      200: { description: "All do.", types: JSON_TYPE, shape: Health },
      503: { description: "One does not.", types: JSON_TYPE, shape: Health },
    },
  },
  status: {
    summary: "Deployment, position of the index against the chain, documents fetched.",
    tag: "operations",
    answers: { 200: { description: "As it is now.", types: JSON_TYPE, shape: Status } },
  },
  metrics: {
    summary: "Counters and gauges in Prometheus' text format 0.0.4.",
    tag: "operations",
    answers: { 200: { description: "One line per series.", types: ["text/plain"] } },
  },
  devWallet: {
    summary: "A development wallet, on a local chain and for pages of this origin only.",
    tag: "operations",
    answers: {
      200: { description: "Its key.", types: JSON_TYPE, shape: z.strictObject({ privateKey: z.string() }) },
    },
  },
  catalogueEntry: {
    summary:
      "A dataset's HealthDCAT-AP entry; as JSON-LD the bytes whose sha256 is on chain. Link, describedby: what its holder declares.",
    tag: "catalogue",
    answers: {
      200: { description: "The entry.", types: RDF },
      304: { description: "It is what If-None-Match names." },
      410: { description: "It was taken off the market; what is left of it.", types: RDF },
    },
  },
  catalogue: {
    summary: "One page of the catalogue for harvesters (dcat:Catalog); ?size= 1 to 200, follow hydra:next.",
    tag: "catalogue",
    answers: { 200: { description: "The page.", types: RDF } },
  },
  catalogueDump: {
    summary: "The whole catalogue in one answer.",
    tag: "catalogue",
    answers: { 200: { description: "The catalogue.", types: ["application/ld+json", "text/turtle"] } },
  },
  catalogueShapes: {
    summary: "SHACL shapes that entries of an access level keep: public, restricted, non-public.",
    tag: "catalogue",
    answers: { 200: { description: "The shapes.", types: ["text/turtle"] } },
  },
  catalogueLabel: {
    summary: "A dataset's quality and utility label (Art. 78), as far as it can be computed.",
    tag: "catalogue",
    answers: {
      200: {
        description: "The label, signed by the hub's account where it has one.",
        types: ["application/ld+json"],
        shape: LabelDocument,
      },
    },
  },
  catalogueOffer: {
    summary: "A dataset's ODRL offer with Data Use Ontology terms.",
    tag: "catalogue",
    answers: { 200: { description: "The offer.", types: RDF } },
  },
  void: {
    summary: "The catalogue for linked-data programs (VoID).",
    tag: "catalogue",
    answers: { 200: { description: "The description.", types: RDF } },
  },
  catalogueCheck: {
    summary: "Checks a catalogue file against the shapes, or makes entries of it.",
    tag: "catalogue",
    answers: {
      200: { description: "It fits.", types: JSON_TYPE },
      422: { description: "It does not; the faults.", types: JSON_TYPE },
    },
  },
  catalogueSchema: {
    summary:
      "Checks a dataset schema (symbolon-schema/1) and pins it, so that a listing can name its digest.",
    tag: "catalogue",
    body: DatasetSchema,
    answers: {
      200: {
        description: "It is pinned.",
        types: JSON_TYPE,
        shape: z.strictObject({ cid: z.string(), digest: z.string() }),
      },
    },
  },
  content: {
    summary: "Public content by its CID, verified block by block; ranges.",
    tag: "content",
    answers: content,
  },
  orderKeyPut: {
    summary: "The job's lead hands over where the ciphertext is and the data key, wrapped to the buyer.",
    tag: "orders",
    auth: "signed",
    body: KeyRelease,
    answers: {
      200: { description: "It was there already.", types: JSON_TYPE },
      201: {
        description: "It is kept.",
        types: JSON_TYPE,
        shape: z.strictObject({ orderId: z.string(), stored: z.literal(true) }),
      },
    },
  },
  orderKey: {
    summary: "The wrapped data key, for whom the chain entitles to it now.",
    tag: "orders",
    auth: "signedOrSession",
    answers: { 200: { description: "The key release.", types: JSON_TYPE, shape: KeyRelease } },
  },
  orderFile: {
    summary: "The ciphertext, for whom the chain entitles to it and as long as it does; ranges.",
    tag: "orders",
    auth: "signedOrSession",
    answers: content,
  },
  sessionNonce: {
    summary: "What a sign-in message (ERC-4361) has to hold.",
    tag: "session",
    answers: {
      200: {
        description: "A nonce that can be signed in with once, for ten minutes.",
        types: JSON_TYPE,
        shape: z.strictObject({
          nonce: z.string().regex(/^[a-zA-Z0-9]{8,}$/),
          expiresAt: count,
          domain: z.string(),
          uri: z.url(),
          chainId: count,
        }),
      },
    },
  },
  sessionOpen: {
    summary: "Signs in with an Ethereum account.",
    tag: "session",
    body: z.strictObject({ message: z.string(), signature: z.string() }),
    answers: {
      201: {
        description: "A session; its token is in an HttpOnly cookie.",
        types: JSON_TYPE,
        shape: Session,
      },
    },
  },
  session: {
    summary: "Whose session it is.",
    tag: "session",
    auth: "session",
    answers: { 200: { description: "Account and end.", types: JSON_TYPE, shape: Session } },
  },
  sessionClose: {
    summary: "Signs out.",
    tag: "session",
    auth: "session",
    answers: { 204: { description: "There is no session any more." } },
  },
};
