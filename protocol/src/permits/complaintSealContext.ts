/** Context that a complaint's words are sealed under (HPKE info). Example: `symbolon/complaint/00ff…`. */
export function complaintSealContext(complaintId: string): string {
  return `symbolon/complaint/${complaintId}`;
}
