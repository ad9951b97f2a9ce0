import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconKeyboard, IconLogout, IconSettings, IconUser } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { languages } from '#shared/contracts/contract.ts'
import { currentLanguage, languageNames } from '../../i18n/language.ts'
import { usePerson } from '../session.tsx'
import { signOut } from '../sign-out.ts'
import { useChooseLanguage } from '../use-choose-language.ts'

const schemes = ['auto', 'light', 'dark'] as const

/** What concerns oneself. `children` is the button that opens it. */
export function PersonMenu(props: { children: ReactNode; openShortcuts: () => void }) {
  const { t } = useTranslation('shell')
  const person = usePerson()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const chooseLanguage = useChooseLanguage()
  return (
    <Menu position="top-start" width={232} withinPortal>
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
        {languages.map((language) => (
          <Choice
            key={language}
            isChosen={currentLanguage() === language}
            onClick={() => chooseLanguage(language)}
          >
            <bdi lang={language}>{languageNames[language]}</bdi>
          </Choice>
        ))}
        <Menu.Label>{t('theme')}</Menu.Label>
        {schemes.map((scheme) => (
          <Choice
            key={scheme}
            isChosen={colorScheme === scheme}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`themes.${scheme}`)}
          </Choice>
        ))}
        <Menu.Divider />
        <Menu.Item
          onClick={() => void signOut()}
          leftSection={<IconLogout className="mirror" size={18} stroke={1.75} />}
        >
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Choice(props: { isChosen: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={props.isChosen}
      closeMenuOnClick={false}
      onClick={props.onClick}
      rightSection={props.isChosen ? <IconCheck size={16} aria-hidden /> : null}
    >
      {props.children}
    </Menu.Item>
  )
}
