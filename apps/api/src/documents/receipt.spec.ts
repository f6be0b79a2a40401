import { Problem } from '@vermilion/runtime';
import { received } from './receipt.js';

/** What the sender is told when the store fails so. */
async function told(error: Error): Promise<unknown> {
  const refused: unknown = await received(Promise.reject(error), 100).catch((reason: unknown) => reason);
  return refused instanceof Problem ? { code: refused.body.code, status: refused.body.status } : refused;
}

const saying = (code: string) => Object.assign(new Error(`${code}: write`), { code });

describe('a paper for which there is no room', () => {
  it.each(['ENOSPC', 'EDQUOT', 'EFBIG'])('is refused in so many words when the file system says %s', async (code) => {
    expect(await told(saying(code))).toEqual({ code: 'no-room', status: 507 });
  });

  it('is not what a broken disk says: that is for operations to look at', async () => {
    const broken = saying('EIO');
    expect(await told(broken)).toBe(broken);
  });
});
