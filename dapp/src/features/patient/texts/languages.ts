import { de } from "./de.ts";
import { en } from "./en.ts";
import { fi } from "./fi.ts";
import type { PatientTexts } from "./patientTexts.ts";

/** Languages of the patient page by their BCP 47 tag, each with its own name for itself and the locale that its dates are written in. The first one is the fallback. */
export const LANGUAGES = {
  en: { name: "English", locale: "en-GB", texts: en },
  de: { name: "Deutsch", locale: "de-DE", texts: de },
  fi: { name: "Suomi", locale: "fi-FI", texts: fi },
} as const satisfies Record<
  string,
  { readonly name: string; readonly locale: string; readonly texts: PatientTexts }
>;

export type Language = keyof typeof LANGUAGES;
