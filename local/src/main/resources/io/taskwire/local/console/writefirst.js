// The window behind "Write": an employee writes to a client with whom there was no talk yet.

import { h, call, trying, account, dialog } from './page.js';
import { word } from './words.js';
import { Attachments } from './attachments.js';
import { staffChoice } from './composer.js';

const CONTROL = '/sim/planfix/control';

export class WriteFirst {
  constructor({ persons, written }) {
    this.persons = persons;
    this.written = written;
    this.draft = { phone: '', providerId: null, taskName: '', description: '', employee: null };
    this.attachments = new Attachments(() => this.renderFiles());
  }

  open = trying(async () => {
    const [lines, employees] = await Promise.all([call('GET', `${CONTROL}/lines`), call('GET', `${CONTROL}/employees`)]);
    const { draft } = this;
    if (!lines.some(line => line.providerId === draft.providerId)) draft.providerId = lines[0]?.providerId ?? null;
    draft.employee ??= employees[0];
    const field = (tag, name, properties) => h('label', {}, h('span', {}, word(properties.label)),
      h(tag, {
        id: `first-${name}`, value: draft[name], required: true, 'aria-describedby': 'first-wrong', ...properties.input,
        oninput: event => {
          draft[name] = event.target.value;
          event.target.removeAttribute('aria-invalid');
        },
      }));
    this.window = dialog('write-first', word('writeFirst'),
      h('p', { className: 'hint' }, word('writeFirstHint')),
      h('div', { className: 'pair' },
        field('input', 'phone', { label: 'phone', input: { type: 'tel', maxLength: 40, placeholder: '+7 999 000-00-05', list: 'known-phones', autocomplete: 'off' } }),
        h('label', {}, h('span', {}, word('channelLine')),
          h('select', { id: 'first-line', onchange: event => { draft.providerId = event.target.value; } },
            lines.map(line => h('option', { value: line.providerId, selected: line.providerId === draft.providerId }, line.displayName))))),
      h('datalist', { id: 'known-phones' }, this.persons().filter(person => person.phone).map(person =>
        h('option', { value: account(person.phone).replaceAll('\u00a0', ' ') }, person.name))),
      field('input', 'taskName', { label: 'taskName', input: { type: 'text', maxLength: 300 } }),
      field('textarea', 'description', { label: 'firstMessage', input: { rows: 3, maxLength: 20000 } }),
      h('div', { className: 'files-place' }),
      h('div', { className: 'choices' },
        staffChoice('first-employee', employees, draft.employee, employee => { draft.employee = employee; }),
        this.attachments.buttons()),
      h('p', { id: 'first-wrong', className: 'wrong', role: 'alert' }),
      h('div', { className: 'buttons' },
        h('button', { type: 'button', className: 'quiet', onclick: () => this.window.close() }, word('cancel')),
        h('button', { type: 'button', className: 'main', id: 'first-send', onclick: () => this.submit() }, word('writeFirstSend'))));
    this.renderFiles();
    document.getElementById('first-phone').focus();
  });

  renderFiles() {
    this.window.querySelector('.files-place').replaceChildren(...[this.attachments.list()].filter(Boolean));
  }

  submit = trying(async () => {
    const { draft } = this;
    const missing = ['phone', 'taskName', 'description'].filter(name => !draft[name].trim());
    if (missing.length) {
      document.getElementById('first-wrong').textContent = word('firstMissing');
      for (const name of missing) document.getElementById(`first-${name}`).setAttribute('aria-invalid', 'true');
      document.getElementById(`first-${missing[0]}`).focus();
      return;
    }
    if (this.sending) return;
    this.sending = true;
    try {
      const { task } = await call('POST', `${CONTROL}/write`, {
        phone: draft.phone.trim(), providerId: draft.providerId, channel: null, taskName: draft.taskName.trim(),
        description: draft.description.trim(), employee: draft.employee.email, files: this.attachments.hashes(),
      });
      Object.assign(draft, { phone: '', taskName: '', description: '' });
      this.attachments.files = [];
      this.window.close();
      this.written(task.number);
    } finally {
      this.sending = false;
    }
  });
}
