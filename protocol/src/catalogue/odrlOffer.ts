import { PURPOSES } from "../units/purposes.ts";
import { CATALOGUE_CONTEXT } from "./catalogueContext.ts";
import type { DataUseTerm } from "./dataUse.ts";
import { DUO_TERMS } from "./duoTerms.ts";

/** What an offer is made of. */
export type OfferInput = {
  readonly iri: string;
  /** IRI of the dataset offered. */
  readonly target: string;
  /** Account that offers it, lower-case hex. */
  readonly owner: string;
  readonly chainId: number;
  readonly lane: "COMMERCIAL" | "EHDS";
  /** Allowed purposes of Art. 53(1), bits as on chain. */
  readonly purposesMask: number;
  readonly dataUse: readonly DataUseTerm[];
  readonly priceWei: bigint;
};

/** Prohibited uses of Regulation (EU) 2025/327 Art. 54, points (a) to (e). Codes are the market's own. */
const PROHIBITED = [
  "DETRIMENTAL_DECISIONS",
  "JOBS_INSURANCE_CREDIT_DISCRIMINATION",
  "ADVERTISING_MARKETING",
  "HARMFUL_PRODUCTS",
  "ETHICS_CONFLICT",
] as const;

/** Terms that ask something of the user: duties of the permission. */
const DUTIES: Readonly<Record<string, string>> = {
  PUB: "symbolon:publishResults",
  COL: "symbolon:collaborate",
  IRB: "symbolon:showEthicsApproval",
  RTN: "symbolon:returnResults",
};
/** Terms with a left operand of the ODRL vocabulary; the others constrain the purpose. */
const OPERANDS: Readonly<Record<string, readonly [operand: string, operator: string]>> = {
  GS: ["odrl:spatial", "odrl:isAnyOf"],
  TS: ["odrl:elapsedTime", "odrl:lteq"],
  MOR: ["odrl:dateTime", "odrl:gteq"],
  US: ["odrl:recipient", "odrl:isAnyOf"],
  IS: ["odrl:recipient", "odrl:isAnyOf"],
};

/**
 * The offer of a dataset as one JSON-LD node (W3C ODRL Information Model 2.2, odrl:Offer): a permission to use, for the purposes of the listing, with a
 * payment and what the Data Use Ontology terms ask. In the EHDS lane the terms are told (`symbolon:information`) and do not constrain, as holders
 * may not refuse on them, and the uses of Art. 54 are prohibited; in the commercial lane they constrain.
 */
export function odrlOffer(input: OfferInput) {
  const ehds = input.lane === "EHDS";
  const purposes = PURPOSES.filter(({ bit }) => (input.purposesMask & (1 << bit)) !== 0);
  const terms = input.dataUse.map(termOf);
  const constraints = [
    constraint(
      "odrl:purpose",
      "odrl:isAnyOf",
      purposes.map(({ code }) => ({ "@id": `symbolon:${code}` })),
    ),
    ...(ehds ? [] : terms.filter(({ duty }) => duty === null).map(({ rule }) => rule)),
  ];
  const duties = [
    {
      "@type": "odrl:Duty",
      "odrl:action": { "@id": "odrl:compensate" },
      "odrl:constraint": constraint("odrl:payAmount", "odrl:gteq", input.priceWei.toString()),
    },
    ...(ehds ? [] : terms.flatMap(({ duty }) => (duty === null ? [] : [duty]))),
  ];
  return {
    "@context": CATALOGUE_CONTEXT,
    "@id": input.iri,
    "@type": "odrl:Offer",
    "odrl:uid": { "@id": input.iri },
    "odrl:profile": { "@id": "symbolon:data-use" },
    "odrl:permission": {
      "@type": "odrl:Permission",
      "odrl:target": { "@id": input.target },
      "odrl:assigner": { "@id": `did:pkh:eip155:${input.chainId}:${input.owner}` },
      "odrl:action": { "@id": "odrl:use" },
      "odrl:constraint": constraints,
      "odrl:duty": duties,
    },
    ...(ehds
      ? {
          "odrl:prohibition": PROHIBITED.map((code) => ({
            "@type": "odrl:Prohibition",
            "odrl:target": { "@id": input.target },
            "odrl:action": { "@id": "odrl:use" },
            "odrl:constraint": constraint("odrl:purpose", "odrl:eq", { "@id": `symbolon:${code}` }),
          })),
          ...(terms.length === 0 ? {} : { "symbolon:information": terms.map(({ rule }) => rule) }),
        }
      : {}),
  };
}

function termOf({ duo, values }: DataUseTerm) {
  const short = DUO_TERMS.find(({ id }) => id === duo)?.short ?? "";
  const iri = { "@id": `http://purl.obolibrary.org/obo/${duo.replace(":", "_")}` };
  const action = DUTIES[short];
  const [operand, operator] = OPERANDS[short] ?? ["odrl:purpose", "odrl:isA"];
  return {
    duty:
      action === undefined
        ? null
        : { "@type": "odrl:Duty", "odrl:action": { "@id": action }, "symbolon:duo": iri },
    rule: {
      ...constraint(operand, operator, values.length === 0 ? iri : values),
      "symbolon:duo": iri,
    },
  };
}

function constraint(operand: string, operator: string, right: unknown) {
  return {
    "@type": "odrl:Constraint",
    "odrl:leftOperand": { "@id": operand },
    "odrl:operator": { "@id": operator },
    "odrl:rightOperand": right,
  };
}
