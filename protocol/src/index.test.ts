import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import * as protocol from "@symbolon/protocol";

/** The public surface. A change here is a change for every room: extend the list knowingly. */
const EXPORTS = [
  "AnswersMessage",
  "CATALOGUE",
  "CATALOGUE_CONTEXT",
  "CERTIFICATE_TYPES",
  "CONSENT_GRANT_TYPES",
  "CONSENT_KEY_WITHDRAWAL_TYPES",
  "CONSENT_WITHDRAWAL_TYPES",
  "CatalogueDocument",
  "Certificate",
  "CommitMessage",
  "ConsentRecord",
  "DEFAULT_THRESHOLDS",
  "DatasetSchema",
  "Deployment",
  "EMPTY_JOB",
  "EvaluationAnswers",
  "FAIL_REASONS",
  "HEALTH_CATEGORIES",
  "JOB_STATES",
  "KeyRelease",
  "MAX_SINGLE_BLOCK_BYTES",
  "Manifest",
  "Model",
  "NODE_REPORT_TYPES",
  "OFFER_TYPES",
  "ORDER_STATUSES",
  "OpenMessage",
  "OrderSpec",
  "PURPOSES",
  "RECEIVE_WITH_AUTHORIZATION_TYPES",
  "RELEASE_PRIVATE",
  "RequestSignature",
  "ResultMessage",
  "SIGNED_REQUEST_TYPES",
  "ShareMessage",
  "SignMessage",
  "SymbolonError",
  "TOKEN_DECIMALS",
  "address",
  "buildCatalogueEntry",
  "bytes32",
  "canonicalJson",
  "cidOfDigest",
  "consentLeaf",
  "contractDomain",
  "decimal",
  "digestOfBytes",
  "digestOfCid",
  "digestOfDocument",
  "documentBytes",
  "foldJob",
  "foldOrder",
  "formatWei",
  "fromHex",
  "hashJob",
  "hashOrder",
  "hashSettlement",
  "hashTerms",
  "hexBytes",
  "hpkeOpen",
  "hpkeSeal",
  "isErrorCode",
  "makeHpkeKeyPair",
  "merkleTree",
  "openArtifact",
  "orderTopics",
  "parseDocument",
  "parseWei",
  "plain",
  "purposeMask",
  "recordMatches",
  "recordStatus",
  "requestDomain",
  "resultCommit",
  "resultContext",
  "rowSeed",
  "sealArtifact",
  "shareContext",
  "summariseCatalogueEntry",
  "toHex",
  "verifyMerkleProof",
];

test("the package exports exactly these names", () => {
  assert.deepEqual(Object.keys(protocol).sort(), EXPORTS);
});

test("every module of the package is on its edge, none is forgotten", () => {
  const edge = readFileSync(new URL("./index.ts", import.meta.url), "utf8");
  const modules = readdirSync(new URL("./", import.meta.url), { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts") && !/\.test\.ts$|^index\.ts$|^generated\//.test(path));
  for (const path of modules) assert.ok(edge.includes(`"./${path}"`), `${path} is not exported`);
});
