import assert from "node:assert/strict";
import { test } from "node:test";
import { TypedDataEncoder, verifyTypedData, Wallet } from "ethers";
import {
  CERTIFICATE_TYPES,
  CONSENT_GRANT_TYPES,
  CONSENT_KEY_WITHDRAWAL_TYPES,
  CONSENT_WITHDRAWAL_TYPES,
  contractDomain,
  NODE_REPORT_TYPES,
  OFFER_TYPES,
  REPLACE_NODE_TYPES,
  requestDomain,
  SIGNED_REQUEST_TYPES,
} from "./typedData.ts";

const REGISTRY = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
/** A key anyone may know; it signs nothing but this test. */
const wallet = new Wallet(`0x${"01".repeat(32)}`);

test("type strings are those the contracts hash", () => {
  const encode = (types: Record<string, { name: string; type: string }[]>) =>
    TypedDataEncoder.from(types).encodeType(Object.keys(types)[0]!);
  assert.equal(
    encode(NODE_REPORT_TYPES),
    "NodeReport(uint256 orderId,bytes32 manifestDigest,bytes32 outputHash,bytes32 modelDigest)",
  );
  assert.equal(
    encode(REPLACE_NODE_TYPES),
    "ReplaceNode(uint256 orderId,uint8 index,address node,bytes32 jobHash)",
  );
  assert.equal(
    encode(CERTIFICATE_TYPES),
    "Certificate(uint256 orderId,bytes32 manifestDigest,bytes32 outputHash,bytes32 certificateDigest,bool passed,uint8 releaseClass,uint16 tvd1Bps,uint16 tvd2Bps,uint16 membershipAucBps)",
  );
  assert.equal(
    encode(CONSENT_WITHDRAWAL_TYPES),
    "ConsentWithdrawal(uint256 datasetId,bytes32 nullifier,uint64 deadline)",
  );
  assert.equal(encode(CONSENT_GRANT_TYPES), "ConsentGrant(uint256 datasetId,bytes32 recordHash)");
  assert.equal(encode(CONSENT_KEY_WITHDRAWAL_TYPES), "ConsentKeyWithdrawal(uint256 datasetId)");
  assert.equal(
    encode(OFFER_TYPES),
    "Offer(uint256 datasetId,address buyer,uint96 priceWei,uint96 rowPriceWei,uint16 renewalBps,uint32 purposesMask,uint40 validUntil,uint32 volume,bytes32 salt)",
  );
  assert.equal(
    encode(SIGNED_REQUEST_TYPES),
    "SignedRequest(string purpose,string subject,bytes32 bodyDigest,uint64 expires)",
  );
});

test("a signature holds for its chain and contract only", async () => {
  const message = { datasetId: 1n, nullifier: `0x${"22".repeat(32)}`, deadline: 1_800_000_000n };
  const domain = contractDomain(31337, REGISTRY);
  const signature = await wallet.signTypedData(domain, CONSENT_WITHDRAWAL_TYPES, message);
  const signer = (each: ReturnType<typeof contractDomain>) =>
    verifyTypedData(each, CONSENT_WITHDRAWAL_TYPES, message, signature);
  assert.equal(signer(domain), wallet.address);
  assert.notEqual(signer(contractDomain(1, REGISTRY)), wallet.address);
  assert.notEqual(signer(contractDomain(31337, wallet.address)), wallet.address);
});

test("a request's signature cannot pose as a contract's", () => {
  const request = TypedDataEncoder.hashDomain(requestDomain(31337));
  assert.notEqual(request, TypedDataEncoder.hashDomain(contractDomain(31337, REGISTRY)));
  assert.notEqual(request, TypedDataEncoder.hashDomain(requestDomain(1)));
});
