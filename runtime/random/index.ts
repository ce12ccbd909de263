export { type RandomState, RandomStream } from './stream.ts';
