/**
 * Whether a name can be that of a file in an archive: folders parted by "/", none of them empty, "." or "..". No backslash, colon or control character
 * either: some programs unpack "..\x" and "C:x" outside the archive.
 */
export function isArchiveName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return !/[\\:\u0000-\u001f]/.test(name) && name.split("/").every((part) => !/^\.{0,2}$/.test(part));
}
