import { type SettingSpec, type Speak, say, type Words } from '@qham/grammar';

/** What there is to say about a setting, as Markdown. */
export function settingMarkdown(key: string, owner: Words, setting: SettingSpec<unknown>, speak: Speak): string {
  const { documentation, value, fallback } = setting;
  const standard =
    'shown' in fallback
      ? say`Default: \`${fallback.shown}\`. Why: ${fallback.reason}.`
      : say`No default: for example \`${key} = ${fallback.example}\`.`;
  return [say`**${key}** (${owner})`, documentation, say`Takes ${value.expects}.`, standard].map(speak).join('\n\n');
}
