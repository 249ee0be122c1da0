/** Whether a text names the EHDS and every dataset by "dataset N" (Regulation (EU) 2025/327 Art. 61(4), last subparagraph). */
export function acknowledges(text: string, datasetIds: readonly string[]): boolean {
  if (!/\bEHDS\b/.test(text)) return false;
  return datasetIds.every((id) => new RegExp(`\\bdataset ${id}\\b`).test(text));
}

/** A sentence that acknowledges the sources, for a publication. */
export function acknowledgementOf(datasetIds: readonly string[]): string {
  const names = datasetIds.map((id) => `dataset ${id}`).join(", ");
  return `Health data were obtained in the framework of the European Health Data Space (EHDS), Regulation (EU) 2025/327, from ${names}.`;
}
