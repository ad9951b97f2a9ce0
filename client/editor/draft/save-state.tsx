import {
  IconCheck,
  IconCloudOff,
  IconEye,
  type Icon,
  IconAlertTriangle,
  IconLoader2,
} from '@tabler/icons-react'
import clsx from 'clsx'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReader } from '../../ui/reader.tsx'
import type { DraftConnection } from '../connection/draft-connection.ts'
import type { DraftStatus } from '../connection/draft-status.ts'
import { useDraftView } from '../connection/use-draft-connection.ts'
import css from './save-state.module.css'
import { statusKey } from './status-words.ts'

/** Milliseconds for which everything must have been stored before it is said. */
const REST = 400

const LOOKS: Record<DraftStatus['kind'], { icon: Icon; tone: 'calm' | 'unsettled' | 'stopped' }> = {
  connecting: { icon: IconLoader2, tone: 'calm' },
  saving: { icon: IconLoader2, tone: 'calm' },
  saved: { icon: IconCheck, tone: 'calm' },
  offline: { icon: IconCloudOff, tone: 'unsettled' },
  readOnly: { icon: IconEye, tone: 'unsettled' },
  refused: { icon: IconAlertTriangle, tone: 'stopped' },
}

/**
 * Whether the text is safe, in words (H4). Props: `connection`; `readOnly`, the reason in the
 * reader's words, where the page knows that this person may not write.
 */
export function SaveState(props: {
  connection: DraftConnection
  readOnly?: string | null | undefined
}) {
  const status = useSteady(useDraftView(props.connection, (view) => view.status))
  const words = useStatusWords()
  const isReader = props.readOnly != null && ['saved', 'saving', 'readOnly'].includes(status.kind)
  const look = isReader ? LOOKS.readOnly : LOOKS[status.kind]
  return (
    <output
      className={clsx(css['state'], css[isReader ? 'calm' : look.tone])}
      // What changes with each letter is not read out; what goes wrong is.
      aria-live={look.tone === 'calm' ? 'off' : 'polite'}
      data-status={status.kind}
    >
      <look.icon size={16} stroke={1.75} aria-hidden />
      <span>{isReader ? props.readOnly : words(status)}</span>
    </output>
  )
}

/**
 * "Saving…" is shown at once and "Saved" only after a rest: the words may lag behind the truth in
 * that direction alone (H4), and do not flicker with each letter.
 */
function useSteady(status: DraftStatus): DraftStatus {
  const [steady, setSteady] = useState<DraftStatus | null>(null)
  useEffect(() => {
    if (status.kind !== 'saved') return
    const timer = setTimeout(() => setSteady(status), REST)
    return () => clearTimeout(timer)
  }, [status])
  if (status.kind !== 'saved' || status === steady) return status
  return { kind: steady === null ? 'connecting' : 'saving' }
}

function useStatusWords(): (status: DraftStatus) => string {
  const { t } = useTranslation('editor')
  const { locale, timeZone } = useReader()
  return (status) => {
    if (status.kind !== 'saved') return t(statusKey(status))
    const format = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const
    return t('status.saved', { time: new Intl.DateTimeFormat(locale, format).format(status.at) })
  }
}
