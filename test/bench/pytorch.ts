/** The PyTorch peer of the multi-state oscillator. */
import { PACKAGES, runPeer } from './python.ts';

export interface PeerStep {
  step: number;
  seconds: number;
  R: number;
  A: number;
  B: number;
  E: number;
  energies: number[];
  peak_rss_bytes?: number;
}

/** The published listing's algorithm in PyTorch, one object a step. */
export async function runListing(options: readonly string[]): Promise<{ version: string; steps: PeerStep[] }> {
  const steps = await runPeer<PeerStep>('multistate_listing.py', ['torch'], options);
  return { version: `PyTorch ${PACKAGES.torch}`, steps: steps.map(({ said }) => said) };
}
