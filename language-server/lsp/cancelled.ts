import { type ConnectionStrategy, LSPErrorCodes } from 'vscode-languageserver';

/**
 * Answers a request that is cancelled while it waits for its turn, so that it is never begun. One that has begun ends at the next
 * place where its feature looks.
 */
export const connectionStrategy: ConnectionStrategy = {
  cancelUndispatched: ({ jsonrpc }) => ({
    jsonrpc,
    id: null,
    error: { code: LSPErrorCodes.RequestCancelled, message: 'The request has been cancelled.' },
  }),
};
