import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { readConfig } from '../home/config.js';
import { requireFreePorts, requireSpace } from './preconditions.js';

describe('what must hold before a start', () => {
  it('names the taken port, what it is for, who has it and the way out', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const config = readConfig({ VERMILION_CACHE: tmpdir() }, { portBase: port - 4 });
    const wanted = [{ name: 'postgres', port: config.ports.postgres }];
    const refusal = requireFreePorts(config, wanted);
    await expect(refusal).rejects.toThrow(`port ${port}, needed for postgres, is taken by process ${process.pid}`);
    await expect(refusal).rejects.toThrow(`VERMILION_PORT_BASE=${port - 4 + 1000} npm start`);
    await new Promise((resolve) => server.close(resolve));
    await expect(requireFreePorts(config, wanted)).resolves.toBeUndefined();
  });

  it('refuses a disk that is nearly full and says how much is missing', async () => {
    await expect(requireSpace(tmpdir(), 0)).resolves.toBeUndefined();
    await expect(requireSpace(tmpdir(), 1e18)).rejects.toThrow(/Only [\d.]+ GiB are free .* [\d.]+ GiB are needed/);
  });
});
