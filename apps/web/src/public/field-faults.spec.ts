import { problemOf } from '@vermilion/contracts';
import { faultsIn } from './field-faults.js';

const problem = problemOf('objection-incomplete', {
  problems: [
    { at: 'paper.phone', code: 'not-a-phone', params: {} },
    { at: 'paper.signed', code: 'not-signed', params: {} },
    { at: 'caseId', code: 'missing', params: {} },
  ],
});

describe('a refusal beside the fields of a form', () => {
  it('says at each what is wrong and what to do, in the language of the page', () => {
    const faults = faultsIn(problem, 'paper.', 'zh');
    expect(Object.keys(faults)).toEqual(['phone', 'signed']);
    expect(faults['phone']).toBe('不是可以联系的电话。请填写可以联系的电话号码。');
    expect(faultsIn(problem, 'paper.', 'en')['phone']).toBe(
      'Not a telephone number that could be called. Give a number at which you can be reached.',
    );
  });
});
