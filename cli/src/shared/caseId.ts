import { z } from "zod";

/** A case as commands name it: HASH/COUNTRY, an application before one country's access body. */
export const CaseId = z.string().regex(/^0x[0-9a-f]{64}\/[A-Z]{2}$/, "a case is HASH/COUNTRY");
