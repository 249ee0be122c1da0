import assert from "node:assert/strict";
import { test } from "node:test";
import { agreementDraft } from "./agreementDraft.ts";
import { EMPTY_DATA, EMPTY_DRAFT } from "./applicationDraft.ts";

const AT = { country: "FI", datasetIds: ["1"] } as const;

test("Art. 68(3): an agreement starts from the application, over the data of its case alone", () => {
  const application = {
    ...EMPTY_DRAFT,
    legalName: "Example University",
    attestations: ["ETHICS_CONFLICT"],
    noReidentification: true,
    data: {
      "1": { ...EMPTY_DATA, country: "FI", scope: "Adults" },
      "2": { ...EMPTY_DATA, country: "SE", scope: "Children" },
    },
  };
  const draft = agreementDraft(application, AT);
  assert.equal(draft.lane, "request");
  assert.equal(draft.legalName, "Example University");
  assert.deepEqual(Object.keys(draft.data), ["1"]);
  assert.equal(draft.data["1"]!.scope, "Adults");
  assert.deepEqual(draft.attestations, [], "each document is attested for itself");
  assert.equal(draft.noReidentification, false);
});

test("without a copy in this browser the form is empty, so that it starts from the catalogue", () => {
  assert.deepEqual(agreementDraft(EMPTY_DRAFT, AT), { ...EMPTY_DRAFT, lane: "request" });
});
