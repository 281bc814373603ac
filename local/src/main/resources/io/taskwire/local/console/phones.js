// The left column: a client's phone, and what can be done on it.

import { h, icon, transportIcon, transportTitle, account, time, here, call, trying, grow } from './page.js';
import { word, language } from './words.js';

const CONTROL = '/sim/wazzup/control';
const POST = { id: '3100000000000000001_40000000001', src: 'https://www.instagram.com/p/EXAMPLEpost' };
const SAMPLES = {
  photo: { file: 'photo.png', name: 'photo.png' },
  voice: { file: 'voice.ogg', name: 'voice.ogg' },
  document: { file: 'invoice.pdf', name: 'sampleDocument' },
  place: { type: 'geo', text: 'https://maps.example.org/?q=55.751244,37.618423' },
  card: { type: 'vcard' },
  call: { type: 'missing_call' },
};
const ICONS = { photo: 'photo', voice: 'voice', document: 'document', place: 'place', card: 'person', call: 'ring' };

/** Everybody here is made up. */
const PERSONS = [
  { names: { ru: 'Иван Тестов', en: 'Ivan Testov' }, phone: '79990000001', nickname: 'ivan.testov', telegram: '1000000001', username: 'ivan_testov' },
  { names: { ru: 'Анна Примерова', en: 'Anna Primerova' }, phone: '79990000002', nickname: 'fictional.client', telegram: '1000000002', username: 'anna_primerova' },
  { names: { ru: 'Пётр Выдумкин', en: 'Petr Vydumkin' }, phone: '79990000003', nickname: 'petr.vydumkin', telegram: '1000000003', username: 'petr_vydumkin' },
];

/** Why a channel does not send, in words; nothing where it does. */
function stateOf({ state }) {
  return state && state.toLowerCase() !== 'active' && word('channelState', state);
}

/** A client has one name; those who wait here for a visitor speak his language. */
function nameOf(person) {
  return person.names?.[language()] ?? person.name;
}

const byPhone = transport => ['whatsapp', 'wapi', 'viber'].includes(transport);
const byNickname = transport => !byPhone(transport) && !['tgapi', 'telegram'].includes(transport);

function address(channel, person) {
  return byPhone(channel.transport) ? person.phone : byNickname(channel.transport) ? person.nickname : person.telegram;
}

export class Phones {
  /** @param openTasks how many tasks a channel has in which one can work */
  constructor({ openTasks }) {
    this.openTasks = openTasks;
    this.root = document.getElementById('phones');
    this.channels = [];
    this.unlisted = []; // Connected, but Wazzup has no such channel: nobody can write there.
    this.persons = [...PERSONS];
    this.chats = new Map();
    this.chosen = { channelId: null, chatId: null };
    this.draft = { text: '', employee: false, comment: false, quote: null, editing: null, adding: false, connecting: false, number: '' };
  }

  // What the server tells

  load(channels, chats) {
    this.know(channels);
    this.chats = new Map(chats.map(chat => [key(chat.channelId, chat.chatId), chat]));
    if (!this.channel(this.chosen.channelId)) {
      this.chosen.channelId = this.channels[0]?.channelId ?? null;
      this.chosen.chatId = null;
    }
    this.chosen.chatId ??= this.clients()[0]?.chatId ?? null;
    this.render();
  }

  showChannels(channels) {
    const before = this.channel(this.chosen.channelId);
    this.know(channels);
    if (!this.channel(this.chosen.channelId)) {
      // Made anew, it has another id and the same number.
      const anew = this.channels.find(channel => channel.plainId === before?.plainId) ?? this.channels[0];
      this.chosen.channelId = anew?.channelId ?? null;
      this.reloadChats();
    }
    this.render();
  }

  know(channels) {
    this.channels = channels.filter(channel => channel.channelId);
    this.unlisted = channels.filter(channel => !channel.channelId);
  }

  hear({ channelId, chatId, message }) {
    const chat = this.chats.get(key(channelId, chatId));
    if (!chat) {
      this.reloadChats();
      return;
    }
    const index = chat.messages.findIndex(known => known.messageId === message.messageId);
    if (index < 0) chat.messages.push(message);
    else chat.messages[index] = message;
    if (this.shows({ channelId, chatId })) this.renderChat();
  }

  reloadChats = trying(async () => {
    const chats = await call('GET', `${CONTROL}/chats`);
    this.chats = new Map(chats.map(chat => [key(chat.channelId, chat.chatId), chat]));
    this.render();
  });

  channel(id) {
    return this.channels.find(channel => channel.channelId === id);
  }

  shows({ channelId, chatId }) {
    return channelId === this.chosen.channelId && chatId === this.chosen.chatId;
  }

  /** Who can be on the phone: the persons, and whoever wrote on this channel besides. */
  clients() {
    const channel = this.channel(this.chosen.channelId);
    if (!channel) return [];
    const clients = this.persons.filter(person => address(channel, person)).map(person => ({ person, name: nameOf(person), chatId: address(channel, person) }));
    for (const chat of this.chats.values()) {
      if (chat.channelId === channel.channelId && !clients.some(client => client.chatId === chat.chatId)) {
        clients.push({ person: null, name: chat.name, chatId: chat.chatId });
      }
    }
    return clients;
  }

  client() {
    return this.clients().find(client => client.chatId === this.chosen.chatId);
  }

  // What people do

  look(channel, person) {
    this.chosen = { channelId: channel.channelId, chatId: address(channel, person) };
    this.draft = { ...this.draft, comment: false, employee: false, quote: null, editing: null };
    this.render();
  }

  /** Shows the chat of this address. */
  open({ channelId, chatId }) {
    const last = this.chats.get(key(channelId, chatId))?.messages.at(-1);
    this.chosen = { channelId, chatId };
    Object.assign(this.draft, { comment: Boolean(last?.postUrl), quote: null, editing: null });
    this.render();
  }

  /** Shows a chat unless somebody is busy in another one. */
  follow(address) {
    if (this.root.contains(document.activeElement) || !this.channel(address.channelId) || this.shows(address)) return;
    this.open(address);
  }

  /** Everybody whose phone can be had here. */
  known() {
    return this.persons.map(person => ({ name: nameOf(person), phone: person.phone }));
  }

  /** The channel of a way: known by Wazzup's id, or before that by the beginning of Planfix's chat. */
  channelOf(way) {
    return this.channel(way.channelId) ?? this.channels.find(channel => way.chatId.startsWith(`${channel.identity}/`));
  }

  /** Writes as a client, or as an employee on the company's phone. */
  async write(channel, person, { text, sample, upload, comment, employee, quote }) {
    const what = SAMPLES[sample] ?? {};
    const file = upload ?? (what.file ? { filename: word(what.name) ?? what.name, contentBase64: await base64(await (await fetch(`/console/${what.file}`)).blob()) } : undefined);
    const message = {
      channel: channel.channelId,
      chatId: typeof person === 'string' ? person : address(channel, person),
      name: typeof person === 'string' ? undefined : nameOf(person),
      text: text || what.text,
      file,
      quote: quote ?? undefined,
    };
    if (employee) return call('POST', `${CONTROL}/employee/messages`, message);
    return call('POST', `${CONTROL}/client/messages`, {
      ...message,
      type: what.type,
      ...(channel.transport === 'tgapi' ? { username: person.username, phone: person.phone } : {}),
      ...(comment ? { instPost: { ...POST, description: word('post') } } : {}),
    });
  }

  change(messageId, text) {
    return call('PATCH', `${CONTROL}/client/messages/${messageId}`, { text });
  }

  submit = trying(async more => {
    const { draft } = this;
    const text = draft.text.trim();
    if (draft.editing) {
      if (!text) return;
      await this.change(draft.editing.messageId, text);
    } else {
      if (!text && !more) return;
      const client = this.client();
      const publicly = this.isInstagram() && draft.comment;
      // Under a post one can only answer something.
      const answered = draft.quote ?? (publicly && draft.employee ? this.lastComment() : null);
      await this.write(this.channel(this.chosen.channelId), client.person ?? client.chatId, {
        text, ...more,
        comment: publicly,
        employee: draft.employee,
        quote: answered?.messageId,
      });
    }
    Object.assign(draft, { text: '', quote: null, editing: null });
    this.renderComposer();
    this.root.querySelector('textarea')?.focus();
  });

  lastComment() {
    const messages = this.chats.get(key(this.chosen.channelId, this.chosen.chatId))?.messages ?? [];
    return messages.findLast(message => message.postUrl && message.from === 'CLIENT' && message.onPhone);
  }

  isInstagram() {
    return this.channel(this.chosen.channelId)?.transport === 'instagram';
  }

  // What is seen

  render() {
    if (!this.channels.length) return;
    const focused = this.root.contains(document.activeElement) ? document.activeElement.id : null;
    this.root.replaceChildren(
      this.channelChoice(),
      this.clientChoice(),
      h('div', { className: 'phone', 'data-transport': this.channel(this.chosen.channelId)?.transport },
        h('div', { className: 'bar', id: 'phone-bar' }),
        h('div', { className: 'chat', id: 'chat', tabIndex: 0, role: 'log', 'aria-labelledby': 'phone-bar' }),
        h('div', { className: 'composer', id: 'composer' })));
    this.renderBar();
    this.renderChat();
    this.renderComposer();
    if (focused) document.getElementById(focused)?.focus();
  }

  channelChoice() {
    return h('fieldset', { className: 'choice channels' },
      h('legend', {}, word('channel')),
      this.channels.map(channel => h('div', { className: channel.connected === false ? 'chip off' : 'chip' },
        h('label', { title: word('channelBusy', this.openTasks(channel), this.messagesOfADay(channel)) },
          h('input', {
            type: 'radio', name: 'channel', id: 'channel-' + channel.channelId, checked: channel.channelId === this.chosen.channelId,
            onchange: () => {
              const person = this.client()?.person;
              this.chosen.channelId = channel.channelId;
              this.chosen.chatId = person ? address(channel, person) : null;
              this.chosen.chatId ??= this.clients()[0]?.chatId ?? null;
              Object.assign(this.draft, { quote: null, editing: null });
              this.render();
            },
          }),
          this.chip(channel, channel.connected === false && word('unconnected'), stateOf(channel))),
        this.connection(channel))),
      this.unlisted.map(channel => h('div', { className: 'chip off' },
        this.chip(channel, word('notInWazzup')),
        this.connection(channel))),
      ...this.connecting());
  }

  chip(channel, ...warnings) {
    return h('span', {}, transportIcon(channel.transport),
      h('span', {}, h('b', {}, transportTitle(channel.transport)),
        h('small', {}, account(channel.plainId)),
        warnings.filter(Boolean).map(warning => h('small', { className: 'warn', title: warning }, warning))));
  }

  messagesOfADay(channel) {
    const since = Date.now() - 24 * 60 * 60 * 1000;
    return [...this.chats.values()]
      .filter(chat => chat.channelId === channel.channelId)
      .flatMap(chat => chat.messages)
      .filter(message => Date.parse(message.at) > since).length;
  }

  /** The button that connects this channel, or removes it. */
  connection(channel) {
    const name = `${transportTitle(channel.transport)} ${account(channel.plainId)}`;
    const id = 'connection-' + (channel.channelId ?? channel.identity);
    if (channel.connected === false) {
      return h('button', { type: 'button', id, 'aria-label': `${word('connect')}: ${name}`, onclick: () => this.connect(channel.identity, true) }, word('connect'));
    }
    return h('button', {
      type: 'button', id, title: word('disconnect'), 'aria-label': `${word('disconnect')}: ${name}`,
      onclick: () => confirm(word('disconnectSure', name, this.openTasks(channel))) && this.connect(channel.identity, false),
    }, icon('close'));
  }

  connecting() {
    const { draft } = this;
    const submit = async () => {
      if (!draft.number.trim() || !await this.connect(draft.number, true)) return;
      Object.assign(draft, { connecting: false, number: '' });
      this.render();
      document.getElementById('connect-number').focus();
    };
    return [
      h('button', {
        type: 'button', id: 'connect-number', className: 'quiet', 'aria-expanded': String(draft.connecting),
        onclick: () => {
          draft.connecting = !draft.connecting;
          this.render();
          document.getElementById('number')?.focus();
        },
      }, icon('plus'), word('connectNumber')),
      draft.connecting && h('div', { className: 'adding' },
        h('label', {}, word('number'), h('input', {
          id: 'number', type: 'text', maxLength: 300, value: draft.number, placeholder: '8 (999) 000-00-97',
          oninput: event => { draft.number = event.target.value; },
          onkeydown: event => event.key === 'Enter' && submit(),
        })),
        h('button', { type: 'button', className: 'main', onclick: submit }, word('connect'))),
    ];
  }

  /** Whether it was done; the server then tells the channels as they are. */
  connect = trying(async (channel, connected) => {
    await call('PUT', '/console/channels', { channel, connected });
    return true;
  });

  clientChoice() {
    const fields = byPhone(this.channel(this.chosen.channelId)?.transport);
    return h('fieldset', { className: 'choice clients' },
      h('legend', {}, word('client')),
      this.clients().map(client => h('label', { title: account(client.chatId) },
        h('input', {
          type: 'radio', name: 'client', id: 'client-' + client.chatId, checked: client.chatId === this.chosen.chatId,
          onchange: () => {
            this.chosen.chatId = client.chatId;
            Object.assign(this.draft, { quote: null, editing: null });
            this.render();
          },
        }),
        h('span', {}, client.name))),
      h('button', { type: 'button', id: 'add-client', className: 'quiet', 'aria-expanded': String(this.draft.adding), onclick: () => { this.draft.adding = !this.draft.adding; this.render(); } },
        icon('plus'), word('newClient')),
      this.draft.adding && h('div', { className: 'adding' },
        h('label', {}, word('name'), h('input', { id: 'new-name', type: 'text', maxLength: 60, onkeydown: event => event.key === 'Enter' && this.add() })),
        h('label', {}, word(fields ? 'phone' : 'nickname'), h('input', {
          id: 'new-address', type: fields ? 'tel' : 'text', maxLength: 40, value: fields ? '+7 999 000-00-' : 'fictional.',
          onkeydown: event => event.key === 'Enter' && this.add(),
        })),
        h('button', { type: 'button', className: 'main', onclick: () => this.add() }, word('add'))));
  }

  add() {
    const name = document.getElementById('new-name').value.trim();
    const typed = document.getElementById('new-address').value.trim();
    const channel = this.channel(this.chosen.channelId);
    const digits = typed.replace(/\D/g, '').replace(/^8/, '7');
    const chatId = byPhone(channel.transport) ? digits : typed.replace(/^@/, '');
    if (!chatId) return;
    const person = { name: name || typed, phone: byPhone(channel.transport) ? digits : undefined, nickname: byNickname(channel.transport) ? chatId : undefined, telegram: !byPhone(channel.transport) && !byNickname(channel.transport) ? chatId : undefined };
    this.persons.push(person);
    this.draft.adding = false;
    this.chosen.chatId = chatId;
    this.render();
    document.getElementById('message')?.focus();
  }

  renderBar() {
    const client = this.client();
    const bar = document.getElementById('phone-bar');
    const tab = (comment, name) => h('label', {}, h('input', {
      type: 'radio', name: 'place', id: 'place-' + name, checked: this.draft.comment === comment,
      onchange: () => { Object.assign(this.draft, { comment, quote: null, editing: null }); this.render(); },
    }), h('span', {}, word(name)));
    bar.replaceChildren(
      h('span', { className: 'face', 'aria-hidden': 'true' }, [...(client?.name ?? '·')][0]),
      h('span', { className: 'who' }, h('b', {}, client?.name ?? ''), h('small', {}, account(client?.chatId ?? ''))),
      this.isInstagram() ? h('fieldset', { className: 'tabs' }, tab(false, 'direct'), tab(true, 'comments')) : '');
  }

  renderChat() {
    const place = document.getElementById('chat');
    if (!place) return;
    const chat = this.chats.get(key(this.chosen.channelId, this.chosen.chatId));
    const publicly = this.isInstagram() && this.draft.comment;
    const messages = (chat?.messages ?? []).filter(message => Boolean(message.postUrl) === publicly || !this.isInstagram());
    place.replaceChildren(
      ...(publicly ? [h('figure', { className: 'post' }, h('img', { src: '/console/post.svg', alt: '' }), h('figcaption', {}, h('b', {}, 'example.shop'), ' ', word('post')))] : []),
      ...(messages.length || publicly ? [] : [h('p', { className: 'empty' }, word('phoneEmpty'))]),
      ...messages.map(message => this.bubble(message, chat)));
    const toEnd = () => { place.scrollTop = place.scrollHeight; };
    place.querySelectorAll('img').forEach(picture => picture.addEventListener('load', toEnd));
    toEnd();
  }

  bubble(message, chat) {
    const mine = message.from === 'CLIENT';
    const quoted = message.quotedMessageId && chat.messages.find(other => other.messageId === message.quotedMessageId);
    const usable = message.onPhone;
    return h('div', { className: `bubble ${mine ? 'mine' : 'theirs'}${usable ? '' : ' gone'}` },
      quoted && h('p', { className: 'quoted' }, brief(quoted)),
      message.deleted ? h('p', { className: 'removed' }, word('deletedText')) : content(message),
      h('p', { className: 'small' },
        !mine && h('span', {}, word('company')),
        message.edited && !message.deleted && h('span', {}, word('edited')),
        message.errorCode && h('span', {}, `${word('undelivered')}: ${message.errorCode}`),
        h('time', { dateTime: message.at }, time(message.at))),
      usable && h('span', { className: 'handles' },
        this.handle('reply', () => { this.draft.quote = message; this.draft.editing = null; }),
        mine && message.type === 'text' && this.handle('edit', () => { Object.assign(this.draft, { editing: message, quote: null, text: message.text, employee: false }); }),
        mine && this.handle('remove', trying(() => call('DELETE', `${CONTROL}/client/messages/${message.messageId}`)), 'bin')));
  }

  handle(name, action, picture = name) {
    return h('button', {
      type: 'button', title: word(name), 'aria-label': word(name),
      onclick: async () => {
        await action();
        if (name !== 'remove') {
          this.renderComposer();
          document.getElementById('message').focus();
        }
      },
    }, icon(picture));
  }

  renderComposer() {
    const place = document.getElementById('composer');
    if (!place) return;
    const { draft } = this;
    const about = draft.editing ?? draft.quote;
    const field = h('textarea', {
      id: 'message', rows: 1, value: draft.text, maxLength: 20000,
      placeholder: word(this.isInstagram() && draft.comment ? 'comment' : 'message'),
      'aria-label': word('message'),
      oninput: event => { draft.text = event.target.value; grow(event.target); },
      onkeydown: event => {
        if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          this.submit();
        }
        if (event.key === 'Escape' && about) this.forget();
      },
    });
    const role = (employee, name) => h('label', {}, h('input', {
      type: 'radio', name: 'role', id: 'role-' + name, checked: draft.employee === employee,
      onchange: () => { Object.assign(draft, { employee, editing: null }); this.renderComposer(); document.getElementById('role-' + name).focus(); },
    }), h('span', {}, word(name)));
    const chooser = h('input', {
      type: 'file', hidden: true,
      onchange: trying(async event => {
        const file = event.target.files[0];
        if (file) await this.submit({ upload: { filename: file.name, contentBase64: await base64(file) } });
      }),
    });
    place.classList.toggle('ours', draft.employee);
    const publicly = this.isInstagram() && draft.comment;
    const offered = Object.keys(ICONS).filter(name => !draft.employee || SAMPLES[name].file);
    place.replaceChildren(...[
      h('fieldset', { className: 'tabs roles' }, role(false, 'writesClient'), role(true, 'writesEmployee')),
      draft.employee && h('p', { className: 'hint' }, word('writesEmployeeHint')),
      about && h('div', { className: 'about' },
        h('p', {}, h('b', {}, word(draft.editing ? 'editing' : 'answering')), ' ', brief(about)),
        h('button', { type: 'button', title: word('cancel'), 'aria-label': word('cancel'), onclick: () => this.forget() }, icon('close'))),
      h('div', { className: 'writing' }, field,
        h('button', { type: 'button', className: 'send', title: word(draft.editing ? 'save' : 'send'), 'aria-label': word(draft.editing ? 'save' : 'send'), onclick: () => this.submit() }, icon(draft.editing ? 'check' : 'send'))),
      !draft.editing && !publicly && h('div', { className: 'attachments' },
        offered.map(name => h('button', { type: 'button', onclick: () => this.submit({ sample: name }) }, icon(ICONS[name]), h('span', {}, word(name)))),
        h('button', { type: 'button', onclick: () => chooser.click() }, icon('clip'), h('span', {}, word('ownFile'))), chooser),
    ].filter(Boolean));
    grow(field);
  }

  forget() {
    Object.assign(this.draft, { quote: null, editing: null, text: this.draft.editing ? '' : this.draft.text });
    this.renderComposer();
    document.getElementById('message').focus();
  }
}

function key(channelId, chatId) {
  return `${channelId} ${chatId}`;
}

function brief({ type, text, deleted }) {
  const words = deleted ? word('deletedText') : type === 'text' ? text : text || word('type_' + type) || type;
  return words.length > 80 ? `${words.slice(0, 80)}…` : words;
}

function content({ type, text, contentUri }) {
  const link = contentUri && here(contentUri);
  const words = text && h('p', { className: 'words' }, text);
  switch (type) {
    case 'text': return words;
    case 'image': return h('div', {}, h('img', { src: link, alt: word('type_image') }), words);
    case 'audio': return h('div', {}, h('audio', { src: link, controls: true, preload: 'none' }), words);
    case 'geo': return h('p', { className: 'thing' }, icon('place'), word('type_geo'));
    case 'vcard': return h('p', { className: 'thing' }, icon('person'), /^FN:(.*)$/m.exec(text ?? '')?.[1] ?? word('type_vcard'));
    case 'missing_call': return h('p', { className: 'thing' }, icon('ring'), word('type_missing_call'));
    default: {
      const name = link ? new URLSearchParams(link.split('?')[1]).get('filename') : null;
      return h('div', {}, link ? h('a', { className: 'thing', href: link, target: '_blank', rel: 'noopener' }, icon('document'), name ?? word('type_' + type)) : h('p', { className: 'thing' }, word('type_' + type) ?? type), words);
    }
  }
}

async function base64(blob) {
  const link = await new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(blob);
  });
  return link.slice(link.indexOf(',') + 1);
}
