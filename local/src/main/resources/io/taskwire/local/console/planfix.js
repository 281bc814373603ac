// The right column: the list of tasks, and one task as an employee sees it.

import { h, icon, time, here, prose, call, trying } from './page.js';
import { word } from './words.js';
import { Composer } from './composer.js';

const CONTROL = '/sim/planfix/control/tasks';
const EMPLOYEES = '/sim/planfix/control/employees';

export class Planfix {
  constructor() {
    this.tasks = new Map();
    this.unread = new Set();
    this.opened = null;
    this.view = null;
    this.composer = new Composer({ sent: () => { this.atEnd = true; } });
    this.atEnd = true;
    this.load_ = trying(this.fetch.bind(this));
  }

  openTasks(channel) {
    return [...this.tasks.values()].filter(task => task.status === 'ACTIVE' && task.chatId?.startsWith(`${channel.identity}/`)).length;
  }

  load(tasks) {
    this.tasks = new Map(tasks.map(task => [task.number, task]));
    if (!this.tasks.has(this.opened)) this.opened = this.newestFirst()[0]?.number ?? null;
    this.render();
    this.reload();
    this.hire();
  }

  hire = trying(async () => this.composer.staff(await call('GET', EMPLOYEES)));

  /** Something in a task has changed. */
  show(task) {
    this.tasks.set(task.number, task);
    if (this.opened === null) this.opened = task.number;
    if (this.opened === task.number) this.reload();
    else this.unread.add(task.number);
    this.renderList();
  }

  /** Opens a task; whoever asked for it wants to see its newest comment. */
  open(number) {
    if (this.opened !== number) this.view = null;
    this.opened = number;
    this.unread.delete(number);
    this.renderList();
    this.reload();
  }

  /** An employee comments the task of a client's chat, where there is one. */
  async answer(channel, address, text) {
    const task = this.newestFirst().find(known => known.chatId === `${channel.identity}/${address}`);
    if (!task) return;
    this.open(task.number);
    await call('POST', `${CONTROL}/${task.number}/comments`, { employee: this.composer.employees[0].email, text, notifyContact: true });
  }

  /** Opens a task unless somebody is busy in another one. */
  follow(number) {
    const busy = document.getElementById('task').contains(document.activeElement);
    if (!busy && this.opened !== number) this.open(number);
  }

  /** Gets the opened task anew, at most one request at a time and one to follow. */
  reload() {
    if (this.opened === null) return;
    if (this.loading) {
      this.again = true;
      return;
    }
    this.loading = true;
    this.load_().finally(() => {
      this.loading = false;
      if (this.again) {
        this.again = false;
        this.reload();
      }
    });
  }

  async fetch() {
    const number = this.opened;
    const view = await call('GET', `${CONTROL}/${number}`);
    if (number !== this.opened) return;
    this.tasks.set(number, view.task);
    this.view = view;
    this.renderList();
    this.renderTask();
  }

  render() {
    this.renderList();
    this.renderTask();
    this.composer.render();
  }

  newestFirst() {
    return [...this.tasks.values()].sort((a, b) => newest(b).localeCompare(newest(a)));
  }

  renderList() {
    const list = document.getElementById('tasks');
    const focused = document.activeElement?.dataset?.task;
    const tasks = this.newestFirst();
    list.replaceChildren(...tasks.map(task => h('li', {},
      h('button', {
        type: 'button', className: 'row', 'data-task': task.number, 'aria-current': task.number === this.opened ? 'true' : null,
        onclick: () => this.open(task.number),
      },
      h('span', { className: 'title' }, task.name),
      h('time', { dateTime: newest(task) }, time(newest(task))),
      h('span', { className: 'about-task' },
        h('span', { className: 'number' }, `№ ${task.number}`),
        h('span', { className: 'status', 'data-status': task.status }, word(task.status)),
        h('span', {}, word('comments_n', task.comments))),
      this.unread.has(task.number) && h('span', { className: 'unread', title: word('unread') }, h('span', { className: 'unseen' }, word('unread')))))));
    if (focused) list.querySelector(`[data-task="${focused}"]`)?.focus();
    if (!tasks.length) list.replaceChildren(h('li', { className: 'none' }, word('noTasks')));
  }

  renderTask() {
    const place = document.getElementById('task');
    const body = place.querySelector('.entries');
    if (place.dataset.task !== String(this.opened)) this.atEnd = true;
    const position = body?.scrollTop ?? 0;
    const focused = place.contains(document.activeElement) ? document.activeElement.dataset.action : null;
    place.dataset.task = String(this.opened);
    if (!this.view) {
      place.replaceChildren();
      return;
    }
    const { task, description, comments } = this.view;
    const entries = h('div', { className: 'entries', tabIndex: 0, role: 'log', 'aria-label': task.name },
      this.entry(description, true),
      comments.length ? h('p', { className: 'divider' }, word('comments_n', comments.length)) : null,
      comments.map(comment => this.entry(comment, false)));
    const header = h('header', {},
      h('div', { className: 'line' },
        h('span', { className: 'number' }, `№ ${task.number}`),
        h('span', { className: 'status', 'data-status': task.status }, word(task.status)),
        h('span', { className: 'actions' }, this.actions(task))),
      h('h3', {}, task.name),
      h('p', { className: 'meta' }, `${word('author')}: ${task.assignerName}`));
    if (body) {
      // The composer stays where it is: somebody may be typing.
      place.querySelector('header').replaceWith(header);
      body.replaceWith(entries);
    } else {
      place.replaceChildren(header, entries, this.composer.element);
    }
    this.composer.show(this.view);
    // Whoever has read to the end stays there, whatever comes, loads or takes room below.
    const toEnd = () => { if (this.atEnd) entries.scrollTop = entries.scrollHeight; };
    if (this.atEnd) toEnd();
    else entries.scrollTop = position;
    let top = entries.scrollTop;
    entries.addEventListener('scroll', () => {
      // Only going up leaves the end: growing below does not.
      const near = entries.scrollHeight - entries.scrollTop - entries.clientHeight < 60;
      if (near || entries.scrollTop < top) this.atEnd = near;
      top = entries.scrollTop;
    });
    new ResizeObserver(toEnd).observe(entries);
    for (const picture of entries.querySelectorAll('img')) picture.addEventListener('load', toEnd);
    if (focused) (place.querySelector(`[data-action="${focused}"]`) ?? place.querySelector('[data-action]'))?.focus();
  }

  actions(task) {
    const action = (name, picture) => h('button', {
      type: 'button', className: 'quiet', 'data-action': name,
      onclick: trying(() => call('POST', `${CONTROL}/${task.number}/${name}`)),
    }, icon(picture), word(name));
    switch (task.status) {
      case 'ACTIVE': return [action('close', 'check'), action('delete', 'bin')];
      case 'CLOSED': return [action('reopen', 'back'), action('delete', 'bin')];
      case 'DELETED': return [action('restore', 'back')];
      default: return [];
    }
  }

  entry(entry, isDescription) {
    const side = entry.isEcho || entry.kind === 'EMPLOYEE' ? 'ours' : entry.kind === 'ROBOT' ? 'robot' : 'theirs';
    const internal = entry.kind === 'EMPLOYEE' && !entry.isEcho && !entry.messageId;
    return h('section', { className: `entry ${side}${isDescription ? ' description' : ''}${internal ? ' internal' : ''}` },
      h('p', { className: 'by' },
        h('span', { className: 'face', 'aria-hidden': 'true' }, [...entry.author.trim()][0] ?? '·'),
        h('b', {}, entry.author),
        isDescription && h('span', { className: 'tag' }, word('description')),
        entry.isEcho && h('span', { className: 'tag' }, word('viaPhone')),
        h('time', { dateTime: entry.time }, time(entry.time)),
        internal && h('span', { className: 'tag' }, word('internal')),
        entry.messageId && mark(entry.mark),
        h('button', {
          type: 'button', className: 'quiet quoting', title: word('quote'), 'aria-label': `${word('quote')}: ${entry.author}`, 'data-action': `quote-${entry.id}`,
          onclick: () => this.composer.quote(entry),
        }, icon('quote'))),
      entry.text && prose(entry.text),
      entry.mark && markText(entry.mark),
      entry.files.length ? h('ul', { className: 'files' }, entry.files.map(file)) : null);
  }
}

function newest(task) {
  return task.lastComment ?? task.created;
}

const SIGNS = { ERROR: 'alert', SENT: 'check', READ: 'double' };
const NAMES = { ERROR: 'error', SENT: 'sent', READ: 'read' };

/** The sign at what goes to the client; a clock before the first. */
function mark(mark) {
  const name = word(mark ? NAMES[mark.shown] : 'onItsWay');
  return h('span', { className: 'mark', 'data-shown': mark?.shown ?? 'NONE', title: name }, icon(mark ? SIGNS[mark.shown] : 'clock'), h('span', { className: 'unseen' }, name));
}

/** What the connector said about it: why it did not arrive, or what it waits for. */
function markText({ shown, text }) {
  const words = text ?? (shown === 'ERROR' ? word('notSent') : null);
  return words && h('p', { className: 'mark-text', 'data-shown': shown }, words);
}

function file(file) {
  if (file.state !== 'READY') {
    return h('li', { className: 'absent' }, icon('clip'), file.name, ' — ', word(file.state === 'PENDING' ? 'fetching' : 'notFetched'), file.httpStatus ? ` (${file.httpStatus})` : '');
  }
  const link = { href: here(file.link), target: '_blank', rel: 'noopener' };
  if (file.preview) {
    return h('li', { className: 'picture' }, h('a', link, h('img', { src: here(file.preview), alt: file.name })));
  }
  const kind = file.contentType?.startsWith('audio/') ? 'voice' : 'document';
  return h('li', {}, h('a', { ...link, className: 'file' }, icon(kind), h('span', {}, file.name), h('small', {}, size(file.size))));
}

function size(bytes) {
  if (bytes === null) return '';
  return bytes < 1024 ? `${bytes} B` : bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
