import { getBytes, keccak256 } from "ethers";

const BLOOM_BYTES = 256;

/**
 * Whether a block's bloom filter admits a log of one of the addresses (Ethereum yellow paper, 4.3.1). False is
 * certain; a bloom of another size says nothing and admits everything.
 */
export function mayHoldLogsOf(addresses: readonly string[], logsBloom: string): boolean {
  const bloom = getBytes(logsBloom);
  if (bloom.length !== BLOOM_BYTES) return true;
  return addresses.some((address) => {
    const hash = getBytes(keccak256(address));
    return [0, 2, 4].every((at) => {
      const bit = ((hash[at]! << 8) | hash[at + 1]!) & 2047;
      return (bloom[BLOOM_BYTES - 1 - (bit >> 3)]! & (1 << (bit & 7))) !== 0;
    });
  });
}
