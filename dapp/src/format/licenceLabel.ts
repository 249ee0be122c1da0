/** Short name of a licence URI: "https://creativecommons.org/licenses/by/4.0/" -> "CC BY 4.0", any other -> host and path. */
export function licenceLabel(uri: string): string {
  const creative = /creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)/.exec(uri);
  if (creative !== null) return `CC ${creative[1]!.toUpperCase()} ${creative[2]}`;
  if (/creativecommons\.org\/publicdomain\/zero/.test(uri)) return "CC0 1.0";
  return uri.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
