import fc from 'fast-check';
import { hashText } from './canonical.js';
import { inclusionPath, merkleLeaf, merkleRoot, rootByPath } from './merkle.js';

const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
const trees = fc.array(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: 70 });

describe('a Merkle tree as RFC 9162 has it', () => {
  /** The entries and roots of the reference implementation of Certificate Transparency. */
  const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const ROOTS = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  ];

  it.each(ROOTS.map((root, index) => [index + 1, root] as const))(
    'has over the first %i entries the root %s',
    (size, root) => {
      const entries = ENTRIES.slice(0, size).map((bytes) => Buffer.from(bytes, 'hex').toString('latin1'));
      // All of these bytes are ASCII, so that the text is the bytes.
      expect(merkleRoot(entries.map(merkleLeaf))).toBe(root);
    },
  );

  it('has over nothing the hash of nothing', () => {
    expect(merkleRoot([])).toBe(hashText(''));
  });

  it('leads every leaf to the root, and no other leaf, place or size', () => {
    fc.assert(
      fc.property(trees, fc.nat(), hex, (entries, at, other) => {
        const leaves = entries.map(merkleLeaf);
        const [root, index, size] = [merkleRoot(leaves), at % leaves.length, leaves.length];
        const leaf = leaves[index] ?? '';
        const path = inclusionPath(leaves, index);
        expect(rootByPath(leaf, { index, size }, path)).toBe(root);
        expect(rootByPath(other, { index, size }, path)).not.toBe(root);
        expect(rootByPath(leaf, { index, size }, [...path, other])).not.toBe(root);
        if (path.length > 0) expect(rootByPath(leaf, { index, size }, path.slice(1))).not.toBe(root);
        expect(rootByPath(leaf, { index: size, size }, path)).toBeNull();
      }),
    );
  });

  it('does not take an inner node for a leaf', () => {
    const [left, right] = [merkleLeaf('a'), merkleLeaf('b')];
    const root = merkleRoot([left, right]);
    expect(merkleLeaf(Buffer.from(left + right, 'hex').toString('latin1'))).not.toBe(root);
    expect(merkleRoot([root])).toBe(root);
  });
});
