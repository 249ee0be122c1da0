/** One event to be put on a made-up chain: contract (by deployment name), event name, values in the order of the ABI. */
export type MadeUpEvent = readonly [contract: string, event: string, values: readonly unknown[]];
