import { SOURCES } from './sources.ts';
import { takes } from './takes.ts';

takes(SOURCES.examples, 6_000);
