// Small tools of all columns: elements, icons, times, requests.
// Texts of people only ever become text nodes.

import { language, word } from './words.js';

export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== 'list' && name !== 'form') element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter(child => child !== undefined && child !== null && child !== false));
  return element;
}

const ICONS = {
  whatsapp: 'M4 20l1.3-4A8 8 0 1 1 8.300 18.800zM9 8.500c0 3.500 3 6.500 6.500 6.500l.8-1.700-2.300-1.200-1 .9a5 5 0 0 1-2-2l.9-1L10.700 7.700z',
  instagram: 'M8 3.500h8A4.500 4.500 0 0 1 20.500 8v8a4.500 4.500 0 0 1-4.500 4.500H8A4.500 4.500 0 0 1 3.500 16V8A4.500 4.500 0 0 1 8 3.500zM12 8.200a3.800 3.800 0 1 0 0 7.600 3.800 3.800 0 0 0 0-7.600zM17 7h.01',
  telegram: 'M21 4L3 11.200l5.500 2L18 7l-7 8 6.500 5zM8.500 13.200V19l3-3.400',
  other: 'M4 5h16v11H10l-4 4v-4H4z',
  photo: 'M4 6h4l1.500-2h5L16 6h4v13H4zM12 9a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7z',
  voice: 'M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3',
  document: 'M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5',
  place: 'M12 21s7-6.500 7-11.500a7 7 0 0 0-14 0C5 14.500 12 21 12 21zM12 7a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.500 20.500a7.500 7.500 0 0 1 15 0',
  ring: 'M5 4h4l1.700 4.500-2.200 1.600a11 11 0 0 0 5.400 5.400l1.600-2.200L20 15v4a1.500 1.500 0 0 1-1.600 1.500A15.500 15.500 0 0 1 3.500 5.600 1.500 1.500 0 0 1 5 4z',
  clip: 'M19 11l-7.500 7.500a4.500 4.500 0 0 1-6.400-6.400L13 4.300a3 3 0 0 1 4.300 4.300l-7.800 7.800a1.500 1.500 0 0 1-2.200-2.200L14 7.500',
  send: 'M4 12l16-7.500-5 16-3.500-6.500zM11.500 14L20 4.500',
  reply: 'M10 6L4 11l6 5v-3.200c5 0 7.500 1.700 9.500 5.200-.3-6-3.500-9.300-9.500-9.700z',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  bin: 'M5 7h14M9.500 7V4.500h5V7M7 7l1 13h8l1-13M10.500 10.500v6M13.500 10.500v6',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400',
  storm: 'M7 15.500a4 4 0 0 1-.5-8 5.500 5.500 0 0 1 10.600 1.300 3.500 3.500 0 0 1 .4 6.700M12.500 11l-2.500 5h4l-2.500 5',
  play: 'M7 4.500v15l12-7.500z',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  double: 'M2.500 12.500l4.500 4.500L16 7.500M11.500 16.500l.5.5 9.500-9.500',
  clock: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 7.500V12l3 2',
  alert: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 7.500v5.500M12 16.300v.1',
  quote: 'M5 7h5v5c0 3-1.500 4.500-4 5M14 7h5v5c0 3-1.500 4.500-4 5',
  back: 'M4 9h10a5 5 0 0 1 0 10H8M8 5L4 9l4 4',
};

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name] ?? ICONS.other);
  svg.append(path);
  return svg;
}

export function transportIcon(transport) {
  const known = { whatsapp: 'whatsapp', wapi: 'whatsapp', instagram: 'instagram', tgapi: 'telegram', telegram: 'telegram' };
  return icon(known[transport] ?? 'other');
}

export function transportTitle(transport) {
  const known = { whatsapp: 'WhatsApp', wapi: 'WABA', instagram: 'Instagram', tgapi: 'Telegram', telegram: 'Telegram Bot', vk: 'VK', viber: 'Viber', avito: 'Avito', max: 'MAX', maxbot: 'MAX Bot' };
  return known[transport] ?? transport;
}

/** +7 999 000-00-99 for a Russian number, anything else as it is. */
export function account(plainId) {
  const digits = /^\+?7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(plainId);
  return digits ? `+7\u00a0${digits[1]}\u00a0${digits[2]}-${digits[3]}-${digits[4]}` : plainId;
}

export function time(at, seconds = false) {
  const style = { hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}) };
  return new Date(at).toLocaleTimeString(language() === 'ru' ? 'ru-RU' : 'en-GB', style);
}

/** Links of the simulators lead to this server, under whatever name the browser knows it. */
export function here(link) {
  const url = new URL(link, location.href);
  return url.pathname.startsWith('/sim/') ? url.pathname + url.search : url.href;
}

/** A text with its lines; links can be followed, quoted lines are set off. */
export function prose(text) {
  return h('div', { className: 'prose' }, text.split('\n').map(line => {
    const quoted = line.startsWith('> ');
    return h('p', { className: quoted ? 'quoted' : '' }, linked(quoted ? line.slice(2) : line));
  }));
}

function linked(line) {
  return line.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) =>
    index % 2 ? h('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part) : part);
}

/** A body is sent as JSON, a file as it is. */
export async function call(method, path, body) {
  const isFile = body instanceof Blob;
  const type = isFile ? body.type || 'application/octet-stream' : 'application/json';
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': type },
    body: body === undefined || isFile ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  let json = null;
  try { json = text ? JSON.parse(text) : null; } catch { /* not JSON: the status says enough */ }
  if (!answer.ok) throw new Error(json?.error ?? `HTTP ${answer.status}`);
  return json;
}

/** Lets a field be as high as its text, up to a limit. */
export function grow(field) {
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, 120)}px`;
}

/** Opens a window over the page; it is gone once it is closed. */
export function dialog(id, title, ...content) {
  const window = h('dialog', { id, className: 'window', 'aria-labelledby': `${id}-title`, onclose: () => window.remove() },
    h('h3', { id: `${id}-title` }, title), ...content);
  document.body.append(window);
  window.showModal();
  return window;
}

let vanishing;

/** Shows what could not be done. */
export function complain(error) {
  const toast = document.getElementById('toast');
  toast.textContent = `${word('failed')}: ${error.message}`;
  toast.hidden = false;
  clearTimeout(vanishing);
  vanishing = setTimeout(() => { toast.hidden = true; }, 6000);
}

export function trying(action) {
  return async (...args) => {
    try { return await action(...args); } catch (error) { complain(error); }
  };
}

/** What one would call this kind of message, and its text where it has one. */
export function summary(type, text) {
  const kind = word('type_' + type) ?? type;
  return type === 'text' ? text : text && type !== 'geo' && type !== 'vcard' ? `${kind}: ${text}` : kind;
}
