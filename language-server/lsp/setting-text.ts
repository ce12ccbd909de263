import type { SettingSpec } from '@qham/grammar';

/** What there is to say about a setting, as Markdown. */
export function settingMarkdown(key: string, owner: string, setting: SettingSpec<unknown>): string {
  const { documentation, value, fallback } = setting;
  const standard =
    'shown' in fallback
      ? `Default: \`${fallback.shown}\`. Why: ${fallback.reason}.`
      : `No default: for example \`${key} = ${fallback.example}\`.`;
  return [`**${key}** (${owner})`, documentation, `Takes ${value.expects}.`, standard].join('\n\n');
}
