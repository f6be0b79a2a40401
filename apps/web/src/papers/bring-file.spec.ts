import type { DocumentView, OpenUpload, UploadView } from '@vermilion/contracts';
import { Refused, Unreachable } from '../api/client.js';
import { bringFile, type Listener, type Wire } from './bring-file.js';

const file = new Blob([new Uint8Array(2_000_000)], { type: 'application/pdf' });
const announced = { type: 'audit-report', name: 'a.pdf' } as OpenUpload;
const refused = (code: string, status: number) => new Refused({ code, status } as Refused['problem']);

/** A server that has `there` bytes already; `breaks` says what happens to its calls, in turn. */
function server(there: number, breaks: (Error | null)[] = []) {
  let offset = there;
  const calls: string[] = [];
  const upload = () => ({ id: 'u', offset }) as UploadView;
  const answer = <T>(call: string, give: () => T): Promise<T> => {
    calls.push(call);
    const fault = breaks.shift() ?? null;
    return fault ? Promise.reject(fault) : Promise.resolve(give());
  };
  const wire: Wire = {
    open: () => answer('open', upload),
    look: () => answer('look', upload),
    send: (_, from, part) =>
      answer(`send ${from}`, () => {
        offset = from + part.size;
        return upload();
      }),
    finish: () => answer('finish', () => ({ id: 'u' }) as DocumentView),
  };
  return { wire, calls, lose: (to: number) => (offset = to) };
}

function listener() {
  const heard: (number | string)[] = [];
  const hear: Listener = {
    moved: (bytes) => void heard.push(bytes),
    checking: () => void heard.push('checking'),
    waiting: (ms) => {
      heard.push(`wait ${Math.round(ms / 1000)}`);
      return Promise.resolve();
    },
  };
  return { heard, hear };
}

describe('bringing a file', () => {
  it('sends part after part, larger ones on a fast line, and lets the server look at the whole', async () => {
    const { wire, calls } = server(0);
    const { heard, hear } = listener();
    expect(await bringFile(file, announced, { wire, hear })).toEqual({ id: 'u' });
    expect(calls).toEqual(['open', 'send 0', 'send 524288', 'send 1572864', 'finish']);
    expect(heard).toEqual([0, 524_288, 1_572_864, 2_000_000, 'checking']);
  });

  it('goes on from where the server says', async () => {
    const { wire, calls } = server(1_900_000);
    await bringFile(file, announced, { wire, hear: listener().hear });
    expect(calls).toEqual(['open', 'send 1900000', 'finish']);
  });

  it('waits longer with each break, sends smaller parts, and never gives up by itself', async () => {
    const down = [new Unreachable(), refused('busy', 503), new Unreachable()];
    const { wire, calls } = server(1_800_000, [null, ...down]);
    const { heard, hear } = listener();
    await bringFile(file, announced, { wire, hear });
    expect(calls).toEqual(['open', ...Array<string>(4).fill('send 1800000'), 'finish']);
    expect(heard.filter((one) => typeof one === 'string')).toEqual([
      'wait 1',
      'wait 2',
      expect.stringMatching(/wait [34]/),
      'checking',
    ]);
  });

  it('asks where it is when the answer to a part was lost', async () => {
    const { wire, calls } = server(0, [null, new Unreachable(), refused('upload-offset', 409)]);
    await bringFile(file, announced, { wire, hear: listener().hear });
    expect(calls.slice(0, 4)).toEqual(['open', 'send 0', 'send 0', 'look']);
  });

  it('tells what is refused at once', async () => {
    const { wire, calls } = server(0, [refused('too-large', 413)]);
    await expect(bringFile(file, announced, { wire, hear: listener().hear })).rejects.toThrow('too-large');
    expect(calls).toEqual(['open']);
  });
});
