import type { Condition, Expression } from '../experiment.ts';

/** How tightly a notation binds; what binds less is put into parentheses. */
const SUM = 1;
const PRODUCT = 2;
const POWER = 3;
const ATOM = 4;

type Written = readonly [text: string, binding: number];

const BINARY = {
  add: ['+', SUM, SUM, SUM],
  subtract: ['-', SUM, SUM, PRODUCT],
  multiply: ['*', PRODUCT, PRODUCT, PRODUCT],
  divide: ['/', PRODUCT, PRODUCT, POWER],
  power: ['^', POWER, ATOM, POWER],
} as const;

/** A formula of an experiment in the notation of the language, for people to tell two of them apart. */
export const expressionText = (expression: Expression): string => write(expression)[0];

function write(expression: Expression): Written {
  switch (expression.kind) {
    case 'number':
      return [String(expression.value), expression.value < 0 ? SUM : ATOM];
    case 'position': {
      const { name, particle } = expression;
      if (particle === undefined) return [name, ATOM];
      return [`${name}[${typeof particle === 'number' ? particle : particle.bound}]`, ATOM];
    }
    case 'vector':
      return [`[${expression.elements.map(expressionText).join(', ')}]`, ATOM];
    case 'component': {
      const { of, index } = expression;
      return [`${within(of, ATOM)}[${typeof index === 'number' ? index : index.bound}]`, ATOM];
    }
    case 'bound':
      return [expression.index, ATOM];
    case 'norm':
      return [`|${expressionText(expression.of)}|`, ATOM];
    case 'dot':
      return [`dot(${expressionText(expression.left)}, ${expressionText(expression.right)})`, ATOM];
    case 'sum':
      return [
        `sum(${expression.index} = ${expression.from}..${expression.to}) ${within(expression.body, PRODUCT)}`,
        PRODUCT,
      ];
    case 'tuples':
      return [`sum(${expression.indices.join(' < ')}) ${within(expression.body, PRODUCT)}`, PRODUCT];
    case 'determinant':
      return [`det(${expressionText(expression.of)})`, ATOM];
    case 'product':
      return [`product(${expressionText(expression.of)})`, ATOM];
    case 'negate':
      return [`-${within(expression.of, PRODUCT)}`, SUM];
    case 'call':
      return [`${expression.function}(${expressionText(expression.argument)})`, ATOM];
    case 'cases': {
      const cases = expression.cases.map(
        ({ when, value }) => `${expressionText(value)} if ${when.map(conditionText).join(' and ')}`,
      );
      return [`{ ${[...cases, `${expressionText(expression.otherwise)} otherwise`].join(', ')} }`, ATOM];
    }
    case 'block':
      return [`${expression.block}(${expression.arguments.map(expressionText).join(', ')})`, ATOM];
    case 'step':
      return ['step', ATOM];
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'power': {
      const [sign, binding, left, right] = BINARY[expression.kind];
      const blank = binding === POWER ? '' : ' ';
      const text = `${within(expression.left, left)}${blank}${sign}${blank}${within(expression.right, right)}`;
      return [text, binding];
    }
  }
}

function within(expression: Expression, binding: number): string {
  const [text, own] = write(expression);
  return own < binding ? `(${text})` : text;
}

const conditionText = ({ less, greater, strict }: Condition) =>
  `${expressionText(less)} ${strict ? '<' : '≤'} ${expressionText(greater)}`;
