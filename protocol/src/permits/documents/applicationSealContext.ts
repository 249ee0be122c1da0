/** Context an application is sealed under for one access body (HPKE info). Example: `symbolon/ehds-application/31337/0xab…/FI`. */
export function applicationSealContext(chainId: number, documentHash: string, country: string): string {
  return `symbolon/ehds-application/${chainId}/${documentHash}/${country}`;
}
