import { loadProcedures } from '@vermilion/catalogue';
import { bpmnOf, chartOf, layOut, travelled, type Passed, type PlacedNode, type Procedure } from '@vermilion/domain';
import { BpmnModdle } from 'bpmn-moddle';

interface Element {
  readonly $type: string;
  readonly id: string;
  readonly name?: string;
  readonly sourceRef?: Element;
  readonly targetRef?: Element;
  readonly attachedToRef?: Element;
  readonly cancelActivity?: boolean;
  readonly eventDefinitions?: readonly { readonly $type: string; readonly timeDuration: { readonly body: string } }[];
  readonly bpmnElement?: Element;
}
interface Definitions {
  readonly rootElements: readonly { readonly flowElements: readonly Element[] }[];
  readonly diagrams: readonly { readonly plane: { readonly planeElement: readonly Element[] } }[];
}

const COLUMNS = 5;
const procedures = [...loadProcedures()];

async function read(procedure: Procedure) {
  const chart = chartOf(procedure);
  const moddle = new BpmnModdle();
  const { rootElement, warnings } = await moddle.fromXML(bpmnOf(chart, layOut(chart, COLUMNS)));
  const { rootElements, diagrams } = rootElement as Definitions;
  return {
    warnings,
    elements: rootElements[0]?.flowElements ?? [],
    drawn: diagrams[0]?.plane.planeElement.map(({ bpmnElement }) => bpmnElement?.id) ?? [],
  };
}

function procedureNamed(key: string): Procedure {
  const found = loadProcedures().get(key);
  if (!found) throw new Error(`no ${key}`);
  return found;
}

describe.each(procedures)('%s as BPMN 2.0', (_key, procedure) => {
  it('is read by another tool without a warning, and every stage is in it', async () => {
    const { warnings, elements } = await read(procedure);
    expect(warnings).toEqual([]);
    const names = elements.map(({ name }) => name);
    for (const { title } of procedure.stages) expect(names).toContain(`${title.zh} ${title.en}`);
  });

  it('every arrow leads from one element to another', async () => {
    const { elements } = await read(procedure);
    const arrows = elements.filter(({ $type }) => $type === 'bpmn:SequenceFlow');
    const loose = arrows.filter(({ sourceRef, targetRef }) => !sourceRef?.id || !targetRef?.id);
    expect(arrows.length).toBeGreaterThan(procedure.stages.length);
    expect(loose.map(({ id }) => id)).toEqual([]);
  });

  it('every limit of a stage is a timer at its border, and interrupts unless the case stays', async () => {
    const { elements } = await read(procedure);
    const timers = elements.filter(({ $type }) => $type === 'bpmn:BoundaryEvent');
    for (const { id, limit } of procedure.stages.filter((stage) => stage.limit)) {
      const timer = timers.find(({ attachedToRef }) => attachedToRef?.id === `n_${id}`);
      expect([id, timer?.eventDefinitions?.[0]?.timeDuration.body]).toEqual([id, `P${limit?.amount ?? 0}D`]);
      expect([id, timer?.cancelActivity]).toEqual([id, limit?.onLapse !== 'overdue']);
    }
  });

  it('everything is drawn', async () => {
    const { elements, drawn } = await read(procedure);
    expect([...drawn].sort()).toEqual(elements.map(({ id }) => id).sort());
  });
});

const overlap = (one: PlacedNode, other: PlacedNode) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

describe.each(
  procedures.flatMap(([key, procedure]) => [1, 2, 3, 5, 20].map((columns) => ({ key, columns, procedure }))),
)('$key in $columns columns', ({ procedure, columns }) => {
  const layout = layOut(chartOf(procedure), columns);

  it('no shape lies on another, except a timer on its host', () => {
    const shapes = layout.nodes.filter(({ kind }) => kind !== 'timer');
    const hits = shapes.flatMap((one, at) =>
      shapes.slice(at + 1).flatMap((other) => (overlap(one, other) ? [`${one.id} ${other.id}`] : [])),
    );
    expect(hits).toEqual([]);
  });

  it('nothing is outside of the drawing', () => {
    const points = [
      ...layout.nodes.flatMap(({ x, y, width, height }) => [
        { x, y },
        { x: x + width, y: y + height },
      ]),
      ...layout.flows.flatMap((flow) => flow.points),
    ];
    for (const { x, y } of points) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(layout.width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(layout.height);
    }
  });

  it('every arrow goes along the axes, from its shape to its shape', () => {
    expect(layout.flows).toHaveLength(chartOf(procedure).flows.length);
    for (const { id, points } of layout.flows)
      points.slice(1).forEach((point, at) => {
        const before = points[at];
        expect([id, point.x === before?.x || point.y === before?.y]).toEqual([id, true]);
      });
  });
});

describe('the way of a case', () => {
  const chart = chartOf(procedureNamed('smart-workshop@2'));
  const fact = (type: string, data: Passed['data'] = {}): Passed => ({ type, at: '2018-03-01T09:00:00+08:00', data });
  const submitted = [fact('application.opened'), fact('stage.entered', { stage: 'acceptance' })];
  const stationsOf = (events: readonly Passed[]) => travelled(chart, events).stations.map(({ node }) => node);

  it('begins with the form, and stands where it was entered last', () => {
    expect(travelled(chart, submitted.slice(0, 1)).at).toBe('declaration');
    expect(stationsOf(submitted)).toEqual(['start', 'declaration', 'acceptance']);
    expect(travelled(chart, submitted)).toMatchObject({ at: 'acceptance', outcome: null });
    expect([...travelled(chart, submitted).flows]).toEqual(['start--declaration', 'declaration--acceptance']);
  });

  it('goes over the choice when the office decides, and by the timer when it is silent', () => {
    const on = fact('stage.entered', { stage: 'district-review' });
    const decided = travelled(chart, [...submitted, fact('application.accepted', { bySilence: false }), on]);
    expect([...decided.flows]).toContain('acceptance.choice--district-review');
    const silent = [fact('limit.lapsed'), fact('application.accepted', { bySilence: true }), on];
    const lapsed = travelled(chart, [...submitted, ...silent]);
    expect([...lapsed.flows]).toContain('acceptance.timer--district-review');
    expect([...lapsed.flows]).not.toContain('acceptance.choice--district-review');
  });

  it('goes to the firm and comes back', () => {
    const review = [fact('stage.entered', { stage: 'district-review' })];
    const returned = [...submitted, ...review, fact('application.returned', { stage: 'district-review' })];
    expect(travelled(chart, returned).at).toBe('district-review.correction');
    const back = travelled(chart, [...returned, fact('application.corrected'), ...review]);
    expect(back.at).toBe('district-review');
    expect([...back.flows]).toContain('district-review.correction--district-review');
  });

  it('ends where it ended, by the decision or by the clock', () => {
    const refused = travelled(chart, [...submitted, fact('application.closed', { outcome: 'not-accepted' })]);
    expect(refused).toMatchObject({ at: null, outcome: 'not-accepted' });
    expect(refused.stations.at(-1)?.node).toBe('acceptance.not-accepted');
    const withdrawn = travelled(chart, [...submitted, fact('application.closed', { outcome: 'withdrawn' })]);
    expect(withdrawn).toMatchObject({ at: null, outcome: 'withdrawn' });
    expect(withdrawn.stations.at(-1)?.node).toBe('acceptance');
  });

  it('a case that is taken up again after its end is under way again', () => {
    const closed = [...submitted, fact('application.closed', { outcome: 'not-accepted' })];
    const again = travelled(chart, [...closed, fact('stage.entered', { stage: 'acceptance' })]);
    expect(again).toMatchObject({ at: 'acceptance', outcome: null });
  });
});
