/**
 * Two short trainings on the device named by the first argument; prints their energies, step by step, as JSON.
 * A program of its own: the Vulkan loader and driver are chosen by the environment a process starts with.
 */
import { type DeviceName, openEngine } from '../../runtime/engine/index.ts';
import { trainShortly } from './trainings.ts';

const engine = await openEngine(process.argv[2] as DeviceName);
console.log(JSON.stringify(await trainShortly(engine)));
await engine.dispose();
