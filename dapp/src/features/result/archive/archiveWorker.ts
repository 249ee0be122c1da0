import { answerThread } from "../../../data/threads/answerThread.ts";
import { openArchive } from "./openArchive.ts";
import type { OpenedArchive } from "./openedArchive.ts";

/** Runs in a thread of its own, so that the page stays alive while an archive is unpacked. */
answerThread<Blob, OpenedArchive>(async (zip) => openArchive(new Uint8Array(await zip.arrayBuffer())));
