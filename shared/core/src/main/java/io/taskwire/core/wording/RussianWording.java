package io.taskwire.core.wording;

import java.util.Optional;

/** Russian. */
final class RussianWording implements Wording {
  @Override
  public String emptyMessage() {
    return "[Пустое сообщение]";
  }

  @Override
  public String picture() {
    return "[Изображение]";
  }

  @Override
  public String pictureWithoutFile() {
    return "[Изображение: файл не передан, посмотрите его в мессенджере]";
  }

  @Override
  public String sticker() {
    return "[Стикер]";
  }

  @Override
  public String stickerWithoutFile() {
    return "[Стикер: файл не передан]";
  }

  @Override
  public String audio() {
    return "[Аудиосообщение]";
  }

  @Override
  public String audioWithoutFile() {
    return "[Аудиосообщение: файл не передан, прослушайте его в мессенджере]";
  }

  @Override
  public String video() {
    return "[Видео]";
  }

  @Override
  public String videoWithoutFile() {
    return "[Видео: файл не передан, посмотрите его в мессенджере]";
  }

  @Override
  public String document() {
    return "[Файл]";
  }

  @Override
  public String documentWithoutFile() {
    return "[Файл не передан, откройте его в мессенджере]";
  }

  @Override
  public String contactCard() {
    return "[Контакт]";
  }

  @Override
  public String contactCardWithoutFile() {
    return "[Контакт: данные не переданы, откройте его в мессенджере]";
  }

  @Override
  public String location() {
    return "[Геопозиция]";
  }

  @Override
  public String locationWithoutFile() {
    return "[Геопозиция: координаты не переданы, откройте её в мессенджере]";
  }

  @Override
  public String template() {
    return "[Шаблон WhatsApp]";
  }

  @Override
  public String missedCall() {
    return "[Пропущенный звонок]";
  }

  @Override
  public String systemNote() {
    return "[Системное сообщение мессенджера]";
  }

  @Override
  public String unsupported() {
    return "[Сообщение, которое Wazzup не умеет показывать: откройте его в мессенджере]";
  }

  @Override
  public String unknown(String type) {
    return "[Сообщение неизвестного вида «" + type + "»: откройте его в мессенджере]";
  }

  @Override
  public String edited(String oldText, String newText) {
    return "✏ Сообщение изменено.\nБыло: «" + oldText + "»\nСтало: «" + newText + "»";
  }

  @Override
  public String deleted(String oldText) {
    return "🗑 Сообщение удалено: «" + oldText + "»";
  }

  @Override
  public String unknownText() {
    return "(текст неизвестен)";
  }

  @Override
  public String echoFailed(String code, String description) {
    return "⚠ Сообщение, отправленное не из Планфикса, не доставлено: "
        + code
        + (description.isBlank() ? "" : " (" + description + ")");
  }

  @Override
  public String parked(String time, String reason) {
    return "⚠ Сообщение от "
        + time
        + " не удалось показать: "
        + reason
        + ". Оно есть в мессенджере.";
  }

  @Override
  public String late(String time, String text) {
    return "(написано " + time + ", показано с опозданием)\n" + text;
  }

  @Override
  public String direct() {
    return "Direct";
  }

  @Override
  public String group() {
    return "группа";
  }

  @Override
  public String comment() {
    return "комментарий";
  }

  @Override
  public String post(String link, Optional<String> caption) {
    return "Комментарий под постом: " + link + caption.map(text -> "\n«" + text + "»").orElse("");
  }

  @Override
  public String postWithoutLink() {
    return "(ссылка на пост не передана)";
  }

  @Override
  public String employee() {
    return "Сотрудник";
  }

  @Override
  public String writtenBy(String author, String text) {
    return author + ": " + text;
  }

  @Override
  public String refusal(String code, String detail) {
    return RussianRefusals.sentence(code, detail);
  }

  @Override
  public String mayNotHaveBeenSent() {
    return "Неизвестно, отправлено ли сообщение: оно могло не дойти до клиента. Уточните, прежде чем отправлять его ещё раз.";
  }

  @Override
  public String notSent() {
    return "Не отправлено.";
  }

  @Override
  public String waitingForWazzup() {
    return "Wazzup сейчас не принимает сообщения. Ответ ещё не отправлен и уйдёт сам; не отправляйте его повторно.";
  }

  @Override
  public String cameBack() {
    return "Отсюда не отправлено: тот же текст только что пришёл сюда с телефона, из Wazzup или от Taskwire. Если клиент всё же должен получить его отсюда, отправьте ещё раз.";
  }

  @Override
  public String reached(String account) {
    return "Отправлено аккаунту " + account + " в Instagram Direct.";
  }

  @Override
  public String part(int number, int of, String what) {
    return "Сообщение " + number + " из " + of + ": " + what;
  }
}
