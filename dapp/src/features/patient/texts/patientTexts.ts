import type { en } from "./en.ts";

type Translated<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Translated<T[Key]> };

/** What every language of the patient page has to say: the keys of the English one. */
export type PatientTexts = Translated<typeof en>;
