import { Drawer } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/icon-button.tsx'
import css from './side-panel.module.css'

/** What stands beside the page on a wide screen, over it on a narrow one: the sidebar at the start,
 * the rail at the end. */
export function SidePanel(props: {
  isOpen: boolean
  onClose: () => void
  label: string
  side: 'start' | 'end'
  children: ReactNode
}) {
  const { t } = useTranslation()
  const isEnd = props.side === 'end'
  return (
    <Drawer
      opened={props.isOpen}
      onClose={props.onClose}
      position={isEnd ? 'right' : 'left'}
      size={isEnd ? 360 : 288}
      padding={0}
      withCloseButton={false}
      attributes={{ content: { 'aria-label': props.label } }}
      classNames={{ body: css['body'] ?? '' }}
    >
      {isEnd ? (
        <div className={css['head']}>
          <span className={css['label']}>{props.label}</span>
          <IconButton label={t('close')} icon={IconX} onClick={props.onClose} />
        </div>
      ) : null}
      <div className={isEnd ? css['content'] : css['whole']}>{props.children}</div>
    </Drawer>
  )
}
