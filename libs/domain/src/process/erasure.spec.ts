import { ERASED_WORDS, isErased, keysOf } from './erasure.js';

it('the words of a person are the opinions and what was written to colleagues; of a firm and of an objection, its own', () => {
  expect(keysOf('person:miit-officer')).toEqual(['person:miit-officer', 'desk:miit-officer']);
  expect(keysOf('person:urn:uuid:7')).toEqual(['person:urn:uuid:7', 'desk:urn:uuid:7']);
  expect(keysOf('enterprise:914101')).toEqual(['enterprise:914101']);
  expect(keysOf('objector:0a')).toEqual(['objector:0a']);
});

it('what stands in place of erased words is told apart from somebody who has written the same', () => {
  expect([isErased(ERASED_WORDS), isErased({ ...ERASED_WORDS }), isErased(null)]).toEqual([true, false, false]);
});
