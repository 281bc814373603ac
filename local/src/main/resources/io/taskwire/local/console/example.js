// A short scene for somebody who has just come: some clients write, one after the other, and one is answered.

const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));

export async function playExample(phones, planfix) {
  const language = document.documentElement.lang;
  const lines = {
    ru: {
      order: 'Здравствуйте! Когда будет готов мой заказ?',
      broken: 'И ещё: одна кружка пришла с трещиной. Вот фото',
      post: 'Какая красота! А бирюзовая кружка ещё есть?',
      direct: 'Добрый день! Отправляете в другие города?',
      phone: 'Добрый день, Иван! Сейчас узнаю про заказ.',
      edited: 'Какая красота! А бирюзовая и жёлтая ещё есть?',
      answer: 'Заказ будет готов завтра к обеду, кружку заменим.',
    },
    en: {
      order: 'Hello! When will my order be ready?',
      broken: 'And one mug came with a crack. Here is a photo',
      post: 'How lovely! Is the turquoise mug still available?',
      direct: 'Hello! Do you ship to other cities?',
      phone: 'Hello Ivan! Let me ask about the order.',
      edited: 'How lovely! Are the turquoise and the yellow one still available?',
      answer: 'Your order will be ready tomorrow at noon, with a new mug.',
    },
  }[language];
  const whatsapp = phones.channels.find(channel => channel.transport === 'whatsapp');
  const instagram = phones.channels.find(channel => channel.transport === 'instagram');
  const telegram = phones.channels.find(channel => channel.transport === 'tgapi');
  const [ivan, anna, petr] = phones.persons;

  phones.look(whatsapp, ivan);
  await phones.write(whatsapp, ivan, { text: lines.order });
  await pause(1800);
  await phones.write(whatsapp, ivan, { text: lines.broken, sample: 'photo' });
  await pause(1500);
  const comment = await phones.write(instagram, anna, { text: lines.post, comment: true });
  await pause(1500);
  await phones.write(telegram, petr, { sample: 'voice' });
  await pause(1200);
  await phones.write(instagram, anna, { text: lines.direct });
  await pause(1200);
  await phones.write(whatsapp, ivan, { text: lines.phone, employee: true });
  await pause(1200);
  await phones.change(comment.messageId, lines.edited);
  await pause(1500);
  await planfix.answer(whatsapp, ivan.phone, lines.answer);
}
