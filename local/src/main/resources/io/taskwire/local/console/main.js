// The console: hears what happens by server-sent events and hands it to the columns.

import { word, language, choose } from './words.js';
import { Phones } from './phones.js';
import { Ways } from './ways.js';
import { Planfix } from './planfix.js';
import { Weather } from './weather.js';
import { WriteFirst } from './writefirst.js';
import { icon, trying } from './page.js';
import { playExample } from './example.js';

const planfix = new Planfix();
const phones = new Phones({ openTasks: channel => planfix.openTasks(channel) });
const ways = new Ways({
  openTask: number => planfix.open(number),
  openPhone: address => phones.open(address),
  channel: way => phones.channelOf(way),
  playExample: trying(() => playExample(phones, planfix)),
});
const weather = new Weather();
const writeFirst = new WriteFirst({ persons: () => phones.known(), written: number => planfix.open(number) });
const followed = new Set();

function listen() {
  const events = new EventSource('/console/events');
  const on = (name, hear) => events.addEventListener(name, event => hear(JSON.parse(event.data)));
  const link = document.getElementById('link');
  events.addEventListener('open', () => { link.hidden = true; });
  events.addEventListener('error', () => {
    link.hidden = false;
    // Some browsers give up after some kinds of error; then nobody else comes back.
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
  on('state', state => {
    planfix.load(state.tasks);
    phones.load(state.channels, state.chats);
    ways.showChannels(state.channels);
    ways.load(state.ways);
    weather.load();
  });
  on('phone', event => phones.hear(event));
  on('channels', channels => {
    phones.showChannels(channels);
    ways.showChannels(channels);
  });
  on('way', way => {
    ways.show(way);
    // Whoever writes on a phone wants to see that client's task.
    if (way.task && way.stops.DONE && phones.shows(way)) planfix.follow(way.task);
    // And whoever writes in a task wants to see that client's phone, once.
    if (way.stops.CLIENT && planfix.opened === way.task && !followed.has(way.key)) {
      followed.add(way.key);
      phones.follow(way);
    }
  });
  on('task', task => planfix.show(task));
  on('file', () => planfix.reload());
}

function speak() {
  document.documentElement.lang = language();
  for (const element of document.querySelectorAll('[data-word]')) {
    element.textContent = word(element.dataset.word);
  }
  document.getElementById('link').textContent = word('offline');
  for (const part of [phones, ways, planfix, weather]) part.render();
}

for (const radio of document.querySelectorAll('input[name=language]')) {
  radio.checked = radio.value === language();
  radio.addEventListener('change', () => {
    choose(radio.value);
    speak();
  });
}
const write = document.getElementById('write');
write.prepend(icon('edit'));
write.addEventListener('click', () => writeFirst.open());
speak();
listen();
