// Where an employee comments a task. Only what notifies the client leaves Planfix.

import { h, icon, call, trying, grow, dialog } from './page.js';
import { word } from './words.js';
import { Attachments } from './attachments.js';

const CONTROL = '/sim/planfix/control/tasks';

export class Composer {
  constructor({ sent }) {
    this.sent = sent;
    this.element = h('div', { className: 'composer commenting', id: 'commenting' });
    this.employees = [];
    this.employee = null;
    this.drafts = new Map(); // One for each task: whoever looks into another one loses nothing.
    this.view = null;
  }

  staff(employees) {
    this.employees = employees;
    this.employee ??= employees[0];
    if (this.view) this.render();
  }

  /** Belongs to this task from now on; what is being typed stays. */
  show(view) {
    const same = this.view?.task.number === view.task.number && this.view.task.status === view.task.status
      && this.view.task.assignerName === view.task.assignerName && this.proposes(this.view) === this.proposes(view);
    this.view = view;
    if (!same) this.render();
  }

  draft() {
    const { number } = this.view.task;
    if (!this.drafts.has(number)) {
      this.drafts.set(number, { text: '', quote: null, notify: null, attachments: new Attachments(() => this.render()) });
    }
    return this.drafts.get(number);
  }

  /** As Planfix: nobody is chosen for an employee who enters a colleague's talk with a client. */
  proposes({ description, comments }) {
    const talking = [description, ...comments].filter(entry => entry.kind === 'EMPLOYEE').map(entry => entry.authorNumber);
    return !talking.length || talking.includes(this.employee?.id);
  }

  notifies() {
    return this.draft().notify ?? this.proposes(this.view);
  }

  quote(entry) {
    this.draft().quote = entry;
    this.render();
    document.getElementById('comment').focus();
  }

  render() {
    if (!this.view) return;
    const { task } = this.view;
    this.element.hidden = ['DELETED', 'MERGED'].includes(task.status) || !this.employee;
    if (this.element.hidden) {
      this.element.replaceChildren();
      return;
    }
    const draft = this.draft();
    const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
    const focus = focused?.id && { id: focused.id, from: focused.selectionStart, to: focused.selectionEnd };
    const field = h('textarea', {
      id: 'comment', rows: 1, value: draft.text, maxLength: 20000, placeholder: word('comment'), 'aria-label': word('comment'),
      oninput: event => { draft.text = event.target.value; grow(event.target); },
      onkeydown: event => {
        if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          this.submit();
        }
        if (event.key === 'Escape' && draft.quote) this.forget();
      },
    });
    const alone = draft.notify === null && !this.proposes(this.view);
    this.element.classList.toggle('inside', !this.notifies());
    this.element.replaceChildren(...[
      draft.quote && h('div', { className: 'about' },
        h('p', {}, h('b', {}, word('quoting')), ' ', brief(draft.quote)),
        h('button', { type: 'button', title: word('cancel'), 'aria-label': word('cancel'), onclick: () => this.forget() }, icon('close'))),
      draft.attachments.list(),
      h('div', { className: 'writing' }, field,
        h('button', { type: 'button', className: 'send', title: word('sendComment'), 'aria-label': word('sendComment'), onclick: () => this.submit() }, icon('send'))),
      h('div', { className: 'choices' },
        staffChoice('comment-employee', this.employees, this.employee, employee => {
          this.employee = employee;
          draft.notify = null;
          this.render();
        }),
        h('label', { className: 'notify', title: word('notifyHint') },
          h('input', {
            type: 'checkbox', id: 'notify', checked: this.notifies(),
            onchange: event => {
              draft.notify = event.target.checked;
              this.render();
            },
          }),
          h('span', {}, word('notify', task.assignerName))),
        draft.attachments.buttons()),
      alone && h('p', { className: 'hint' }, word('notProposed')),
    ].filter(Boolean));
    if (focus) {
      const again = document.getElementById(focus.id);
      again?.focus();
      if (again === field) field.setSelectionRange(focus.from, focus.to);
    }
    grow(field);
  }

  forget() {
    this.draft().quote = null;
    this.render();
    document.getElementById('comment').focus();
  }

  submit = trying(async (sure = false) => {
    const draft = this.draft();
    const { number } = this.view.task;
    const text = draft.text.trim();
    if (this.sending || (!text && !draft.attachments.files.length)) return;
    const notifyContact = this.notifies();
    if (!notifyContact && !sure) {
      this.warn();
      return;
    }
    this.sending = true;
    try {
      await call('POST', `${CONTROL}/${number}/comments`, {
        employee: this.employee.email, text, files: draft.attachments.hashes(), notifyContact, quote: draft.quote?.id ?? null,
      });
    } finally {
      this.sending = false;
    }
    this.drafts.delete(number);
    this.sent();
    this.render();
    document.getElementById('comment')?.focus();
  });

  /** The window that Planfix shows when a comment notifies nobody. */
  warn() {
    const window = dialog('whom', word('whomTitle'),
      h('p', {}, word('whomText', this.view.task.assignerName)),
      h('div', { className: 'buttons' },
        h('button', {
          type: 'button', className: 'quiet', id: 'send-anyway',
          onclick: () => {
            window.close();
            this.submit(true);
          },
        }, word('sendAnyway')),
        h('button', {
          type: 'button', className: 'main', id: 'go-back',
          onclick: () => {
            window.close();
            document.getElementById('notify').focus();
          },
        }, word('goBack'))));
    document.getElementById('go-back').focus();
  }
}

/** Who writes. */
export function staffChoice(id, employees, chosen, choose) {
  return h('label', { className: 'staff' }, h('span', { className: 'unseen' }, word('employee')),
    h('select', { id, onchange: event => choose(employees.find(employee => employee.email === event.target.value)) },
      employees.map(employee => h('option', { value: employee.email, selected: employee === chosen }, `${employee.name} ${employee.lastName}`))));
}

function brief({ text, files }) {
  const words = text || files.map(file => file.name).join(', ');
  return words.length > 90 ? `${words.slice(0, 90)}…` : words;
}
