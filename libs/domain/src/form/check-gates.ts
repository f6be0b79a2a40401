import type { Form, Gate, Problem } from './definition.js';
import { computeFigure, exactPercent, meets } from './figures.js';
import { valueAt } from './paths.js';
import { problem } from './problem-codes.js';

function checkGate(gate: Gate, form: Form): Problem[] {
  const at = gate.declaredAt;
  const figure = computeFigure(gate.compute, form);
  if (!figure) return [problem(at, 'figure-undefined', { gate: gate.id })];
  const { numerator, denominator, rounded } = figure;
  const problems: Problem[] = [];
  const declared = valueAt(form, at);
  if (typeof declared === 'number' && declared !== rounded) {
    problems.push(
      problem(at, 'declared-differs', { gate: gate.id, declared, computed: rounded, numerator, denominator }),
    );
  }
  if (!meets(figure, gate.atLeastPercent)) {
    const computed = exactPercent(figure);
    problems.push(
      problem(at, 'gate-not-met', { gate: gate.id, computed, atLeast: gate.atLeastPercent, numerator, denominator }),
    );
  }
  return problems;
}

/**
 * Every gate against the form: is the declared figure the one that the equipment list gives, and does the exact figure reach the threshold.
 * A declaration that is missing is a fault of the form, not of the gate. Source: the procedure's gates.
 */
export function checkGates(gates: readonly Gate[], form: Form): Problem[] {
  return gates.flatMap((gate) => checkGate(gate, form));
}
