/** Legal bases that a lane starts from. */
export const LEGAL_BASES = {
  commercial: "Consent of the data subject, Regulation (EU) 2016/679 Art. 6(1)(a) and Art. 9(2)(a)",
  ehds: "Secondary use under a data permit, Regulation (EU) 2025/327 Art. 53 and 68",
} as const;
