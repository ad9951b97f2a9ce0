import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { IconCheck, IconKeyboard, IconLogout, IconSettings, IconUser } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { languages } from '#shared/contracts/contract.ts'
import { currentLanguage, isLanguage, languageNames } from '../../i18n/language.ts'
import { usePerson, useSession } from '../session.tsx'
import { signOut } from '../sign-out.ts'
import { useChooseLanguage } from '../use-choose-language.ts'

const schemes = ['auto', 'light', 'dark'] as const

/** What concerns oneself, opened. `children` is the button. */
export function PersonDropdown(props: { children: ReactNode; openShortcuts: () => void }) {
  const { t } = useTranslation('shell')
  const person = usePerson()
  const { installation } = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const chooseLanguage = useChooseLanguage()
  return (
    <Menu
      position="top-start"
      width={232}
      defaultOpened
      withinPortal={false}
      checkIcon={<IconCheck size={16} />}
    >
      <Menu.Target>{props.children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component={Link}
          to="/account"
          leftSection={<IconUser size={18} stroke={1.75} />}
        >
          {t('account')}
        </Menu.Item>
        {person.isAdministrator ? (
          <Menu.Item
            component={Link}
            to="/administration"
            leftSection={<IconSettings size={18} stroke={1.75} />}
          >
            {t('administration')}
          </Menu.Item>
        ) : null}
        <Menu.Item
          onClick={props.openShortcuts}
          leftSection={<IconKeyboard size={18} stroke={1.75} />}
        >
          {t('keyboardShortcuts')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        <Menu.RadioGroup
          value={currentLanguage()}
          onChange={(value) => isLanguage(value) && chooseLanguage(value)}
        >
          {languages.map((language) => (
            <Menu.RadioItem key={language} value={language}>
              <bdi lang={language}>{languageNames[language]}</bdi>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>{t('theme')}</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
        >
          {schemes.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {t(`themes.${scheme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item
          onClick={() => void signOut({ installation: installation.id, personId: person.id })}
          leftSection={<IconLogout className="mirror" size={18} stroke={1.75} />}
        >
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
