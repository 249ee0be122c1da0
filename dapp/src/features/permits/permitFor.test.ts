import assert from "node:assert/strict";
import { test } from "node:test";
import {
  AccessApplication,
  type AccessBody,
  decisionOf,
  documentKeccak,
  type Hex,
  type Proceeding,
  personIdentity,
  SymbolonError,
} from "@symbolon/protocol";
import { EMPTY_DRAFT } from "./applicationDraft.ts";
import { draftDocument } from "./draftDocument.ts";
import { permitFor } from "./permitFor.ts";

const account = `0x${"ab".repeat(20)}` as Hex;
const asked = (country: string, categories: string[]) => ({
  ...{ country, categories, scope: "Adults", from: "2015-01-01", until: "2024-12-31" },
  ...{ format: "OMOP", sources: "Hospital records", cohort: [] },
});
const application = AccessApplication.parse(
  draftDocument(
    {
      ...EMPTY_DRAFT,
      ...{ legalName: "Pekka Esimerkki", applicantClass: "natural-person", country: "FI", activities: "A" },
      ...{ title: "T", text: "t", purposes: ["SCIENTIFIC_RESEARCH"], explanation: "E", benefit: "B" },
      ...{ contribution: "C", safeguards: "S", tools: "R", computing: "8 cores", periodJustification: "P" },
      data: { "10": asked("FI", ["l", "a"]), "9": asked("FI", ["a"]), "3": asked("SE", ["q"]) },
      persons: [{ name: "sealed", account, qualification: "MD", isInvestigator: true }],
      attestations: [
        ...["DETRIMENTAL_DECISIONS", "JOBS_INSURANCE_CREDIT_DISCRIMINATION", "ADVERTISING_MARKETING"],
        ...["HARMFUL_PRODUCTS", "ETHICS_CONFLICT"],
      ],
      noReidentification: true,
    },
    { chainId: 31_337, account, datasetIds: ["10", "9", "3"] },
  ),
);
const applicationHash = documentKeccak(application);
const body = { chainId: 31_337, country: "FI", account, name: "demo HDAB" } as AccessBody;
const salts = [`0x${"07".repeat(32)}`] as Hex[];
const terms = {
  ...{ specification: "Adults", characteristics: "No network", conditions: ["Airlock"] },
  ...{ validFrom: 1_900_000_000, validUntil: 1_950_000_000, salts },
};
const quote = { hash: `0x${"11".repeat(32)}`, totalCents: 150_000n };
const state = { applicationHash, datasetIds: ["10", "9"], quote } as unknown as Proceeding;

test("Art. 66(1): a permit covers this country's data of the application and nothing more", () => {
  const permit = permitFor(
    { applicationHash, applicant: null },
    state,
    body,
    application,
    ["Pekka Esimerkki"],
    terms,
  );
  assert.deepEqual(permit.data.datasetIds, ["9", "10"], "ascending by number, as the contract wants them");
  assert.deepEqual(permit.data.categories, ["a", "l"]);
  assert.equal(permit.fees.totalCents, "150000");
  assert.equal(decisionOf(permit).decisionHash, documentKeccak(permit));
});

test("nobody is named: neither who applies as a natural person nor who gets access", () => {
  const permit = permitFor(
    { applicationHash, applicant: null },
    state,
    body,
    application,
    ["Pekka Esimerkki"],
    terms,
  );
  assert.ok(!JSON.stringify(permit).includes("Esimerkki"));
  assert.equal(
    permit.authorisedPersons[0]!.identity,
    personIdentity(salts[0]!, { name: "Pekka Esimerkki", account }),
    "who has the salt can prove it",
  );
});

test("terms that make no permit, or no quote, are refused", () => {
  const make = (part: object, of: Proceeding = state) =>
    permitFor({ applicationHash, applicant: "U" }, of, body, application, ["N"], { ...terms, ...part });
  assert.throws(
    () => make({ validUntil: terms.validFrom }),
    (e) => e instanceof SymbolonError && e.code === "E1006",
  );
  assert.throws(
    () => make({}, { ...state, quote: null }),
    (e) => e instanceof SymbolonError && e.code === "E3010",
  );
});
