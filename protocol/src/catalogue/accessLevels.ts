/** Who may see the records; selects the obligations. */
export const ACCESS_LEVELS = ["PUBLIC", "RESTRICTED", "NON_PUBLIC"] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];
