import type { DocumentView, OpenUpload, UploadView } from '@vermilion/contracts';
import { Refused, Unreachable } from '../api/client.js';
import { FIRST_PART, nextPart, waitBefore } from './part-size.js';

/** How an upload talks to the server. Every call may throw Refused or Unreachable, and ends at once when it is given up. */
export interface Wire {
  open(announced: OpenUpload): Promise<UploadView>;
  look(id: string): Promise<UploadView>;
  /** @param sent hears how much of the part has left this machine */
  send(id: string, offset: number, part: Blob, sent: (bytes: number) => void): Promise<UploadView>;
  finish(id: string): Promise<DocumentView>;
}

/** What is heard on the way. */
export interface Listener {
  /** So many bytes are there, or on their way. */
  moved(bytes: number): void;
  /** All bytes are there; the server looks at them. */
  checking(): void;
  /** Nobody answers. @returns when to try again: after so many milliseconds, or sooner, when the person or the network says so. */
  waiting(ms: number): Promise<void>;
}

/** For now, or for good: what passes is tried again, what was refused is told. */
function passes(error: unknown): boolean {
  return (
    error instanceof Unreachable || (error instanceof Refused && [429, 502, 503, 504].includes(error.problem.status))
  );
}

/**
 * Brings a file to the server part by part. Whatever breaks off is gone on with from where the server says, for as long as it takes; the same file
 * announced again, after hours or in another tab, is gone on with, too.
 * @throws Refused with what the server says of the file
 */
export async function bringFile(
  file: Blob,
  announced: OpenUpload,
  { wire, hear }: { readonly wire: Wire; readonly hear: Listener },
): Promise<DocumentView> {
  const upload = await patiently(() => wire.open(announced), hear);
  hear.moved(upload.offset);
  let { offset } = upload;
  let size = FIRST_PART;
  while (offset < file.size) {
    const from = offset;
    const began = performance.now();
    const part = file.slice(from, from + size);
    const sent = (bytes: number) => hear.moved(from + Math.min(bytes, part.size));
    offset = await patiently(
      () => sendOrLook(wire, upload.id, from, part, sent),
      hear,
      () => {
        size = nextPart(size, Infinity);
      },
    );
    size = nextPart(size, performance.now() - began);
    hear.moved(offset);
  }
  hear.checking();
  return patiently(() => wire.finish(upload.id), hear);
}

/** @returns the new offset; where another tab was faster, or an answer was lost, the one that the server has. */
async function sendOrLook(
  wire: Wire,
  id: string,
  from: number,
  part: Blob,
  sent: (bytes: number) => void,
): Promise<number> {
  try {
    return (await wire.send(id, from, part, sent)).offset;
  } catch (error) {
    if (error instanceof Refused && error.problem.code === 'upload-offset') return (await wire.look(id)).offset;
    throw error;
  }
}

/** Tries until it succeeds or is refused; `failed` hears of every break. */
async function patiently<T>(work: () => Promise<T>, hear: Listener, failed: () => void = () => undefined): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await work();
    } catch (error) {
      if (!passes(error)) throw error;
      failed();
      await hear.waiting(waitBefore(failures, Math.random()));
    }
  }
}
