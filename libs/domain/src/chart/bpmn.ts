import type { Limit } from '../process/procedure.js';
import type { Text } from '../process/text.js';
import { amountOf, type Chart, type ChartNode } from './chart.js';
import type { ChartLayout, PlacedFlow, PlacedNode } from './geometry.js';

const NAMESPACES = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
  'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
  'xmlns:di="http://www.omg.org/spec/DD/20100524/DI"',
].join(' ');
const TARGET = 'urn:vermilion:procedure';

const ELEMENTS = {
  start: 'startEvent',
  task: 'userTask',
  wait: 'receiveTask',
  service: 'serviceTask',
  correction: 'userTask',
  choice: 'exclusiveGateway',
  timer: 'boundaryEvent',
  end: 'endEvent',
} as const satisfies { readonly [kind in ChartNode['kind']]: string };

/** The procedure as BPMN 2.0 XML with its diagram, as other tools open it. Drawn from the same layout as the page. */
export function bpmnOf({ procedure }: Chart, layout: ChartLayout): string {
  const id = `${named(procedure.id)}_${procedure.version}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<bpmn:definitions ${NAMESPACES} id="definitions_${id}" targetNamespace="${TARGET}:${procedure.id}:${procedure.version}">`,
    `  <bpmn:process id="process_${id}" name="${both(procedure.title)}" isExecutable="false">`,
    ...layout.nodes.map((node) => elementOf(node, layout.flows)),
    ...layout.flows.map(sequenceFlow),
    '  </bpmn:process>',
    `  <bpmndi:BPMNDiagram id="diagram_${id}">`,
    `    <bpmndi:BPMNPlane id="plane_${id}" bpmnElement="process_${id}">`,
    ...layout.nodes.map(shapeOf),
    ...layout.flows.map(edgeOf),
    '    </bpmndi:BPMNPlane>',
    '  </bpmndi:BPMNDiagram>',
    '</bpmn:definitions>',
    '',
  ].join('\n');
}

function elementOf(node: PlacedNode, flows: readonly PlacedFlow[]): string {
  const element = ELEMENTS[node.kind];
  const content = [
    ...(node.limit ? [`      <bpmn:documentation>${limitWords(node.limit)}</bpmn:documentation>`] : []),
    ...flows.filter(({ to }) => to === node.id).map(({ id }) => `      <bpmn:incoming>${named(id)}</bpmn:incoming>`),
    ...flows
      .filter(({ from }) => from === node.id)
      .map(({ id }) => `      <bpmn:outgoing>${named(id)}</bpmn:outgoing>`),
    ...(node.kind === 'timer' && node.limit ? [durationOf(node, node.limit)] : []),
  ];
  const begin = `    <bpmn:${element} id="${named(node.id)}" name="${both(node.title)}"${attachedTo(node)}`;
  return [`${begin}>`, ...content, `    </bpmn:${element}>`].join('\n');
}

/** A limit that passes while the case stays where it is does not interrupt the work. */
function attachedTo({ host, limit }: PlacedNode): string {
  if (host === undefined) return '';
  return ` attachedToRef="${named(host)}" cancelActivity="${limit?.onLapse !== 'overdue'}"`;
}

/** BPMN counts natural days; that they are working days, the name and the documentation say. */
function durationOf({ id }: PlacedNode, { amount }: Limit): string {
  return [
    `      <bpmn:timerEventDefinition id="${named(id)}_definition">`,
    `        <bpmn:timeDuration>P${amount}D</bpmn:timeDuration>`,
    '      </bpmn:timerEventDefinition>',
  ].join('\n');
}

function limitWords(limit: Limit): string {
  const { zh, en } = amountOf(limit);
  return escaped(`${zh} ${en}。${limit.basis}`);
}

function sequenceFlow({ id, from, to, title }: PlacedFlow): string {
  const name = title ? ` name="${both(title)}"` : '';
  return `    <bpmn:sequenceFlow id="${named(id)}"${name} sourceRef="${named(from)}" targetRef="${named(to)}" />`;
}

function shapeOf({ id, kind, x, y, width, height }: PlacedNode): string {
  const marker = kind === 'choice' ? ' isMarkerVisible="true"' : '';
  return [
    `      <bpmndi:BPMNShape id="${named(id)}_shape" bpmnElement="${named(id)}"${marker}>`,
    `        <dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" />`,
    '      </bpmndi:BPMNShape>',
  ].join('\n');
}

function edgeOf({ id, points }: PlacedFlow): string {
  return [
    `      <bpmndi:BPMNEdge id="${named(id)}_edge" bpmnElement="${named(id)}">`,
    ...points.map(({ x, y }) => `        <di:waypoint x="${x}" y="${y}" />`),
    '      </bpmndi:BPMNEdge>',
  ].join('\n');
}

/** An id of XML: begins with a letter, without colons. */
function named(id: string): string {
  return `n_${id.replace(/[^A-Za-z0-9_.-]/g, '_')}`;
}

function both({ zh, en }: Text): string {
  return escaped(`${zh} ${en}`);
}

const ESCAPES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}
