import type { ReactNode } from 'react'
import css from './setup.module.css'
import type { useSetupForm } from './use-setup-form.ts'

export interface PartProps {
  form: ReturnType<typeof useSetupForm>
}

/** One of the four parts of the first run. */
export function SetupPart(props: { id: string; title: string; text: string; children: ReactNode }) {
  return (
    <section className={css['part']} aria-labelledby={props.id}>
      <h2 id={props.id} className={css['partTitle']}>
        {props.title}
      </h2>
      <p className={css['partText']}>{props.text}</p>
      <div className={css['fields']}>{props.children}</div>
    </section>
  )
}
