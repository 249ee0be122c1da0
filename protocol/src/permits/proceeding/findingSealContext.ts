/**
 * Context that a finding about a person's health is sealed under to the access body (HPKE info; Regulation (EU) 2025/327 Art. 61(5)), in the case
 * that an application opened in a country. Example: `symbolon/health-finding/31337/0xab…/FI`.
 */
export function findingSealContext(chainId: number, applicationHash: string, country: string): string {
  return `symbolon/health-finding/${chainId}/${applicationHash}/${country}`;
}
