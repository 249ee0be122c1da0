/**
 * The standard concepts this code writes itself. Gender, visit, type, operator, episode and field ids as the OMOP CDM 5.4 documentation, its
 * oncology extension and OHDSI's conventions give them; they are numbers, not vocabulary content.
 */
export const CONCEPT = {
  none: 0,
  male: 8507,
  female: 8532,
  outpatientVisit: 9202,
  inpatientVisit: 9201,
  emergencyVisit: 9203,
  fromRecord: 32817,
  fromAdministration: 32818,
  fromPrescription: 32838,
  fromLab: 32856,
  fromExamination: 32836,
  episodeFirstOccurrence: 32528,
  episodeRecurrence: 32529,
  episodeRemission: 32530,
  episodeProgression: 32677,
  fieldVisit: 1147070,
  fieldCondition: 1147127,
  fieldProcedure: 1147082,
  fieldDrug: 1147094,
  fieldMeasurement: 1147138,
  fieldObservation: 1147165,
  less: 4171756,
  lessOrEqual: 4171754,
  greaterOrEqual: 4171755,
  greater: 4172704,
} as const;
