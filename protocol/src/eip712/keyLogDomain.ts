/** EIP-712 domain of a hub's key log: bound to the chain whose orders it is about. */
export function keyLogDomain(chainId: number) {
  return { name: "Symbolon key log", version: "1", chainId } as const;
}
