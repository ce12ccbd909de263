/**
 * The language server as a process: over stdio (`--stdio`) or Node's own channel (`--node-ipc`).
 */
import { NodeFileSystem } from 'langium/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { connectionStrategy } from './lsp/cancelled.ts';
import { startServer } from './server.ts';

startServer(createConnection(ProposedFeatures.all, { connectionStrategy }), NodeFileSystem);
