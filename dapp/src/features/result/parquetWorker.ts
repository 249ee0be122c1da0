import { answerThread } from "../../data/threads/answerThread.ts";
import { toParquet } from "./toParquet.ts";

/** Runs in a thread of its own, so that the page stays alive while a long file is converted. */
answerThread<Blob, Blob>(toParquet);
