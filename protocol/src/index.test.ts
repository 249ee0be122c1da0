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
  "CONSENT_WITHDRAWAL_TYPES",
  "CatalogueDocument",
  "Certificate",
  "CommitMessage",
  "ConsentRecord",
  "DEFAULT_THRESHOLDS",
  "DatasetSchema",
  "Deployment",
  "EvaluationAnswers",
  "HEALTH_CATEGORIES",
  "KeyRelease",
  "MAX_SINGLE_BLOCK_BYTES",
  "Manifest",
  "Model",
  "NODE_REPORT_TYPES",
  "OpenMessage",
  "OrderSpec",
  "PURPOSES",
  "RequestSignature",
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
  "formatWei",
  "fromHex",
  "hexBytes",
  "hpkeOpen",
  "hpkeSeal",
  "isErrorCode",
  "makeHpkeKeyPair",
  "merkleTree",
  "openArtifact",
  "parseDocument",
  "parseWei",
  "purposeMask",
  "requestDomain",
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
