import {
  type Cancellation,
  DefaultDocumentBuilder,
  type DocumentState,
  isOperationCancelled,
  type LangiumDocument,
} from 'langium';

/**
 * A builder that tells everybody who listens that a document or the workspace has come to a phase, also when the build is cancelled at
 * that moment. The framework's own leaves out those who are next: what has reached its phase is not built again, so that its
 * diagnostics would never be published, and a request that waits for it never answered.
 */
export class QhamDocumentBuilder extends DefaultDocumentBuilder {
  protected override async notifyDocumentPhase(
    document: LangiumDocument,
    state: DocumentState,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<void> {
    await tellAll(this.documentPhaseListeners.get(state), (listener) => listener(document, cancelToken));
  }

  protected override async notifyBuildPhase(
    documents: LangiumDocument[],
    state: DocumentState,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<void> {
    if (documents.length === 0) return;
    await tellAll(this.buildPhaseListeners.get(state), (listener) => listener(documents, cancelToken));
  }
}

/** One after the other; who gives up because the build is cancelled keeps nobody else from being told. */
async function tellAll<T>(listeners: readonly T[], tell: (listener: T) => void | Promise<void>): Promise<void> {
  for (const listener of listeners.slice()) {
    try {
      await tell(listener);
    } catch (error) {
      if (!isOperationCancelled(error)) throw error;
    }
  }
}
