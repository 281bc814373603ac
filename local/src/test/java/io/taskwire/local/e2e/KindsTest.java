package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.local.sim.planfix.FileView;
import io.taskwire.local.sim.wazzup.ClientMessage;
import io.taskwire.local.sim.wazzup.Upload;
import io.taskwire.local.sim.wazzup.WazzupKnobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of message is something that can be read. */
@ExtendWith(OwnRun.class)
class KindsTest {
  private final Stage stage;

  KindsTest(Stage stage) {
    this.stage = stage;
  }

  @AfterEach
  void usual() {
    stage.usual();
  }

  @ParameterizedTest
  @CsvSource({
    "photo.jpg,             [Изображение],     image/jpeg",
    "голос и шум.ogg,       [Аудиосообщение],  audio/ogg",
    "clip.mp4,              [Видео],           video/mp4",
    "Счёт № 7 (март).pdf,   [Файл],            application/pdf",
    "sticker.was,           [Стикер],          application/octet-stream",
  })
  void X04_aFileArrivesUnderItsName(String name, String text, String contentType) {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    if (text.equals("[Стикер]")) {
      ivan.writes("", message -> message.withFile(Upload.named(name)).withType("image"));
    } else {
      ivan.sends(Upload.named(name));
    }
    ivan.task().says(text);
    FileView file = ivan.task().files(1).getFirst();
    assertThat(file.state()).isEqualTo(FileView.State.READY);
    assertThat(file.name()).isEqualTo(name);
    assertThat(file.contentType()).isEqualTo(contentType);
  }

  @Test
  void X04_aCaptionStaysWithItsPicture() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ObjectNode entry = ivan.entry("This one, please").put("type", "image");
    entry.put("contentUri", "https://store.example.org/0123/?filename=dress.jpg");
    assertThat(stage.post(Webhooks.messages(entry))).isEqualTo(200);
    assertThat(ivan.task().entriesWith("This one, please"))
        .singleElement()
        .satisfies(shown -> assertThat(shown.files()).hasSize(1));
  }

  @ParameterizedTest
  @CsvSource({
    "image,         '[Изображение: файл не передан, посмотрите его в мессенджере]'",
    "audio,         '[Аудиосообщение: файл не передан, прослушайте его в мессенджере]'",
    "video,         '[Видео: файл не передан, посмотрите его в мессенджере]'",
    "document,      '[Файл не передан, откройте его в мессенджере]'",
    "vcard,         '[Контакт: данные не переданы, откройте его в мессенджере]'",
    "geo,           '[Геопозиция: координаты не переданы, откройте её в мессенджере]'",
    "wapi_template, [Шаблон WhatsApp]",
    "missing_call,  [Пропущенный звонок]",
    "system,        [Системное сообщение мессенджера]",
    "unsupported,   '[Сообщение, которое Wazzup не умеет показывать: откройте его в мессенджере]'",
    "text,          [Пустое сообщение]",
    "hologram,      '[Сообщение неизвестного вида «hologram»: откройте его в мессенджере]'",
  })
  void X04_aMessageOfWhichNothingCameSaysWhatItWas(String type, String text) {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ObjectNode entry = ivan.entry("").put("type", type);
    entry.remove("text");
    assertThat(stage.post(Webhooks.messages(entry))).isEqualTo(200);
    ivan.task().says(text);
  }

  @Test
  void X04_aContactCardAndAPlaceCanBeReadWhereverWazzupPutsThem() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("", message -> withoutText(message, "vcard"));
    ivan.writes("", message -> withoutText(message, "geo"));
    stage.settle();
    stage
        .wazzup()
        .turnKnobs(
            knobs -> {
              knobs.vcard = WazzupKnobs.Layout.CONTENT;
              knobs.geo = WazzupKnobs.Layout.CONTENT;
            });
    ivan.writes("", message -> withoutText(message, "vcard"));
    ivan.writes("", message -> withoutText(message, "geo"));
    ivan.task()
        .says(
            "[Контакт]\nPetr Fictional\n+79990000003",
            "[Геопозиция]\nhttps://maps.example.org/?q=55.000000,37.000000",
            "[Контакт]",
            "[Геопозиция]");
    assertThat(ivan.task().files(2))
        .extracting(FileView::name)
        .containsExactly("contact.vcf", "place.txt");
  }

  private static ClientMessage withoutText(ClientMessage message, String type) {
    return new ClientMessage(
        message.channel(),
        null,
        message.chatId(),
        message.name(),
        null,
        null,
        null,
        type,
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void X04_aLinkThatLeadsNowhereIsSaid() {
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ObjectNode entry = ivan.entry("").put("type", "image").put("contentUri", "not a link");
    entry.remove("text");
    assertThat(stage.post(Webhooks.messages(entry))).isEqualTo(200);
    ivan.task().says("[Изображение: файл не передан, посмотрите его в мессенджере]");
  }
}
