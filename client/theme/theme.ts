import { createTheme, type MantineColorsTuple } from '@mantine/core'
import css from './controls.module.css'
import { variantColours } from './variant-colours.ts'

// Mantine wants ten shades of each colour. Everything shown goes through the tokens (see
// css-variables.ts), so the ten are one.
const shades = (hex: string) => Array<string>(10).fill(hex) as unknown as MantineColorsTuple

// Menus also open inside dialogs, so they stand above them; toasts stay above all.
const overDialogs = 45
const overPage = 40

const dropdown = {
  zIndex: overDialogs,
  transitionProps: { transition: 'fade', duration: 140 },
} as const
const field = {
  input: css['input'],
  label: css['label'],
  required: css['required'],
  description: css['description'],
  error: css['error'],
}
const choice = { label: css['choiceLabel'], description: css['description'], error: css['error'] }

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 8,
  colors: { accent: shades('#0e6450'), stop: shades('#a3271e') },
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--sans)', fontWeight: '620', textWrap: 'balance' },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.375rem' },
  lineHeights: { xs: '1.35', sm: '1.43', md: '1.43', lg: '1.5', xl: '1.3' },
  breakpoints: { xs: '30em', sm: '40em', md: '60em', lg: '75em', xl: '90em' },
  shadows: { sm: 'var(--shadow-card)', md: 'var(--shadow-card)', xl: 'var(--shadow-dialog)' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  variantColorResolver: variantColours,
  components: {
    Button: {
      defaultProps: { variant: 'default' },
      classNames: { root: css['button'], label: css['buttonLabel'], section: css['buttonSection'] },
    },
    ActionIcon: {
      defaultProps: { variant: 'subtle' },
      classNames: { root: css['actionIcon'] },
    },
    Input: { classNames: { wrapper: css['wrapper'], input: css['input'] } },
    InputWrapper: { classNames: field },
    PasswordInput: {
      classNames: { ...field, innerInput: css['innerInput'] },
    },
    Checkbox: {
      defaultProps: { iconColor: 'var(--on-accent)', radius: 'sm' },
      classNames: { input: css['choice'], ...choice },
    },
    Radio: {
      defaultProps: { iconColor: 'var(--on-accent)' },
      classNames: { radio: css['choice'], ...choice },
    },
    Switch: {
      defaultProps: { withThumbIndicator: false },
      classNames: { track: css['track'], thumb: css['thumb'], ...choice },
    },
    Combobox: {
      defaultProps: dropdown,
      classNames: { dropdown: css['dropdown'], option: css['item'] },
    },
    Popover: { defaultProps: dropdown, classNames: { dropdown: css['dropdown'] } },
    Menu: {
      defaultProps: { ...dropdown, position: 'bottom-end', withInitialFocusPlaceholder: false },
      classNames: {
        dropdown: css['dropdown'],
        item: css['item'],
        itemSection: css['itemSection'],
        label: css['menuLabel'],
        divider: css['menuDivider'],
      },
    },
    ModalRoot: {
      defaultProps: {
        zIndex: overPage,
        centered: true,
        transitionProps: { transition: 'fade', duration: 200 },
      },
      classNames: { content: css['dialog'], overlay: css['overlay'] },
    },
    Modal: {
      defaultProps: {
        zIndex: overPage,
        size: 640,
        centered: true,
        transitionProps: { transition: 'fade', duration: 200 },
      },
      classNames: { content: css['dialog'], overlay: css['overlay'] },
    },
    Drawer: {
      defaultProps: { zIndex: overPage },
      classNames: { content: css['drawer'], overlay: css['overlay'] },
    },
    SegmentedControl: {
      classNames: {
        root: css['segmented'],
        indicator: css['segmentedIndicator'],
        label: css['segmentedLabel'],
      },
    },
    Progress: { classNames: { root: css['progressRoot'] } },
    Pill: { classNames: { root: css['pill'] } },
  },
})
