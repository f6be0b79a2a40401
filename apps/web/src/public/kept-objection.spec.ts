import { forgetObjection, keepObjection, keptObjection } from './kept-objection.js';

class Memory {
  readonly items = new Map<string, string>();
  full = false;
  getItem = (name: string) => this.items.get(name) ?? null;
  removeItem = (name: string) => void this.items.delete(name);
  setItem = (name: string, value: string) => {
    if (this.full) throw new Error('QuotaExceededError');
    this.items.set(name, value);
  };
}

const PAPER = {
  kind: 'organisation',
  name: '钱守正',
  address: '虚构路9号',
  phone: '',
  signed: true,
  facts: '事实',
} as const;

describe('an objection that is being written', () => {
  let memory: Memory;
  const store = () => memory as unknown as Storage;
  const find = (caseId = '2018-000001') => keptObjection(store(), 'round-2018', caseId, () => 'new key');
  beforeEach(() => (memory = new Memory()));

  it('is found again with its key, by notice and entry', () => {
    keepObjection(store(), 'round-2018', '2018-000001', { key: 'k', paper: PAPER });
    expect(find()).toEqual({ key: 'k', paper: PAPER });
    expect(find('2018-000002')).toMatchObject({ key: 'new key', paper: { name: '' } });
  });

  it('is gone when it has arrived', () => {
    keepObjection(store(), 'round-2018', '2018-000001', { key: 'k', paper: PAPER });
    forgetObjection(store(), 'round-2018', '2018-000001');
    expect(memory.items.size).toBe(0);
  });

  it('does not fall over what is broken, or over a store without room', () => {
    memory.items.set('vermilion.objection.round-2018.2018-000001', '{"key":');
    expect(find().key).toBe('new key');
    memory.full = true;
    expect(() => keepObjection(store(), 'round-2018', '2018-000001', { key: 'k', paper: PAPER })).not.toThrow();
  });
});
