/** Headers of a signature that reads an account's cases, until `expiresAt` (unix milliseconds). It stays in memory. */
export type ReadPass = { readonly headers: Readonly<Record<string, string>>; readonly expiresAt: number };
