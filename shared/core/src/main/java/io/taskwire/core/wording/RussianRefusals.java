package io.taskwire.core.wording;

import io.taskwire.core.messenger.Refusal;
import java.util.Locale;

/** What happened, and what to do about it, in Russian. */
final class RussianRefusals {
  private static final Refusals REFUSALS =
      new Refusals()
          // The client and the chat.
          .say(
              "По этому номеру или адресу у клиента нет аккаунта, либо у него очень старая версия мессенджера. Проверьте номер или выберите другой мессенджер.",
              "BAD_CONTACT",
              "NO_SUCH_ACCOUNT")
          .say(
              "Instagram больше не находит этого клиента: вероятно, он переименовал аккаунт. Дождитесь его нового сообщения и ответьте на него.",
              "CHATID_IGSID_MISMATCH")
          .say(
              "Этот чат не относится к мессенджеру канала. Создайте задачу заново на канале того мессенджера, которым пользуется клиент.",
              "WRONG_TRANSPORT",
              "MESSAGES_ABNORMAL_SEND",
              "MESSAGES_INVALID_CONTACT_TYPE")
          .say(
              "Wazzup не даёт доступа к этому чату. Попросите администратора проверить доступ к каналу в личном кабинете Wazzup.",
              "CHAT_NO_ACCESS")
          .say(
              "Тариф Wazzup не позволяет писать первыми. Дождитесь сообщения от клиента или смените тариф в личном кабинете Wazzup.",
              "MESSAGES_NOT_TEXT_FIRST")
          // Windows.
          .say(
              "С последнего сообщения клиента прошло больше 7 дней, поэтому Instagram не принимает ответ. Дождитесь нового сообщения клиента или напишите в другом мессенджере.",
              "7_DAYS_EXCEEDED",
              Refusal.WINDOW_7_DAYS)
          .say(
              "С последнего сообщения клиента прошло больше 24 часов, поэтому WhatsApp принимает только одобренные шаблоны. Отправьте шаблон из Wazzup или дождитесь нового сообщения клиента.",
              "24_HOURS_EXCEEDED",
              Refusal.WINDOW_24_HOURS)
          // Comments in Instagram.
          .say(
              "Комментарий в Instagram удалён, ответить на него нельзя. Напишите клиенту в Direct, если этот диалог открыт.",
              "COMMENT_DELETED")
          .say(
              "На этот комментарий уже отвечали в Direct; Instagram разрешает одно такое сообщение. Дождитесь ответа клиента.",
              "COMMENT_ALREADY_PRIVATE_REPLIED")
          .say(
              "Instagram не позволяет ответить на этот комментарий в Direct. Ответьте под постом.",
              "COMMENT_INVALID_FOR_PRIVATE_REPLY")
          .say(
              "В комментарий Instagram можно отправить только текст. Отправьте текст без файлов или вставьте в него ссылку на файл.",
              "COMMENT_CAN_BE_TEXT_ONLY",
              Refusal.TEXT_ONLY)
          .say(
              "Instagram запрещает упоминать этого пользователя. Уберите упоминание (@имя) и отправьте ответ ещё раз.",
              "MENTION_FORBIDDEN")
          .say(
              "Instagram не пропускает эту ссылку. Уберите или замените ссылку и отправьте ответ ещё раз.",
              "BAD_LINK")
          // The text.
          .say(
              "Текст слишком длинный для этого мессенджера. Сократите его или отправьте несколькими комментариями.",
              "TOO_LONG_TEXT",
              "MESSAGE_TEXT_TOO_LONG",
              "MESSAGES_TOO_LONG_TEXT")
          .say(
              "Текст слишком длинный для Instagram. Отправьте его несколькими комментариями, до 1000 символов каждый.",
              "MESSAGES_TOO_LONG_INSTAGRAM")
          .say(
              "Текст слишком длинный для Telegram. Отправьте его несколькими комментариями, до 4096 символов каждый.",
              "MESSAGES_TOO_LONG_TELEGRAM")
          .say(
              "Текст слишком длинный для WhatsApp Business (WABA). Отправьте его несколькими комментариями, до 1024 символов каждый.",
              "MESSAGES_TOO_LONG_WABA")
          .say(
              "Текст слишком длинный для VK. Отправьте его несколькими комментариями, до 1000 символов каждый.",
              "MESSAGES_TOO_LONG_VK")
          .say(
              "Текст слишком длинный для Avito. Отправьте его несколькими комментариями, до 1000 символов каждый.",
              "MESSAGES_TOO_LONG_AVITO")
          .say(
              "Текст слишком длинный для Viber. Отправьте его несколькими комментариями, до 6999 символов каждый.",
              "MESSAGES_TOO_LONG_VIBER")
          .say(
              "Заголовок сообщения WhatsApp слишком длинный. Сократите его до 60 символов.",
              "MESSAGES_TOO_LONG_WABA_HEADER")
          .say(
              "Шаблон WhatsApp вместе с подставленными значениями слишком длинный. Сократите значения.",
              "MESSAGES_TOO_LONG_WABA_TEMPLATE")
          .say(
              "Подпись к файлу слишком длинная. Отправьте текст и файл разными комментариями.",
              "MESSAGES_TOO_LONG_CAPTION")
          .say(
              "Отправлять нечего: в комментарии нет ни текста, ни файла. Напишите текст и отправьте ещё раз.",
              "MESSAGE_NOTHING_TO_SEND",
              "MESSAGES_TEXT_CAN_NOT_BE_BLANK",
              Refusal.EMPTY)
          .say(
              "Wazzup не принимает текст и файл в одном сообщении. Отправьте их разными комментариями.",
              "MESSAGE_ONLY_TEXT_OR_CONTENT",
              "MESSAGES_ONLY_TEXT_OR_CONTENT")
          .say(
              "Сообщение сочтено спамом. Измените текст и не рассылайте одно и то же многим клиентам.",
              "SPAM",
              "MESSAGES_IS_SPAM")
          // Files.
          .say(
              "Файл не подходит под требования Instagram. Отправьте картинку jpg или png до 8 МБ либо ссылку на файл.",
              "WRONG_CONTENT")
          .say(
              "Instagram не принимает файлы такого вида. Отправьте картинку jpg или png либо ссылку на файл.",
              "MESSAGES_UNSUPPORTED_CONTENT_TYPE_INSTAPI")
          .say(
              "Мессенджер не принимает файлы такого вида. Отправьте файл в другом формате или ссылку на него.",
              "MESSAGE_WRONG_CONTENT_TYPE")
          .say(
              "Файл слишком большой для мессенджера. Сожмите его или отправьте ссылку на него.",
              "TOO_BIG_CONTENT")
          .say(
              "Файл больше 10 МБ, которые принимает Wazzup. Сожмите его или отправьте ссылку на него.",
              "MESSAGES_CONTENT_SIZE_EXCEEDED")
          .say(
              "Файл слишком большой для WhatsApp Business (WABA): картинка может занимать 5 МБ, другие файлы 10 МБ. Сожмите его или отправьте ссылку на него.",
              "MESSAGES_CONTENT_SIZE_EXCEEDED_WABA")
          .say(
              "Файл слишком большой для Telegram: картинка может занимать 5 МБ, другие файлы 10 МБ. Сожмите его или отправьте ссылку на него.",
              "MESSAGES_CONTENT_SIZE_EXCEEDED_TELEGRAM")
          .say(
              "Мессенджер не смог преобразовать файл. Сохраните его в другом формате и отправьте ещё раз.",
              "CONTENT_CONVERSION_ERROR")
          .say(
              "Файл не попал в сообщение. Приложите его заново и отправьте ещё раз.",
              "MESSAGES_CONTENT_CAN_NOT_BE_BLANK")
          .say(
              "Wazzup не смог скачать файл из Планфикса. Приложите его заново или отправьте ссылку, которая открывается без входа.",
              "MESSAGE_DOWNLOAD_CONTENT_ERROR")
          // Quotes.
          .say(
              "Wazzup не знает цитируемого сообщения. Отправьте ответ ещё раз без цитаты.",
              "REFERENCE_MESSAGE_NOT_FOUND")
          .say(
              "Автор удалил цитируемое сообщение. Отправьте ответ ещё раз без цитаты.",
              "CANNOT_REPLY_TO_DELETED")
          // What became of a message.
          .say(
              "Wazzup больше не находит это сообщение. Прежде чем отправлять его снова, проверьте в мессенджере, дошло ли оно.",
              "MESSAGES_NOT_FOUND")
          .say(
              "Отправка остановлена до того, как сообщение ушло. Отправьте его ещё раз, если оно всё ещё нужно.",
              "MESSAGE_CANCELLED")
          .say(
              "Отправитель удалил сообщение до доставки. Отправьте его ещё раз, если оно всё ещё нужно.",
              "MESSAGE_DELETED")
          .say(
              "Это сообщение уже было передано в Wazzup и второй раз не отправлено. Проверьте в мессенджере, что оно дошло.",
              "REPEATED_CRM_MESSAGE_ID")
          // The channel.
          .say(
              "Этого канала в Wazzup больше нет. Попросите администратора снова подключить номер или напишите с другого канала.",
              "CHANNEL_NOT_FOUND")
          .say(
              "Канал выключен в Wazzup. Попросите администратора включить его в личном кабинете Wazzup и отправьте сообщение ещё раз.",
              "CHANNEL_BLOCKED")
          .say(
              "Мессенджер заблокировал наш канал. Сообщите администратору, а пока пишите с другого канала.",
              "CHANNEL_REJECTED")
          .say(
              "Meta заблокировала наш канал WhatsApp Business (WABA). Сообщите администратору, а пока пишите с другого канала.",
              "CHANNEL_WAPI_REJECTED")
          .say(
              "Канал не оплачен. Попросите администратора оплатить его в личном кабинете Wazzup и отправьте сообщение ещё раз.",
              "CHANNEL_NO_MONEY",
              "NOT_ENOUGH_MONEY")
          .say(
              "Баланс WhatsApp Business (WABA) исчерпан. Попросите администратора пополнить его в личном кабинете Wazzup и отправьте сообщение ещё раз.",
              "BALANCE_IS_EMPTY")
          .say(
              "Достигнут предел активных диалогов канала. Попросите администратора расширить тариф в личном кабинете Wazzup.",
              "CHANNEL_LIMIT_EXCEEDED")
          .say(
              "Канал сейчас недоступен: его телефон не в сети или канал только запускается. Проверьте телефон и отправьте сообщение ещё раз через несколько минут.",
              "MESSAGE_CHANNEL_UNAVAILABLE")
          .say(
              "С аккаунта отправлено слишком много сообщений, отправка приостановлена. Подождите и отправьте сообщение ещё раз.",
              "TOO_MANY_EXT_REQS",
              "TOO_MANY_REQUESTS")
          .say(
              "Meta ограничила этот шаблон WhatsApp. Выберите другой шаблон или попросите администратора проверить его в личном кабинете Wazzup.",
              "TEMPLATE_REJECTED")
          // The set-up, and faults.
          .say(
              "Wazzup не понял запрос. Отправьте сообщение ещё раз; если не поможет, сообщите администратору.",
              "INVALID_MESSAGE_DATA",
              "VALIDATION_ERROR")
          .say(
              "Wazzup не принимает наш ключ доступа. Попросите администратора проверить ключ в настройках Taskwire.",
              "INVALID_API_KEY",
              "FORBIDDEN")
          .say(
              "Сбой на стороне Wazzup: сообщение не доставлено. Отправьте его ещё раз через несколько минут.",
              "GENERAL_ERROR",
              "MESSAGES_CAN_NOT_ADD")
          .say(
              "Сообщение не доставлено, и Wazzup не знает почему. Попробуйте позже; если не поможет, напишите в поддержку Wazzup.",
              "UNKNOWN_ERROR",
              "UNKNOWN_ERROR_WITH_TRACE_ID",
              "ERROR")
          // Taskwire's own.
          .say(Refusal.OTHER_DIALOG_OPEN, RussianRefusals::otherDialogOpen)
          .say(
              "Телефон контакта указан неверно. Исправьте его в карточке контакта, с кодом страны, и создайте задачу заново.",
              Refusal.NO_PHONE)
          .say(
              "Непонятно, с какого канала писать: подключено несколько. Когда пишете первым, выбирайте линию нужного канала.",
              Refusal.SEVERAL_CHANNELS)
          .say(
              "Ни с одного подключённого канала нельзя первым написать по номеру телефона. Попросите администратора подключить WhatsApp или другой подходящий канал либо дождитесь сообщения от клиента.",
              Refusal.NO_CHANNEL)
          .say(
              Refusal.NOT_CONNECTED,
              channel ->
                  "Канал"
                      + before(channel)
                      + " не подключён к Taskwire. Напишите с другого канала или попросите администратора подключить этот.")
          .say(
              Refusal.NO_SUCH_CHANNEL,
              channel ->
                  "Канал"
                      + before(channel)
                      + " удалён в Wazzup, отправить через него ничего нельзя. Попросите администратора снова подключить тот же номер или создайте новую задачу на другом канале.")
          .say(Refusal.CHANNEL_STATE, RussianRefusals::channelState)
          .say(
              Refusal.NOT_FIRST,
              messenger ->
                  "Первым написать "
                      + (messenger.isEmpty() ? "в этом мессенджере" : "в " + messenger)
                      + " нельзя. Дождитесь сообщения от клиента или выберите другой канал.")
          .say(
              "Taskwire не знает диалога этой задачи. Ответьте в той задаче, где писал клиент, или напишите ему в новой.",
              Refusal.NO_SUCH_DIALOG)
          .say(Refusal.FILE_TOO_BIG, RussianRefusals::fileTooBig)
          .say(
              Refusal.FILE_KIND,
              kinds ->
                  "Мессенджер не принимает файлы такого вида"
                      + (kinds.isEmpty() ? "" : ", только " + kinds)
                      + ". Отправьте файл в другом формате, в архиве zip или ссылкой.")
          .say(
              Refusal.FILE_UNREACHABLE,
              reason ->
                  "Не удалось получить файл из Планфикса"
                      + (reason.isEmpty() ? "" : " (" + reason + ")")
                      + ". Приложите его заново и отправьте ещё раз.");

  private RussianRefusals() {}

  static String sentence(String code, String detail) {
    return REFUSALS.sentence(
        code,
        detail,
        unknown ->
            "Не доставлено; причина по данным Wazzup: "
                + unknown
                + ". Прежде чем отправлять сообщение ещё раз, проверьте этот чат в Wazzup.");
  }

  private static String otherDialogOpen(String detail) {
    OpenDialog open = OpenDialog.of(detail);
    return "С этим клиентом уже открыт другой диалог"
        + open.channel().map(channel -> " через " + channel).orElse("")
        + open.task().map(task -> ", задача " + task).orElse("")
        + ". Ответьте в нём, а чтобы сменить канал, удалите ту задачу и создайте её заново. Если она уже удалена, попросите администратора выполнить: taskwire dialogs close "
        + open.task().orElse("<номер задачи>");
  }

  private static String channelState(String state) {
    return switch (state.toLowerCase(Locale.ROOT)) {
      case "init" -> "Канал только запускается. Отправьте сообщение ещё раз через несколько минут.";
      case "disabled" ->
          "Канал выключен в Wazzup или не входит в подписку. Попросите администратора включить его в личном кабинете Wazzup.";
      case "phoneunavailable" ->
          "Телефон канала не в сети. Включите его, подключите к интернету и отправьте сообщение ещё раз.";
      case "qr", "qridle" ->
          "Канал разлогинен. Попросите администратора отсканировать QR-код в личном кабинете Wazzup телефоном этого канала и отправьте сообщение ещё раз.";
      case "openelsewhere" ->
          "Канал используется в другом месте: в другом аккаунте Wazzup или в WhatsApp Web. Попросите администратора выйти там и снова войти в личном кабинете Wazzup.";
      case "notenoughmoney" ->
          "Канал не оплачен. Попросите администратора оплатить его в личном кабинете Wazzup и отправьте сообщение ещё раз.";
      case "foreignphone" ->
          "QR-код отсканирован другим телефоном. Попросите администратора отсканировать его заново телефоном с номером этого канала.";
      case "unauthorized" ->
          "Канал не авторизован. Попросите администратора снова авторизовать его в личном кабинете Wazzup и отправьте сообщение ещё раз.";
      case "waitforpassword" ->
          "Канал ждёт пароль двухэтапной проверки. Попросите администратора ввести его в личном кабинете Wazzup.";
      case "waitforcode" ->
          "Канал ждёт код подтверждения. Попросите администратора ввести его в личном кабинете Wazzup.";
      case "blocked" ->
          "Meta заблокировала канал. Сообщите администратору, а пока пишите с другого канала.";
      case "onmoderation" ->
          "Meta ещё проверяет канал. Дождитесь её решения или пишите с другого канала.";
      case "rejected" ->
          "Meta отклонила канал. Сообщите администратору, а пока пишите с другого канала.";
      default ->
          "Канал сейчас не работает"
              + (state.isEmpty() ? "" : "; его состояние в Wazzup: " + state)
              + ". Попросите администратора проверить его в личном кабинете Wazzup.";
    };
  }

  private static String fileTooBig(String detail) {
    String[] sizes = detail.replace("MB", "МБ").replace('.', ',').split(", ", -1);
    return "Файл слишком большой"
        + (sizes.length == 2 ? ": " + sizes[0] + ", а можно не больше " + sizes[1] : "")
        + ". Сожмите его или отправьте ссылку на него.";
  }

  private static String before(String name) {
    return name.isEmpty() ? "" : " " + name;
  }
}
