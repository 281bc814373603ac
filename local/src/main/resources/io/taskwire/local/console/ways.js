// The middle column: each message with the stations it has passed.

import { h, icon, transportIcon, transportTitle, account, time, summary } from './page.js';
import { word } from './words.js';

const STATIONS = {
  TO_PLANFIX: ['WEBHOOK', 'DOOR', 'QUEUE', 'WORKER', 'PLANFIX', 'DONE'],
  TO_CLIENT: ['COMMENT', 'DOOR', 'QUEUE', 'SENDER', 'WAZZUP', 'CLIENT'],
};
/** The statuses of Wazzup, the least first: a comment is as far as the last of its parts. */
const STATUSES = ['sent', 'delivered', 'read'];
const SHOWN = 60;

export class Ways {
  constructor({ openTask, openPhone, channel, playExample }) {
    this.openTask = openTask;
    this.openPhone = openPhone;
    this.channel = channel;
    this.playExample = playExample;
    this.list = document.getElementById('ways');
    this.cards = new Map();
    this.channels = [];
  }

  load(ways) {
    this.cards.clear();
    this.list.replaceChildren();
    ways.forEach(way => this.show(way, true));
    this.showChannels([...this.channels]);
    this.welcome();
  }

  render() {
    const ways = [...this.cards.values()].map(card => card.way);
    this.cards.clear();
    this.list.replaceChildren();
    ways.forEach(way => this.show(way, true));
    this.showChannels(this.channels);
    this.welcome();
  }

  welcome() {
    const place = document.getElementById('welcome');
    if (this.cards.size) {
      place.replaceChildren();
      return;
    }
    place.replaceChildren(h('div', { className: 'welcome' },
      h('h3', {}, word('welcomeTitle')),
      h('ol', {}, ['welcome1', 'welcome2', 'welcome3', 'welcome4'].map(key => h('li', {}, word(key)))),
      h('button', { type: 'button', className: 'main', onclick: event => { event.target.closest('button').disabled = true; this.playExample(); } },
        icon('play'), word('demo'))));
  }

  showChannels(channels) {
    this.channels = channels;
    const strays = channels.filter(channel => channel.connected === false && channel.unconnected > 0);
    document.getElementById('unconnected').replaceChildren(...strays.map(channel =>
      h('p', { className: 'stray' }, transportIcon(channel.transport),
        h('span', {}, h('b', {}, `${transportTitle(channel.transport)} ${account(channel.plainId)}`), ` ${word('unconnected')}: ${word('unconnectedCount', channel.unconnected)}`))));
  }

  /** Shows a way as it is now; a new one comes on top. */
  show(way, atOnce = false) {
    let card = this.cards.get(way.key);
    if (!card) {
      card = this.card(way, atOnce);
      this.cards.set(way.key, card);
      this.list.prepend(card.element);
      if (this.cards.size === 1) this.welcome();
      if (this.cards.size > SHOWN) {
        const [oldest, { element }] = this.cards.entries().next().value;
        element.remove();
        this.cards.delete(oldest);
      }
    }
    card.way = way;
    this.update(card);
  }

  card(way, atOnce) {
    const head = h('div', { className: 'head' });
    const text = h('p', { className: 'text' });
    const stations = STATIONS[way.direction].map(name => h('li', { className: 'station' },
      h('span', { className: 'dot' }), h('span', { className: 'name' }, word(name)), h('span', { className: 'unseen' })));
    const foot = h('div', { className: 'foot' });
    const log = h('ol', { className: 'log' });
    const why = h('details', { className: 'why', hidden: true }, h('summary', {}, word('why')), log);
    const element = h('li', { className: atOnce ? 'card' : 'card fresh', 'data-direction': way.direction }, head, text, h('ol', { className: 'track' }, stations), h('div', { className: 'base' }, foot, why));
    return { way, element, head, text, stations, foot, why, log };
  }

  update(card) {
    const { way } = card;
    const channel = this.channel(way);
    const tags = [
      way.kind !== 'MESSAGE' && word(way.kind),
      way.comment && word('underPost'),
      way.fromUs && word('echo'),
      way.first && word('first'),
      way.files > 0 && word('files_n', way.files),
    ].filter(Boolean);
    card.head.replaceChildren(
      transportIcon(channel?.transport),
      h('b', {}, way.employee ? `${way.employee} → ${way.client}` : way.client || way.chatId || '—'),
      h('span', { className: 'tags' }, tags.map(tag => h('span', { className: 'tag' }, tag))),
      h('time', { dateTime: way.at }, time(way.at, true)));
    card.text.textContent = way.kind === 'UNREADABLE' ? '' : summary(way.type, way.text);
    card.text.classList.toggle('struck', way.kind === 'DELETION');
    card.stations.forEach((station, index) => {
      const name = STATIONS[way.direction][index];
      const stop = way.stops[name];
      const counted = way.state === 'UNCONNECTED' && name === 'PLANFIX';
      station.dataset.light = stop && !counted ? stop.light : '';
      station.title = [stop && time(stop.at, true), stop?.note].filter(Boolean).join(' · ');
      station.lastChild.textContent = stop ? stop.light.toLowerCase() : '';
    });
    this.updateFoot(card);
    card.why.hidden = way.decisions.length === 0;
    card.log.replaceChildren(...way.decisions.map(decision =>
      h('li', {}, h('time', { dateTime: decision.at }, time(decision.at, true)), ' ', decision.what)));
  }

  updateFoot(card) {
    const { way } = card;
    const { stops } = way;
    const parts = [];
    let mood = '';
    if (way.state === 'PARKED') {
      mood = 'bad';
      const failed = Object.values(stops).find(stop => stop.light === 'FAILED');
      parts.push(h('span', {}, `${word('parked')}${failed?.note ? `: ${failed.note}` : ''}`));
    } else if (way.state === 'UNCONNECTED') {
      parts.push(h('span', {}, word('counted')));
    } else if (stops.PLANFIX?.light === 'FAILED') {
      mood = 'bad';
      parts.push(h('span', {}, h('b', {}, `${word('waits')}. `), reason(stops.PLANFIX.note)));
    } else if (stops.CLIENT?.light === 'FAILED') {
      mood = 'bad';
      parts.push(h('span', {}, `${word('undelivered')}${stops.CLIENT.note ? `: ${stops.CLIENT.note}` : ''}`));
    } else if (way.mark?.shown === 'ERROR') {
      mood = 'bad';
      parts.push(h('span', {}, way.mark.text ?? word('notSent')));
    } else if (stops.SENDER?.light === 'FAILED') {
      mood = 'waits';
      parts.push(h('span', {}, h('b', {}, `${word('waits')}. `), way.mark?.text ?? ''));
    } else if (stops.WORKER?.light === 'FAILED') {
      mood = 'bad';
      parts.push(h('span', {}, h('b', {}, `${word('waits')}. `), stops.WORKER.note));
    } else if (stops.QUEUE?.note === 'behind') {
      mood = 'waits';
      parts.push(h('span', {}, word('waitsBehind')));
    } else if (stops.DOOR?.light === 'FAILED') {
      mood = 'bad';
      parts.push(h('span', {}, `${word('refusedByDoor')}: ${stops.DOOR.note}`));
    } else if (way.mark?.text) {
      parts.push(h('span', {}, way.mark.text));
    }
    const outbound = way.direction === 'TO_CLIENT';
    if (way.task && (stops.DONE || outbound)) {
      parts.push(h('button', { type: 'button', className: 'go', onclick: () => this.openTask(way.task) }, word('openTask', way.task)));
    }
    if (outbound && way.channelId) {
      parts.push(h('button', { type: 'button', className: 'go', onclick: () => this.openPhone(way) }, word('openPhone')));
    }
    const attempts = outbound && way.attempts === 1 ? 0 : way.attempts;
    if (attempts) parts.push(h('span', { className: 'aside' }, word('attempts', attempts)));
    if (way.batch > 1 && stops.DONE) parts.push(h('span', { className: 'aside' }, word('batch', way.batch)));
    if (way.duplicates) parts.push(h('span', { className: 'aside' }, word('duplicates', way.duplicates)));
    const sent = Object.values(way.parts);
    if (sent.length > 1) parts.push(h('span', { className: 'aside' }, word('parts_n', sent.length)));
    const mark = way.marks.at(-1) ?? (sent.includes('error') ? null : STATUSES.find(status => sent.includes(status)));
    if (mark) parts.push(h('span', { className: 'aside' }, word(mark) ?? mark));
    card.foot.replaceChildren(...parts);
    card.element.dataset.mood = mood;
  }
}

/** The worker's reason in the reader's language, where it is one of the usual ones. */
function reason(note) {
  if (note.startsWith('Planfix is away')) return word('reasonAway');
  const status = /HTTP (\d+)/.exec(note);
  return status ? word('reasonStatus', status[1]) : note;
}
