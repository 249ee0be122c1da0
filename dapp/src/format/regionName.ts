const names = new Intl.DisplayNames("en", { type: "region" });

/** English name of a country by its ISO 3166-1 alpha-2 code; FI -> "Finland". An unknown code stays a code. */
export function regionName(code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
