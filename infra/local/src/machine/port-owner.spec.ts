import { createServer, type AddressInfo } from 'node:net';
import { isPortFree, ownerOf } from './port-owner.js';

describe('a taken port', () => {
  it('is found together with the process that has it', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await isPortFree(port)).toBe(false);
    if (process.platform === 'linux') expect((await ownerOf(port)).pid).toBe(process.pid);
    await new Promise((resolve) => server.close(resolve));
    expect(await isPortFree(port)).toBe(true);
    expect(await ownerOf(port)).toEqual({ pid: undefined, command: undefined });
  });
});
