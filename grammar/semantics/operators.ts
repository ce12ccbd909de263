import type { Binary, Sign } from '../generated/ast.ts';

export type Arithmetic = 'add' | 'subtract' | 'multiply' | 'divide' | 'power';

const ARITHMETIC: Readonly<Record<string, Arithmetic>> = {
  '+': 'add',
  '-': 'subtract',
  '−': 'subtract',
  '*': 'multiply',
  '·': 'multiply',
  '/': 'divide',
  '^': 'power',
};

/** What an operator does, whichever way it is spelled. */
export function arithmeticOf(binary: Binary): Arithmetic {
  return ARITHMETIC[binary.operator]!;
}

/** A centred dot between two vectors is their scalar product; a star is not. */
export function isDot(binary: Binary): boolean {
  return binary.operator === '·';
}

export function isMinus(sign: Sign): boolean {
  return sign.operator !== '+';
}

/** The value of an operation on two numbers. */
export function applyArithmetic(operation: Arithmetic, left: number, right: number): number {
  switch (operation) {
    case 'add':
      return left + right;
    case 'subtract':
      return left - right;
    case 'multiply':
      return left * right;
    case 'divide':
      return left / right;
    case 'power':
      return left ** right;
  }
}
