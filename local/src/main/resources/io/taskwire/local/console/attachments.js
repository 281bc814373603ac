// What an employee attaches to a comment or to a first message.

import { h, icon, call, trying } from './page.js';
import { word } from './words.js';

const FILES = '/sim/planfix/control/files';
const EXAMPLES = {
  photo: { file: 'photo.png', name: 'photo.png' },
  voice: { file: 'voice.ogg', name: 'voice.ogg' },
  document: { file: 'invoice.pdf', name: 'sampleDocument' },
};

/** The chosen files, each uploaded already, and the buttons that choose them. */
export class Attachments {
  constructor(changed) {
    this.files = [];
    this.changed = changed;
  }

  hashes() {
    return this.files.map(file => file.hash);
  }

  add = trying(async (name, blob) => {
    this.files.push(await call('POST', `${FILES}?name=${encodeURIComponent(name)}`, blob));
    this.changed();
  });

  async example(name) {
    const { file, name: title } = EXAMPLES[name];
    await this.add(word(title) ?? title, await (await fetch(`/console/${file}`)).blob());
  }

  list() {
    if (!this.files.length) return null;
    return h('ul', { className: 'files chosen' }, this.files.map(file => h('li', { className: 'file' },
      icon('clip'), h('span', {}, file.name),
      h('button', {
        type: 'button', title: word('detach'), 'aria-label': `${word('detach')}: ${file.name}`,
        onclick: () => {
          this.files = this.files.filter(other => other !== file);
          this.changed();
        },
      }, icon('close')))));
  }

  buttons() {
    const chooser = h('input', {
      type: 'file', hidden: true, multiple: true, 'aria-label': word('ownFile'),
      onchange: async event => { for (const file of [...event.target.files]) await this.add(file.name, file); },
    });
    const button = (name, picture, action) => h('button', {
      type: 'button', className: 'quiet', title: word(name), 'aria-label': `${word('attach')}: ${word(name)}`, onclick: action,
    }, icon(picture));
    return h('span', { className: 'attaching' },
      Object.keys(EXAMPLES).map(name => button(name, name, () => this.example(name))),
      button('ownFile', 'clip', () => chooser.click()), chooser);
  }
}
