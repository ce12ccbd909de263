import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EquippedVSCode } from './extension.ts';

/** Settings that keep everything out of the way that is not tested, and nothing from changing by itself. */
const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  'editor.minimap.enabled': false,
  // Nothing is half faded out in a picture.
  'workbench.reduceMotion': 'on',
  // However long a busy machine takes to start a training.
  'qham.train.patience': 600,
  // In a browser the default is to save while one types.
  'files.autoSave': 'off',
};

/** Does not trust a folder until the user says so. */
const RESTRICTED = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'workbench.editor.useModal': 'off',
};

export interface ServerOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly environment?: NodeJS.ProcessEnv;
  /** Asks whether the folder is trusted, instead of trusting it. */
  readonly restricted?: boolean;
  /** Without the packaged extension. */
  readonly bare?: boolean;
}

/** A VS Code server that runs on this machine. */
export interface VSCodeServer {
  /** Host and port. */
  readonly authority: string;
  readonly log: () => string;
  /** Folder of the logs of the server, the extension hosts and the extensions. */
  readonly logs: string;
  /** Address of the workbench with this folder open, or the folders of this .code-workspace. */
  url(folder: string, payload: Readonly<Record<string, string>>): string;
  /** A path as the workbench names it. */
  remote(path: string): string;
  readonly pid: number;
  /** Ends the server as a closed VS Code does, without touching what it started; settles when the server has gone. */
  close(): Promise<void>;
  /** Starts it again when it was closed, at the same address, with all that it has kept: the next VS Code on the same machine. */
  reopen(): Promise<void>;
  /** Ends everything that is left. */
  dispose(): Promise<void>;
}

/** Starts the server on a free port that only this machine can reach. */
export async function startServer(vscode: EquippedVSCode, options: ServerOptions = {}): Promise<VSCodeServer> {
  const data = mkdtempSync(join(tmpdir(), 'qham-vscode-'));
  mkdirSync(join(data, 'data/User'), { recursive: true });
  writeFileSync(
    join(data, 'data/User/settings.json'),
    JSON.stringify({ ...QUIET, ...(options.restricted ? RESTRICTED : {}), ...options.settings }),
  );
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    // What works without any program on the path works on a machine that has no Node.
    PATH: data,
    // Without a gallery it asks nobody for extensions.
    EXTENSIONS_GALLERY: '{}',
    XDG_RUNTIME_DIR: data,
    ...options.environment,
  };
  const started: ChildProcess[] = [];
  const endAll = () => {
    for (const child of started) signalGroup(child, 'SIGKILL');
  };
  process.on('exit', endAll);
  let text = '';
  /** @returns the port that it listens at */
  const launch = async (port: number): Promise<number> => {
    const child = spawn(
      vscode.node,
      [
        vscode.main,
        ...['--server-data-dir', data, '--accept-server-license-terms'],
        ...(options.bare ? [] : ['--extensions-dir', vscode.extensions]),
        ...['--host', '127.0.0.1', '--port', `${port}`, '--without-connection-token', '--telemetry-level', 'off'],
        '--enable-smoke-test-driver',
        ...(options.restricted ? [] : ['--disable-workspace-trust']),
      ],
      { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
    );
    started.unshift(child);
    let said = '';
    return new Promise((resolve, reject) => {
      const see = (chunk: Buffer) => {
        text += chunk;
        said += chunk;
        const listening = /Extension host agent listening on (\d+)/.exec(said);
        if (listening) resolve(Number(listening[1]));
      };
      child.stdout.on('data', see);
      child.stderr.on('data', see);
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`VS Code’s server ended with ${code}:\n${said}`)));
    });
  };
  const close = async () => {
    const [child] = started;
    if (child!.exitCode !== null || child!.signalCode !== null) return;
    const gone = once(child!, 'exit');
    child!.kill('SIGTERM');
    await gone;
  };
  const port = await launch(0);
  const authority = `127.0.0.1:${port}`;
  return {
    authority,
    log: () => text,
    logs: join(data, 'data/logs'),
    url: (folder, payload) => {
      const opened = folder.endsWith('.code-workspace') ? { workspace: folder } : { folder };
      return `http://${authority}/?${new URLSearchParams({ ...opened, payload: JSON.stringify(Object.entries(payload)) })}`;
    },
    remote: (path) => `vscode-remote://${authority}${path}`,
    get pid() {
      return started[0]!.pid!;
    },
    close,
    async reopen() {
      await launch(port);
    },
    async dispose() {
      await close();
      endAll();
      process.off('exit', endAll);
      rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-child.pid!, signal);
  } catch {
    // All of the group have ended.
  }
}
