import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ListedAgency, type ListProblem, readAgencyList } from '#shared/rules/agency-list.ts'
import css from './setup.module.css'

/** Lines `ACRONYM; Name` or CSV, read as one pastes; taken over whole, or mended by line first. */
export function PasteAgencies(props: { onTakeOver: (agencies: ListedAgency[]) => void }) {
  const { t } = useTranslation('setup')
  const [text, setText] = useState('')
  const { agencies, problems } = readAgencyList(text)
  const count = agencies.length
  return (
    <div className={css['paste']}>
      <Textarea
        label={t('paste.label')}
        description={t('paste.why')}
        placeholder={t('paste.placeholder')}
        autosize
        minRows={6}
        maxRows={16}
        dir="auto"
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={problems.length > 0}
        aria-describedby={problems.length > 0 ? 'paste-problems' : undefined}
      />
      {problems.length > 0 ? <Problems problems={problems} /> : null}
      <div className={css['acts']}>
        <Button
          variant="light"
          disabled={count === 0 || problems.length > 0}
          onClick={() => props.onTakeOver(agencies)}
        >
          {t('paste.takeOver', { count })}
        </Button>
      </div>
    </div>
  )
}

const mostShown = 8

function Problems({ problems }: { problems: ListProblem[] }) {
  const { t } = useTranslation('setup')
  const hidden = problems.length - mostShown
  return (
    <ul id="paste-problems" className={css['problems']} aria-live="polite">
      {problems.slice(0, mostShown).map(({ line, fault, text }) => (
        <li key={`${line} ${fault} ${text}`}>
          {t('paste.line', { line })} {t(`listFault.${fault}`, { text })}
        </li>
      ))}
      {hidden > 0 ? <li>{t('paste.moreProblems', { count: hidden })}</li> : null}
    </ul>
  )
}
