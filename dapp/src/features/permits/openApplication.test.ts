import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type AccessBody,
  applicationSealContext,
  DataRequest,
  documentBytes,
  documentKeccak,
  hpkeSeal,
  makeHpkeKeyPair,
  PROHIBITED_USES,
  SymbolonError,
  sealName,
  toHex,
} from "@symbolon/protocol";
import { EMPTY_DRAFT } from "./applicationDraft.ts";
import { draftDocument } from "./draftDocument.ts";
import { openApplication } from "./openApplication.ts";

const account = `0x${"ab".repeat(20)}`;
const chainId = 31_337;
const isRefused = (code: string) => (error: unknown) => error instanceof SymbolonError && error.code === code;

test("an access body reads what was sealed to it, with the name of a natural person, and nothing that was changed", async () => {
  const keys = await makeHpkeKeyPair();
  const other = await makeHpkeKeyPair();
  const body = { chainId, country: "FI", sealingKey: keys.publicKey } as unknown as AccessBody;
  const legalName = await sealName("Pekka Esimerkki", [body], { chainId, account });
  const document = DataRequest.parse(
    draftDocument(
      {
        ...EMPTY_DRAFT,
        ...{ lane: "request", legalName, applicantClass: "natural-person", country: "FI", activities: "A" },
        ...{ title: "T", text: "t", purposes: ["SCIENTIFIC_RESEARCH"], explanation: "E", benefit: "B" },
        ...{ contribution: "C", safeguards: "S", statisticalContent: "Counts", lawfulBasis: "L" },
        data: {
          "1": {
            ...{ country: "FI", categories: ["a"], scope: "Adults", from: "2015-01-01", until: "2024-12-31" },
            ...{ format: "OMOP", sources: "Records", cohort: [] },
          },
        },
        attestations: PROHIBITED_USES.map(({ code }) => code),
        noReidentification: true,
      },
      { chainId, account, datasetIds: ["1"] },
    ),
  );
  const hash = documentKeccak(document);
  const context = applicationSealContext(chainId, hash, "FI");
  const sealed = toHex(await hpkeSeal(keys.publicKey, documentBytes(document), context));
  const opened = await openApplication(sealed, hash, "request", body, keys.privateKey);
  assert.equal(opened.legalName, "Pekka Esimerkki");
  assert.deepEqual(opened.document, document);
  await assert.rejects(openApplication(sealed, hash, "request", body, other.privateKey), isRefused("E5003"));

  const changed = documentBytes({ ...document, safeguards: "None" });
  const forged = toHex(await hpkeSeal(keys.publicKey, changed, context));
  await assert.rejects(openApplication(forged, hash, "request", body, keys.privateKey), isRefused("E5002"));
});
