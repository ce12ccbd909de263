import { flagsOf, isFlag, isSetting, type SettingsOwner, type Speak, say, settingsOwner } from '@qham/grammar';
import { type AstNode, AstUtils } from 'langium';
import type { CompletionValueItem } from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver';
import { settingMarkdown } from '../lsp/setting-text.ts';

/** The settings and flags of the braces around a place that are not given yet. */
export function* settingNames(
  start: AstNode | undefined,
  offset: number,
  speak: Speak,
): Generator<CompletionValueItem> {
  const found = ownerOf(start);
  if (!found) return;
  const { node, owner } = found;
  const given = new Set(
    AstUtils.streamContents(node)
      .filter((each) => isSetting(each) || isFlag(each))
      .filter((each) => !isAt(each, offset))
      .map((each) => each.key),
  );
  for (const [key, setting] of Object.entries(owner.table)) {
    if (given.has(key)) continue;
    yield {
      label: key,
      kind: CompletionItemKind.Property,
      insertText: `${key} = `,
      detail: speak('shown' in setting.fallback ? say`default ${setting.fallback.shown}` : say`required`),
      documentation: { kind: 'markdown', value: settingMarkdown(key, owner.title, setting, speak) },
      sortText: '0',
    };
  }
  for (const [key, documentation] of Object.entries(flagsOf(node)))
    if (!given.has(key))
      yield {
        label: key,
        kind: CompletionItemKind.Property,
        documentation: { kind: 'markdown', value: speak(documentation) },
        sortText: '0',
      };
}

/** The setting whose name is just being written is not given yet. */
function isAt({ $cstNode }: AstNode, offset: number): boolean {
  return $cstNode !== undefined && $cstNode.offset <= offset && offset <= $cstNode.end;
}

function ownerOf(start: AstNode | undefined): { node: AstNode; owner: SettingsOwner } | undefined {
  for (let node = start; node; node = node.$container) {
    const owner = settingsOwner(node);
    if (owner) return { node, owner };
  }
  return undefined;
}
