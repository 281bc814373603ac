// The weather: what goes wrong around Taskwire, made with the simulators' controls.

import { h, icon, call, trying } from './page.js';
import { word } from './words.js';

const PLANFIX = '/sim/planfix/control/faults';
const WAZZUP = '/sim/wazzup/control';
const FAULTS = { away: 'BAD_GATEWAY', slow: 'DELAYED', refused: 'UNAUTHORIZED' };
const OPTIONS = { fair: 'optionFair', away: 'optionAway', slow: 'optionSlow', refused: 'optionRefused' };
const SLOW = 3000;

export class Weather {
  constructor() {
    this.element = document.getElementById('weather');
    this.planfix = 'fair';
    this.duplicates = false;
    this.element.addEventListener('toggle', () => { if (this.element.open) this.load(); });
    document.addEventListener('click', event => {
      if (!this.element.contains(event.target) && event.target.isConnected) this.element.open = false;
    });
    this.element.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        this.element.open = false;
        this.element.querySelector('summary').focus();
      }
    });
    this.load = trying(this.load.bind(this));
  }

  async load() {
    const [faults, knobs] = await Promise.all([call('GET', PLANFIX), call('GET', `${WAZZUP}/knobs`)]);
    this.planfix = Object.keys(FAULTS).find(name => faults.some(fault => fault.kind === FAULTS[name])) ?? 'fair';
    this.duplicates = knobs.duplicateRate > 0;
    this.render();
  }

  render() {
    const bad = [...(this.planfix === 'fair' ? [] : [word(this.planfix)]), ...(this.duplicates ? [word('duplicating')] : [])];
    const focused = document.activeElement?.id;
    this.element.classList.toggle('bad', bad.length > 0);
    this.element.replaceChildren(
      h('summary', {}, icon(bad.length ? 'storm' : 'sun'), h('span', {}, `${word('weather')}: ${bad.join(', ') || word('fair')}`)),
      h('div', { className: 'menu' },
        h('p', { className: 'hint' }, word('weatherHint')),
        h('fieldset', {},
          h('legend', {}, word('weatherPlanfix')),
          Object.entries(OPTIONS).map(([name, label]) => h('label', {},
            h('input', { type: 'radio', name: 'weather', id: 'weather-' + name, checked: this.planfix === name, onchange: trying(() => this.setPlanfix(name)) }),
            word(label)))),
        h('fieldset', {},
          h('legend', {}, word('weatherWazzup')),
          h('label', {},
            h('input', { type: 'checkbox', id: 'weather-duplicates', checked: this.duplicates, onchange: trying(event => this.setDuplicates(event.target.checked)) }),
            word('optionDuplicates')),
          h('button', { type: 'button', id: 'weather-stray', onclick: trying(() => this.addStray()) }, icon('plus'), word('addStray')))));
    if (focused) document.getElementById(focused)?.focus();
  }

  async setPlanfix(name) {
    await call('DELETE', PLANFIX);
    if (name !== 'fair') {
      await call('POST', PLANFIX, { kind: FAULTS[name], cmd: null, chatId: null, afterEffect: false, count: null, delayMillis: name === 'slow' ? SLOW : 0 });
    }
    await this.load();
  }

  async setDuplicates(on) {
    await call('PATCH', `${WAZZUP}/knobs`, { duplicateRate: on ? 1 : 0 });
    await this.load();
  }

  /** A number that the settings don't name: its messages are counted and go no further. */
  async addStray() {
    const channels = await call('GET', `${WAZZUP}/channels`);
    let number = 79990000097;
    while (channels.some(channel => channel.plainId === String(number))) number -= 1;
    await call('POST', `${WAZZUP}/channels`, { transport: 'whatsapp', plainId: String(number) });
    this.element.open = false;
  }
}
