const encoder = new TextEncoder();

/**
 * A patient's identifier as both hospitals write it before it is blinded: the name of the register, a line feed, and the identifier in normal form
 * (Unicode NFKC, letters and digits only, upper case), so that spaces, hyphens, dots and case do not matter. Leading zeros and check
 * digits do. null for one without a letter or digit: its record is not linked.
 */
export function patientIdentifier(register: string, identifier: string): Uint8Array | null {
  const normal = identifier
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toUpperCase();
  return normal === "" ? null : encoder.encode(`symbolon/patient/1\n${register}\n${normal}`);
}
