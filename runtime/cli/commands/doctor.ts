import { arch, availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { type DeviceReport, listDevices } from '../../engine/index.ts';
import { formatUncertain } from '../../estimator/format.ts';
import type { Console } from '../console.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { formatTable } from '../report/table.ts';
import { brokenSelfTest, runSelfTest, type SelfTestResult } from '../self-test.ts';
import type { Paint } from '../style.ts';
import { openEngineFor } from '../training-options.ts';
import { runtimeVersions } from '../versions.ts';

/** Shows versions and devices, and trains a known system on the device that `qham run` would take. */
export async function doctor(console: Console, options: { json?: boolean }): Promise<ExitCode> {
  const versions = runtimeVersions();
  const machine = {
    system: `${type()} ${release()} ${arch()}`,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memory: totalmem(),
  };
  const devices = await listDevices();
  const { device, selfTest } = await testDefault(console);
  const healthy = selfTest.fault === null;
  const { out } = console;
  if (options.json) {
    out.write(
      `${JSON.stringify({ healthy, versions, machine, devices, selfTest: { device, ...selfTest } }, null, 2)}\n`,
    );
    return healthy ? EXIT.fine : EXIT.device;
  }
  const rows = [
    ...Object.entries(versions),
    ['system', machine.system],
    ['processor', `${machine.processor}, ${machine.cores} cores`],
    ['memory', `${(machine.memory / 2 ** 30).toFixed(1)} GiB`],
  ];
  for (const line of formatTable(rows)) out.write(`${line}\n`);
  out.write('\ndevices\n');
  for (const report of devices) out.write(`${formatDevice(report, out.paint)}\n`);
  out.write(`\nself-test on ${device}\n  ${formatSelfTest(selfTest, out.paint)}\n`);
  return healthy ? EXIT.fine : EXIT.device;
}

/** The self-test on the device that `qham run` takes by itself; an engine that breaks is a result too. */
async function testDefault(console: Console): Promise<{ device: string; selfTest: SelfTestResult }> {
  let device = 'auto';
  try {
    const engine = await openEngineFor({}, console);
    device = engine.description.text;
    try {
      return { device, selfTest: await runSelfTest(engine) };
    } finally {
      await engine.dispose();
    }
  } catch (error) {
    return { device, selfTest: brokenSelfTest(error) };
  }
}

function formatDevice({ device, available, detail }: DeviceReport, paint: Paint): string {
  const mark = available ? paint('green', '✓') : paint('dim', '–');
  return `  ${mark} ${device.padEnd(10)}  ${detail.replaceAll('\n', `\n${' '.repeat(16)}`)}`;
}

function formatSelfTest({ energy, error, exact, seconds, fault }: SelfTestResult, paint: Paint): string {
  const found = energy === null ? '' : `E = ${formatUncertain(energy, error ?? Number.NaN)}, exact ${exact}, `;
  const time = `${seconds.toFixed(1)} s`;
  return fault === null ? `${paint('green', '✓')} ${found}${time}` : `${paint('red', '✗')} ${found}${time}: ${fault}`;
}
