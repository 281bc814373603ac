package io.taskwire.wazzup;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.Chat;
import io.taskwire.core.channel.ChatType;
import io.taskwire.core.content.Audio;
import io.taskwire.core.content.ContactCard;
import io.taskwire.core.content.Content;
import io.taskwire.core.content.Document;
import io.taskwire.core.content.FileLink;
import io.taskwire.core.content.Location;
import io.taskwire.core.content.MissedCall;
import io.taskwire.core.content.Picture;
import io.taskwire.core.content.Sticker;
import io.taskwire.core.content.Template;
import io.taskwire.core.content.Text;
import io.taskwire.core.content.Unknown;
import io.taskwire.core.content.Unsupported;
import io.taskwire.core.content.Video;
import io.taskwire.core.inbound.Webhook;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Origin;
import io.taskwire.core.notice.Person;
import io.taskwire.core.notice.Post;
import io.taskwire.core.notice.QueueName;
import io.taskwire.core.notice.Quote;
import io.taskwire.core.notice.Status;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample webhook, with everything that is read out of it. */
class WebhookSamplesTest {
  private static final Instant RECEIVED = Instant.parse("2026-01-16T00:00:00Z");
  private static final String STORE = "https://store.wazzup24.com/";
  private static final Optional<String> NO_WORDS = Optional.empty();
  private static final Optional<FileLink> NO_FILE = Optional.empty();

  private static final String WHATSAPP = "5d92f893-58d1-43ca-a756-e3466e1ef788";
  private static final String WABA = "94d7ab8b-5943-498b-b44a-d29f23e03770";
  private static final String INSTAGRAM = "e5519c69-3c00-4d82-b2db-9ef63cea03d9";
  private static final String TELEGRAM = "ec4c7f67-8b60-4ece-b6aa-0bfacf4bc3ac";

  private static final Sender IVAN =
      new Sender(
          WHATSAPP,
          chat("whatsapp", "79990000001"),
          person("Ivan Testov")
              .phone("79990000001")
              .avatar(STORE + "a021396396090e5c5663edd362fa826e93d99d65"));
  private static final Sender IVAN_WITHOUT_PICTURE =
      new Sender(
          WHATSAPP, chat("whatsapp", "79990000001"), person("Ivan Testov").phone("79990000001"));
  private static final Sender IVAN_ON_WABA = new Sender(WABA, IVAN.chat(), IVAN.client());
  private static final Sender NAMED_BY_DIGITS =
      new Sender(
          WHATSAPP, chat("whatsapp", "79990000002"), person("79990000002").phone("79990000002"));
  private static final Sender STRANGER =
      new Sender(
          WHATSAPP, chat("whatsapp", "79990000009"), person("79990000009").phone("79990000009"));
  private static final Sender WHATSAPP_GROUP =
      new Sender(WHATSAPP, chat("whatsgroup", "79990000001-1700000000"), person("Fictional group"));
  private static final Sender INSTAGRAM_CLIENT_WITH_ID =
      new Sender(
          INSTAGRAM,
          chat("instagram", "fictional.client"),
          person("Fictional Client").igsid("1000000000000001"));
  private static final Sender INSTAGRAM_CLIENT =
      new Sender(
          INSTAGRAM,
          chat("instagram", "fictional.client"),
          person("Fictional Client").avatar(STORE + "981cee4c970135a8c7170e81236e607fa4f87824"));
  private static final Sender ANNA =
      new Sender(
          TELEGRAM, chat("telegram", "900000001"), person("Anna Fictional").phone("79990000004"));
  private static final Sender TELEGRAM_GROUP =
      new Sender(TELEGRAM, chat("telegroup", "-1000000000001"), person("Fictional chat"));
  private static final Sender BORIS =
      new Sender(
          "02e39467-88e6-4bad-bcc8-90753ae1c6b6",
          chat("max", "e8858189-2d65-45c5-a49a-2bf40d5d6491"),
          person("Boris Fictional").phone("79990000005"));
  private static final Sender VERA =
      new Sender(
          "343c44fd-a121-41d6-917a-bd1f63f47491",
          chat("viber", "79990000006"),
          person("Vera Fictional").phone("79990000006"));
  private static final Sender KIRA =
      new Sender(
          "b5c915d8-b3cf-4073-be70-f124ffc0875d",
          chat("vk", "500000001"),
          person("Kira Fictional"));
  private static final Sender GLEB =
      new Sender(
          "a9e8a60b-dde3-4ab2-b9c5-d8c74acfad8f",
          chat("avito", "u2i-EXAMPLEchat"),
          person("Gleb Fictional"));

  private static final Post POST =
      new Post(
          Optional.of("https://www.instagram.com/p/EXAMPLEpost"), Optional.of("New collection"));

  static List<Sample> samples() {
    return List.of(
        sample(
            "batch-not-chronological",
            said(IVAN.wrote("ff40f6bc-eef3-4741-930a-5be25a63ca2b", "09:30:01"), new Text("first")),
            said(
                IVAN.wrote("a3e976b1-5905-4397-b4f4-afed0eda7c1a", "09:30:02"),
                new Text("second"))),
        sample("channelsUpdates-active", channelChange("5d92f893-58d1-43ca-a756-e3466e1ef788")),
        sample("channelsUpdates-disabled", channelChange("5d92f893-58d1-43ca-a756-e3466e1ef788")),
        sample(
            "channelsUpdates-notEnoughMoney",
            channelChange("5d92f893-58d1-43ca-a756-e3466e1ef788")),
        sample(
            "channelsUpdates-openElsewhere", channelChange("5d92f893-58d1-43ca-a756-e3466e1ef788")),
        sample(
            "channelsUpdates-phoneUnavailable",
            channelChange("5d92f893-58d1-43ca-a756-e3466e1ef788")),
        sample("channelsUpdates-qr", channelChange("5d92f893-58d1-43ca-a756-e3466e1ef788")),
        sample(
            "channelsUpdates-unauthorized", channelChange("5d92f893-58d1-43ca-a756-e3466e1ef788")),
        sample("channelsUpdates-waba-tier", channelChange("94d7ab8b-5943-498b-b44a-d29f23e03770")),
        ignored("createContact-response", 5),
        ignored("createContact", 1),
        ignored("createDeal-response", 6),
        ignored("createDeal", 1),
        sample(
            "deleted",
            new Notice.Deletion(
                IVAN.gotFromUs(
                    "bcce5b44-5e84-46e3-946f-dcf7412f262e", "09:35:10", "Petr Supervisor"),
                Optional.of("Olga here, checked: ready."))),
        sample(
            "echo-api-with-crmUserId",
            echoed(
                IVAN.gotFromUs("32166bf2-d6aa-4e2c-be82-a3f2f30cc5b1", "09:31:30", "Olga Manager"),
                new Text("Your order is ready."),
                Status.SENT)),
        sample(
            "echo-api",
            echoed(
                IVAN.gotFromUs("bf98165f-4f52-4ec5-b58d-a8f740eb1a62", "09:31:00", "Admin"),
                new Text("Your order is ready."),
                Status.SENT)),
        sample(
            "echo-image",
            echoed(
                IVAN.gotFromUs("ffc87667-acbc-45a3-a294-741378472e83", "09:41:00", "Admin"),
                new Picture(
                    NO_WORDS,
                    file(
                        "invoice.png",
                        "db63574de4868e543f0cda814f9665c919d34d17/?filename=invoice.png")),
                Status.SENT)),
        sample(
            "echo-instagram-comment-reply",
            quoting(
                "4cfeea53-7c26-482a-aed7-67432c6de0d6",
                Optional.empty(),
                echoed(
                    INSTAGRAM_CLIENT
                        .underThePost()
                        .gotFromUs(
                            "3c5d673f-3c29-4bfe-81fe-596710add7d9", "11:05:00", "Olga Manager"),
                    new Text("It costs 1000."),
                    Status.SENT))),
        sample(
            "echo-phone",
            echoed(
                IVAN.gotFromUs("1aa89c74-7216-4896-8d35-29a8fda5afc2", "09:40:00", "Phone"),
                new Text("Typed on the phone"),
                Status.SENT)),
        sample(
            "echo-sent-from-app",
            echoed(
                IVAN.gotFromUs("bcce5b44-5e84-46e3-946f-dcf7412f262e", "09:35:10", "Olga Manager"),
                new Text("Olga here, checking."),
                Status.SENT)),
        sample(
            "edited",
            new Notice.Edit(
                IVAN.gotFromUs("bcce5b44-5e84-46e3-946f-dcf7412f262e", "09:35:10", "Olga Manager"),
                new Text("Olga here, checked: ready."),
                Optional.of("Olga here, checking."))),
        sample(
            "inbound-avito",
            said(
                GLEB.wrote("66802a4c-f1d8-4162-87ca-de353ab9751d", "09:30:00"),
                new Text("Is it still for sale?"))),
        sample(
            "inbound-deleted-by-client",
            new Notice.Deletion(
                IVAN.wrote("5d240b4d-b965-45a4-a9cc-29416dccdbbf", "09:30:00"),
                Optional.of("Hello! Is my order ready?"))),
        sample(
            "inbound-edited-by-client",
            new Notice.Edit(
                IVAN.wrote("5d240b4d-b965-45a4-a9cc-29416dccdbbf", "09:30:00"),
                new Text("Hello! Are my two orders ready?"),
                Optional.of("Hello! Is my order ready?"))),
        sample(
            "inbound-instagram-comment-minimal",
            said(
                INSTAGRAM_CLIENT
                    .underThePost()
                    .wrote("7f330ff0-8263-42c4-93f1-c91f5f17c54e", "11:03:10"),
                new Text("Nice!"))),
        sample(
            "inbound-instagram-comment",
            said(
                INSTAGRAM_CLIENT
                    .underThePost()
                    .wrote("4cfeea53-7c26-482a-aed7-67432c6de0d6", "11:02:41"),
                new Text("How much is it?"))),
        sample(
            "inbound-instagram-direct-igsid",
            said(
                INSTAGRAM_CLIENT_WITH_ID.wrote("627eab39-a97a-4b70-b1fb-cf2d98844fcd", "11:00:30"),
                new Text("Hi again"))),
        sample(
            "inbound-instagram-direct",
            said(
                INSTAGRAM_CLIENT.wrote("151049dc-060a-4277-a0b3-63aa29ea7c71", "11:00:00"),
                new Text("Hi, do you deliver?"))),
        sample(
            "inbound-instagram-image",
            said(
                INSTAGRAM_CLIENT.wrote("1b9673de-5a99-46c7-b69d-a425c3cc6788", "11:01:00"),
                new Picture(
                    NO_WORDS,
                    file(
                        "ig-0001.jpg",
                        "5cffa6569902fcd818bff08e450334e8b74032ec/?filename=ig-0001.jpg")))),
        sample(
            "inbound-max",
            said(
                BORIS.wrote("9aae3aaa-0752-420e-acf7-70c0064d02b3", "09:30:00"),
                new Text("Hi from MAX"))),
        sample(
            "inbound-telegram",
            said(
                ANNA.wrote("c6cf5717-154d-4a9a-a4e8-5001b2a2190f", "09:30:00"),
                new Text("Hi from Telegram"))),
        sample(
            "inbound-telegroup",
            said(
                TELEGRAM_GROUP.wrote("cc2f6a5d-c065-4a1e-8294-3b6f4e7a338f", "09:30:00"),
                new Text("Hi all"))),
        sample(
            "inbound-viber",
            said(
                VERA.wrote("858788d4-65a0-47de-82f3-4dc918f937d5", "09:30:00"),
                new Text("Hi from Viber"))),
        sample(
            "inbound-vk",
            said(
                KIRA.wrote("38a5e3df-8540-40e7-93cc-fcce0c1e472f", "09:30:00"),
                new Text("Hi from VK"))),
        sample(
            "inbound-waba-button-text",
            said(
                IVAN_ON_WABA.wrote("3ea786d2-b77a-4cd6-9b42-fb39205d0ef9", "09:30:00"),
                new Text("Confirm"))),
        sample(
            "inbound-waba-template-echo",
            echoed(
                IVAN_ON_WABA.gotFromUs("a030f402-7521-4f9a-ac47-34bc6109b093", "09:30:00", "Admin"),
                new Template(Optional.of("Order 1042 is ready.")),
                Status.SENT)),
        sample(
            "inbound-whatsapp-audio",
            said(
                IVAN.wrote("175d3d2c-867a-4b45-9b7f-179fa32bfb08", "09:30:00"),
                new Audio(
                    NO_WORDS,
                    file(
                        "voice-0001.ogg",
                        "80ee3a4bcee3a5acf990067fe69532617faa290b/?filename=voice-0001.ogg")))),
        sample(
            "inbound-whatsapp-document-no-filename",
            said(
                IVAN.wrote("70c6d05d-6243-4112-bb4f-ec1bab6d9249", "09:30:00"),
                new Document(NO_WORDS, file("file", "4523abc0203f7d7fdcbf64298dac6dc77d0e0fc5")))),
        sample(
            "inbound-whatsapp-document",
            said(
                IVAN.wrote("74bc50ee-7860-40ae-8bba-739be33d40cd", "09:30:00"),
                new Document(
                    NO_WORDS,
                    file(
                        "Договор.pdf",
                        "4b592995ec24f8a5c0484288c6a1210131ad630b/?filename=%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80.pdf")))),
        sample(
            "inbound-whatsapp-geo-variant-empty",
            said(
                IVAN.wrote("ca9ca9ec-d927-4c68-801e-aee8a4fa24ce", "09:30:00"),
                new Location(NO_WORDS, NO_FILE))),
        sample(
            "inbound-whatsapp-geo-variant-text",
            said(
                IVAN.wrote("9fd842ec-4845-4148-839c-5487f26d2540", "09:30:00"),
                new Location(
                    Optional.of("https://maps.example.org/?q=55.000000,37.000000"), NO_FILE))),
        sample(
            "inbound-whatsapp-image-with-caption",
            said(
                IVAN.wrote("aab988c0-bd85-49ec-bbc1-433d99be37b8", "09:30:00"),
                new Picture(
                    Optional.of("Here is the damaged box"),
                    file(
                        "photo-0002.jpg",
                        "ddb69fc27b643b2c7f4f045c270fb23835a9460e/?filename=photo-0002.jpg")))),
        sample(
            "inbound-whatsapp-image",
            said(
                IVAN.wrote("4d44cba7-ef94-45f3-9116-3b104e409818", "09:30:00"),
                new Picture(
                    NO_WORDS,
                    file(
                        "photo-0001.jpg",
                        "286097e222dc5ae799ea42dae96a1e5c0f55a69d/?filename=photo-0001.jpg")))),
        sample(
            "inbound-whatsapp-missing-call",
            said(
                IVAN.wrote("d68024d7-e0d7-420d-989e-1577adea1069", "09:30:00"),
                new MissedCall(NO_WORDS))),
        sample(
            "inbound-whatsapp-poll",
            said(
                IVAN.wrote("7120ab6a-ffb1-40af-bb68-abdce207d0e1", "09:30:00"),
                new Text("Which day suits you?\n• Monday\n• Tuesday"))),
        sample(
            "inbound-whatsapp-quoted-rich-variant",
            quoting(
                "bf98165f-4f52-4ec5-b58d-a8f740eb1a62",
                Optional.of("Your order is ready."),
                said(
                    IVAN.wrote("91404585-f9b5-459b-b944-49cfc432f006", "09:30:00"),
                    new Text("Yes, that one")))),
        sample(
            "inbound-whatsapp-quoted",
            quoting(
                "5d240b4d-b965-45a4-a9cc-29416dccdbbf",
                Optional.empty(),
                said(
                    IVAN.wrote("b17bfd03-ca43-4df0-84be-ca400d2afdae", "09:30:00"),
                    new Text("Yes, that one")))),
        sample(
            "inbound-whatsapp-sticker",
            said(
                IVAN.wrote("e9fa2307-354c-4b64-9d02-bfb616e5121a", "09:30:00"),
                new Sticker(
                    NO_WORDS,
                    file(
                        "3c0f8e11-1111-4222-8333-444455556666.was",
                        "a2a3d7382ce6c5eab87ad015ab73024c0b717462/?filename=3c0f8e11-1111-4222-8333-444455556666.was")))),
        sample(
            "inbound-whatsapp-text-extra-fields",
            said(
                IVAN_WITHOUT_PICTURE.wrote("db70412f-9670-4e5e-a787-60d6302e5537", "09:30:00"),
                new Text("Extra contact fields"))),
        sample(
            "inbound-whatsapp-text-name-is-number",
            said(
                NAMED_BY_DIGITS.wrote("dad7ff7a-fb4a-4864-b2dc-86841e4f78a9", "09:30:00"),
                new Text("Добрый день, есть вопрос по заказу 🙏"))),
        sample(
            "inbound-whatsapp-text-nulls",
            said(
                IVAN.wrote("9b74f334-9438-48db-bc45-ff52c74d4565", "09:30:00"),
                new Text("Same, with nulls"))),
        sample(
            "inbound-whatsapp-text",
            said(
                IVAN.wrote("5d240b4d-b965-45a4-a9cc-29416dccdbbf", "09:30:00"),
                new Text("Hello! Is my order ready?"))),
        sample(
            "inbound-whatsapp-unknown-type",
            said(
                IVAN.wrote("ba9640cb-00f8-49d5-a71d-d5789b063b2d", "09:30:00"),
                new Unknown("unknown", NO_WORDS, NO_FILE))),
        sample(
            "inbound-whatsapp-unsupported",
            said(
                IVAN.wrote("3cb28f38-4f2f-4e81-b60d-84f5269eefde", "09:30:00"),
                new Unsupported(Optional.of("(placeholder sentence in Russian here)")))),
        sample(
            "inbound-whatsapp-vcard-variant-content",
            said(
                IVAN.wrote("5855d863-b9fa-4915-af5a-43db1031822c", "09:30:00"),
                new ContactCard(
                    NO_WORDS,
                    file(
                        "contact.vcf",
                        "eb1ab4df41a1207adbb2ceb550692460c5dbe352/?filename=contact.vcf")))),
        sample(
            "inbound-whatsapp-vcard-variant-text",
            said(
                IVAN.wrote("cb3b961f-a10d-42ad-b593-9bd597cf1a47", "09:30:00"),
                new ContactCard(
                    Optional.of(
                        "BEGIN:VCARD\nVERSION:3.0\nFN:Petr Fictional\nTEL;TYPE=CELL:+79990000003\nEND:VCARD"),
                    NO_FILE))),
        sample(
            "inbound-whatsapp-video",
            said(
                IVAN.wrote("d2e6c746-c358-4ae3-b335-be3acddc56a4", "09:30:00"),
                new Video(
                    NO_WORDS,
                    file(
                        "clip-0001.mp4",
                        "315021e3d116cea1e025ba9ff34be4320650442f/?filename=clip-0001.mp4")))),
        sample(
            "inbound-whatsgroup-text",
            said(
                WHATSAPP_GROUP.wrote("22c989ef-adc9-4ea0-9265-5f0a94edd259", "09:30:00"),
                new Text("Hello group"))),
        sample(
            "message-error-BAD_CONTACT",
            echoed(
                STRANGER.gotFromUs("3c33f6d3-fef1-4c49-9fed-ee538fd454bc", "09:30:00", "Admin"),
                new Text("Hello"),
                error("BAD_CONTACT", "Number may not be on WhatsApp or uses an old version."))),
        sample(
            "message-error-instagram-COMMENT_ALREADY_PRIVATE_REPLIED",
            echoed(
                INSTAGRAM_CLIENT.gotFromUs(
                    "4c892c88-065c-4666-a54c-b086bf106564", "11:06:00", "Admin"),
                new Text("Second Direct message"),
                error(
                    "COMMENT_ALREADY_PRIVATE_REPLIED",
                    "This comment was already answered in Direct."))),
        sample(
            "messages-and-statuses-combined",
            said(
                IVAN.wrote("95533b79-da15-4aab-ad8d-44720e5da96a", "09:30:00"),
                new Text("Mixed delivery")),
            status("bf98165f-4f52-4ec5-b58d-a8f740eb1a62", Status.READ, "09:31:05.120")),
        sample(
            "redelivery-same-message-newer-status",
            echoed(
                IVAN.gotFromUs("bf98165f-4f52-4ec5-b58d-a8f740eb1a62", "09:31:00", "Admin"),
                new Text("Your order is ready."),
                Status.DELIVERED)),
        sample(
            "status-delivered",
            status("bf98165f-4f52-4ec5-b58d-a8f740eb1a62", Status.DELIVERED, "09:31:05.120")),
        ignored("status-edited", 1),
        sample(
            "status-error-24_HOURS_EXCEEDED",
            failed(
                "bf98165f-4f52-4ec5-b58d-a8f740eb1a62",
                "09:31:05.120",
                error("24_HOURS_EXCEEDED", "The 24-hour WABA window is closed."))),
        sample(
            "status-error-7_DAYS_EXCEEDED",
            failed(
                "bf98165f-4f52-4ec5-b58d-a8f740eb1a62",
                "09:31:05.120",
                error("7_DAYS_EXCEEDED", "The 7-day Instagram window is closed."))),
        sample(
            "status-error-with-data",
            failed(
                "bf98165f-4f52-4ec5-b58d-a8f740eb1a62",
                "09:31:05.120",
                error("UNKNOWN_ERROR", "An unknown error has occured. Try again later."))),
        sample(
            "status-read",
            status("bf98165f-4f52-4ec5-b58d-a8f740eb1a62", Status.READ, "09:31:05.120")),
        sample(
            "status-sent",
            status("bf98165f-4f52-4ec5-b58d-a8f740eb1a62", Status.SENT, "09:31:05.120")),
        sample(
            "statuses-error-all-codes",
            failed(
                "c0c74690-ea9b-4cb1-9d13-6c592a1b731a",
                "10:00:00.000",
                error("BAD_CONTACT", "No such account.")),
            failed(
                "2d4f489c-794d-4582-89ec-2a4cf541c880",
                "10:00:00.000",
                error("CHATID_IGSID_MISMATCH", "Account name could not be matched.")),
            failed(
                "0f8bd4f9-047a-4e33-8725-c41e817649b5",
                "10:00:00.000",
                error("TOO_LONG_TEXT", "Text too long.")),
            failed(
                "dff57dbf-fa71-43de-85af-c69654c44d2b",
                "10:00:00.000",
                error("BAD_LINK", "Link rejected.")),
            failed(
                "0a9c6eff-84d0-44ee-bd8a-73547fd419bc",
                "10:00:00.000",
                error("TOO_BIG_CONTENT", "File above 50 MB.")),
            failed(
                "a3088cfd-e891-4ba7-b857-498efa882c4e",
                "10:00:00.000",
                error("SPAM", "Held back as spam.")),
            failed(
                "0a52b726-88fc-46a9-9c99-377a637248b3",
                "10:00:00.000",
                error("TOO_MANY_EXT_REQS", "Too many messages from the account.")),
            failed(
                "9fe77976-5282-492d-b0bd-2f145f86d5dd",
                "10:00:00.000",
                error("WRONG_CONTENT", "File does not fit Instagram.")),
            failed(
                "1aecb151-7c62-4033-8436-0a8a04767eb3",
                "10:00:00.000",
                error("MESSAGE_CANCELLED", "Sending stopped.")),
            failed(
                "140787db-c1e5-4224-a790-14463905e218",
                "10:00:00.000",
                error("24_HOURS_EXCEEDED", "WABA window closed.")),
            failed(
                "bfe6106e-05c7-4bbe-a70c-d605e85c4e64",
                "10:00:00.000",
                error("COMMENT_DELETED", "Comment deleted.")),
            failed(
                "b1eef3c9-2bd1-412e-a75b-32602544c46f",
                "10:00:00.000",
                error("MENTION_FORBIDDEN", "User must not be mentioned.")),
            failed(
                "62c138c4-e95f-4168-9dbb-ff82cad22cd1",
                "10:00:00.000",
                error("CONTENT_CONVERSION_ERROR", "File could not be converted.")),
            failed(
                "5ff9484a-0a99-4794-9efe-0f4e9e8e1596",
                "10:00:00.000",
                error("MESSAGE_DELETED", "Deleted by the sender.")),
            failed(
                "901ae112-c5d3-4663-b8cb-6f0dd7d5e59b",
                "10:00:00.000",
                error("CHANNEL_REJECTED", "Channel banned.")),
            failed(
                "7abe8061-99d0-499c-8210-b5ddb84164a2",
                "10:00:00.000",
                error("7_DAYS_EXCEEDED", "Instagram window closed.")),
            failed(
                "cace8069-7eaf-4c8b-8b37-cca23a38c307",
                "10:00:00.000",
                error("COMMENT_ALREADY_PRIVATE_REPLIED", "Comment already answered in Direct.")),
            failed(
                "d87c0831-b733-4e41-97da-35cff8913b72",
                "10:00:00.000",
                error(
                    "COMMENT_INVALID_FOR_PRIVATE_REPLY", "Comment cannot be answered in Direct.")),
            failed(
                "6bb5ab71-7819-4d2f-ab6a-a93551d2cae6",
                "10:00:00.000",
                error("COMMENT_CAN_BE_TEXT_ONLY", "Comment takes text only.")),
            failed(
                "6dfcc11e-0aaf-4476-80aa-0ab88946a8e5",
                "10:00:00.000",
                error("CANNOT_REPLY_TO_DELETED", "Quoted message was deleted.")),
            failed(
                "21c39a58-7527-49a3-aa5e-150af23d624e",
                "10:00:00.000",
                error("GENERAL_ERROR", "Fault on the provider side.")),
            failed(
                "d6a7ea59-dbe9-4f40-9928-57282339b1bb",
                "10:00:00.000",
                error("UNKNOWN_ERROR", "Unknown error."))),
        ignored("templateStatus-APPROVED", 1),
        ignored("templateStatus-DISABLED", 1),
        ignored("templateStatus-PAUSED", 1),
        ignored("templateStatus-PENDING", 1),
        ignored("templateStatus-REJECTED", 1),
        ignored("templateStatus-lowercase", 1),
        ignored("unknown-top-level-key", 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void aSampleIsReadAsWhatItTells(Sample sample) {
    Webhook.Entries webhook =
        (Webhook.Entries) WebhookReader.read(Fixtures.webhook(sample.name()), RECEIVED);

    assertThat(webhook.bad()).isEmpty();
    assertThat(webhook.good())
        .map(entry -> QueuedNotice.decode(entry.body()))
        .containsExactlyElementsOf(sample.notices());
    assertThat(webhook.good())
        .map(entry -> entry.name())
        .containsExactlyElementsOf(sample.notices().stream().map(QueueName::of).toList());
    assertThat(webhook.ignored()).isEqualTo(sample.ignored());
  }

  @Test
  void theTestOfTheAddressIsKnown() {
    assertThat(WebhookReader.read(Fixtures.webhook("test"), RECEIVED))
        .isEqualTo(new Webhook.Test());
  }

  @Test
  void noSampleIsLeftOut() {
    Stream<String> asserted =
        Stream.concat(Stream.of("test"), samples().stream().map(Sample::name));
    assertThat(asserted).containsExactlyInAnyOrderElementsOf(Fixtures.webhooks());
  }

  private record Sample(String name, int ignored, List<Notice> notices) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Sample sample(String name, Notice... notices) {
    return new Sample(name, 0, List.of(notices));
  }

  private static Sample ignored(String name, int keysOrEntries) {
    return new Sample(name, keysOrEntries, List.of());
  }

  /** A chat on a channel of ours, and who is there. */
  private record Sender(String channel, Chat chat, Person client, Optional<Post> post) {
    Sender(String channel, Chat chat, ClientOf client) {
      this(channel, chat, client.person(), Optional.empty());
    }

    Sender(String channel, Chat chat, Person client) {
      this(channel, chat, client, Optional.empty());
    }

    Sender underThePost() {
      Chat thread =
          new Chat(chat.type(), chat.id(), Optional.of("3100000000000000001_40000000001"));
      return new Sender(channel, thread, client, Optional.of(POST));
    }

    Origin wrote(String id, String time) {
      return origin(id, time, false, Optional.empty());
    }

    Origin gotFromUs(String id, String time, String author) {
      return origin(id, time, true, Optional.of(author));
    }

    private Origin origin(String id, String time, boolean fromUs, Optional<String> author) {
      return new Origin(
          new MessageId(id),
          new ChannelId(channel),
          chat,
          chat.id(),
          at(time),
          fromUs,
          client,
          author,
          post);
    }
  }

  private record ClientOf(Person person) {
    ClientOf phone(String digits) {
      return new ClientOf(new Person(person.name(), Optional.of(digits), person.avatar()));
    }

    ClientOf avatar(String link) {
      return new ClientOf(new Person(person.name(), person.phone(), Optional.of(link)));
    }

    ClientOf igsid(String id) {
      return new ClientOf(
          new Person(person.name(), person.phone(), person.avatar(), Optional.of(id)));
    }
  }

  private static ClientOf person(String name) {
    return new ClientOf(new Person(Optional.of(name), Optional.empty(), Optional.empty()));
  }

  private static Chat chat(String type, String id) {
    return new Chat(new ChatType(type), id, Optional.empty());
  }

  private static Instant at(String time) {
    return Instant.parse("2026-01-15T" + time + "Z");
  }

  private static Optional<FileLink> file(String name, String path) {
    return Optional.of(new FileLink(name, URI.create(STORE + path)));
  }

  private static Notice.Message said(Origin origin, Content content) {
    return new Notice.Message(origin, content, Optional.empty(), Optional.empty());
  }

  private static Notice.Message echoed(Origin origin, Content content, Status status) {
    return echoed(origin, content, status, Optional.empty());
  }

  private static Notice.Message echoed(Origin origin, Content content, DeliveryError error) {
    return echoed(origin, content, Status.ERROR, Optional.of(error));
  }

  private static Notice.Message echoed(
      Origin origin, Content content, Status status, Optional<DeliveryError> error) {
    return new Notice.Message(
        origin,
        content,
        Optional.empty(),
        Optional.of(new Notice.StatusChange(origin.message(), status, RECEIVED, error)));
  }

  private static Notice.Message quoting(String id, Optional<String> text, Notice.Message message) {
    return new Notice.Message(
        message.origin(),
        message.content(),
        Optional.of(new Quote(Optional.of(new MessageId(id)), text)),
        message.status());
  }

  private static Notice status(String id, Status status, String time) {
    return new Notice.StatusChange(new MessageId(id), status, at(time), Optional.empty());
  }

  private static Notice failed(String id, String time, DeliveryError error) {
    return new Notice.StatusChange(new MessageId(id), Status.ERROR, at(time), Optional.of(error));
  }

  private static DeliveryError error(String code, String description) {
    return new DeliveryError(code, description);
  }

  private static Notice channelChange(String channel) {
    return new Notice.ChannelChange(new ChannelId(channel), Instant.ofEpochMilli(1768469400000L));
  }
}
