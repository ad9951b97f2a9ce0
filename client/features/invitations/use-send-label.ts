import { useTranslation } from 'react-i18next'

/** What the button does, in words: "Send 2 invitations", "Propose 1 invitation", or both. */
export function useSendLabel(
  { sends, proposals }: { sends: number; proposals: number },
  maySend: boolean,
): string {
  const { t } = useTranslation('invitations')
  if (sends > 0 && proposals > 0) return t('form.mixed', { sends, proposals })
  if (sends > 0) return t('form.sendCount', { count: sends })
  if (proposals > 0) return t('form.proposeCount', { count: proposals })
  return t(maySend ? 'form.send' : 'form.proposeNone')
}
