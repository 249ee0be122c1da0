/** A code in capitals as words: CANCER_DISEASE -> "Cancer disease". Codes with other characters, as ICD-10, stay. */
export function wordsOfCode(code: string): string {
  if (!/^[A-Z]+(_[A-Z]+)+$/.test(code)) return code;
  const words = code.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
