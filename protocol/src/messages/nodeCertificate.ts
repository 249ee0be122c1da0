import { z } from "zod";
import { address, bytes32, hexBytes } from "./scalars.ts";

/**
 * `symbolon-node-certificate/1`: a node tells the nodes it may compute with where its links are and which key they will see there. Nobody else vouches
 * for that key: the account does, which the chain knows as a worker. Of two statements of one account the one issued later holds.
 */
export const NodeCertificate = z.strictObject({
  format: z.literal("symbolon-node-certificate/1"),
  chainId: z.int().positive(),
  node: address,
  /** Name or IP address of the link's listener; no URL. */
  host: z.string().regex(/^[0-9A-Za-z.:-]{1,253}$/),
  port: z.int().min(1).max(65_535),
  /** SHA-256 of the SubjectPublicKeyInfo (DER) of the certificate that the node shows. */
  pin: bytes32,
  /** Unix seconds. */
  issued: z.int().nonnegative(),
  /** By `node`: NODE_CERTIFICATE_TYPES under requestDomain(chainId). */
  signature: hexBytes.refine((value) => value.length === 132, "expected 65 bytes"),
});
export type NodeCertificate = z.infer<typeof NodeCertificate>;
