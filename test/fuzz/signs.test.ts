import { SOURCES } from './sources.ts';
import { takes } from './takes.ts';

takes(SOURCES.signs, 40_000);
