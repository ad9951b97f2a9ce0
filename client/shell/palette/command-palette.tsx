// A combobox with its listbox: a select or a datalist cannot show headings and icons, and the options
// are pointed at by aria-activedescendant, so that they have neither focus nor keys of their own.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */
import { Modal } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useId, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Kbd } from '../../ui/kbd.tsx'
import { usePaletteOptions, type PaletteOption } from './use-palette-options.ts'
import css from './palette.module.css'

/** Search or go to (Ctrl/⌘ K): a combobox, so that a screen reader follows the arrow keys. */
export function CommandPalette(props: {
  isOpen: boolean
  onClose: () => void
  openShortcuts: () => void
}) {
  const { t } = useTranslation('shell')
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      withCloseButton={false}
      centered={false}
      yOffset="12vh"
      size={600}
      padding={0}
      attributes={{ content: { 'aria-label': t('palette.label') } }}
    >
      <Palette onClose={props.onClose} openShortcuts={props.openShortcuts} />
    </Modal>
  )
}

function Palette(props: { onClose: () => void; openShortcuts: () => void }) {
  const { t } = useTranslation('shell')
  const id = useId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const { options, isTooShort, isPending } = usePaletteOptions(typed, props.openShortcuts)
  const current = Math.min(active, options.length - 1)
  const choose = (option: PaletteOption | undefined) => {
    if (!option) return
    props.onClose()
    option.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && options.length > 0) {
      event.preventDefault()
      setActive((current + step + options.length) % options.length)
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) choose(options[current])
  }
  return (
    <>
      <div className={css['search']}>
        <IconSearch size={20} stroke={1.75} aria-hidden />
        <input
          className={css['input']}
          role="combobox"
          aria-expanded
          aria-controls={`${id}list`}
          aria-activedescendant={options[current] ? `${id}${current}` : undefined}
          aria-autocomplete="list"
          aria-label={t('palette.label')}
          placeholder={t('palette.placeholder')}
          value={typed}
          dir="auto"
          data-autofocus
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setActive(0)
          }}
        />
        <Kbd keys="Escape" />
      </div>
      <Options id={id} options={options} current={current} onPoint={setActive} onChoose={choose} />
      {options.length === 0 && !isPending ? (
        <p className={css['note']}>{t('palette.nothing')}</p>
      ) : null}
      {isTooShort ? <p className={css['note']}>{t('palette.short')}</p> : null}
      <output className="visually-hidden">{t('palette.results', { count: options.length })}</output>
    </>
  )
}

function Options(props: {
  id: string
  options: PaletteOption[]
  current: number
  onPoint: (index: number) => void
  onChoose: (option: PaletteOption) => void
}) {
  const { t } = useTranslation('shell')
  const headings = [...new Set(props.options.map((option) => option.heading))]
  return (
    <div
      id={`${props.id}list`}
      role="listbox"
      aria-label={t('palette.label')}
      className={css['list']}
    >
      {headings.map((heading) => (
        <div key={heading} role="group" aria-label={heading}>
          <div className={css['heading']} aria-hidden>
            {heading}
          </div>
          {props.options.map((option, index) =>
            option.heading === heading ? (
              <Option
                key={option.id}
                id={`${props.id}${index}`}
                option={option}
                isCurrent={index === props.current}
                onPoint={() => props.onPoint(index)}
                onChoose={() => props.onChoose(option)}
              />
            ) : null,
          )}
        </div>
      ))}
    </div>
  )
}

function Option(props: {
  id: string
  option: PaletteOption
  isCurrent: boolean
  onPoint: () => void
  onChoose: () => void
}) {
  const { icon: Icon, label, beside } = props.option
  return (
    <div
      id={props.id}
      role="option"
      aria-selected={props.isCurrent}
      className={css['option']}
      ref={(element) => {
        if (props.isCurrent) element?.scrollIntoView({ block: 'nearest' })
      }}
      onMouseMove={props.onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onChoose}
    >
      <Icon size={18} stroke={1.75} aria-hidden />
      <span className={css['text']} dir="auto">
        {label}
      </span>
      {beside ? (
        <span className={css['beside']} dir="auto">
          {beside}
        </span>
      ) : null}
    </div>
  )
}
