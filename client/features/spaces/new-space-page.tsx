import { Button, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { spaces } from '#shared/contracts/spaces.ts'
import { call } from '../../api/call.ts'
import { queryOf } from '../../api/query-of.ts'
import { NotShown } from '../../shell/not-shown.tsx'
import { Page, QueryPage } from '../../shell/page.tsx'
import { usePlace } from '../../shell/place.tsx'
import { fieldErrors, FormError } from '../../ui/form-error.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import css from './new-space-page.module.css'

/** `/spaces/new`: a project space, for who may create one. */
export function NewSpacePage() {
  const { group } = usePlace()
  if (!group) return <NotShown kind="notHere" />
  return <ForGroup key={group.id} groupId={group.id} />
}

function ForGroup(props: { groupId: string }) {
  const { groupId } = props
  const query = useQuery(queryOf(spaces.list, { params: { groupId } }))
  return (
    <QueryPage query={query}>
      {({ may }) =>
        may.createSpace ? <NewSpaceForm groupId={groupId} /> : <NotShown kind="notHere" />
      }
    </QueryPage>
  )
}

function NewSpaceForm(props: { groupId: string }) {
  const { t } = useTranslation(['spaces', 'common'])
  const { groupId } = props
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const form = useForm({
    initialValues: { name: '', purpose: '', restsOn: '' },
    validate: { name: (value) => (value.trim() === '' ? t('nameWanted') : null) },
  })
  const creating = useMutation({
    mutationFn: (body: typeof form.values) => call(spaces.create, { params: { groupId }, body }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: [spaces.list.name] })
      await navigate(`/spaces/${id}`)
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  })
  return (
    <Page title={t('new.title')} groupId={groupId} measure={640}>
      <PageHeader title={t('new.title')} support={t('new.text')} />
      <form
        className={css['form']}
        onSubmit={form.onSubmit((values) => creating.mutate(values))}
        noValidate
      >
        <TextInput
          label={t('name')}
          description={t('new.nameWhy')}
          required
          maxLength={200}
          dir="auto"
          {...form.getInputProps('name')}
        />
        <Textarea
          label={t('purpose')}
          description={t('purposeWhy')}
          maxLength={4000}
          autosize
          minRows={3}
          dir="auto"
          {...form.getInputProps('purpose')}
        />
        <TextInput
          label={t('new.restsOn')}
          description={t('new.restsOnWhy')}
          maxLength={200}
          dir="auto"
          {...form.getInputProps('restsOn')}
        />
        <FormError error={creating.error} />
        <div className={css['acts']}>
          <Button type="submit" variant="filled" loading={creating.isPending}>
            {t('new.create')}
          </Button>
          <Button variant="subtle" onClick={() => void navigate(-1)}>
            {t('common:cancel')}
          </Button>
        </div>
      </form>
    </Page>
  )
}
