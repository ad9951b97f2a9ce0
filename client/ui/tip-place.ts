const gap = 6
const edge = 8

/** Puts a tip under its target, above where there is no room below, or beside it where the target
 * asks for that (`data-tip-side="end"`, the narrow sidebar). Never outside of the window. */
export function placeTip(tip: HTMLElement, target: HTMLElement): void {
  const box = target.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = tip
  let left = box.left + (box.width - width) / 2
  let top = box.bottom + gap
  if (target.dataset['tipSide'] === 'end') {
    const isRtl = getComputedStyle(target).direction === 'rtl'
    left = isRtl ? box.left - width - gap : box.right + gap
    top = box.top + (box.height - height) / 2
  } else if (top + height > window.innerHeight - edge) {
    top = box.top - height - gap
  }
  tip.style.left = `${Math.max(edge, Math.min(left, window.innerWidth - width - edge))}px`
  tip.style.top = `${Math.max(edge, top)}px`
}
