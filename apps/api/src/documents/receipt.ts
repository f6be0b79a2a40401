import { problem } from '@vermilion/runtime';
import { TooLargeError, type ReceivedFile } from './document-store.js';

/** What a file system says when it takes no more: full, quota reached, file larger than the process may write. */
const NO_ROOM: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/**
 * Waits for a file that is being received, and says in the words of the interface why it was not taken; nothing of it is left then.
 * @throws Problem `too-large` beyond `maxBytes`, `no-room` when the disk is full.
 */
export async function received(receiving: Promise<ReceivedFile>, maxBytes: number): Promise<ReceivedFile> {
  try {
    return await receiving;
  } catch (error) {
    if (error instanceof TooLargeError) throw problem('too-large', { params: { maxBytes } }, { connection: 'close' });
    if (NO_ROOM.includes((error as { code?: unknown } | null)?.code))
      throw problem('no-room', {}, { connection: 'close' });
    throw error;
  }
}
