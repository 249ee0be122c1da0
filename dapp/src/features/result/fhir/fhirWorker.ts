import { answerThread } from "../../../data/threads/answerThread.ts";
import { type FhirInput, toFhir } from "./toFhir.ts";

/** Runs in a thread of its own, so that the page stays alive while a long file is converted. */
answerThread<FhirInput, Blob>(toFhir);
