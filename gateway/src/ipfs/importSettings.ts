import type { AddOptions } from "@helia/unixfs";

/**
 * How a file becomes blocks: 1 MiB chunks (Helia's default chunker), raw leaves, CIDv1, nodes 1024 wide, as `ipfs add --cid-version=1
 * --raw-leaves --chunker=size-1048576 --max-file-links=1024` does (the unixfs-v1-2025 profile, IPIP-499). Embedded node, Kubo and a client
 * that computes the CID for itself so agree on every file.
 */
export const IMPORT_SETTINGS = {
  cidVersion: 1,
  rawLeaves: true,
  reduceSingleLeafToSelf: true,
} as const satisfies AddOptions;
